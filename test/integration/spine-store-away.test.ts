/**
 * Redis pauses, dies or loses its answers while stanzas come in. Users send numbered messages, and receipts and errors for
 * what the bridge has sent them.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventEnvelope, SendRecord, StatusReport } from '../../src/contract/schemas.ts';
import { startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { startEjabberd } from '../support/ejabberd.ts';
import { describeAtOnce } from '../support/at-once.ts';
import { needs } from '../support/need.ts';
import { startProsody } from '../support/prosody.ts';
import { redisCommand } from '../support/redis-command.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';
import type { XmppServer } from '../support/xmpp-server.ts';
import { readEvents } from './replicas/event-log.ts';
import { connectRawUser, type RawUser } from './replicas/raw-user.ts';

const SENT = 60;
const USERS = ['juliet', 'romeo'] as const;

interface Fault {
  readonly title: string;
  readonly begin: () => Promise<unknown>;
  /** Resolves when it has lasted long enough. */
  readonly lasts: () => Promise<unknown>;
  readonly end: () => Promise<unknown>;
}

const KINDS = [{ kind: 'prosody' }, { kind: 'ejabberd' }] as const;

describeAtOnce(KINDS, 'what $kind hands over', ({ kind }) => {
  describe.runIf(needs(kind, 'redis'))('while the store is away', () => {
    let server: XmppServer;
    let redis: RedisServer;
    let proxy: TcpProxy;
    let bridge: BridgeProcess;
    let users: RawUser[];
    const endings: (() => unknown)[] = [];

    beforeEach(async () => {
      [server, redis] = await Promise.all([
        kind === 'prosody' ? startProsody() : startEjabberd(),
        startRedis({ settings: { appendfsync: 'everysec' } }),
      ]);
      endings.push(
        () => server.stop(),
        () => redis.stop(),
      );
      proxy = await startTcpProxy(redis.port);
      endings.push(() => proxy.stop());
      bridge = await startBridge({ server, redisUrl: `redis://127.0.0.1:${proxy.port}` });
      endings.push(() => bridge.kill());
      users = await Promise.all(USERS.map((user) => connectRawUser({ server, user })));
      endings.push(() => users.forEach((user) => user.close()));
    });
    afterEach(async () => {
      for (const end of endings.splice(0).reverse()) await end();
    });

    const status = async () => (await bridge.api.get('/v1/status')).json as StatusReport;
    const storeIs = (state: 'up' | 'down') =>
      until(async () => (await status()).store.state === state, {
        timeout: 10_000,
        message: `a store that is ${state}`,
      });
    const faults: Record<string, Fault> = {
      pause: {
        title: 'it pauses for 1.3 s',
        begin: () => redisCommand(redis.port, 'CLIENT', 'PAUSE', 1_300, 'ALL'),
        lasts: () => redisCommand(redis.port, 'PING'),
        end: () => Promise.resolve(),
      },
      kill: {
        title: 'it is killed and restarted',
        begin: () => redis.kill(),
        lasts: () => storeIs('down'),
        end: () => redis.restart(),
      },
      lostAnswers: {
        title: 'its answers are lost',
        begin: () => Promise.resolve((proxy.mode = { kind: 'drop-answers' })),
        lasts: () => storeIs('down'),
        end() {
          proxy.mode = { kind: 'pass' };
          proxy.reset();
          return Promise.resolve();
        },
      },
      stop: {
        title: 'it is stopped for longer than the lease of the link lasts',
        begin: () => redis.kill('SIGSTOP'),
        lasts: () =>
          until(() => bridge.logs().includes('the lease is gone'), { message: 'a lost lease' }),
        end: () => redis.kill('SIGCONT'),
      },
    };

    it.each(Object.keys(faults))('is kept once, in order, and told (%s)', async (name) => {
      const fault = faults[name] as Fault;
      const sent = await sendToAll();
      await fault.begin();
      const before = await received();
      const numbered = talk(sent);
      // Read before the link may be lost.
      await until(async () => (await received()) >= before + numbered * 2 + sent.size, {
        message: 'the bridge to read all',
      });
      await fault.lasts();
      await fault.end();
      await storeIs('up');
      await until(async () => (await status()).link.state === 'online', { timeout: 20_000 });
      for (const user of users) user.write(message('proof'));
      await settled(sent);

      const events = await until(async () => {
        const all = await readEvents(bridge.api);
        return textsOf(all).filter(({ text }) => text === 'proof').length === 2 && all;
      });
      for (const user of users) {
        const own = textsOf(events).filter(({ from }) => from.startsWith(user.jid));
        const wanted = Array.from({ length: numbered }, (_, index) => String(index));
        expect(own.map(({ text }) => text)).toEqual([...wanted, 'proof']);
        expect(user.arrivals.filter(({ type }) => type === 'error')).toEqual([]);
        expect(user.others.filter((stanza) => stanza.includes("type='error'"))).toEqual([]);
      }
      expectEachStatusOnce(events);
    });

    const address = () => `bot@${server.componentDomain}`;
    const message = (text: string) =>
      `<message to='${address()}' type='chat' id='${text}'><body>${text}</body></message>`;

    /** The ids of messages that users have got and not yet answered, and who it was. */
    async function sendToAll(): Promise<Map<string, RawUser>> {
      const sent = new Map<string, RawUser>();
      for (const user of users) {
        const messages = Array.from({ length: SENT }, (_, index) => ({
          from: address(),
          to: user.jid,
          type: 'chat',
          body: `line ${index}`,
          receipt: { request: true },
        }));
        const { json } = await bridge.api.post('/v1/messages/batch', messages);
        const { items } = json as { items: { message: SendRecord }[] };
        for (const { message: accepted } of items) sent.set(accepted.id, user);
        await user.arrived(`line ${SENT - 1}`);
      }
      await until(async () => {
        const records = await recordsOf([...sent.keys()]);
        return records.every(({ status }) => status === 'acknowledged');
      });
      return sent;
    }

    /** Receipts for some, errors for others, and numbered messages among them; resolves with how many of those each sent. */
    function talk(sent: ReadonlyMap<string, RawUser>): number {
      let number = 0;
      for (const user of users) {
        number = 0;
        for (const [id, recipient] of sent) {
          if (recipient !== user) continue;
          user.write(number % 2 === 0 ? receipt(id) : bounce(id));
          user.write(message(String(number)));
          number += 1;
        }
      }
      return number;
    }
    const receipt = (id: string) =>
      `<message to='${address()}' id='r-${id}'><received xmlns='urn:xmpp:receipts' id='${id}'/></message>`;
    const bounce = (id: string) =>
      `<message to='${address()}' type='error' id='${id}'><error type='cancel'>` +
      `<service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>`;

    const recordsOf = (ids: readonly string[]) =>
      Promise.all(
        ids.map(async (id) => (await bridge.api.get(`/v1/messages/${id}`)).json as SendRecord),
      );

    async function settled(sent: ReadonlyMap<string, RawUser>): Promise<void> {
      const wanted = [...sent.values()].map((user, index, all) => {
        const place = all.slice(0, index).filter((it) => it === user).length;
        return place % 2 === 0 ? 'delivered' : 'failed';
      });
      let statuses: string[] = [];
      await until(
        async () => {
          statuses = (await recordsOf([...sent.keys()])).map(({ status }) => status);
          return statuses.every((status, index) => status === wanted[index]);
        },
        { timeout: 20_000, message: () => `other statuses than ${statuses.join(' ')}` },
      );
    }

    async function received(): Promise<number> {
      const text = await (await fetch(`${bridge.managementUrl}/metrics`)).text();
      const lines = text.matchAll(
        /^bridge_stanzas_received_total\{.*route="(?:message|bounce)".*\} (\d+)$/gm,
      );
      return [...lines].reduce((sum, [, value]) => sum + Number(value), 0);
    }
  });
});

function textsOf(events: readonly EventEnvelope[]): { from: string; text: string }[] {
  return events.flatMap((event) => {
    if (event.type !== 'message.received') return [];
    const { from = '', body } = event.data as { from?: string; body?: string };
    return body === undefined ? [] : [{ from, text: body }];
  });
}

function expectEachStatusOnce(events: readonly EventEnvelope[]): void {
  const seen = events
    .filter(({ type }) => type === 'message.status')
    .map(({ data }) => `${(data as SendRecord).id} ${(data as SendRecord).status}`);
  expect(seen.length).toBe(new Set(seen).size);
  expect(seen.length).toBe(USERS.length * SENT * 2);
}
