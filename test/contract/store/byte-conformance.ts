import { describe, expect, it } from 'vitest';
import { LOG_START, MAX_REPLY_BYTES, type Space } from '../../../src/store/store.ts';
import { fresh, type Stores } from './opened-stores.ts';

const KILO = 1_000;

export function byteConformance(stores: Stores): void {
  const append = async (log: string, ...sizes: number[]) => {
    for (const [index, size] of sizes.entries()) {
      const value = String(index).padEnd(size, '.');
      await stores().store.commit([{ do: 'append', log, value }]);
    }
  };
  const bytesOf = (values: readonly { readonly value: string }[]) =>
    values.reduce((sum, { value }) => sum + value.length, 0);

  describe('a read of large entries', () => {
    it('ends at the size of a reply, says so, and goes on from there', async () => {
      const log = fresh('log');
      await append(log, ...Array<number>(12).fill(240 * KILO));
      const numbers: number[] = [];
      let [after, more] = [LOG_START, true];
      while (more) {
        const page = await stores().other.read(log, after, 500);
        expect(bytesOf(page.entries)).toBeLessThanOrEqual(MAX_REPLY_BYTES);
        numbers.push(...page.entries.map(({ value }) => Number.parseInt(value, 10)));
        after = page.entries.at(-1)!.position;
        ({ more } = page);
      }
      expect(numbers).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    });

    it('ends there also when it goes back, and goes on from there', async () => {
      const log = fresh('log');
      await append(log, ...Array<number>(12).fill(240 * KILO));
      const numbers: number[] = [];
      let before: string | undefined;
      for (let more = true; more;) {
        const page = await stores().other.readBack(log, before, 500);
        expect(bytesOf(page.entries)).toBeLessThanOrEqual(MAX_REPLY_BYTES);
        numbers.push(...page.entries.map(({ value }) => Number.parseInt(value, 10)));
        before = page.entries.at(-1)!.position;
        ({ more } = page);
      }
      expect(numbers).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
      await append(log, 2 * MAX_REPLY_BYTES);
      const large = await stores().other.readBack(log, undefined, 10);
      expect([large.entries.length, large.more]).toEqual([1, true]);
    });

    it('brings one entry however large it is', async () => {
      const log = fresh('log');
      await append(log, 2 * MAX_REPLY_BYTES, 1);
      const { entries, more } = await stores().other.read(log, LOG_START, 10);
      expect(entries).toHaveLength(1);
      expect(more).toBe(true);
    });

    it('says when nothing is left', async () => {
      const log = fresh('log');
      await append(log, 1, 1);
      expect(await stores().other.read(log, LOG_START, 10)).toMatchObject({ more: false });
    });

    it('gives a follower all of them', async () => {
      const log = fresh('log');
      await append(log, ...Array<number>(9).fill(240 * KILO));
      const follower = stores().other.follow(log);
      let count = 0;
      while (count < 9) {
        const entries = await follower.next(500, 1_000);
        expect(bytesOf(entries)).toBeLessThanOrEqual(MAX_REPLY_BYTES);
        expect(entries.length).toBeGreaterThan(0);
        count += entries.length;
      }
      follower.end();
    });
  });

  describe('many large records', () => {
    const spaces: readonly Space[] = [
      { name: fresh('space'), ttl: 600_000 },
      { name: fresh('space'), ttl: 'forever' },
    ];

    it.each(spaces)('come all, in their order ($ttl)', async (space) => {
      const { store, other } = stores();
      const ids = Array.from({ length: 40 }, (_, index) => `id-${index}`);
      for (const id of ids) {
        const value = id.padEnd(100 * KILO, '.');
        if (id !== 'id-7') await store.commit([{ do: 'put', space, id, value }]);
      }
      const values = (await other.getMany(space, ids)).map((it) => it?.value.replace(/\.+$/, ''));
      expect(values).toEqual(ids.map((id) => (id === 'id-7' ? undefined : id)));
      if (space.ttl === 'forever') expect((await other.list(space)).size).toBe(39);
    });
  });

  describe('a log with a bound in bytes', () => {
    const read = async (log: string, after = LOG_START) => {
      const { entries, lost } = await stores().other.read(log, after, 10_000);
      return { bytes: bytesOf(entries), first: entries[0]?.value.replace(/\.+$/, ''), lost };
    };

    it('loses its oldest entries with each append over it, and readers learn of it', async () => {
      const log = fresh('bounded');
      await append(log, ...Array<number>(10).fill(KILO));
      expect(await read(log)).toEqual({ bytes: 10 * KILO, first: '0', lost: false });
      await append(log, KILO);
      expect(await read(log)).toEqual({ bytes: 10 * KILO, first: '1', lost: true });
      await append(log, 4 * KILO + 1);
      expect(await read(log)).toMatchObject({ bytes: 9 * KILO + 1, lost: true });
      expect(await stores().store.info(log)).toMatchObject({ length: 6 });
    });

    it('holds it also where one call brings more than fits', async () => {
      const log = fresh('bounded');
      await stores().store.commit(
        Array.from({ length: 50 }, () => ({ do: 'append', log, value: 'x'.repeat(KILO) }) as const),
      );
      expect(await read(log)).toMatchObject({ bytes: 10 * KILO, lost: true });
    });

    it('keeps its newest entry however large it is', async () => {
      const log = fresh('bounded');
      await append(log, KILO, 50 * KILO);
      expect(await read(log)).toMatchObject({ bytes: 50 * KILO });
    });

    it('has room for what was removed and trimmed', async () => {
      const { store } = stores();
      const log = fresh('bounded');
      await append(log, ...Array<number>(10).fill(KILO));
      const { entries } = await store.read(log, LOG_START, 10);
      const remove = { do: 'remove', log, position: entries[5]!.position } as const;
      await store.commit([remove]);
      await store.commit([remove, remove]);
      await append(log, KILO);
      expect(await read(log)).toMatchObject({ bytes: 10 * KILO, lost: false });
      await store.trim(log, { before: 0, maxLength: 4 });
      await append(log, ...Array<number>(6).fill(KILO));
      expect(await store.info(log)).toMatchObject({ length: 10 });
    });

    it('is brought back to it also without an append', async () => {
      const { store } = stores();
      const log = fresh('bounded');
      await append(log, KILO);
      expect(store.boundOf(log)).toBe(10 * KILO);
      expect(store.boundOf(fresh('log'))).toBeUndefined();
      expect(await store.trimToBound(log)).toBe(0);
      expect(await store.trimToBound(fresh('log'))).toBe(0);
    });
  });
}
