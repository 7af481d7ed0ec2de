/** What is declared and known of contacts, through the death of replicas, of the server and of Redis. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventEnvelope, PresencePage } from '../../../src/contract/schemas.ts';
import { describeAtOnce } from '../../support/at-once.ts';
import { needs } from '../../support/need.ts';
import { startRedis, type RedisServer } from '../../support/redis.ts';
import { startServer } from '../../support/servers.ts';
import { until } from '../../support/until.ts';
import { connectClient, type XmppClient } from '../../support/xmpp-client.ts';
import type { XmppServer } from '../../support/xmpp-server.ts';
import { followEvents } from '../spine/event-feed.ts';
import { PICTURE } from '../identities/picture.ts';
import { startReplicas, type Replicas } from './replicas.ts';

const FRIAR = 'friar@bridge.example.org';
/** With `BOOK_SIZE=full` as many as the promise says; it takes no other form than a few. */
const [COUNT, FLAPS] = process.env['BOOK_SIZE'] === 'full' ? [20, 500] : [6, 100];
type Name = string;
const CAST = ['juliet', 'romeo', 'nurse', 'mercutio', 'tybalt', 'benvolio'];
const USERS: readonly Name[] = Array.from({ length: COUNT }, (_, n) => CAST[n] ?? `capulet-${n}`);
/** A stanza that is on its way for longer is lost. */
const ON_ITS_WAY_MS = 1_000;
/** Of the promise: 10 s. */
const IN_TIME = { timeout: 10_000 };

const KINDS = [{ kind: 'prosody' }, { kind: 'ejabberd' }] as const;
const THESE = KINDS.filter(({ kind }) => needs(kind, 'redis'));

describeAtOnce(THESE, 'two replicas on $kind', ({ kind }) => {
  describe('with contacts', () => {
    let server: XmppServer;
    let redis: RedisServer;
    let replicas: Replicas;
    const users = new Map<Name, XmppClient>();
    /** Whether each is there. */
    const truth = new Map<Name, boolean>();
    /** Since when that is so. */
    const since = new Map<Name, number>();

    beforeAll(async () => {
      const cast = USERS.map((name) => ({ name, password: `${name}-pw` }));
      [server, redis] = await Promise.all([startServer(kind, { users: cast }), startRedis()]);
      replicas = await startReplicas(2, { server, redisUrl: redis.url });
      const { api } = replicas.bridges[0]!;
      const body = { name: 'Laurence', avatar: { data: PICTURE } };
      expect((await api.call('PUT', '/v1/identities/friar', body)).status).toBe(200);
      const place = '/v1/identities/friar/nodes/nick/items/current';
      expect((await api.call('PUT', place, { nick: 'Laurence' })).status).toBe(200);
      for (const name of USERS) await logIn(name);
      for (const name of USERS) {
        const path = `/v1/identities/friar/contacts/${name}@example.org`;
        await api.call('PUT', path, { want: 'both' });
        const user = users.get(name)!;
        await user.waitFor(
          ({ attributes: { type, from } }) => type === 'subscribe' && from === FRIAR,
        );
        for (const type of ['subscribed', 'subscribe'])
          await user.send(`<presence type='${type}' to='${FRIAR}'/>`);
      }
      await equalsTruth();
    }, 120_000);
    afterAll(async () => {
      await Promise.all([...users.values()].map((user) => user.close()));
      await replicas.stop();
      await Promise.all([server.stop(), redis.stop()]);
    });

    async function logIn(name: Name): Promise<void> {
      await users.get(name)?.close();
      users.set(name, await connectClient({ server, user: name, resource: 'verona' }));
      since.set(name, performance.now());
      truth.set(name, true);
    }

    async function flap(name: Name): Promise<void> {
      const isThere = truth.get(name) !== true;
      truth.set(name, isThere);
      since.set(name, performance.now());
      await users.get(name)?.send(isThere ? '<presence/>' : "<presence type='unavailable'/>");
    }

    async function flaps(count: number): Promise<void> {
      for (let n = 0; n < count; n += 1)
        await flap(USERS[Math.floor(Math.random() * USERS.length)]!);
    }

    const api = () => replicas.bridges.find((bridge) => bridge.running())!.api;

    /** Whether the book has what the users did last, and says that it holds. */
    async function equalsTruth(): Promise<void> {
      const isEqual = async () => {
        const { json } = await api().get('/v1/identities/friar/presences?limit=100');
        const { items } = json as PresencePage;
        return USERS.every((name) => {
          const found = items.find(({ jid }) => jid === `${name}@example.org`);
          return found?.fresh === true && found.available === truth.get(name);
        });
      };
      await until(isEqual, IN_TIME);
    }

    /** What the book says to hold although it does not, looked at again and again until it is stopped. */
    function lookForStale(): () => Promise<readonly string[]> {
      const stale: string[] = [];
      let looks = 0;
      const over = new AbortController();
      const look = async () => {
        const asked = performance.now();
        const bridge = replicas.bridges.find((it) => it.running());
        const answer = await bridge?.api
          .get('/v1/identities/friar/presences?limit=100')
          .catch(() => undefined);
        if (answer?.status !== 200) return;
        looks += 1;
        for (const { jid, fresh, available } of (answer.json as PresencePage).items) {
          const name = jid.split('@')[0]!;
          const isSteady = since.get(name)! < asked - ON_ITS_WAY_MS;
          if (fresh && isSteady && available !== truth.get(name)) {
            stale.push(`${jid} ${Math.round(asked - since.get(name)!)} ms`);
          }
        }
      };
      const looking = (async () => {
        while (!over.signal.aborted) {
          await look();
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
      })();
      return async () => {
        over.abort();
        await looking;
        expect(looks).toBeGreaterThan(0);
        return stale;
      };
    }

    it('know who is there after flaps, a fail-over and a restart of the server', async () => {
      const stopLooking = lookForStale();
      await flaps(FLAPS / 2);
      const { bridge, epoch } = await replicas.leader();
      await bridge.kill();
      await flaps(FLAPS / 2);
      await replicas.leader({ after: epoch });
      await equalsTruth();
      await bridge.restart();
      await flaps(FLAPS / 2);
      const restarting = server.restart();
      // With it, all users are gone.
      for (const name of USERS) {
        truth.set(name, false);
        since.set(name, performance.now());
      }
      await restarting;
      for (const name of USERS) await logIn(name);
      await flaps(FLAPS / 2);
      await equalsTruth();
      expect(await stopLooking()).toEqual([]);
    });

    it('tell of the edges only', async () => {
      const feed = followEvents(api());
      const edges = () =>
        feed.events.received.filter(
          ({ type, conversation }: EventEnvelope) =>
            type === 'presence.changed' && conversation.endsWith('juliet@example.org'),
        );
      await until(() => edges().length > 0);
      const said = edges().map(({ data }) => (data as { available: boolean }).available);
      feed.stop();
      expect(said.filter((is, at) => is === said[at - 1])).toEqual([]);
    });

    it('are not seen to be updated: nobody hears that the identity goes', async () => {
      await logIn('juliet');
      const juliet = users.get('juliet')!;
      const isOfFriar = ({
        name,
        attributes: { from = '' },
      }: {
        name: string;
        attributes: Readonly<Record<string, string>>;
      }) => name === 'presence' && from.startsWith(FRIAR);
      await juliet.waitFor(isOfFriar);
      for (const bridge of replicas.bridges) {
        await bridge.stop();
        await bridge.restart();
        await replicas.leader();
      }
      // Her next login proves that the identity is there, and that all before it has arrived.
      await api().post('/v1/messages', { from: 'friar', to: juliet.jid, body: 'proof' });
      await juliet.waitFor(({ body }) => body === 'proof');
      const types = juliet.received.filter(isOfFriar).map(({ attributes }) => attributes['type']);
      expect(types.filter((type) => type !== undefined)).toEqual([]);
    });

    it('keep all that was declared when the leader and Redis are killed', async () => {
      const paths = ['', '/contacts', '/nodes'].map((rest) => `/v1/identities/friar${rest}`);
      const read = () => Promise.all(paths.map(async (path) => (await api().get(path)).text));
      const before = await read();
      const { bridge } = await replicas.leader();
      await Promise.all([bridge.kill(), redis.kill()]);
      await redis.restart();
      await bridge.restart();
      await until(async () => (await api().get(paths[0]!)).status === 200, IN_TIME);
      expect(await read()).toEqual(before);
      await equalsTruth();
    });
  });
});
