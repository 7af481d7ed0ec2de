import { beforeEach, describe, expect, it } from 'vitest';
import { openSuccession, type Succession } from '../../src/link/succession.ts';
import { createMemoryStore } from '../../src/store/memory/store.ts';

let now: number;
let store: ReturnType<typeof createMemoryStore>;
/** Runs at each look. */
let meanwhile: () => Promise<unknown>;

function replica(name: string): Succession {
  const sleep = async (ms: number) => {
    now += ms;
    await meanwhile();
  };
  return openSuccession({ store, replica: name, monotonic: () => now, sleep });
}

beforeEach(() => {
  now = 0;
  store = createMemoryStore({ now: () => now });
  meanwhile = () => Promise.resolve();
});

describe('the next holder of the link', () => {
  it('reads at once where nobody leaves', async () => {
    await replica('romeo').turn();
    expect(now).toBe(0);
  });

  it('reads when the one before has stored all that it read', async () => {
    const juliet = replica('juliet');
    await juliet.leave();
    meanwhile = async () => {
      if (now >= 100) await juliet.left(true);
    };
    await replica('romeo').turn();
    expect(now).toBe(100);
  });

  it('waits for one that does not come to an end 0.7 seconds at most', async () => {
    await replica('juliet').leave();
    await replica('romeo').turn();
    expect(now).toBe(700);
  });

  it('does not wait for itself', async () => {
    const juliet = replica('juliet');
    await juliet.leave();
    await juliet.turn();
    expect(now).toBe(0);
  });

  it('gives the one before a second to store what it read while the store was away', async () => {
    await replica('romeo').turn({ afterOutage: true });
    expect(now).toBe(1_000);
  });

  it('still waits for the second of two that leave, when the first is done', async () => {
    const [juliet, nurse] = [replica('juliet'), replica('nurse')];
    await juliet.leave();
    await nurse.leave();
    await juliet.left(true);
    await replica('romeo').turn();
    expect(now).toBe(700);
  });
});
