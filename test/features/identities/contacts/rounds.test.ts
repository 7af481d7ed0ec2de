import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Rounds } from '../../../../src/features/identities/contacts/rounds.ts';

const quiet = () => undefined;
const logger = { debug: quiet, info: quiet, warn: quiet, error: quiet };

let unhandled: unknown[];
const note = (error: unknown) => void unhandled.push(error);

beforeEach(() => {
  unhandled = [];
  process.on('unhandledRejection', note);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  process.off('unhandledRejection', note);
});

function roundsOf(list: () => Promise<ReadonlyMap<string, never>>, counted: () => void = quiet) {
  const done = () => Promise.resolve();
  return new Rounds({ store: { list }, logger, pace: done, greet: done, probe: done, counted });
}

it('a round waits for a store that is away', async () => {
  let isAway = true;
  const counted = vi.fn();
  const list = () =>
    isAway ? Promise.reject(new Error('away')) : Promise.resolve(new Map<string, never>());
  roundsOf(list, counted).begin();
  await vi.advanceTimersByTimeAsync(2_000);
  isAway = false;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(counted).toHaveBeenCalledWith(0);
});

it('a round that is stopped while the store is away ends in silence', async () => {
  const rounds = roundsOf(() => Promise.reject(new Error('away')));
  rounds.begin();
  await vi.advanceTimersByTimeAsync(700);
  rounds.stop();
  await vi.advanceTimersByTimeAsync(2_000);
  vi.useRealTimers();
  await new Promise((resolve) => setImmediate(resolve));
  expect(unhandled).toEqual([]);
});
