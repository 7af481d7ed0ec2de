import { describe, expect, it } from 'vitest';
import { LOG_START, type Space } from '../../../src/store/store.ts';
import { fresh, type Stores } from './opened-stores.ts';

const newSpace = (): Space => ({ name: fresh('space'), ttl: 600_000 });

export function commitConformance(stores: Stores): void {
  const valuesOf = async (log: string, limit = 10_000) => {
    const { entries } = await stores().store.read(log, LOG_START, limit);
    return entries.map(({ value }) => value);
  };

  describe('a commit', () => {
    it('happens whole', async () => {
      const { store } = stores();
      const [space, log] = [newSpace(), fresh('log')];
      const result = await store.commit([
        { do: 'create', space, id: 'juliet', value: 'one' },
        { do: 'append', log, value: 'first' },
        { do: 'put', space, id: 'romeo', value: 'two' },
        { do: 'append', log, value: 'second' },
      ]);
      const page = await store.read(log, LOG_START, 10);
      expect(result).toEqual({ ok: true, positions: page.entries.map(({ position }) => position) });
      expect(page.entries.map(({ value }) => value)).toEqual(['first', 'second']);
      expect((await store.getMany(space, ['juliet', 'romeo'])).map((it) => it?.value)).toEqual([
        'one',
        'two',
      ]);
    });

    it('does nothing when one condition fails, and names the change', async () => {
      const { store } = stores();
      const [space, log] = [newSpace(), fresh('log')];
      await store.commit([{ do: 'put', space, id: 'juliet', value: 'there' }]);
      const result = await store.commit([
        { do: 'append', log, value: 'lost' },
        { do: 'create', space, id: 'romeo', value: 'lost' },
        { do: 'delete', space, id: 'juliet' },
        { do: 'create', space, id: 'juliet', value: 'lost' },
        { do: 'fence', lease: fresh('lease'), holder: 'nurse', epoch: 1 },
      ]);
      expect(result).toMatchObject({ ok: false, reason: 'exists', change: 3 });
      expect(await valuesOf(log)).toEqual([]);
      expect(await store.get(space, 'romeo')).toBeUndefined();
      expect(await store.get(space, 'juliet')).toMatchObject({ value: 'there' });
    });

    it('may be empty', async () => {
      expect(await stores().store.commit([])).toEqual({ ok: true, positions: [] });
    });

    it('repeated after its answer was lost does nothing twice', async () => {
      const { store } = stores();
      const [space, log] = [newSpace(), fresh('log')];
      const send = () =>
        store.commit([
          { do: 'create', space, id: 'message', value: 'Wherefore' },
          { do: 'append', log, value: 'Wherefore' },
        ]);
      await send();
      expect(await send()).toMatchObject({ ok: false, found: { value: 'Wherefore' } });
      expect(await valuesOf(log)).toEqual(['Wherefore']);
    });
  });

  describe('commits made at once', () => {
    it('give each caller its own result', async () => {
      const { store } = stores();
      const [space, log] = [newSpace(), fresh('log')];
      await store.commit([{ do: 'create', space, id: '3', value: 'there' }]);
      const results = await Promise.all(
        ['1', '2', '3', '4', '2'].map((id) =>
          store.commit([
            { do: 'append', log, value: `before ${id}` },
            { do: 'create', space, id, value: `new ${id}` },
            { do: 'append', log, value: `after ${id}` },
          ]),
        ),
      );
      expect(
        results.map((result) => (result.ok ? result.positions.length : result.found?.value)),
      ).toEqual([2, 2, 'there', 2, 'new 2']);
      const { entries } = await store.read(log, LOG_START, 100);
      const positions = results.flatMap((result) => (result.ok ? result.positions : []));
      expect(entries.map(({ position }) => position)).toEqual(positions);
    });

    it('compare with what the one before did', async () => {
      const { store } = stores();
      const space = newSpace();
      await store.commit([{ do: 'create', space, id: 'juliet', value: 'one' }]);
      const replace = { do: 'replace', space, id: 'juliet' } as const;
      const results = await Promise.all([
        store.commit([{ ...replace, value: 'two', version: 1 }]),
        store.commit([{ ...replace, value: 'never', version: 1 }]),
        store.commit([{ ...replace, value: 'three', version: 2 }]),
        store.commit([{ do: 'put', space, id: 'juliet', value: 'four' }]),
      ]);
      expect(results.map(({ ok }) => ok)).toEqual([true, false, true, true]);
      expect(await store.get(space, 'juliet')).toEqual({ value: 'four', version: 4 });
    });

    it('happen in the order of the calls, also over many turns', async () => {
      const { store } = stores();
      const log = fresh('log');
      const calls: Promise<unknown>[] = [];
      const expected: string[] = [];
      for (let turn = 0; turn < 20; turn += 1) {
        for (let call = 0; call < 150; call += 1) {
          const value = `${turn}/${call}`;
          expected.push(value);
          calls.push(store.commit([{ do: 'append', log, value }]));
        }
        await new Promise(setImmediate);
      }
      await Promise.all(calls);
      expect(await valuesOf(log)).toEqual(expected);
    });

    it('may be thousands, of megabytes together', async () => {
      const { store } = stores();
      const [space, log] = [newSpace(), fresh('log')];
      const value = 'x'.repeat(2000);
      const results = await Promise.all(
        Array.from({ length: 3000 }, (_, id) =>
          store.commit([
            { do: 'create', space, id: String(id), value },
            { do: 'append', log, value: String(id) },
          ]),
        ),
      );
      expect(results.filter(({ ok }) => ok)).toHaveLength(3000);
      expect(await valuesOf(log)).toEqual(Array.from({ length: 3000 }, (_, id) => String(id)));
    });
  });

  describe('a fence', () => {
    it('lets the holder of the lease pass, at its epoch', async () => {
      const { store } = stores();
      const [lease, log] = [fresh('lease'), fresh('log')];
      const grant = await store.acquire(lease, 'juliet', 60_000);
      const result = await store.commit([
        { do: 'fence', lease, holder: 'juliet', epoch: grant!.epoch },
        { do: 'append', log, value: 'passed' },
      ]);
      expect(result.ok).toBe(true);
      expect(await valuesOf(log)).toEqual(['passed']);
    });

    it.each([
      { title: 'another holder', holder: 'romeo', later: 0 },
      { title: 'another epoch', holder: 'juliet', later: 1 },
    ])('refuses $title', async ({ holder, later }) => {
      const { store } = stores();
      const [lease, log] = [fresh('lease'), fresh('log')];
      const grant = await store.acquire(lease, 'juliet', 60_000);
      const result = await store.commit([
        { do: 'append', log, value: 'stale' },
        { do: 'fence', lease, holder, epoch: grant!.epoch + later },
      ]);
      expect(result).toEqual({ ok: false, reason: 'stale', change: 1 });
      expect(await valuesOf(log)).toEqual([]);
    });

    it('refuses the old holder once another was granted the lease', async () => {
      const { store, other } = stores();
      const lease = fresh('lease');
      const old = await store.acquire(lease, 'juliet', 60_000);
      await store.release(lease, 'juliet', old!.epoch);
      await other.acquire(lease, 'romeo', 60_000);
      const result = await store.commit([
        { do: 'fence', lease, holder: 'juliet', epoch: old!.epoch },
      ]);
      expect(result).toEqual({ ok: false, reason: 'stale', change: 0 });
    });
  });
}
