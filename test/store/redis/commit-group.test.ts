import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/store/store.ts';
import { createCommitGroup } from '../../../src/store/redis/commit-group.ts';
import { redisKeys } from '../../../src/store/redis/keys.ts';
import { unpackTexts } from './unpack-texts.ts';

const nextTurn = () => new Promise(setImmediate);
const append = (value: string): Change[] => [{ do: 'append', log: 'events', value }];

/** Redis as far as groups see it: appends only, answered when the test says so. */
function setUp(maxInFlight: number) {
  const groups: { values: string[]; answer: () => void; fail: (error: Error) => void }[] = [];
  const told: string[] = [];
  let next = 0;
  const run = (commits: Buffer) => {
    const texts = unpackTexts(commits);
    const values = texts.filter((_, index) => index % 4 === 3);
    const followed = new Set(texts.filter((_, index) => texts[index - 1] === 'A'));
    return new Promise<string>((resolve, reject) => {
      const before = [...followed].flatMap((log) => [log, `1-${next}`]);
      const answer = () =>
        resolve([...values.flatMap(() => ['ok', `1-${(next += 1)}`]), ...before].join('\0'));
      groups.push({ values, answer, fail: reject });
    });
  };
  const commit = createCommitGroup({
    keys: redisKeys('bridge.example.org'),
    run,
    maxInFlight,
    writer: 'nurse',
    sleep: nextTurn,
    isFollowed: (log) => log.endsWith('outbox'),
    boundOf: () => undefined,
    isFull: () => false,
    takesIn: () => undefined,
    refused: () => undefined,
    appended: (log, { before, entries }) => {
      const what = entries.map(({ position, value }) => `${position} ${value}`).join(', ');
      told.push(`${log}: ${what}${before === undefined ? '' : ` after ${before}`}`);
    },
  });
  return { groups, told, commit };
}

describe('a group of commits', () => {
  it('joins what one turn of the event loop brings', async () => {
    const { groups, commit } = setUp(8);
    void commit(append('one'));
    await Promise.resolve();
    void commit(append('two'));
    await nextTurn();
    void commit(append('three'));
    await nextTurn();
    expect(groups.map(({ values }) => values)).toEqual([['one', 'two'], ['three']]);
  });

  it('waits for an answer when enough are on the way', async () => {
    const { groups, commit } = setUp(1);
    void commit(append('one'));
    await nextTurn();
    void commit(append('two'));
    await nextTurn();
    void commit(append('three'));
    await nextTurn();
    expect(groups).toHaveLength(1);
    groups[0]!.answer();
    await nextTurn();
    expect(groups.map(({ values }) => values)).toEqual([['one'], ['two', 'three']]);
  });

  it('holds 512 commits at most', async () => {
    const { groups, commit } = setUp(8);
    for (let index = 0; index < 1000; index += 1) void commit(append(String(index)));
    await nextTurn();
    expect(groups.map(({ values }) => values.length)).toEqual([512, 488]);
  });

  it('holds about a mebibyte at most', async () => {
    const { groups, commit } = setUp(8);
    for (let index = 0; index < 5; index += 1) void commit(append('x'.repeat(500_000)));
    await nextTurn();
    expect(groups.map(({ values }) => values.length)).toEqual([3, 2]);
  });

  it('gives each its result, and tells of all appends to a log at once', async () => {
    const { groups, told, commit } = setUp(8);
    const results = [commit(append('one')), commit(append('two'))];
    await nextTurn();
    groups[0]!.answer();
    expect(await Promise.all(results)).toEqual([
      { ok: true, positions: ['1-1'] },
      { ok: true, positions: ['1-2'] },
    ]);
    const key = '{sb:bridge.example.org}:log:events';
    expect(told).toEqual([`${key}: 1-1 one, 1-2 two`]);
  });

  it('tells what stood before in a log that somebody follows', async () => {
    const { groups, told, commit } = setUp(8);
    await nextTurn();
    void commit(append('one'));
    void commit([{ do: 'append', log: 'outbox', value: 'two' }]);
    await nextTurn();
    groups[0]!.answer();
    await nextTurn();
    const tag = '{sb:bridge.example.org}:log:';
    expect(told).toEqual([`${tag}events: 1-1 one`, `${tag}outbox: 1-2 two after 1-0`]);
  });

  it('fails together with what waits behind it, and no later one', async () => {
    const { groups, commit } = setUp(1);
    const first = commit(append('one'));
    await nextTurn();
    const behind = commit(append('two'));
    await nextTurn();
    groups[0]!.fail(new Error('silence'));
    await expect(first).rejects.toThrow('silence');
    await expect(behind).rejects.toThrow('silence');
    const later = commit(append('three'));
    await nextTurn();
    groups[1]!.answer();
    expect(groups[1]!.values).toEqual(['three']);
    expect((await later).ok).toBe(true);
  });
});
