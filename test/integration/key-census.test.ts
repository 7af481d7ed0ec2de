/** Every key in Redis belongs to a family that is declared, has its bound, and goes when what it is for has gone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyFamilies } from '../../scripts/key-families.ts';
import type { KeyFamily } from '../../src/store/family.ts';
import { familyOf, faultsOfKeys, type StoredKey } from '../support/key-census.ts';
import { needs } from '../support/need.ts';
import { readKeys } from '../support/redis-keys.ts';
import { until } from '../support/until.ts';
import { callEach } from './census/operations.ts';
import { sendEach } from './census/stanzas.ts';
import { TROUBLES } from './census/troubles.ts';
import { openWorld, type World } from './census/world.ts';

/** Of the reconciler, which no feature uses yet. */
const UNUSED = /^(space:wanted|space:seen|log:reconciler|epoch:reconciler)/;

/** The two of them have all. */
const CASES = [
  { kind: 'prosody', linkMode: 'leader' },
  { kind: 'ejabberd', linkMode: 'all' },
] as const;

const met = new Set<KeyFamily>();

describe.each(CASES)(
  'after every operation and every kind of stanza on $kind',
  ({ kind, linkMode }) => {
    describe.runIf(needs(kind, 'redis'))('the keys in Redis', () => {
      let world: World;
      let families: readonly KeyFamily[];
      let deleteAll: () => Promise<void>;

      beforeAll(async () => {
        families = await keyFamilies();
        world = await openWorld(kind, linkMode);
        deleteAll = await callEach(world, () => sendEach(world));
        for (const trouble of TROUBLES) await trouble(world);
        // One that stops writes down what it had still to write.
        const [first] = world.bridges;
        await first.stop();
        await first.restart();
      });
      afterAll(() => world.close());

      const nameOf = (key: string) => key.replace(`{sb:${world.server.componentDomain}}:`, '');
      const family = ({ key }: Pick<StoredKey, 'key'>) =>
        familyOf(key, families, world.server.componentDomain);

      it('belong to declared families, and have their bounds', async () => {
        const keys = await world.seen();
        for (const key of keys) {
          const its = family(key);
          if (its !== undefined) met.add(its);
        }
        expect(faultsOfKeys(keys, families, world.server.componentDomain)).toEqual([]);
      });

      it('are a fixed few, and those that expire, once all is deleted and the retention is over', async () => {
        await deleteAll();
        let left: readonly string[] = [];
        await until(
          async () => {
            left = (await readKeys(world.redis.url)).flatMap(leftover).sort();
            return left.length === 0;
          },
          { timeout: 15_000, interval: 200, message: () => `these to go:\n${left.join('\n')}` },
        );
      });

      /** What is there for ever and should not be. */
      function leftover(stored: StoredKey): readonly string[] {
        const name = nameOf(stored.key);
        if (stored.ttl !== undefined) return [];
        if (family(stored)?.stays !== true) return [name];
        if (name === 'marks') return stored.fields.filter((field) => !isOfStaying(field));
        const isData = name === 'log:events' || name.startsWith('log:outbox:');
        return isData && stored.size > 0 ? [`${name} with ${stored.size} entries`] : [];
      }

      /** Marks are `<key> begun` and `<key> trimmed`, and one of the store itself. */
      function isOfStaying(field: string): boolean {
        const [key = ''] = field.split(' ');
        return field === 'incarnation' || family({ key })?.stays === true;
      }
    });
  },
);

describe.runIf(needs('prosody', 'ejabberd', 'redis'))('the table of families', () => {
  it('has none that is never met', async () => {
    const known = new Set([...met].map(({ pattern }) => pattern));
    const patterns = (await keyFamilies()).map(({ pattern }) => pattern);
    expect(patterns.filter((one) => !known.has(one) && !UNUSED.test(one))).toEqual([]);
  });
});
