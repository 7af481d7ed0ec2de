import { beforeEach, describe, expect, it } from 'vitest';
import { createFollowers, type Followers } from '../../src/store/followers.ts';
import type { Follower, LogEntry } from '../../src/store/store.ts';
import { comparePositions } from '../../src/store/store.ts';
import { within } from '../support/until.ts';

/** Longer than any test may take: what resolves in a test was woken. */
const LONG = 60_000;
const MANY = 100;

let followers: Followers;
let follower: Follower;
/** What stands in the store, and how often it was read. */
let stored: LogEntry[];
let reads: string[];
/** Runs while the store is read, after it has looked. */
let whileReading: () => void;

const entry = (number: number): LogEntry => ({ position: `1-${number}`, value: `line ${number}` });
const entries = (...numbers: number[]) => numbers.map(entry);

beforeEach(() => {
  followers = createFollowers();
  stored = [];
  reads = [];
  whileReading = () => undefined;
  follower = followers.follow('outbox', async (after, limit) => {
    reads.push(after);
    const found = stored.filter(({ position }) => comparePositions(position, after) > 0);
    whileReading();
    await Promise.resolve();
    return { entries: found.slice(0, limit), more: found.length > limit };
  });
});

/** An append of this process, and what stood in the log before it. */
function appendHere(before: string, ...numbers: number[]): void {
  stored.push(...entries(...numbers));
  followers.ran('outbox', { before, entries: entries(...numbers) });
}

/** An append of another process; `heard` only when its notice has come. */
function appendElsewhere(...numbers: number[]): { heard: () => void } {
  stored.push(...entries(...numbers));
  return { heard: () => followers.appended('outbox', `1-${numbers.at(-1)}`) };
}

const next = (limit = MANY) => within(follower.next(limit, LONG), 5_000, 'entries');
/** What it gives without having to wait. */
const given = (limit = MANY) => follower.next(limit, 0);

describe('a follower', () => {
  it('begins with what stands in the log', async () => {
    stored = entries(1, 2);
    expect(await next()).toEqual(entries(1, 2));
  });

  it('gives what this process appends without reading it', async () => {
    stored = entries(1);
    await next();
    appendHere('1-1', 2, 3);
    expect(await next()).toEqual(entries(2, 3));
    expect(reads).toEqual(['0-0']);
  });

  it('is woken by such an append', async () => {
    stored = entries(1);
    await next();
    const waiting = next();
    appendHere('1-1', 2);
    expect(await waiting).toEqual(entries(2));
  });

  it('reads what another process appended before', async () => {
    stored = entries(1);
    await next();
    appendElsewhere(2);
    appendHere('1-2', 3);
    expect(await next()).toEqual(entries(2, 3));
    expect(reads).toEqual(['0-0', '1-1']);
  });

  it('reads what another process appended behind', async () => {
    stored = entries(1);
    await next();
    const waiting = next();
    appendElsewhere(2).heard();
    expect(await waiting).toEqual(entries(2));
  });

  it('gives nothing twice when a notice comes late', async () => {
    stored = entries(1);
    await next();
    const { heard } = appendElsewhere(2);
    appendHere('1-2', 3);
    expect(await next()).toEqual(entries(2, 3));
    heard();
    expect(await given()).toEqual([]);
    appendHere('1-3', 4);
    expect(await next()).toEqual(entries(4));
  });

  it('joins what was appended while it read', async () => {
    stored = entries(1);
    whileReading = () => {
      whileReading = () => undefined;
      appendHere('1-1', 2);
    };
    expect(await next()).toEqual(entries(1, 2));
    expect(reads).toEqual(['0-0']);
  });

  it('reads again for what another process appended while it read', async () => {
    stored = entries(1);
    whileReading = () => {
      whileReading = () => undefined;
      appendElsewhere(2);
      appendHere('1-2', 3);
    };
    expect(await next()).toEqual(entries(1));
    expect(await next()).toEqual(entries(2, 3));
  });

  it('gives as many as are asked for, and the rest after them', async () => {
    stored = entries(1, 2, 3);
    expect(await next(2)).toEqual(entries(1, 2));
    appendHere('1-3', 4, 5, 6);
    expect(await next(2)).toEqual(entries(3, 4));
    expect(await next(9)).toEqual(entries(5, 6));
  });

  it('does not keep whatever is appended while nobody asks', async () => {
    expect(await given()).toEqual([]);
    for (let number = 1; number <= 10_000; number += 1) {
      appendHere(number === 1 ? '0-0' : `1-${number - 1}`, number);
    }
    const kept = await next(100_000);
    expect(kept.length).toBeLessThan(5_000);
    const rest = await next(100_000);
    expect([...kept, ...rest]).toEqual(stored);
  });

  it('does not keep texts without bound either', async () => {
    expect(await given()).toEqual([]);
    const long = 'wherefore '.repeat(6_400);
    for (let number = 1; number <= 100; number += 1) {
      const run = [{ position: `1-${number}`, value: long }];
      stored.push(...run);
      followers.ran('outbox', { before: number === 1 ? '0-0' : `1-${number - 1}`, entries: run });
    }
    const kept = await next(1_000);
    expect(kept.length).toBeLessThan(80);
    expect([...kept, ...(await next(1_000))]).toHaveLength(100);
    appendHere('1-100', 101);
    expect(await next()).toEqual(entries(101));
  });

  it('does not trust an append that it was told too little about', async () => {
    stored = entries(1);
    await next();
    stored.push(entry(2));
    followers.ran('outbox', { before: undefined, entries: entries(2) });
    expect(await next()).toEqual(entries(2));
    expect(reads).toEqual(['0-0', '1-1']);
  });

  it('looks into the store when it hears nothing for long', async () => {
    await given();
    appendElsewhere(1);
    expect(await follower.next(MANY, 1)).toEqual(entries(1));
  });

  it('looks into the store when notices may have been lost', async () => {
    await given();
    const waiting = next();
    appendElsewhere(1);
    followers.lookAll();
    expect(await waiting).toEqual(entries(1));
  });

  it('does not read for ever what was removed before it came to it', async () => {
    stored = entries(1);
    await next();
    followers.appended('outbox', '1-2');
    expect(await given()).toEqual([]);
    const before = reads.length;
    const waiting = next();
    appendHere('1-2', 3);
    expect(await waiting).toEqual(entries(3));
    expect(reads).toHaveLength(before);
  });

  it('gives again what is still there when it is rewound', async () => {
    stored = entries(1, 2);
    await next();
    stored = entries(2);
    follower.rewind();
    expect(await next()).toEqual(entries(2));
  });

  it('asks again after the store failed', async () => {
    stored = entries(1);
    whileReading = () => {
      whileReading = () => undefined;
      throw new Error('silence');
    };
    await expect(next()).rejects.toThrow('silence');
    expect(await next()).toEqual(entries(1));
  });

  it('gives nothing when it is aborted', async () => {
    const stop = new AbortController();
    const waiting = follower.next(MANY, LONG, stop.signal);
    stop.abort();
    expect(await within(waiting, 5_000, 'the end')).toEqual([]);
  });

  it('is told nothing more when it has ended', async () => {
    expect(followers.has('outbox')).toBe(true);
    const waiting = follower.next(MANY, LONG);
    await Promise.resolve();
    follower.end();
    await within(waiting, 5_000, 'the end');
    expect(followers.has('outbox')).toBe(false);
  });
});
