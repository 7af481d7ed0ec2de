import { describe, expect, it } from 'vitest';
import { createTrail, lastChange, readLast } from '../../../src/features/rooms/last-heard.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';

const KEY = 'balcony@rooms.example.org bot@bridge.example.org';

function stageOf() {
  const store = createMemoryStore({ now: () => 0 });
  let link = 1_000;
  const trail = createTrail({ store, now: () => 2_000, link: () => link, limit: 10 });
  return {
    ...{ store, trail },
    newLink: (at: number) => void (link = at),
    hear: async (stanzaId: string, at: number) => {
      const last = { stanzaId, at };
      await store.commit([lastChange(KEY, last, await trail.before(KEY))]);
    },
  };
}

describe('where a membership goes on after an interruption', () => {
  it('is the last message that it heard', async () => {
    const { trail, hear } = stageOf();
    expect(await trail.from(KEY)).toBeUndefined();
    await hear('one', 1_100);
    await hear('two', 1_200);
    expect(await trail.from(KEY)).toEqual({ stanzaId: 'two', at: 1_200 });
  });

  it('is the last one before the link was lost, whatever came over the next ones', async () => {
    const { store, trail, hear, newLink } = stageOf();
    await hear('one', 1_100);
    newLink(1_500);
    await hear('three', 1_600);
    newLink(1_700);
    await hear('five', 1_800);
    expect(await trail.from(KEY)).toEqual({ stanzaId: 'one', at: 1_100, isOld: true });
    expect(await readLast(store, [KEY])).toEqual([{ stanzaId: 'five', at: 1_800 }]);
  });

  it('moves on once somebody catches up from there over the present link', async () => {
    const { trail, hear, newLink } = stageOf();
    await hear('one', 1_100);
    newLink(1_500);
    await hear('three', 1_600);
    trail.begun(KEY, 1_000);
    await hear('four', 1_700);
    expect(await trail.from(KEY)).toMatchObject({ stanzaId: 'one' });
    trail.begun(KEY, trail.link());
    await hear('five', 1_800);
    expect(await trail.from(KEY)).toEqual({ stanzaId: 'five', at: 1_800 });
  });
});
