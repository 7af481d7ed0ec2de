import { describe, expect, it } from 'vitest';
import { comparePositions, LOG_START, positionBefore } from '../../../src/store/store.ts';
import { until } from '../../support/until.ts';
import { fresh, type Stores } from './opened-stores.ts';

export function logConformance(stores: Stores): void {
  const fill = async (log: string, count: number) => {
    const values = Array.from({ length: count }, (_, index) => ({
      do: 'append' as const,
      log,
      value: String(index),
    }));
    const result = await stores().store.commit(values);
    return result.ok ? result.positions : [];
  };
  const read = async (log: string, after = LOG_START, limit = 10_000) => {
    const { entries, lost } = await stores().other.read(log, after, limit);
    return { values: entries.map(({ value }) => value).join(' '), lost };
  };
  const everything = { before: 0, maxLength: Infinity };

  describe('a log', () => {
    it('is read page by page from a position', async () => {
      const log = fresh('log');
      const positions = await fill(log, 5);
      expect(await read(log, LOG_START, 2)).toEqual({ values: '0 1', lost: false });
      expect(await read(log, positions[1], 2)).toEqual({ values: '2 3', lost: false });
      expect(await read(log, positions[3], 2)).toEqual({ values: '4', lost: false });
      expect(await read(log, positions[4], 2)).toEqual({ values: '', lost: false });
    });

    it('is read back page by page from its end', async () => {
      const { store, other } = stores();
      const log = fresh('log');
      const positions = await fill(log, 5);
      await store.commit([{ do: 'remove', log, position: positions[3] ?? '' }]);
      const back = async (before: string | undefined, limit: number) => {
        const { entries, more } = await other.readBack(log, before, limit);
        return { values: entries.map(({ value }) => value).join(' '), more };
      };
      expect(await back(undefined, 2)).toEqual({ values: '4 2', more: true });
      expect(await back(positions[2], 2)).toEqual({ values: '1 0', more: false });
      expect(await back(positions[0], 2)).toEqual({ values: '', more: false });
      expect(await other.readBack(fresh('log'), undefined, 2)).toEqual({
        entries: [],
        more: false,
      });
    });

    it('finds an entry by its position while it is there', async () => {
      const { store, other } = stores();
      const log = fresh('log');
      const [first = '', second = ''] = await fill(log, 2);
      expect(await other.find(log, second)).toEqual({ position: second, value: '1' });
      await store.commit([{ do: 'remove', log, position: second }]);
      expect(await other.find(log, second)).toBeUndefined();
      await store.trim(log, { before: 0, maxLength: 0 });
      expect(await other.find(log, first)).toBeUndefined();
      expect(await other.find(fresh('log'), first)).toBeUndefined();
    });

    it('has every entry from a time on after the position before that time', async () => {
      const log = fresh('log');
      const [first = ''] = await fill(log, 3);
      const time = Number(first.split('-')[0]);
      expect(await read(log, positionBefore(time))).toMatchObject({ values: '0 1 2' });
      expect(await read(log, positionBefore(0))).toEqual({ values: '0 1 2', lost: false });
      expect(await read(log, positionBefore(time + 3_600_000))).toMatchObject({ values: '' });
    });

    it('is forgotten whole when it is dropped, and begins anew with the next append', async () => {
      const { store, other } = stores();
      const log = fresh('log');
      await fill(log, 3);
      await store.trim(log, { before: 0, maxLength: 1 });
      await store.drop(log);
      expect(await read(log)).toEqual({ values: '', lost: false });
      expect(await other.info(log)).toMatchObject({ length: 0, last: LOG_START });
      await fill(log, 1);
      expect(await read(log)).toEqual({ values: '0', lost: false });
      await store.drop(fresh('log'));
    });

    it('gives positions that sort in the order of the appends', async () => {
      const log = fresh('log');
      const positions = [...(await fill(log, 30)), ...(await fill(log, 30))];
      expect([...positions].sort(comparePositions)).toEqual(positions);
      expect(comparePositions(LOG_START, positions[0]!)).toBeLessThan(0);
    });

    it('is empty before the first append, and nothing of it is lost', async () => {
      expect(await read(fresh('log'))).toEqual({ values: '', lost: false });
    });

    it('does not show what was removed, and misses none of it', async () => {
      const { store } = stores();
      const log = fresh('log');
      const positions = await fill(log, 5);
      await store.commit(
        [0, 1, 3].map((index) => ({ do: 'remove', log, position: positions[index]! }) as const),
      );
      expect(await read(log)).toEqual({ values: '2 4', lost: false });
      expect(await read(log, positions[0])).toEqual({ values: '2 4', lost: false });
    });

    it('takes a second removal, and one of nothing', async () => {
      const { store } = stores();
      const log = fresh('log');
      const [position] = await fill(log, 1);
      const remove = { do: 'remove', log, position: position! } as const;
      const results = [
        await store.commit([remove]),
        await store.commit([remove]),
        await store.commit([{ ...remove, log: fresh('log') }]),
      ];
      expect(results.map(({ ok }) => ok)).toEqual([true, true, true]);
    });

    it('tells its size and ends', async () => {
      const { store } = stores();
      const log = fresh('log');
      const positions = await fill(log, 3);
      await store.commit([{ do: 'remove', log, position: positions[0]! }]);
      await store.commit([{ do: 'remove', log, position: positions[2]! }]);
      expect(await store.info(log)).toMatchObject({
        length: 1,
        first: positions[1],
        last: positions[2],
      });
    });

    it('remembers its last position when everything is gone', async () => {
      const { store } = stores();
      const log = fresh('log');
      const [position] = await fill(log, 1);
      await store.commit([{ do: 'remove', log, position: position! }]);
      const info = await store.info(log);
      expect(info).toMatchObject({ length: 0, last: position });
      expect(info).not.toHaveProperty('first');
    });

    it('says about how much it takes', async () => {
      const { store } = stores();
      const log = fresh('log');
      expect((await store.info(log)).bytes).toBeLessThan(1_000);
      const value = 'x'.repeat(10_000);
      for (let count = 0; count < 100; count += 1) {
        await store.commit([{ do: 'append', log, value }]);
      }
      const { bytes } = await store.info(log);
      expect(bytes).toBeGreaterThan(800_000);
      expect(bytes).toBeLessThan(1_600_000);
    });

    it('says that nothing was ever appended', async () => {
      const info = await stores().store.info(fresh('log'));
      expect(info).toMatchObject({ length: 0, last: LOG_START });
      expect(info).not.toHaveProperty('first');
    });

    it('keeps its incarnation, which is that of every log', async () => {
      const { store, other } = stores();
      const [log, another] = [fresh('log'), fresh('log')];
      const { incarnation } = await store.info(log);
      await fill(log, 1);
      expect((await other.info(log)).incarnation).toBe(incarnation);
      expect((await store.info(another)).incarnation).toBe(incarnation);
    });

    it('tells a reader whose position it never gave that something is lost', async () => {
      const log = fresh('log');
      expect(await read(log, '1000-1')).toEqual({ values: '', lost: true });
      await fill(log, 1);
      expect(await read(log, '1000-1')).toEqual({ values: '0', lost: true });
      expect(await read(log, '99999999999999-0')).toEqual({ values: '', lost: true });
    });
  });

  describe('trimming a log', () => {
    it('drops all but the newest', async () => {
      const log = fresh('log');
      await fill(log, 5);
      const dropped = await stores().store.trim(log, { ...everything, maxLength: 2 });
      expect(dropped).toBe(3);
      expect((await read(log)).values).toBe('3 4');
    });

    it('drops more than a thousand', async () => {
      const log = fresh('log');
      await fill(log, 2500);
      const dropped = await stores().store.trim(log, { ...everything, maxLength: 1 });
      expect(dropped).toBe(2499);
      expect((await read(log)).values).toBe('2499');
    });

    it('drops what is older than an instant', async () => {
      const { store, now, pass } = stores();
      const log = fresh('log');
      await fill(log, 3);
      const from = now();
      await pass(2);
      await until(() => now() > from);
      await store.commit([{ do: 'append', log, value: 'new' }]);
      expect(await store.trim(log, { ...everything, before: from + 1 })).toBe(3);
      expect((await read(log)).values).toBe('new');
    });

    it('drops nothing after the position to keep', async () => {
      const { store, now } = stores();
      const log = fresh('log');
      const positions = await fill(log, 5);
      const bounds = { before: now() + 60_000, maxLength: 0, keepAfter: positions[1]! };
      expect(await store.trim(log, bounds)).toBe(2);
      expect(await store.trim(log, bounds)).toBe(0);
      expect((await read(log)).values).toBe('2 3 4');
    });

    it('drops nothing within the bounds, nor of a log that is not there', async () => {
      const { store } = stores();
      const log = fresh('log');
      await fill(log, 2);
      expect(await store.trim(log, { ...everything, maxLength: 2 })).toBe(0);
      expect(await store.trim(fresh('log'), { ...everything, maxLength: 0 })).toBe(0);
    });

    it('tells a reader that stood before what was dropped, and no other', async () => {
      const log = fresh('log');
      const positions = await fill(log, 5);
      await stores().store.trim(log, { ...everything, maxLength: 2 });
      expect(await read(log)).toEqual({ values: '3 4', lost: true });
      expect(await read(log, positions[1])).toEqual({ values: '3 4', lost: true });
      expect(await read(log, positions[2])).toEqual({ values: '3 4', lost: false });
      expect(await read(log, positions[3])).toEqual({ values: '4', lost: false });
    });

    it('tells it also when nothing is left, and after new appends', async () => {
      const log = fresh('log');
      const [first, last] = await fill(log, 2);
      await stores().store.trim(log, { ...everything, maxLength: 0 });
      expect(await read(log, first)).toEqual({ values: '', lost: true });
      expect(await read(log, last)).toEqual({ values: '', lost: false });
      await fill(log, 1);
      expect(await read(log, first)).toEqual({ values: '0', lost: true });
      expect(await read(log, last)).toEqual({ values: '0', lost: false });
    });
  });
}
