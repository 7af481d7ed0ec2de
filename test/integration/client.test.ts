/** The client package, against a real bridge, as a backend would use it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createBridge } from '../../client/src/bridge.ts';
import { readEvents, type BridgeEvent } from '../../client/src/events.ts';
import { shareEvents } from '../../client/src/share.ts';
import { readWebhook } from '../../client/src/webhook.ts';
import { until } from '../support/until.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { startPathProxy } from '../support/path-proxy.ts';
import { openStage, type Stage } from './spine/stage.ts';

const BOT = 'bot@bridge.example.org';

describe('the client', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage('prosody');
  });
  afterAll(() => stage.close());

  const options = () => ({ baseUrl: stage.bridge.baseUrl, key: stage.bridge.apiKey });

  it('sends a message and reads its record', async () => {
    const bridge = createBridge(options());
    const juliet = await stage.user('juliet');
    const body = { to: 'juliet@example.org', body: 'Soft!' };
    const { data: sent } = await bridge.POST('/v1/messages', { body });
    await juliet.waitFor((stanza) => stanza.body === 'Soft!');
    const path = { id: sent.id };
    await until(async () => {
      const { data } = await bridge.GET('/v1/messages/{id}', { params: { path } });
      return data.status === 'acknowledged';
    });
  });

  it('throws the problem that the bridge answers', async () => {
    const bridge = createBridge({ ...options(), key: 'wrong' });
    const asked = bridge.GET('/v1/status');
    await expect(asked).rejects.toMatchObject({ status: 401, code: 'unauthorized' });
  });

  it('reads each event once and in order over connections that are cut', async () => {
    const juliet = await stage.user('juliet', 'balcony');
    const proxy = await startTcpProxy(Number(new URL(stage.bridge.baseUrl).port));
    const leave = new AbortController();
    const read: BridgeEvent[] = [];
    const reading = (async () => {
      const baseUrl = `http://127.0.0.1:${proxy.port}`;
      const wanted = { after: 'oldest', events: ['message.received'] as const };
      const events = readEvents({ ...options(), baseUrl, ...wanted, signal: leave.signal });
      for await (const event of events) read.push(event);
    })();
    for (let said = 1; said <= 30; said += 1) {
      await juliet.send(`<message to="${BOT}" id="love-${said}"><body>${said}</body></message>`);
      if (said % 10 === 0) {
        await until(() => read.length > 0);
        proxy.reset();
      }
    }
    await until(() => read.length >= 30);
    leave.abort();
    await reading;
    await proxy.stop();
    const ids = read.map(({ data }) => (data as { id?: string }).id);
    expect(ids).toEqual(Array.from({ length: 30 }, (_, index) => `love-${index + 1}`));
  });

  it('gives up when the bridge says that trying again is no use', async () => {
    const events = readEvents({ ...options(), after: 'no cursor' });
    await expect(events.next()).rejects.toMatchObject({ code: 'invalid-request' });
  });

  it('goes on as a consumer where the process before it left off', async () => {
    const juliet = await stage.user('juliet', 'terrace');
    const consumer = { ...options(), consumer: 'nurse', events: ['message.received'] as const };
    const take = async (count: number, after?: string) => {
      const taken: string[] = [];
      for await (const event of readEvents({ ...consumer, ...(after && { after }) })) {
        taken.push((event.data as { body: string }).body);
        if (taken.length === count) return taken;
      }
      return taken;
    };
    const { data } = await createBridge(options()).GET('/v1/events', {
      params: { query: { after: 'now', limit: 1 } },
    });
    for (const body of ['one', 'two', 'three', 'four']) {
      await juliet.send(`<message to="${BOT}"><body>${body}</body></message>`);
    }
    // The last one was not asked beyond, so it is not acknowledged, and comes again.
    expect(await take(3, data.cursor)).toEqual(['one', 'two', 'three']);
    expect(await take(2)).toEqual(['three', 'four']);
  });

  it('lists, moves and deletes consumers', async () => {
    const bridge = createBridge(options());
    const path = { name: 'benvolio' };
    await bridge.PUT('/v1/consumers/{name}', { params: { path }, body: { cursor: 'oldest' } });
    const names = async () => {
      const { data } = await bridge.GET('/v1/consumers', { params: { query: { limit: 1_000 } } });
      return data.items.map(({ name }) => name);
    };
    expect(await names()).toContain('benvolio');
    const { response } = await bridge.DELETE('/v1/consumers/{name}', { params: { path } });
    expect(response.status).toBe(204);
    expect(await names()).not.toContain('benvolio');
    const again = bridge.GET('/v1/consumers/{name}', { params: { path } });
    await expect(again).rejects.toMatchObject({ code: 'not-found' });
  });

  it('reads the newest events first', async () => {
    const query = { order: 'desc', limit: 1_000 } as const;
    const { data } = await createBridge(options()).GET('/v1/events', { params: { query } });
    const ids = data.items.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(1);
    const forwards = await createBridge(options()).GET('/v1/events', {
      params: { query: { limit: 1_000 } },
    });
    expect(ids.toReversed()).toEqual(forwards.data.items.map(({ id }) => id));
  });

  it('works under a path of a proxy', async () => {
    const proxy = await startPathProxy(stage.bridge.baseUrl, '/xmpp');
    const behind = { ...options(), baseUrl: `${proxy.url}/xmpp/` };
    await createBridge(behind).GET('/v1/status');
    const juliet = await stage.user('juliet', 'chapel');
    const events = readEvents({ ...behind, events: ['message.received'] });
    const next = events.next();
    await until(() => proxy.paths.includes('/xmpp/v1/events/stream'));
    await juliet.send(`<message to="${BOT}"><body>Good pilgrim</body></message>`);
    expect((await next).value).toMatchObject({ data: { body: 'Good pilgrim' } });
    await events.return();
    await proxy.close();
  });

  it('sends once what it has to try twice', async () => {
    const proxy = await startPathProxy(stage.bridge.baseUrl, '');
    proxy.dropAnswers = 2;
    const juliet = await stage.user('juliet', 'vault');
    const bridge = createBridge({ ...options(), baseUrl: proxy.url });
    const { data } = await bridge.POST('/v1/messages', {
      body: { to: 'juliet@example.org/vault', body: 'Thus with a kiss' },
    });
    expect(proxy.paths).toEqual(['/v1/messages', '/v1/messages', '/v1/messages']);
    await bridge.POST('/v1/messages', { body: { to: 'juliet@example.org/vault', body: 'proof' } });
    await juliet.waitFor((stanza) => stanza.body === 'proof');
    const heard = juliet.received.filter(({ body }) => body === 'Thus with a kiss');
    expect(heard.map(({ attributes }) => attributes['id'])).toEqual([data.id]);
    await proxy.close();
  });

  it('does not try again what may not be repeated', async () => {
    const proxy = await startPathProxy(stage.bridge.baseUrl, '');
    proxy.dropAnswers = 1;
    await expect(
      createBridge({ ...options(), baseUrl: proxy.url }).POST('/v1/tickets'),
    ).rejects.toThrow();
    expect(proxy.paths).toEqual(['/v1/tickets']);
    await proxy.close();
  });

  it('gives up a bridge that does not answer in time', async () => {
    const proxy = await startPathProxy(stage.bridge.baseUrl, '');
    proxy.isSilent = true;
    const bridge = createBridge({ ...options(), baseUrl: proxy.url, timeoutMs: 100, retries: 1 });
    await expect(bridge.GET('/v1/status')).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(proxy.paths).toHaveLength(2);
    await proxy.close();
  });

  it('shares events among processes, in order and each once, also when one of them fails', async () => {
    const handled: string[] = [];
    const leave = new AbortController();
    const shared = { ...options(), consumer: 'stage', events: ['message.received'] as const };
    const share = (handle: (body: string) => void) =>
      shareEvents({ ...shared, after: 'now', WebSocket, signal: leave.signal }, async (event) => {
        handle((event.data as { body: string }).body);
        await Promise.resolve();
      });
    let failed = '';
    const failing = share((body) => {
      failed = body;
      throw new Error('no more');
    });
    const refusal = expect(failing).rejects.toThrow('no more');
    const juliet = await stage.user('juliet', 'orchard');
    const say = (body: string) =>
      juliet.send(`<message to="${BOT}"><body>${body}</body></message>`);
    // It begins with what comes once it is connected, so it is spoken to until it has heard.
    await until(async () => {
      await say('hark');
      return failed !== '';
    });
    await refusal;
    const [one, other] = [share((body) => handled.push(body)), share((body) => handled.push(body))];
    await until(() => handled.includes(failed));
    const words = Array.from({ length: 40 }, (_, n) => `word ${n}`);
    for (const word of words) await say(word);
    await until(() => handled.includes(words.at(-1)!));
    leave.abort();
    await Promise.all([one, other]);
    expect(handled.filter((body) => body !== 'hark')).toEqual(words);
  });

  it('verifies a webhook and refuses one that was changed on the way', async () => {
    const receiver = await stage.webhook({ events: ['message.received'] });
    const { data: page } = await createBridge(options()).GET('/v1/webhooks');
    const id = page.items[0]?.id ?? '';
    const { data: fresh } = await createBridge(options()).POST('/v1/webhooks/{id}/rotate-secret', {
      params: { path: { id } },
      body: {},
    });
    const secret = fresh.secret ?? '';
    const juliet = await stage.user('juliet', 'garden');
    await juliet.send(`<message to="${BOT}" id="rose"><body>What's in a name?</body></message>`);
    const { raw, headers } = await receiver.waitFor((it) => it.raw.includes('"rose"'));
    expect(readWebhook(raw, headers, secret)).toMatchObject({ type: 'message.received' });
    expect(() => readWebhook(raw.replace('name', 'nose'), headers, secret)).toThrow();
  });
});
