/** Times to live end in time whatever dies: the XMPP server, the replica that has the lease, Redis. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EventEnvelope, SendRecord } from '../../../src/contract/schemas.ts';
import type { ApiClient } from '../../support/api-client.ts';
import { describeAtOnce } from '../../support/at-once.ts';
import { needs } from '../../support/need.ts';
import { until } from '../../support/until.ts';
import { settleAccounts, tell } from './accounting.ts';
import { readEvents } from './event-log.ts';
import { hasNoLink } from './replicas.ts';
import { openScene } from './scene.ts';
import type { Scene } from './scene.ts';

const MANY = 1_000;
/** Until another replica has the lease of one that was killed, and a second for what is due. */
const TAKEN_OVER_MS = 5_000;

type Ttl = number | ((n: number) => number);
/** Accepted by one replica, in one call. */
async function batch(api: ApiClient, to: string, name: string, ttl?: Ttl): Promise<SendRecord[]> {
  const messages = Array.from({ length: MANY }, (_, n) => ({
    // Each to an address of its own where it does not matter who gets it: to all partitions.
    ...{ to: to.replace('*', `${n}`), type: 'chat', body: `${name} ${n}` },
    ...(ttl !== undefined && { ttl: typeof ttl === 'number' ? ttl : ttl(n) }),
  }));
  const { json } = await api.post('/v1/messages/batch', messages);
  return (json as { items: { message: SendRecord }[] }).items.map(({ message }) => message);
}
const isStatus = ({ type }: EventEnvelope) => type === 'message.status';
/** When each was told to have failed, ms after its time, once all are. */
async function lateness(api: ApiClient, messages: readonly SendRecord[], timeout = 15_000) {
  const ids = new Map(messages.map(({ id, expiresAt }) => [id, Date.parse(expiresAt)]));
  const found = await until(
    async () => {
      const events = (await readEvents(api)).filter(isStatus);
      const told = events.flatMap(({ at, data }) => {
        const due = 'id' in data ? ids.get(data.id) : undefined;
        return due === undefined ? [] : [Date.parse(at) - due];
      });
      return told.length >= messages.length && told;
    },
    { timeout, interval: 200, message: 'all to be told' },
  );
  // Each once.
  expect(found).toHaveLength(messages.length);
  return { soonest: Math.min(...found), latest: Math.max(...found) };
}

const KINDS = [{ kind: 'prosody' }, { kind: 'ejabberd' }] as const;
const THESE = KINDS.filter(({ kind }) => needs(kind, 'redis'));

describeAtOnce(THESE, 'three replicas on $kind', ({ kind }) => {
  describe('without a link', () => {
    let scene: Scene;
    beforeAll(async () => {
      scene = await openScene({ kind });
    });
    afterEach(async () => {
      scene.proxy.mode = { kind: 'pass' };
      await scene.replicas.leader({ timeout: 40_000 });
      await scene.clear();
    });
    afterAll(() => scene.close());

    async function cutLink() {
      const leader = await scene.replicas.leader();
      scene.proxy.mode = { kind: 'refuse' };
      scene.proxy.reset();
      const other = scene.replicas.bridges.find((bridge) => bridge !== leader.bridge);
      if (other === undefined) throw new Error('there is one replica only');
      return { leader: leader.bridge, other };
    }
    it('tell a thousand in time, through whichever they came, and lose none of the rest', async () => {
      const juliet = await scene.user('juliet');
      const { leader, other } = await cutLink();
      const short = [
        ...(await batch(leader.api, juliet.jid, 'short one', 5)),
        ...(await batch(other.api, juliet.jid, 'short two', 5)),
      ];
      const long = await batch(other.api, juliet.jid, 'long');
      const late = await lateness(other.api, short);
      tell(`${kind}: ${short.length} expired`, late);
      expect(late.soonest).toBeGreaterThanOrEqual(0);
      expect(late.latest).toBeLessThan(1_000);
      scene.proxy.mode = { kind: 'pass' };
      for (const { id } of long) {
        await until(() => juliet.arrivals.some((arrival) => arrival.id === id), {
          timeout: 40_000,
        });
      }
      const ids = new Set(short.map(({ id }) => id));
      expect(juliet.arrivals.filter(({ id }) => ids.has(id))).toEqual([]);
      expect(juliet.arrivals).toHaveLength(MANY);
    });

    it('tell it when the one that has the lease is killed', async () => {
      const { leader, other } = await cutLink();
      const messages = await batch(other.api, 'juliet@example.org', 'leader killed', 2);
      await leader.kill();
      const late = await lateness(other.api, messages);
      tell(`${kind}: leader killed`, late);
      expect(late.latest).toBeLessThan(TAKEN_OVER_MS);
      const { error } = (await other.api.get(`/v1/messages/${messages[0]!.id}`)).json as SendRecord;
      expect(error).toMatchObject({ code: 'expired' });
      scene.proxy.mode = { kind: 'pass' };
      await leader.restart();
    });

    it('tell it when Redis is killed in between', async () => {
      const { other } = await cutLink();
      const messages = await batch(other.api, 'juliet@example.org', 'Redis killed', 3);
      await scene.redis.restart();
      const restartedAt = Date.now();
      await until(async () => (await other.api.get('/v1/events?limit=1')).status === 200);
      const lastDue = Math.max(...messages.map(({ expiresAt }) => Date.parse(expiresAt)));
      const late = await lateness(other.api, messages, 20_000);
      tell(`${kind}: Redis killed`, late);
      const allowed = Math.max(restartedAt + TAKEN_OVER_MS, lastDue + 1_000) - lastDue;
      expect(late.latest).toBeLessThan(allowed + 1_000);
    });

    it('neither send nor forget what expires as the link comes back', async () => {
      const juliet = await scene.user('juliet');
      const { other } = await cutLink();
      // The link comes back somewhere among these.
      const messages = await batch(other.api, juliet.jid, 'on the edge', (n) => 1 + (n % 15));
      const firstDue = Math.min(...messages.map(({ expiresAt }) => Date.parse(expiresAt)));
      await until(() => Date.now() > firstDue);
      scene.proxy.mode = { kind: 'pass' };
      const final = async ({ id }: SendRecord) =>
        (await other.api.get(`/v1/messages/${id}`)).json as SendRecord;
      await until(
        async () => (await Promise.all(messages.map(final))).every((it) => it.status !== 'queued'),
        { timeout: 40_000, interval: 500 },
      );
      const caller = scene.caller();
      const accounts = await settleAccounts(caller, juliet, scene.api);
      expect(accounts.duplicates).toBe(0);
      const arrived = new Set(juliet.arrivals.map(({ id }) => id));
      const records = await Promise.all(messages.map(final));
      const failed = records.filter(({ status }) => status === 'failed');
      tell(`${kind}: on the edge`, { arrived: MANY - failed.length, failed: failed.length });
      const denied = failed.filter(({ error }) => error?.mayHaveArrived !== true);
      expect(failed.length).toBeGreaterThan(0);
      expect(denied.filter(({ id }) => arrived.has(id))).toEqual([]);
      const sent = records.filter(({ status }) => status !== 'failed');
      expect(sent.length).toBeGreaterThan(0);
      expect(sent.filter(({ id }) => !arrived.has(id))).toEqual([]);
    });
  });
});

describe.runIf(needs('ejabberd', 'redis'))('three replicas that all had a link', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene({ kind: 'ejabberd', env: { BRIDGE_LINK_MODE: 'all' } });
    scene.proxy.mode = { kind: 'refuse' };
    scene.proxy.reset();
    const isCut = async () => {
      const areCut = await Promise.all(scene.replicas.bridges.map(hasNoLink));
      return areCut.every((isCut) => isCut);
    };
    await until(isCut, { message: 'all links to be cut' });
  });
  afterAll(() => scene.close());

  it('tell a thousand in time, whichever partition they wait in', async () => {
    const late = await lateness(scene.api, await batch(scene.api, '*@example.org', 'all', 3));
    tell('all have a link: expired', late);
    expect(late.soonest).toBeGreaterThanOrEqual(0);
    expect(late.latest).toBeLessThan(1_000);
  });

  it('tell it when one that has some of the leases is killed', async () => {
    const [killed, other] = scene.replicas.bridges;
    const messages = await batch(other!.api, '*@example.org', 'one killed', 2);
    await killed!.kill();
    const late = await lateness(other!.api, messages);
    tell('all have a link: one killed', late);
    expect(late.latest).toBeLessThan(TAKEN_OVER_MS);
  });
});
