import { describe, expect, it } from 'vitest';
import { BridgeError } from '../../src/errors.ts';
import { retryUntilAborted, retryWhileStoreDown } from '../../src/store/retry-while-down.ts';

const away = () => new BridgeError('store-unavailable', 'The store did not answer.');

/** Time that passes by sleeping only. */
function fakeTime() {
  const slept: number[] = [];
  return {
    slept,
    monotonic: () => slept.reduce((sum, ms) => sum + ms, 0),
    sleep: (ms: number) => Promise.resolve(void slept.push(ms)),
  };
}

/** Work that fails as told, and then gives `done`. */
function failing(...errors: readonly Error[]) {
  let attempts = 0;
  return {
    attempts: () => attempts,
    work: () => {
      const error = errors[attempts++];
      return error === undefined ? Promise.resolve('done') : Promise.reject(error);
    },
  };
}

describe('what waits for the store', () => {
  it('gives what the work gives, at once', async () => {
    const { slept, ...time } = fakeTime();
    expect(await retryWhileStoreDown(failing().work, { every: 100, ...time })).toBe('done');
    expect(slept).toEqual([]);
  });

  it('tries again until the store answers, with a pause before each', async () => {
    const { slept, ...time } = fakeTime();
    const { work, attempts } = failing(away(), away(), away());
    expect(await retryWhileStoreDown(work, { every: 100, ...time })).toBe('done');
    expect([attempts(), slept]).toEqual([4, [100, 100, 100]]);
  });

  it('throws at once what is no fault of the store', async () => {
    const { slept, ...time } = fakeTime();
    const { work } = failing(new BridgeError('internal', 'A defect.'));
    const outcome = retryWhileStoreDown(work, { every: 100, ...time });
    await expect(outcome).rejects.toMatchObject({ code: 'internal' });
    expect(slept).toEqual([]);
  });

  it('throws the last failure when the time to give up has passed', async () => {
    const { slept, ...time } = fakeTime();
    const { work } = failing(...Array.from({ length: 100 }, away));
    const outcome = retryWhileStoreDown(work, { every: 100, giveUpAfter: 2_000, ...time });
    await expect(outcome).rejects.toMatchObject({ code: 'store-unavailable' });
    expect(slept).toHaveLength(21);
  });

  it('succeeds just before it would give up', async () => {
    const { slept: _slept, ...time } = fakeTime();
    const { work } = failing(...Array.from({ length: 20 }, away));
    const options = { every: 100, giveUpAfter: 2_000, ...time };
    expect(await retryWhileStoreDown(work, options)).toBe('done');
  });
});

describe('what waits for the store in the background', () => {
  const quiet = () => undefined;

  it('tries again whatever goes wrong, and tells of each failure', async () => {
    const { slept, sleep } = fakeTime();
    const { signal } = new AbortController();
    const failures: unknown[] = [];
    const failed = (error: unknown) => void failures.push(error);
    const errors = [away(), new TypeError('a defect')];
    const outcome = retryUntilAborted(failing(...errors).work, {
      every: 50,
      signal,
      sleep,
      failed,
    });
    expect(await outcome).toBe('done');
    expect([failures, slept]).toEqual([errors, [50, 50]]);
  });

  it('begins nothing when it was aborted before', async () => {
    const { work, attempts } = failing();
    const signal = AbortSignal.abort();
    expect(await retryUntilAborted(work, { every: 50, signal, failed: quiet })).toBeUndefined();
    expect(attempts()).toBe(0);
  });

  it('ends in the middle of a pause when it is aborted', async () => {
    const stopping = new AbortController();
    const { work, attempts } = failing(away());
    const failed = () => {
      setImmediate(() => {
        stopping.abort();
      });
    };
    const options = { every: 3_600_000, signal: stopping.signal, failed };
    expect(await retryUntilAborted(work, options)).toBeUndefined();
    expect(attempts()).toBe(1);
  });
});
