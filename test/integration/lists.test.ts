/** Every list of a real bridge on a real Redis, page by page; no XMPP server is needed for it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { freePort } from '../support/free-port.ts';
import { needs } from '../support/need.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import { until } from '../support/until.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

interface Item {
  readonly id?: string;
  readonly name?: string;
}

interface Page {
  readonly items: readonly Item[];
  readonly next?: string;
}

const COUNT = 3;
const NAMES = ['benvolio', 'mercutio', 'tybalt'];

describe.runIf(needs('redis'))('a list', () => {
  let redis: RedisServer;
  let receiver: WebhookReceiver;
  let bridge: BridgeProcess;
  let webhook: string;

  beforeAll(async () => {
    [redis, receiver] = await Promise.all([
      startRedis(),
      startWebhookReceiver(() => ({ status: 500 })),
    ]);
    const service = `xmpp://127.0.0.1:${await freePort()}`;
    bridge = await startBridge({
      server: { service, componentDomain: 'bridge.example.org', secret: 'Rosaline' },
      redisUrl: redis.url,
      env: { BRIDGE_WEBHOOK_SCHEDULE: '0s' },
      waitFor: '/healthz',
    });
    webhook = await fill();
  });
  afterAll(async () => {
    await bridge.stop();
    await Promise.all([redis.stop(), receiver.stop()]);
  });

  /** Three of everything, and more of some. Returns the webhook that refuses what it gets. */
  async function fill(): Promise<string> {
    const ids: string[] = [];
    for (const name of NAMES) {
      await made('/v1/keys', { name, identities: [name], scopes: ['messages:send'] });
      ids.push(
        await made('/v1/webhooks', {
          url: `${receiver.url}?for=${name}`,
          events: ['message.status'],
        }),
      );
      await read(`/v1/events?consumer=${name}`);
      // Without a link it fails when its time is over, and the event of that is refused.
      await made('/v1/messages', { to: `${name}@example.org`, body: 'Peace!', ttl: 1 });
    }
    const [id = ''] = ids;
    const letters = () => read(`/v1/webhooks/${id}/dead-letters`);
    await until(async () => (await letters()).items.length === COUNT, { timeout: 20_000 });
    return id;
  }

  async function made(path: string, body: object): Promise<string> {
    const { json, status, text } = await bridge.api.post(path, body);
    expect(status, text).toBeLessThan(300);
    return (json as { id: string }).id;
  }

  async function read(path: string): Promise<Page> {
    const { json, status, text } = await bridge.api.get(path);
    expect(status, text).toBe(200);
    return json as Page;
  }

  const PATHS: readonly (readonly [path: string, least: number])[] = [
    ['/v1/keys', COUNT],
    ['/v1/webhooks', COUNT],
    ['/v1/consumers', COUNT],
    ['/v1/audit', 2 * COUNT],
    ['/v1/events', COUNT],
    ['/v1/events?order=desc', COUNT],
    ['/v1/webhooks/{id}/deliveries', COUNT],
    ['/v1/webhooks/{id}/deliveries?status=dead', COUNT],
    ['/v1/webhooks/{id}/dead-letters', COUNT],
  ];
  const at = (path: string, query: string) =>
    `${path.replace('{id}', webhook)}${path.includes('?') ? '&' : '?'}${query}`;
  const idOf = ({ id, name }: Item) => id ?? name;

  it.each(PATHS)('is the same page by page and at once: %s', async (path, least) => {
    const whole = (await read(at(path, 'limit=1000'))).items.map(idOf);
    expect(whole.length).toBeGreaterThanOrEqual(least);
    const seen: unknown[] = [];
    let page = await read(at(path, 'limit=1'));
    for (let pages = 0; pages <= whole.length; pages += 1) {
      seen.push(...page.items.map(idOf));
      if (page.next === undefined) break;
      page = await read(at(path, `limit=1&after=${page.next}`));
    }
    // What is changed is noted in the audit log; nothing was changed here.
    expect(seen).toEqual(whole);
    expect(page).not.toHaveProperty('next');
  });

  const BAD = [
    'balcony',
    '0',
    '9999999999999-0',
    '01JD8Q4Z7N0V4R6T1B3X5Y7W9K',
    'ffff%20ffff',
    Buffer.from('balcony 01JD8Q4Z7N0V4R6T1B3X5Y7W9K').toString('base64url'),
    Buffer.from('keys ').toString('base64url'),
    'a'.repeat(401),
    '',
  ];
  it.each(PATHS)('refuses what is no cursor of it, and says where: %s', async (path) => {
    const others = PATHS.filter(([other]) => bareOf(other) !== bareOf(path));
    const pages = await Promise.all(others.map(([other]) => read(at(other, 'limit=1'))));
    const foreign = pages.flatMap(({ next }) => (next === undefined ? [] : [next]));
    expect(foreign.length).toBeGreaterThan(3);
    for (const after of [...BAD, ...foreign, 'a&after=b']) {
      const { status, json } = await bridge.api.get(at(path, `after=${after}`));
      const said = { after, status, body: json };
      const body = { code: 'invalid-request', errors: [{ pointer: '/query/after' }] };
      expect(said).toMatchObject({ after, status: 400, body });
    }
  });

  it.each(PATHS)('refuses a limit out of bounds, and says where: %s', async (path) => {
    for (const limit of [
      '0',
      '1001',
      '-1',
      '1.5',
      'many',
      '',
      '1&limit=2',
      '1e2000',
      'Infinity',
      '0x10',
      '%205',
    ]) {
      const { status, json } = await bridge.api.get(at(path, `limit=${limit}`));
      const body = { code: 'invalid-request', errors: [{ pointer: '/query/limit' }] };
      expect({ limit, status, body: json }).toMatchObject({ limit, status: 400, body });
    }
  });

  const bareOf = (path: string) => path.replace(/\?.*/, '');
});
