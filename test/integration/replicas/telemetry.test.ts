/** Devices publish readings while the replica that hears them is killed, twice: each reading is in the event log. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventEnvelope, PubsubItemData } from '../../../src/contract/schemas.ts';
import { describeAtOnce } from '../../support/at-once.ts';
import { needs } from '../../support/need.ts';
import { startRedis, type RedisServer } from '../../support/redis.ts';
import { startServer } from '../../support/servers.ts';
import { until } from '../../support/until.ts';
import { connectClient, type XmppClient } from '../../support/xmpp-client.ts';
import type { XmppServer } from '../../support/xmpp-server.ts';
import { startReplicas, type Replicas } from './replicas.ts';

/** With `FLEET_SIZE=full` as many as the promise says. */
const IS_FULL = process.env['FLEET_SIZE'] === 'full';
const DEVICES = Array.from({ length: IS_FULL ? 100 : 12 }, (_, n) => `lamp-${n}`);
const READINGS = 10;
/** A Prosody that shares two cores with others stops answering at 80 items a second. */
const PAUSE_MS = IS_FULL ? 4_000 : 700;
const PUBSUB = 'pubsub.example.org';
const NODE = '/v1/pubsub/pubsub.example.org/nodes/telemetry';
const OPTIONS = {
  prosody: {
    componentConfig: `
Component "${PUBSUB}" "pubsub"
  admins = { "friar@bridge.example.org" }
  pubsub_max_items = 5000
`,
  },
};

type Bridge = Replicas['bridges'][number];

const KINDS = [{ kind: 'prosody' }, { kind: 'ejabberd' }] as const;
const THESE = KINDS.filter(({ kind }) => needs(kind, 'redis'));

describeAtOnce(THESE, 'three replicas on $kind, of which two are killed', ({ kind }) => {
  describe('while devices publish', () => {
    let server: XmppServer;
    let redis: RedisServer;
    let replicas: Replicas;
    const devices = new Map<string, XmppClient>();
    beforeAll(async () => {
      const users = DEVICES.map((name) => ({ name, password: `${name}-pw` }));
      [server, redis] = await Promise.all([startServer(kind, { ...OPTIONS, users }), startRedis()]);
      replicas = await startReplicas(3, { server, redisUrl: redis.url });
      for (const user of DEVICES) devices.set(user, await connectClient({ server, user }));
    }, 120_000);
    afterAll(async () => {
      for (const device of devices.values()) await device.close();
      await replicas.stop();
      await Promise.all([redis.stop(), server.stop()]);
    });

    /** Resolves once the service has taken it. */
    async function publish(device: XmppClient, id: string, lumen: number): Promise<void> {
      const answered = device.next(({ attributes }) => attributes['id'] === `iq-${id}`, 30_000);
      await device.send(
        `<iq type='set' to='${PUBSUB}' id='iq-${id}'><pubsub xmlns='http://jabber.org/protocol/pubsub'>` +
          `<publish node='telemetry'><item id='${id}'><json xmlns='urn:xmpp:json:0'>{"lumen": ${lumen}}</json></item>` +
          '</publish></pubsub></iq>',
      );
      expect((await answered).attributes['type']).toBe('result');
    }

    async function itemsOf(bridge: Bridge): Promise<PubsubItemData[]> {
      const all: PubsubItemData[] = [];
      for (let after = ''; ;) {
        const { json, text, status } = await bridge.api.get(`/v1/events?limit=500${after}`);
        expect(status, text).toBe(200);
        const { items, cursor } = json as { items: EventEnvelope[]; cursor: string };
        if (items.length === 0) return all;
        all.push(...items.flatMap((it) => (it.type === 'pubsub.item' ? [it.data] : [])));
        after = `&after=${encodeURIComponent(cursor)}`;
      }
    }

    it('none of the readings is lost, and what was fetched later is marked', async () => {
      const { api } = replicas.bridges[0]!;
      await replicas.leader();
      const config = { accessModel: 'open', publishModel: 'open', maxItems: 1000 };
      const made = await api.call('PUT', `${NODE}?as=friar`, { config });
      expect(made.json, made.text).toMatchObject({ created: true, ignored: [] });
      const headers = { prefer: 'wait=20' };
      const put = await api.call(
        'PUT',
        `${NODE}/subscriptions/friar`,
        { catchUpMax: 1000 },
        { headers },
      );
      expect(put.json, put.text).toMatchObject({ state: 'subscribed' });

      const publishing = Promise.all(
        DEVICES.map(async (name, index) => {
          for (let reading = 0; reading < READINGS; reading += 1) {
            const pause = PAUSE_MS * (reading === 0 ? index / DEVICES.length : 1);
            await new Promise((resolve) => setTimeout(resolve, pause));
            await publish(devices.get(name)!, `${name}.${reading}`, reading);
          }
        }),
      );
      let { bridge, epoch } = await replicas.leader();
      for (const kill of [1, 2]) {
        const enough = DEVICES.length * kill;
        await until(async () => (await itemsOf(bridge)).length > enough, { timeout: 20_000 });
        await bridge.kill();
        ({ bridge, epoch } = await replicas.leader({ after: epoch }));
      }
      await publishing;
      const wanted = DEVICES.flatMap((name) =>
        Array.from({ length: READINGS }, (_, reading) => `${name}.${reading}`),
      );
      const distinct = async () => new Set((await itemsOf(bridge)).map(({ id }) => id)).size;
      await until(async () => (await distinct()) === wanted.length, { timeout: 30_000 });
      const items = await itemsOf(bridge);
      expect(new Set(items.map(({ id }) => id))).toEqual(new Set(wanted));
      const replayed = items.filter((it) => it.replayed === true).length;
      const again = items.length - wanted.length;
      console.log('FIGURES', kind, { events: items.length, replayed, again });
      expect(replayed).toBeGreaterThan(0);
      const seen = new Set<string>();
      for (const { id, replayed: later, duplicate } of items) {
        if (seen.has(id)) expect(later ?? duplicate, id).toBe(true);
        seen.add(id);
      }
    }, 120_000);
  });
});
