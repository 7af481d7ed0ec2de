import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StreamQuery } from '../../../src/features/streams/streams.ts';
import { createEvents } from '../../../src/features/events/events.ts';
import { createClaims } from '../../../src/features/streams/claims.ts';
import { createConsumers } from '../../../src/features/streams/consumers.ts';
import { createStreams } from '../../../src/features/streams/streams.ts';
import { openHub, type HubStage } from '../../features/streams/stage.ts';
import { openSse, type SseClient, type SseOptions } from '../../support/sse-client.ts';
import { until } from '../../support/until.ts';
import { DOMAIN } from '../../support/webhook-stage.ts';
import { KEY, startApi, type Api } from './api.ts';

let api: Api;
let stage: HubStage;
let asked: StreamQuery[];
let clients: SseClient[];

beforeEach(async () => {
  api = await startApi();
  asked = [];
  clients = [];
  openStage();
});
afterEach(async () => {
  for (const client of clients) client.cut();
  stage.close();
  await api.close();
});

function openStage(settings: Parameters<typeof openHub>[0] = {}, isGood = () => true): void {
  stage = openHub(settings);
  const streams = createStreams({
    ...stage,
    claims: createClaims(stage.store, 'verona'),
    domain: DOMAIN,
    most: { all: 10, perKey: 5 },
    isGood,
    opened: () => undefined,
  });
  api.ports.streams.open = (caller, query) => {
    asked.push(query);
    return streams.open(caller, query);
  };
}

async function connect(query = '', options: Partial<SseOptions> = {}): Promise<SseClient> {
  const { port } = api.app.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/v1/events/stream${query}`;
  const client = await openSse(url, { key: KEY, ...options });
  clients.push(client);
  return client;
}

describe('an event stream', () => {
  it('sends each event with its cursor as id, its type and its envelope', async () => {
    const client = await connect();
    await stage.hear('Good morrow');
    const event = await client.events.next();
    const { items } = await logged();
    expect(event.type).toBe('message.received');
    expect(JSON.parse(event.data)).toEqual(items[0]);
    expect(event.id).toBe(items[0]?.cursor);
  });

  it('is not to be kept or held back by anybody on the way', async () => {
    const { response } = await connect();
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
  });

  it('gives a place to come back to before the first event', async () => {
    const client = await connect();
    await until(() => client.lastId() !== '');
    client.cut();
    await stage.hear('meanwhile');
    const back = await connect('', { lastEventId: client.lastId() });
    expect((await back.events.next()).data).toContain('meanwhile');
  });

  it('goes on after Last-Event-ID, whatever the URL says', async () => {
    for (const body of ['one', 'two', 'three']) await stage.hear(body);
    const { items } = await logged();
    const client = await connect('?after=oldest', { lastEventId: items[1]!.cursor });
    expect((await client.events.next()).data).toContain('three');
    expect(client.events.received).toHaveLength(1);
  });

  it('begins with the oldest event when asked to', async () => {
    await stage.hear('one');
    const client = await connect('?after=oldest');
    expect((await client.events.next()).data).toContain('one');
  });

  it('asks for what the query says', async () => {
    const query = 'events=message.received&events=message.status&identities=b*&remotes=*.example';
    await connect(`?${query}&after=oldest`);
    const types = ['message.received', 'message.status'];
    expect(asked).toEqual([{ types, identities: ['b*'], remotes: ['*.example'], after: 'oldest' }]);
  });

  it('of a consumer begins where that one is, and ends when another takes over', async () => {
    Object.assign(api.ports.consumers, createConsumers(stage.store, stage.tail));
    const first = await connect('?consumer=orders');
    await stage.hear('not acknowledged');
    await first.events.next();
    const second = await connect('?consumer=orders');
    expect((await second.events.next()).data).toContain('not acknowledged');
    expect((await first.events.next()).data).toContain('"code":"conflict"');
    await expect(first.ended).resolves.toBe(true);
  });

  it('has the XML of a stanza when asked to', async () => {
    const client = await connect('?xml=true');
    await stage.hear('a < b');
    const { data } = await client.events.next();
    expect((JSON.parse(data) as { data: { xml: string } }).data.xml).toContain('a &lt; b');
  });

  it('shows that it lives, and where it is', async () => {
    openStage({ heartbeatMs: 5 });
    const client = await connect('?events=message.status');
    await until(() => client.comments() > 2);
    await stage.hear('not wanted');
    const { cursor } = await logged();
    await until(() => client.lastId() === cursor);
    expect(client.events.received).toEqual([]);
  });

  it('is left when the client goes away', async () => {
    const client = await connect();
    await until(() => stage.hub.size === 1);
    client.cut();
    await until(() => stage.hub.size === 0);
  });

  it('opens nothing for HEAD', async () => {
    const { port } = api.app.server.address() as AddressInfo;
    const headers = { authorization: `Bearer ${KEY}` };
    const url = `http://127.0.0.1:${port}/v1/events/stream`;
    const response = await fetch(url, { method: 'HEAD', headers });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(stage.hub.size).toBe(0);
  });
});

describe('an event stream that ends', () => {
  it('ends as it should when the server closes', async () => {
    const client = await connect();
    await api.close();
    await expect(client.ended).resolves.toBe(true);
  });

  it('ends as it should when the streams are closed', async () => {
    const client = await connect();
    stage.hub.close();
    await expect(client.ended).resolves.toBe(true);
    expect(client.events.received).toEqual([]);
  });

  it('ends at once when its key ended while it connected', async () => {
    openStage({}, () => false);
    const client = await connect();
    await expect(client.ended).resolves.toBe(true);
    expect(stage.hub.size).toBe(0);
  });

  it('says so when its key was revoked', async () => {
    const client = await connect();
    stage.hub.closeWhere(() => true);
    const { type, data } = await client.events.next();
    expect(type).toBe('problem');
    expect(JSON.parse(data)).toMatchObject({ code: 'unauthorized', status: 401 });
    await expect(client.ended).resolves.toBe(true);
  });

  it('is cut when its reader does not read', async () => {
    openStage({ heartbeatMs: 20 });
    const client = await connect();
    client.response.pause();
    const large = 'x'.repeat(1_000_000);
    await until(
      async () => {
        if (stage.hub.size > 0) await stage.hear(large);
        return stage.hub.size === 0;
      },
      { interval: 1 },
    );
    client.response.resume();
    await expect(client.ended).resolves.toBe(false);
  });
});

describe('an event stream that is refused', () => {
  it.each([
    ['after=', '/query/after'],
    ['after=yesterday', '/query/after'],
    ['events=message.lost', '/query/events/0'],
    ['limit=5', '/query/limit'],
  ])('for %s says where', async (query, pointer) => {
    const response = await api.send({ method: 'get', url: `/v1/events/stream?${query}` });
    expect(response.body).toMatchObject({ code: 'invalid-request', errors: [{ pointer }] });
  });

  it('tells a client whose history is gone, before it begins', async () => {
    const other = Buffer.from('anotherlog 7-0').toString('base64url');
    const headers = { 'last-event-id': other };
    const response = await api.send({ method: 'get', url: '/v1/events/stream', headers });
    expect(response.body).toMatchObject({ code: 'history-lost', status: 410 });
  });

  it('because the key has as many streams as it may have', async () => {
    for (let n = 0; n < 5; n += 1) await connect();
    const refused = await api.send({ method: 'get', url: '/v1/events/stream' });
    expect(refused.status).toBe(429);
    expect(refused.body).toMatchObject({ code: 'too-many-requests' });
  });
});

function logged() {
  const events = createEvents({ ...stage, domain: DOMAIN, monotonic: () => 0 });
  const { signal } = new AbortController();
  const all = { keyId: 'all', identities: ['*'], scopes: new Set<never>() };
  return events.list(all, { limit: 100, waitMs: 0, xml: false, signal });
}
