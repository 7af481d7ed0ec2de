/** The leader is suspended, as a paused VM is, and wakes up when another replica has long taken over. */
import { afterEach, describe, expect, it } from 'vitest';
import type { EventEnvelope } from '../../../src/contract/schemas.ts';
import { makeAuthority } from '../../support/authority.ts';
import { startBridge } from '../../support/bridge-process.ts';
import type { BridgeProcess } from '../../support/bridge-process.ts';
import { needs } from '../../support/need.ts';
import { startRedis } from '../../support/redis.ts';
import { kindOf, SERVER_NAMES, startServer } from '../../support/servers.ts';
import { startStunnel } from '../../support/stunnel.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';
import { until } from '../../support/until.ts';
import { readEvents } from './event-log.ts';
import { connectRawUser } from './raw-user.ts';
import type { RawUser } from './raw-user.ts';
import { replicaOf, statusOf } from './replicas.ts';

/** Said while the leader is suspended and still has the only link, and after another one has it. */
const BEFORE = 1_500;
const AFTER = 300;

const CASES = [
  ...SERVER_NAMES.map((name) => ({ name, over: 'TCP' })),
  { name: 'prosody', over: 'TLS' },
] as const;

describe.each(CASES)('a suspended leader on $name over $over', ({ name, over }) => {
  const endings: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end();
  });

  async function start() {
    const [server, redis] = await Promise.all([startServer(name), startRedis({})]);
    endings.push(
      () => server.stop(),
      () => redis.stop(),
    );
    const proxy = await startTcpProxy(server.componentPort);
    endings.push(() => proxy.stop());
    const env =
      over === 'TCP' ? { BRIDGE_XMPP_SERVICE: `xmpp://127.0.0.1:${proxy.port}` } : await tls(proxy);
    const replica = async (own: Record<string, string>) => {
      const bridge = await startBridge({ server, redisUrl: redis.url, env: own, apiKey: 'a-key' });
      endings.push(() => bridge.kill());
      return bridge;
    };
    const first = await replica(env);
    const second = await replica({});
    const romeo = await connectRawUser({ server, user: 'romeo' });
    const juliet = await connectRawUser({ server, user: 'juliet' });
    endings.push(
      () => romeo.close(),
      () => juliet.close(),
    );
    return { server, proxy, first, second, romeo, juliet, bot: `bot@${server.componentDomain}` };
  }

  /** Through stunnel to the proxy, which hears what comes out of TLS. */
  async function tls({ port: to }: { readonly port: number }): Promise<Record<string, string>> {
    const authority = makeAuthority();
    endings.push(() => authority.remove());
    const { cert, key } = authority.sign('port', ['IP:127.0.0.1']);
    const tunnel = await startStunnel({ to, options: [`cert = ${cert}`, `key = ${key}`] });
    endings.push(() => tunnel.stop());
    return {
      BRIDGE_XMPP_SERVICE: `xmpps://127.0.0.1:${tunnel.port}`,
      BRIDGE_XMPP_CA_FILE: authority.ca,
    };
  }

  it.runIf(needs(name, 'redis', ...(over === 'TLS' ? (['stunnel'] as const) : [])))(
    'reads what the server had sent it, marks it as late, and sends nothing',
    async () => {
      const { server, proxy, first, second, romeo, juliet, bot } = await start();
      let woken = '';
      const said = speaker(romeo, bot);
      await said(10);
      await heard(first, 10);

      proxy.listenToNear((chunk) => (woken += chunk.toString()));
      await first.kill('SIGSTOP');
      const message = { to: `juliet@${server.domain}`, body: 'Good night, good night' };
      await second.api.post('/v1/messages', message);
      await said(BEFORE);
      await leads(second);
      await juliet.arrived(message.body);
      await said(AFTER);
      await first.kill('SIGCONT');
      woken = '';

      const events = await heard(second, 10 + BEFORE + AFTER);
      const numbers = events.map(numberOf);
      expect([...numbers].sort((a, b) => a - b)).toEqual(numbers.map((_, at) => at + 1));
      const late = events.filter(isLate).map(numberOf);
      expect(late.length).toBeGreaterThanOrEqual(kindOf(name) === 'prosody' ? BEFORE / 2 : 1);
      expect(late).toEqual([...late].sort((a, b) => a - b));
      expect(late).not.toContain(1);
      await until(() => first.logs().includes('the old link is read to its end'));
      expect(woken.replace('</stream:stream>', '')).toBe('');
      await until(async () => (await statusOf(first))?.leader === replicaOf(second));
    },
  );
});

/** Says numbered messages, and proves that the server has taken them. */
function speaker(user: RawUser, to: string) {
  let said = 0;
  return async (count: number) => {
    for (const end = said + count; said < end;) {
      said += 1;
      user.write(
        `<message to='${to}' type='chat' id='said-${said}'><body>${said}</body>` +
          `<request xmlns='urn:xmpp:receipts'/></message>`,
      );
    }
    const body = `that was ${said}`;
    user.write(`<message to='${user.jid}' type='chat'><body>${body}</body></message>`);
    await user.arrived(body);
  };
}

/** The events of messages that were said, once there are so many. */
async function heard(bridge: BridgeProcess, count: number): Promise<EventEnvelope[]> {
  let events: EventEnvelope[] = [];
  const enough = async () => {
    events = (await readEvents(bridge.api)).filter(({ type }) => type === 'message.received');
    return new Set(events.map(numberOf)).size >= count;
  };
  await until(enough, {
    timeout: 15_000,
    interval: 200,
    message: () => `${count} to be heard, of which ${events.length} were`,
  });
  return events;
}

function numberOf({ data }: EventEnvelope): number {
  return 'id' in data ? Number(data.id.replace('said-', '')) : NaN;
}

function isLate({ data }: EventEnvelope): boolean {
  return 'late' in data && data.late;
}

async function leads(bridge: BridgeProcess): Promise<void> {
  await until(async () => {
    const status = await statusOf(bridge);
    return status?.leader === replicaOf(bridge) && status.link.state === 'online';
  });
}
