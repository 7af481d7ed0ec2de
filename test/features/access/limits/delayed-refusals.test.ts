import { describe, expect, it } from 'vitest';
import { createDelayedRefusals } from '../../../../src/features/access/limits/delayed-refusals.ts';

const HOUR_MS = 60 * 60 * 1_000;

describe('what is held', () => {
  it('is let go after its time', async () => {
    await expect(createDelayedRefusals(1).hold(1)).resolves.toBeUndefined();
  });

  it('is let go at once where as many are held as may be', async () => {
    const { hold, release } = createDelayedRefusals(1);
    const first = hold(HOUR_MS);
    await hold(HOUR_MS);
    release();
    await first;
  });

  it('makes room when its time is over', async () => {
    const { hold, release } = createDelayedRefusals(1);
    await hold(1);
    let isLetGo = false;
    const second = hold(HOUR_MS).then(() => (isLetGo = true));
    await hold(HOUR_MS);
    expect(isLetGo).toBe(false);
    release();
    await second;
  });

  it('is let go when it is released, and nothing is held from then on', async () => {
    const { hold, release } = createDelayedRefusals(10);
    const first = hold(HOUR_MS);
    release();
    await first;
    await hold(HOUR_MS);
  });
});
