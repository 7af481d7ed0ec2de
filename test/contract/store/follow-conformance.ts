import { describe, expect, it } from 'vitest';
import type { Follower, Store } from '../../../src/store/store.ts';
import { within } from '../../support/until.ts';
import { fresh, type Stores } from './opened-stores.ts';

/** Longer than any test may take: what resolves in a test was woken. */
const LONG = 60_000;

async function append(store: Store, log: string, value: string): Promise<string> {
  const result = await store.commit([{ do: 'append', log, value }]);
  return result.ok ? (result.positions[0] ?? '') : '';
}

async function take(follower: Follower, count: number, limit = 100): Promise<string[]> {
  const values: string[] = [];
  while (values.length < count) {
    const entries = await within(follower.next(limit, LONG), 5_000, `entry ${values.length}`);
    values.push(...entries.map(({ value }) => value));
  }
  return values;
}

const numbered = (name: string, total: number) =>
  Array.from({ length: total }, (_, index) => `${name} ${index}`);

export function followConformance(stores: Stores): void {
  describe('following a log', () => {
    it('gives what stands in it, and then what is appended', async () => {
      const { store } = stores();
      const log = fresh('log');
      await append(store, log, 'one');
      const follower = store.follow(log);
      expect(await take(follower, 1)).toEqual(['one']);
      const waiting = take(follower, 1);
      await append(store, log, 'two');
      expect(await waiting).toEqual(['two']);
      follower.end();
    });

    it('gives an entry with its position', async () => {
      const { store } = stores();
      const log = fresh('log');
      const follower = store.follow(log);
      const positions = [await append(store, log, 'one'), await append(store, log, 'two')];
      const entries = [...(await follower.next(1, LONG)), ...(await follower.next(1, LONG))];
      expect(entries.map(({ position }) => position)).toEqual(positions);
      follower.end();
    });

    it('leaves out what was removed before it came to it', async () => {
      const { store } = stores();
      const log = fresh('log');
      const position = await append(store, log, 'one');
      await store.commit([{ do: 'remove', log, position }]);
      const follower = store.follow(log);
      await append(store, log, 'two');
      expect(await take(follower, 1)).toEqual(['two']);
      follower.end();
    });

    it('gives what is still there again after it was rewound', async () => {
      const { store } = stores();
      const log = fresh('log');
      const position = await append(store, log, 'one');
      await append(store, log, 'two');
      const follower = store.follow(log);
      await take(follower, 2);
      await store.commit([{ do: 'remove', log, position }]);
      follower.rewind();
      expect(await take(follower, 1)).toEqual(['two']);
      follower.end();
    });

    it('gives nothing when nothing comes', async () => {
      const follower = stores().store.follow(fresh('log'));
      expect(await within(follower.next(9, 5), 5_000, 'the time to be up')).toEqual([]);
      follower.end();
    });

    it('gives each entry once and in order, whoever appends how many', async () => {
      const { store, other } = stores();
      const log = fresh('log');
      const total = 600;
      const follower = store.follow(log);
      const write = async (by: Store, name: string) => {
        for (const value of numbered(name, total)) await append(by, log, value);
      };
      const burst = async (by: Store, name: string) => {
        await Promise.all(numbered(name, total).map((value) => append(by, log, value)));
      };
      const written = Promise.all([
        write(store, 'here'),
        write(other, 'there'),
        burst(store, 'burst here'),
        burst(other, 'burst there'),
      ]);
      const given = await take(follower, 4 * total, 50);
      await written;
      const { entries } = await store.read(log, '0-0', 10_000);
      expect(given).toEqual(entries.map(({ value }) => value));
      expect(await follower.next(9, 5)).toEqual([]);
      follower.end();
    });
  });
}
