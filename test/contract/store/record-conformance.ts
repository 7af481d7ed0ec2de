import { describe, expect, it } from 'vitest';
import type { Space } from '../../../src/store/store.ts';
import { until } from '../../support/until.ts';
import { fresh, type Stores } from './opened-stores.ts';

const LONG = 600_000;

const ODD_VALUES = {
  'an empty text': '',
  'lines and a number': '7\nseven\n\n',
  'an emoji and right-to-left text': '🌹 שלום',
  'a NUL': 'a\u0000b',
  '100,000 characters': 'ä'.repeat(100_000),
};

export function recordConformance(stores: Stores): void {
  describe.each([
    { title: 'that expire', keep: LONG },
    { title: 'kept forever', keep: 'forever' },
  ] as const)('records $title', ({ keep }) => {
    const newSpace = (): Space => ({ name: fresh('space'), ttl: keep });

    it('has nothing under an id never written', async () => {
      expect(await stores().store.get(newSpace(), 'juliet')).toBeUndefined();
    });

    it.each(Object.entries(ODD_VALUES))('gives back %s that stood in the way', async (_, value) => {
      const { store } = stores();
      const space = newSpace();
      const create = { do: 'create', space, id: 'juliet', value } as const;
      await store.commit([create]);
      const again = await store.commit([create]);
      expect(again).toMatchObject({ ok: false, reason: 'exists', found: { value, version: 1 } });
    });

    it.each(Object.entries(ODD_VALUES))('gives back %s', async (_, value) => {
      const { store, other } = stores();
      const space = newSpace();
      await store.commit([{ do: 'put', space, id: 'juliet', value }]);
      expect(await other.get(space, 'juliet')).toEqual({ value, version: 1 });
    });

    it('counts the version up with each put', async () => {
      const { store } = stores();
      const space = newSpace();
      for (const value of ['one', 'two', 'three']) {
        await store.commit([{ do: 'put', space, id: 'juliet', value }]);
      }
      expect(await store.get(space, 'juliet')).toEqual({ value: 'three', version: 3 });
    });

    it('refuses to create what is there, and shows it', async () => {
      const { store } = stores();
      const space = newSpace();
      const first = await store.commit([{ do: 'create', space, id: 'juliet', value: 'first' }]);
      const second = await store.commit([{ do: 'create', space, id: 'juliet', value: 'second' }]);
      expect(first).toEqual({ ok: true, positions: [] });
      expect(second).toEqual({
        ok: false,
        reason: 'exists',
        change: 0,
        found: { value: 'first', version: 1 },
      });
    });

    it('lets one of 50 create the same id, and shows it to the others', async () => {
      const { store, other } = stores();
      const space = newSpace();
      const results = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          (index % 2 === 0 ? store : other).commit([
            { do: 'create', space, id: 'romeo', value: `value ${index}` },
          ]),
        ),
      );
      const stored = await store.get(space, 'romeo');
      const winners = results.filter(({ ok }) => ok);
      const found = results.flatMap((result) => (result.ok ? [] : [result.found]));
      expect(winners).toHaveLength(1);
      expect(found).toEqual(Array.from({ length: 49 }, () => stored));
    });

    it('replaces only the version that was read', async () => {
      const { store } = stores();
      const space = newSpace();
      await store.commit([{ do: 'create', space, id: 'juliet', value: 'one' }]);
      const replace = { do: 'replace', space, id: 'juliet', version: 1 } as const;
      const right = await store.commit([{ ...replace, value: 'two' }]);
      const late = await store.commit([{ ...replace, value: 'three' }]);
      expect(right.ok).toBe(true);
      expect(late).toEqual({
        ok: false,
        reason: 'changed',
        change: 0,
        found: { value: 'two', version: 2 },
      });
    });

    it('takes version 0 for not there at all', async () => {
      const { store } = stores();
      const space = newSpace();
      const absent = { do: 'replace', space, id: 'juliet', value: 'one' } as const;
      const wrong = await store.commit([{ ...absent, version: 1 }]);
      const right = await store.commit([{ ...absent, version: 0 }]);
      expect(wrong).toEqual({ ok: false, reason: 'changed', change: 0 });
      expect(right.ok).toBe(true);
      expect(await store.get(space, 'juliet')).toEqual({ value: 'one', version: 1 });
    });

    it('deletes, also what is not there', async () => {
      const { store } = stores();
      const space = newSpace();
      await store.commit([{ do: 'put', space, id: 'juliet', value: 'one' }]);
      const result = await store.commit([
        { do: 'delete', space, id: 'juliet' },
        { do: 'delete', space, id: 'romeo' },
      ]);
      expect(result.ok).toBe(true);
      expect(await store.get(space, 'juliet')).toBeUndefined();
    });

    it('reads many in the order asked, with gaps', async () => {
      const { store } = stores();
      const space = newSpace();
      await store.commit(
        ['juliet', 'nurse'].map((id) => ({ do: 'put', space, id, value: id }) as const),
      );
      const found = await store.getMany(space, ['nurse', 'romeo', 'juliet']);
      expect(found.map((record) => record?.value)).toEqual(['nurse', undefined, 'juliet']);
      expect(await store.getMany(space, [])).toEqual([]);
    });

    it('keeps spaces apart', async () => {
      const { store } = stores();
      const [one, two] = [newSpace(), newSpace()];
      await store.commit([{ do: 'put', space: one, id: 'juliet', value: 'one' }]);
      expect(await store.get(two, 'juliet')).toBeUndefined();
    });
  });

  describe('a space kept forever', () => {
    it('is listed by id, without what was deleted', async () => {
      const { store, other } = stores();
      const space: Space = { name: fresh('space'), ttl: 'forever' };
      await store.commit([
        { do: 'put', space, id: 'juliet', value: 'one' },
        { do: 'put', space, id: 'romeo', value: 'two' },
        { do: 'put', space, id: '__proto__', value: 'three' },
      ]);
      await store.commit([{ do: 'delete', space, id: 'romeo' }]);
      const listed = await other.list(space);
      expect([...listed].sort()).toEqual([
        ['__proto__', { value: 'three', version: 1 }],
        ['juliet', { value: 'one', version: 1 }],
      ]);
    });

    it('is listed as empty when nothing was written', async () => {
      expect(await stores().store.list({ name: fresh('space'), ttl: 'forever' })).toEqual(
        new Map(),
      );
    });
  });

  it('lets a record expire, and begins anew under its id', async () => {
    const { store, pass } = stores();
    const space: Space = { name: fresh('space'), ttl: 60 };
    await store.commit([{ do: 'put', space, id: 'juliet', value: 'one' }]);
    await store.commit([{ do: 'put', space, id: 'juliet', value: 'two' }]);
    await pass(61);
    await until(async () => (await store.get(space, 'juliet')) === undefined);
    const again = await store.commit([{ do: 'create', space, id: 'juliet', value: 'three' }]);
    expect(again.ok).toBe(true);
    expect(await store.getMany(space, ['juliet'])).toEqual([{ value: 'three', version: 1 }]);
  });
}
