/** Redis is there and takes nothing, for reasons of its own. */
import { afterEach, describe, expect, it } from 'vitest';
import { LOG_START, type Store } from '../../../src/store/store.ts';
import { needs } from '../../support/need.ts';
import { controlRedis, REFUSALS, type Refusal } from '../../support/redis-refusals.ts';
import { startRedis } from '../../support/redis.ts';
import { until, within } from '../../support/until.ts';
import { answers, openRedis } from './redis-stores.ts';

describe.runIf(needs('redis'))('the store', () => {
  const endings: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end();
  });

  it.each(Object.keys(REFUSALS))(
    'fails in time, does nothing half, and goes on by itself where Redis %s',
    async (name) => {
      const refusal = REFUSALS[name] as Refusal;
      const { settings = {}, appendonly = true, credentials = '' } = refusal;
      const redis = await startRedis({ appendonly, settings });
      endings.push(() => redis.stop());
      const control = await controlRedis(redis);
      endings.push(control.close);
      const store = await openRedis(redis.url.replace('//', `//${credentials}`));
      endings.push(() => store.close());
      await until(() => answers(store));

      await refusal.begin(control);
      await until(() => store.health().detail?.includes(refusal.says) === true, {
        timeout: 10_000,
        message: () => `${refusal.says}: ${JSON.stringify(store.health())}`,
      });
      const known = store.commit(both('known'), { untilKnown: true });
      const from = performance.now();
      await expect(store.commit(both('asked'))).rejects.toMatchObject({
        code: 'store-unavailable',
        facts: { retryAfter: 1 },
      });
      expect(performance.now() - from).toBeLessThan(1_500);

      await refusal.end(control);
      expect(await within(known, 10_000, 'what has to be known')).toMatchObject({ ok: true });
      await until(() => store.health().ok);
      expect(await kept(store)).toEqual(['known']);
    },
  );
});

const space = { name: 'message', ttl: 600_000 };

const both = (id: string) =>
  [
    { do: 'create', space, id, value: id },
    { do: 'append', log: 'events', value: id },
  ] as const;

/** What is there whole; anything half is a fault. */
async function kept(store: Store): Promise<string[]> {
  const { entries } = await store.read('events', LOG_START, 10);
  const records = await store.getMany(space, ['known', 'asked']);
  const values = records.flatMap((record) => record?.value ?? []);
  expect(entries.map(({ value }) => value)).toEqual(values);
  return values;
}
