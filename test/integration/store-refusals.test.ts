/** What callers and users see while Redis is there and takes nothing: for each reason, from outside. */
import { afterEach, describe, expect, it } from 'vitest';
import type { SendRecord } from '../../src/contract/schemas.ts';
import type { ApiResponse } from '../support/api-client.ts';
import { startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { needs } from '../support/need.ts';
import { startProsody } from '../support/prosody.ts';
import { controlRedis, REFUSALS, type Refusal } from '../support/redis-refusals.ts';
import { startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';
import { readEvents } from './replicas/event-log.ts';
import { connectRawUser } from './replicas/raw-user.ts';

const JULIET = 'juliet@example.org';
const HOOK = { url: 'http://127.0.0.1:9/', events: ['message.received'] };
/** What a caller waits for at most, ms. */
const IN_TIME = 3_000;

describe.runIf(needs('prosody', 'redis'))('a bridge', () => {
  const endings: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end();
  });

  async function start({ settings = {}, appendonly = true, credentials = '' }: Refusal) {
    const [server, redis] = await Promise.all([
      startProsody(),
      startRedis({ appendonly, settings }),
    ]);
    endings.push(
      () => server.stop(),
      () => redis.stop(),
    );
    const control = await controlRedis(redis);
    endings.push(control.close);
    const bridge = await startBridge({
      server,
      redisUrl: redis.url.replace('//', `//${credentials}`),
    });
    endings.push(() => bridge.kill());
    const juliet = await connectRawUser({ server, user: 'juliet' });
    endings.push(() => juliet.close());
    return { server, control, bridge, juliet };
  }

  it.each(Object.keys(REFUSALS))(
    'says 503 in time, loses nothing and goes on by itself where Redis %s',
    async (name) => {
      const refusal = REFUSALS[name] as Refusal;
      const { server, control, bridge, juliet } = await start(refusal);
      const send = (body: string) =>
        bridge.api.post(
          '/v1/messages',
          { to: JULIET, body },
          { headers: { 'idempotency-key': body.replace(' ', '-') } },
        );
      const before = (await send('before')).json as SendRecord;
      await juliet.arrived('before');

      await refusal.begin(control);
      await until(async () => (await readiness(bridge)).includes(refusal.says), {
        timeout: 10_000,
        message: `/readyz to say: ${refusal.says}`,
      });
      const from = performance.now();
      const answers = await Promise.all([
        send('refused'),
        send('tried again'),
        bridge.api.post('/v1/presence', { to: JULIET, show: 'away' }),
        bridge.api.post('/v1/webhooks', HOOK),
        bridge.api.post('/v1/keys', { name: 'nurse', identities: ['*'], scopes: ['status:read'] }),
      ]);
      expect(performance.now() - from).toBeLessThan(IN_TIME);
      expect(answers.map(refusalOf)).toEqual(answers.map(() => '503 store-unavailable, soon'));
      const batch = await bridge.api.post('/v1/messages/batch', [
        { to: JULIET, body: 'of a batch' },
      ]);
      expect(batch.json).toMatchObject({ items: [{ status: 503 }] });
      expect((await bridge.api.get('/v1/status')).status).toBe(200);
      juliet.write(
        `<message to='bot@${server.componentDomain}' type='chat' id='m1'><body>meanwhile</body></message>`,
      );

      await refusal.end(control);
      await bridge.waitUntil('/readyz');
      await bridge.waitUntil('link');
      expect((await send('tried again')).status).toBe(202);
      const { id } = (await send('proof')).json as SendRecord;
      await juliet.arrived('proof');
      expect(juliet.arrivals.map(({ body }) => body)).toEqual(['before', 'tried again', 'proof']);
      for (const sent of [before.id, id]) {
        await until(async () => (await statusOf(bridge, sent)) === 'acknowledged');
      }
      const heard = await until(async () => {
        const events = await readEvents(bridge.api);
        const bodies = events.flatMap(({ type, data }) =>
          type === 'message.received' ? [(data as { readonly body: string }).body] : [],
        );
        return bodies.length > 0 && bodies;
      });
      expect(heard).toEqual(['meanwhile']);
      expect(((await bridge.api.get('/v1/webhooks')).json as { items: unknown[] }).items).toEqual(
        [],
      );
    },
  );
});

async function readiness({ managementUrl }: BridgeProcess): Promise<string> {
  const response = await fetch(`${managementUrl}/readyz`);
  return response.status === 503 ? response.text() : '';
}

function refusalOf({ status, json, headers }: ApiResponse): string {
  const wait = Number(headers.get('retry-after'));
  const when = wait > 0 && wait <= 30 ? 'soon' : `Retry-After ${wait}`;
  return `${status} ${(json as { readonly code: string }).code}, ${when}`;
}

async function statusOf({ api }: BridgeProcess, id: string): Promise<string> {
  return ((await api.get(`/v1/messages/${id}`)).json as SendRecord).status;
}
