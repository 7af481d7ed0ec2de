import { beforeEach, describe, expect, it } from 'vitest';
import { createTurns, type Turns } from '../../../src/features/events/turns.ts';

let next: (() => void)[];
let turns: Turns;
let done: string[];
beforeEach(() => {
  next = [];
  done = [];
  turns = createTurns(1, (run) => next.push(run));
});

/** The event loop turns once. */
async function turn(): Promise<void> {
  await Promise.resolve();
  for (const run of next.splice(0)) run();
  for (let n = 0; n < 5; n += 1) await Promise.resolve();
}

const work = (keyId: string, name: string) =>
  turns.run(keyId, () => {
    done.push(name);
    return Promise.resolve();
  });

describe('those who look through events', () => {
  it('do one step in a turn of the event loop', async () => {
    const all = ['1', '2', '3'].map((name) => work('romeo', name));
    await Promise.resolve();
    expect(done).toEqual(['1']);
    await turn();
    expect(done).toEqual(['1', '2']);
    await turn();
    expect(done).toEqual(['1', '2', '3']);
    await Promise.all(all);
  });

  it('take turns by key, however many of one key there are', async () => {
    const all = ['r1', 'r2', 'r3', 'r4'].map((name) => work('romeo', name));
    all.push(work('juliet', 'j1'), work('juliet', 'j2'));
    for (let n = 0; n < 6; n += 1) await turn();
    await Promise.all(all);
    expect(done).toEqual(['r1', 'r2', 'j1', 'r3', 'j2', 'r4']);
  });

  it('give their place on when a step fails', async () => {
    const failed = turns.run('romeo', () => Promise.reject(new Error('a store that is away')));
    const after = work('romeo', 'after');
    await expect(failed).rejects.toThrow('away');
    await turn();
    await after;
    expect(done).toEqual(['after']);
  });
});
