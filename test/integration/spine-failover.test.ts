/** A master of Redis dies, and the replica that is promoted does not have its last writes. */
import { afterEach, describe, expect, it } from 'vitest';
import type { EventEnvelope, SendRecord, StatusReport } from '../../src/contract/schemas.ts';
import { decodeCursor } from '../../src/features/events/cursor.ts';
import { comparePositions } from '../../src/store/store.ts';
import { describeAtOnce } from '../support/at-once.ts';
import { startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { needs } from '../support/need.ts';
import { startProsody } from '../support/prosody.ts';
import { redisCommand } from '../support/redis-command.ts';
import {
  cutReplication,
  replicated,
  startRedisCluster,
  startRedisSentinel,
} from '../support/redis-sets.ts';
import { until } from '../support/until.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';
import { connectRawUser, type RawUser } from './replicas/raw-user.ts';

interface Set {
  readonly url: string;
  /** The ports of the master that has the bridge's keys, and of its replica. */
  readonly master: { readonly port: number; kill(): Promise<void> };
  readonly replica: { readonly port: number };
}

const DOMAIN = 'bridge.example.org';

const KINDS = [{ kind: 'sentinel' }, { kind: 'cluster' }] as const;

describe.runIf(needs('prosody', 'redis'))('when Redis fails over', () => {
  describeAtOnce(KINDS, 'with a $kind', ({ kind }) => {
    const endings: (() => unknown)[] = [];
    afterEach(async () => {
      for (const end of endings.splice(0).reverse()) await end();
    });

    const sets = {
      async sentinel(): Promise<Set> {
        const set = await startRedisSentinel();
        endings.push(() => set.stop());
        return { url: `redis+sentinel://127.0.0.1:${set.sentinelPort}/${set.name}`, ...set };
      },
      async cluster(): Promise<Set> {
        const set = await startRedisCluster(3, DOMAIN);
        endings.push(() => set.stop());
        const hosts = set.urls.map((url) => url.replace('redis://', '')).join(',');
        if (set.owner === undefined || set.replica === undefined) throw new Error('no replica');
        return { url: `redis+cluster://${hosts}`, master: set.owner, replica: set.replica };
      },
    };

    let set: Set;
    let bridge: BridgeProcess;
    let receiver: WebhookReceiver;
    let webhook: string;
    let juliet: RawUser;
    async function open(kind: keyof typeof sets): Promise<void> {
      const [server, started] = await Promise.all([startProsody(), sets[kind]()]);
      set = started;
      endings.push(() => server.stop());
      bridge = await startBridge({ server, redisUrl: set.url });
      endings.push(() => bridge.kill());
      receiver = await startWebhookReceiver();
      endings.push(() => receiver.stop());
      const events = ['message.received', 'history.lost'];
      const created = await bridge.api.post('/v1/webhooks', { url: receiver.url, events });
      expect(created.status).toBe(201);
      webhook = (created.json as { id: string }).id;
      juliet = await connectRawUser({ server, user: 'juliet' });
      endings.push(() => juliet.close());
    }

    const say = (text: string) => {
      juliet.write(
        `<message to='bot@${DOMAIN}' type='chat' id='${text}'><body>${text}</body></message>`,
      );
    };
    const delivered = () => receiver.received.map(({ json }) => json as EventEnvelope).map(textOf);
    const arrives = (text: string) =>
      until(() => delivered().includes(text), {
        timeout: 20_000,
        message: () => `${text}: ${delivered().join(' ')}`,
      });
    /** What was delivered is forgotten by a failover as well, unless it was saved. */
    const untilDone = async (text: string) => {
      const event = receiver.received.find(({ json }) => textOf(json as EventEnvelope) === text);
      const { position } = decodeCursor((event?.json as EventEnvelope).cursor);
      const key = `{sb:${DOMAIN}}:space:webhook-progress`;
      await until(async () => {
        const saved = await redisCommand(set.master.port, 'HGET', key, webhook);
        const [, done = '0-0'] = /"position":"(\d+-\d+)"/.exec(saved) ?? [];
        return comparePositions(done, position) >= 0;
      });
    };
    const send = async (body: string): Promise<string> => {
      const { json, status } = await bridge.api.post('/v1/messages', { to: juliet.jid, body });
      expect(status).toBe(202);
      await juliet.arrived(body);
      return (json as SendRecord).id;
    };
    const statusOf = async (id: string) => {
      const { json, status } = await bridge.api.get(`/v1/messages/${id}`);
      return status === 200 ? (json as SendRecord).status : status;
    };
    const isUp = async () => {
      const { json } = await bridge.api.get('/v1/status');
      const { store, link } = json as StatusReport;
      return store.state === 'up' && link.state === 'online';
    };
    const page = async (after: string) => {
      const { json, status } = await bridge.api.get(`/v1/events?after=${after}`);
      return { status, ...(json as { items: EventEnvelope[]; cursor: string }) };
    };

    it('to a replica without the last writes, readers go on and are told', async () => {
      await open(kind);
      for (const text of ['one', 'two', 'three']) say(text);
      await arrives('three');
      const kept = await send('kept');
      await until(async () => (await statusOf(kept)) === 'acknowledged');
      await untilDone('three');
      await replicated(set.master.port, set.replica.port);
      await cutReplication(set.master.port);
      for (const text of ['four', 'five']) say(text);
      await arrives('five');
      const lost = await send('lost');
      await until(async () => (await statusOf(lost)) === 'acknowledged');
      const { cursor } = await page('now');

      await set.master.kill();
      await until(async () => !(await isUp()), { timeout: 20_000, message: 'the loss' });
      await until(isUp, { timeout: 30_000, message: 'the store and the link to be back' });
      say('six');
      await arrives('six');
      await arrives('history.lost');

      const texts = delivered().filter((text) => text !== 'history.lost');
      expect([...new Set(texts)]).toEqual(['one', 'two', 'three', 'four', 'five', 'six']);
      // What was delivered after the last place that the replica knows may be delivered again; nothing before it.
      expect(texts.filter((text) => ['one', 'two', 'three'].includes(text))).toHaveLength(3);
      expect(delivered().filter((text) => text === 'history.lost')).toHaveLength(1);
      // A poll goes on where it was.
      const { status, items } = await page(cursor);
      const polled = new Set(items.map(textOf));
      expect(status).toBe(200);
      expect(['history.lost', 'six', 'one'].map((text) => polled.has(text))).toEqual([
        true,
        true,
        false,
      ]);
      expect([await statusOf(kept), await statusOf(lost)]).toEqual(['acknowledged', 404]);
      const metrics = await (await fetch(`${bridge.managementUrl}/metrics`)).text();
      expect(metrics).toContain('bridge_event_history_losses_total 1');
    });
  });
});

function textOf({ type, data }: EventEnvelope): string {
  return type === 'message.received' ? String((data as { body?: string }).body) : type;
}
