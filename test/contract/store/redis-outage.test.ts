import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOG_START, type Store } from '../../../src/store/store.ts';
import { freePort } from '../../support/free-port.ts';
import { needs } from '../../support/need.ts';
import { redisCommand } from '../../support/redis-command.ts';
import { startRedis, type RedisServer } from '../../support/redis.ts';
import { until, within } from '../../support/until.ts';
import { callAll, CALLS } from './calls.ts';
import { answers, openRedis, silentLog } from './redis-stores.ts';
import { openStore } from '../../../src/store/open.ts';

const space = { name: 'message', ttl: 600_000 };
const unavailable = Object.keys(CALLS).map((call) => ({ call, outcome: 'store-unavailable' }));

describe.runIf(needs('redis'))('while Redis is away', () => {
  let redis: RedisServer;
  let store: Store;
  beforeEach(async () => {
    redis = await startRedis({ settings: { appendfsync: 'everysec' } });
    store = await openRedis(redis.url);
  });
  afterEach(async () => {
    await store.close();
    await redis.stop();
  });

  it.each([
    { title: 'was killed', signal: 'SIGKILL' },
    { title: 'is silent', signal: 'SIGSTOP' },
  ] as const)(
    'every call fails within 1.5 s when it $title, and works again after',
    async ({ signal }) => {
      await redis.kill(signal);
      for (const turn of [1, 2]) {
        const outcomes = await callAll(store);
        expect(outcomes, `turn ${turn}`).toMatchObject(unavailable);
        expect(Math.max(...outcomes.map(({ ms }) => ms))).toBeLessThan(1500);
      }
      if (signal === 'SIGSTOP') await redis.kill('SIGCONT');
      else await redis.restart();
      await until(() => answers(store), { timeout: 3000, message: 'the store to answer again' });
      const wrong = (await callAllButWait(store)).filter(({ outcome }) => outcome !== 'answered');
      expect(wrong).toEqual([]);
    },
  );

  it('loses nothing that was committed, though it was killed in the middle', async () => {
    const committed: string[] = [];
    let next = 0;
    const caller = async () => {
      for (;;) {
        const id = String((next += 1));
        const result = await store.commit([
          { do: 'create', space, id, value: id },
          { do: 'append', log: 'queue', value: id },
        ]);
        if (result.ok) committed.push(id);
      }
    };
    const callers = Array.from({ length: 16 }, () => caller().catch(() => 'ended'));
    await until(() => committed.length > 1000);
    await redis.kill();
    await Promise.all(callers);
    await redis.restart();
    await until(() => answers(store));

    const { entries } = await store.read('queue', LOG_START, 1_000_000);
    const values = entries.map(({ value }) => value);
    const records = await store.getMany(space, committed);
    expect(committed.filter((id) => !values.includes(id))).toEqual([]);
    expect(records.map((record) => record?.value)).toEqual(committed);
    expect(new Set(values).size).toBe(values.length);
  });

  it('a commit of unknown outcome can be repeated without doing it twice', async () => {
    const commit = (id: string) =>
      store.commit([
        { do: 'create', space, id, value: id },
        { do: 'append', log: 'queue', value: id },
      ]);
    const ids = Array.from({ length: 300 }, (_, index) => String(index));
    const first = Promise.allSettled(ids.map(commit));
    await redis.kill('SIGSTOP');
    const outcomes = await first;
    await redis.kill('SIGCONT');
    await until(() => answers(store));
    expect(outcomes.some(({ status }) => status === 'rejected')).toBe(true);
    await Promise.all(ids.map(commit));
    const { entries } = await store.read('queue', LOG_START, 1000);
    expect(entries.map(({ value }) => value).sort()).toEqual([...ids].sort());
  });

  it('subscriptions are taken up again, and who waits for appends is woken', async () => {
    const heard: string[] = [];
    await store.subscribe('channel', (payload) => heard.push(payload)).live;
    const waiting = store.waitForAppend('log', LOG_START, 60_000);
    // Its look into the log is answered before the ping is.
    await store.ping();
    await redis.restart();
    await within(waiting, 5000, 'the wait to be over');
    await until(async () => {
      await store.publish('channel', 'news').catch(() => undefined);
      return heard.length > 0;
    });
    expect(new Set(heard)).toEqual(new Set(['news']));
  });

  it('it is logged once when it goes, with the reason, and once when it comes back', async () => {
    const lines: string[] = [];
    const record = (fields: object, line: string) =>
      lines.push(`${line} ${JSON.stringify(fields)}`);
    const logged = await openStore({
      redisUrl: redis.url,
      domain: 'bridge.example.org',
      now: Date.now,
      logger: { ...silentLog, info: record, warn: record },
    });
    await redis.kill();
    await until(() => lines.some((line) => line.includes('ECONNREFUSED')));
    await callAll(logged);
    await callAll(logged);
    await redis.restart();
    await until(() => answers(logged));
    await logged.close();
    const times = (part: string) => lines.filter((line) => line.includes(part)).length;
    expect(times('ECONNREFUSED')).toBe(1);
    expect(times('redis does not answer as it should')).toBe(1);
    expect(times('redis answers again')).toBe(1);
  });

  it('the store can be closed', async () => {
    await redis.kill();
    await within(store.close(), 1500, 'the store to close');
    await expect(store.ping()).rejects.toMatchObject({ code: 'store-unavailable' });
  });
});

describe.runIf(needs('redis'))('when Redis is not there at the start', () => {
  it('the store opens, fails its calls, and works when Redis comes', async () => {
    const port = await freePort();
    const store = await openRedis(`redis://127.0.0.1:${port}`);
    const heard: string[] = [];
    const subscription = store.subscribe('channel', (payload) => heard.push(payload));
    expect(await callAll(store)).toMatchObject(unavailable);

    const redis = await startRedis({ port });
    await until(() => answers(store), { timeout: 3000, message: 'the store to answer' });
    await within(subscription.live, 3000, 'the subscription to be live');
    await store.publish('channel', 'news');
    await until(() => heard.length > 0);
    expect(heard).toEqual(['news']);
    await store.close();
    await redis.stop();
  });
});

describe.runIf(needs('redis'))('when Redis comes back empty', () => {
  let redis: RedisServer;
  let store: Store;
  beforeEach(async () => {
    redis = await startRedis();
    store = await openRedis(redis.url);
  });
  afterEach(async () => {
    await store.close();
    await redis.stop();
  });
  const append = async () => {
    const result = await store.commit([{ do: 'append', log: 'events', value: 'x' }]);
    return result.ok ? result.positions[0]! : '';
  };

  it('it is another incarnation, and readers are told what they lost', async () => {
    const position = await append();
    const before = await store.info('events');
    await redisCommand(redis.port, 'FLUSHALL');
    expect(await store.read('events', position, 10)).toMatchObject({ entries: [], lost: true });
    const next = await append();
    const after = await store.info('events');
    expect(after.incarnation).not.toBe(before.incarnation);
    expect(await store.read('events', position, 10)).toMatchObject({
      entries: [{ position: next }],
      lost: true,
    });
    expect((await store.read('events', LOG_START, 10)).lost).toBe(false);
  });

  it('who held a lease is refused, though the epochs begin anew', async () => {
    expect(await store.acquire('lease', 'juliet', 60_000)).toEqual({ epoch: 1 });
    await redisCommand(redis.port, 'FLUSHALL');
    expect(await store.acquire('lease', 'romeo', 60_000)).toEqual({ epoch: 1 });
    const fence = { do: 'fence', lease: 'lease', holder: 'juliet', epoch: 1 } as const;
    expect(await store.commit([fence])).toMatchObject({ ok: false, reason: 'stale' });
    expect(await store.renew('lease', 'juliet', 1, 60_000)).toBe(false);
  });

  it('its scripts are sent again when Redis forgot them', async () => {
    await append();
    await redisCommand(redis.port, 'SCRIPT', 'FLUSH');
    const positions = await Promise.all([append(), append(), append()]);
    const { entries } = await store.read('events', LOG_START, 10);
    expect(entries.map(({ position }) => position).slice(1)).toEqual(positions);
  });
});

async function callAllButWait(store: Store) {
  const others = Object.entries(CALLS).filter(([call]) => call !== 'waitForAppend');
  return Promise.all(
    others.map(async ([call, run]) => {
      const outcome = await run(store).then(() => 'answered', String);
      return { call, outcome };
    }),
  );
}
