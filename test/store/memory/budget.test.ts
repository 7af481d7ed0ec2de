import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import { LOG_START, type Space } from '../../../src/store/store.ts';

const MEBI = 1024 * 1024;
const done: Space = {
  name: 'message',
  ttl: 600_000,
  mayForget: (value) => value.startsWith('done'),
};

function setUp() {
  let time = 0;
  const said: string[] = [];
  const store = createMemoryStore({
    now: () => time,
    memoryBytes: 2 * MEBI,
    logBounds: (log) => (log === 'events' ? { bytes: 100 * MEBI, share: 0.9 } : undefined),
    logger: { warn: (_: object, message?: string) => void said.push(message ?? '') },
  });
  const pass = (ms: number) => void (time += ms);
  return { store, said, pass };
}

describe('a full memory store', () => {
  it('forgets the oldest events, tells readers and says so', async () => {
    const { store, said, pass } = setUp();
    for (let count = 0; count < 50; count += 1) {
      pass(2_000);
      const change = { do: 'append', log: 'events', value: `${count}`.padEnd(100_000) } as const;
      await store.commit([change], { takesIn: true });
    }
    const { entries, lost } = await store.read('events', LOG_START, 1);
    expect(lost).toBe(true);
    expect(Number.parseInt(entries[0]!.value, 10)).toBeGreaterThan(25);
    const { usedBytes, maxBytes, forgotten, isFull } = store.capacity();
    expect(usedBytes).toBeLessThan(0.9 * 2 * MEBI);
    expect([maxBytes, isFull]).toEqual([2 * MEBI, false]);
    expect(forgotten).toBeGreaterThan(25);
    expect(said[0]).toContain('BRIDGE_MEMORY_STORE');
  });

  it('forgets records only where their space allows it', async () => {
    const { store, pass } = setUp();
    for (let count = 0; count < 40; count += 1) {
      pass(2_000);
      const value = (count % 10 === 0 ? 'queued' : 'done').padEnd(100_000);
      await store.commit([{ do: 'put', space: done, id: `m${count}`, value }], { takesIn: true });
    }
    expect(await store.get(done, 'm0')).toBeDefined();
    expect(await store.get(done, 'm1')).toBeUndefined();
    expect(await store.get(done, 'm39')).toBeDefined();
  });

  it('refuses what is new when only queued work is left, and settles that', async () => {
    const { store, pass } = setUp();
    const append = () =>
      store.commit([{ do: 'append', log: 'outbox', value: 'x'.repeat(100_000) }], {
        takesIn: true,
      });
    const fill = async () => {
      for (;;) await append();
    };
    await expect(fill()).rejects.toMatchObject({ code: 'store-full' });
    const { length } = await store.info('outbox');
    expect(length).toBe(19);
    expect(store.warnings().map(({ code }) => code)).toContain('full');
    const { entries } = await store.read('outbox', LOG_START, 3);
    await store.commit(
      entries.map(({ position }) => ({ do: 'remove', log: 'outbox', position }) as const),
    );
    pass(2_000);
    expect((await append()).ok).toBe(true);
  });
});
