import { connect as connectSocket, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createContract } from '../../../src/api/contract.ts';
import { readContract } from '../../../src/api/document.ts';
import { BridgeError } from '../../../src/errors.ts';
import { createStreams } from '../../../src/stream/streams.ts';
import { createTickets } from '../../../src/stream/tickets.ts';
import { openHub, type HubStage } from '../../stream/stage.ts';
import { until } from '../../support/until.ts';
import { BOOTSTRAP, DOMAIN } from '../../support/webhook-stage.ts';
import { openWs, type WsClient } from '../../support/ws-client.ts';
import { KEY, startApi, type Api } from './api.ts';
import { SENT } from './fake-ports.ts';

const frameFaults = createContract(readContract()).schema('StreamFrame');
const AUTH = { authorization: `Bearer ${KEY}` };
const HI = { to: 'juliet@example.org', body: 'Hi' };

let api: Api;
let stage: HubStage;
let clients: WsClient[];

beforeEach(async () => {
  api = await startApi();
  clients = [];
  openStage();
});
afterEach(async () => {
  for (const client of clients) client.cut();
  stage.close();
  await api.close();
});

function openStage(settings: Parameters<typeof openHub>[0] = {}): void {
  stage = openHub(settings);
  const most = { all: 10, perKey: 5 };
  const opened = () => undefined;
  const streams = createStreams({ ...stage, componentDomain: DOMAIN, most, opened });
  Object.assign(api.ports.streams, streams);
}

function port(): number {
  return (api.app.server.address() as AddressInfo).port;
}

async function connect(query = '', headers: Record<string, string> = AUTH): Promise<WsClient> {
  const client = await openWs(`http://127.0.0.1:${port()}/v1/events/ws${query}`, headers);
  clients.push(client);
  return client;
}

/** Also proves that every frame so far is as the contract says. */
async function closing(client: WsClient): Promise<{ code: number; reason: string }> {
  const closed = await client.closed;
  for (const frame of client.frames.received) expect(frameFaults(frame)).toEqual([]);
  return closed;
}

describe('a WebSocket', () => {
  it('begins with a cursor to come back to, then brings events', async () => {
    const client = await connect();
    const first = await client.frames.next();
    expect(first.type).toBe('cursor');
    await stage.hear('Good morrow');
    const { data, cursor } = await client.events.next();
    expect(data).toMatchObject({ body: 'Good morrow' });
    expect(frameFaults(client.frames.received[1])).toEqual([]);
    expect(cursor).not.toBe(client.frames.received[0]);
    client.cut();
    await stage.hear('meanwhile');
    const back = await connect(`?after=${cursor}`);
    expect((await back.events.next()).data).toMatchObject({ body: 'meanwhile' });
  });

  it('has filters, and XML when asked to', async () => {
    const client = await connect('?identities=alerts&xml=true');
    await stage.hear('to the bot');
    await stage.hear('to alerts', `alerts@${DOMAIN}`);
    const { data } = await client.events.next();
    expect(data).toMatchObject({
      body: 'to alerts',
      xml: expect.stringContaining('<body>') as string,
    });
  });

  it('is pinged, and told where it is', async () => {
    openStage({ heartbeatMs: 5 });
    const client = await connect('?events=message.status');
    let pings = 0;
    client.socket.on('ping', () => (pings += 1));
    const before = client.cursor();
    await stage.hear('not wanted');
    await until(() => pings > 2 && client.cursor() !== before);
    expect(client.events.received).toEqual([]);
  });

  it('is cut when it answers no ping', async () => {
    openStage({ heartbeatMs: 10 });
    const client = await connect();
    client.socket.pause();
    await until(() => stage.hub.size === 0);
  });

  it('is left when the client goes', async () => {
    const client = await connect();
    client.socket.close();
    await until(() => stage.hub.size === 0);
  });
});

describe('a command', () => {
  it('to send is answered as the call would have been', async () => {
    const client = await connect();
    const answer = await client.ask({ ref: '1', command: 'send', body: HI, idempotencyKey: 'k' });
    const rest = await api.send({ method: 'post', url: '/v1/messages', body: HI });
    expect(answer).toEqual({ type: 'answer', ref: '1', status: 202, body: rest.body as unknown });
    const sent = api.ports.calls.find(({ method }) => method === 'message');
    expect(sent?.args.slice(1)).toEqual([HI, { idempotencyKey: 'k' }]);
    expect(answer.body).toMatchObject({ id: SENT.id });
  });

  it('to ask is answered as the call would have been, with its preferences', async () => {
    const client = await connect();
    const body = { to: 'example.org', type: 'get', ping: {} };
    const answer = await client.ask({ ref: 'a', command: 'iq', body, prefer: 'wait=3' });
    const rest = await api.send({ method: 'post', url: '/v1/iq', body });
    expect(answer).toEqual({ type: 'answer', ref: 'a', status: 200, body: rest.body as unknown });
    const later = await client.ask({ ref: 'b', command: 'iq', body, prefer: 'respond-async' });
    expect(later).toMatchObject({ status: 202, body: { status: 'pending' } });
    const asked = api.ports.calls.find(({ method }) => method === 'ask');
    expect(asked?.args[2]).toEqual({ waitMs: 3000 });
  });

  it('that is refused has the problem of the call', async () => {
    const client = await connect();
    for (const body of [{ to: 7 }, { ...HI, colour: 'red' }]) {
      const answer = await client.ask({ ref: JSON.stringify(body), command: 'send', body });
      const rest = await api.send({ method: 'post', url: '/v1/messages', body });
      expect(answer).toMatchObject({ status: 400, body: rest.body as object });
    }
    api.ports.refusal = new BridgeError('outbox-full', 'No.');
    const full = await client.ask({ ref: 'full', command: 'send', body: HI });
    const rest = await api.send({ method: 'post', url: '/v1/messages', body: HI });
    expect(full).toMatchObject({ status: 503, body: rest.body as object });
  });

  it('that fails tells nothing of the inside, and the log all', async () => {
    const client = await connect();
    api.ports.refusal = new Error('a secret of the inside');
    const answer = await client.ask({ ref: '1', command: 'send', body: HI });
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } });
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(api.errors).toHaveLength(1);
  });

  it('counts as a request of its key', async () => {
    const client = await connect();
    api.ports.tooFast = 'all';
    const answer = await client.ask({ ref: '1', command: 'send', body: HI });
    expect(answer).toMatchObject({ status: 429, body: { code: 'too-many-requests' } });
  });

  it('needs the scope of the call', async () => {
    const client = await connect('', { authorization: 'Bearer only:events-read' });
    const answer = await client.ask({ ref: '1', command: 'send', body: HI });
    expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  it.each([
    ['no JSON', '{', 'malformed-body', undefined],
    ['no object', '[]', 'invalid-request', undefined],
    ['no ref', '{"command":"send","body":{}}', 'invalid-request', undefined],
    ['no such command', '{"ref":"7","command":"shout","body":{}}', 'invalid-request', '7'],
    ['more than a command', '{"ref":"7","command":"iq","body":{},"x":1}', 'invalid-request', '7'],
  ])('that is %s gets a problem, and the connection goes on', async (_, text, code, ref) => {
    const client = await connect();
    client.send(text);
    const problem = await client.frames.waitFor(({ type }) => type === 'problem');
    expect(problem).toMatchObject({ problem: { code }, ...(ref !== undefined && { ref }) });
    expect(frameFaults(problem)).toEqual([]);
    const answer = await client.ask({ ref: 'after', command: 'send', body: HI });
    expect(answer.status).toBe(202);
  });

  it('as bytes gets a problem', async () => {
    const client = await connect();
    client.socket.send(Buffer.from('{}'));
    const problem = await client.frames.waitFor(({ type }) => type === 'problem');
    expect(problem).toMatchObject({ problem: { code: 'malformed-body' } });
  });

  it('over the bound closes the connection', async () => {
    const client = await connect();
    client.send('x'.repeat(5000));
    expect((await closing(client)).code).toBe(1009);
  });

  it('is refused when a hundred have no answer yet', async () => {
    const client = await connect();
    let answer: (record: typeof SENT) => void = () => undefined;
    const held = new Promise<typeof SENT>((resolve) => (answer = resolve));
    api.ports.outgoing.message = () => held;
    for (let n = 0; n < 101; n += 1) client.send({ ref: String(n), command: 'send', body: HI });
    const problem = await client.frames.waitFor(({ type }) => type === 'problem');
    expect(problem).toMatchObject({ ref: '100', problem: { code: 'too-many-requests' } });
    answer(SENT);
    await until(
      () => client.frames.received.filter(({ type }) => type === 'answer').length === 100,
    );
    expect(await client.ask({ ref: 'then', command: 'send', body: HI })).toMatchObject({
      status: 202,
    });
  });
});

describe('a WebSocket that ends', () => {
  it('says where to go on when the server closes', async () => {
    const client = await connect();
    await stage.hear('the last');
    const { cursor } = await client.events.next();
    await api.close();
    expect(await closing(client)).toEqual({ code: 1001, reason: cursor });
  });

  it('does not keep the server from closing when its client does not answer', async () => {
    const client = await connect();
    client.socket.pause();
    await api.close();
    expect(stage.hub.size).toBe(0);
  });

  it('says so when its key was revoked', async () => {
    const client = await connect();
    stage.hub.closeWhere(() => true);
    expect((await closing(client)).code).toBe(1008);
    expect(client.frames.received.at(-1)).toMatchObject({ problem: { code: 'unauthorized' } });
  });

  it('tells a slow reader where to go on', async () => {
    openStage({ maxUnsent: 100_000 });
    const client = await connect();
    client.socket.pause();
    const all: string[] = [];
    await until(
      async () => {
        if (stage.hub.size > 0) {
          all.push(`${String(all.length)} ${'x'.repeat(100_000)}`);
          await stage.hear(all.at(-1)!);
        }
        return stage.hub.size === 0;
      },
      { interval: 1 },
    );
    client.socket.resume();
    const { code, reason } = await closing(client);
    expect(code).toBe(1013);
    expect(reason).toBe(client.cursor());
    const back = await connect(`?after=${reason}`);
    const read = () => [...client.events.received, ...back.events.received];
    await until(() => read().length === all.length);
    expect(read().map(({ data }) => (data as { body: string }).body)).toEqual(all);
  });

  it('tells a client whose history is gone', async () => {
    const other = Buffer.from('anotherlog 7-0').toString('base64url');
    const client = await connect(`?after=${other}`);
    expect((await closing(client)).code).toBe(4410);
    expect(client.frames.received).toMatchObject([
      { problem: { code: 'history-lost', status: 410 } },
    ]);
  });
});

describe('a WebSocket that is refused', () => {
  it.each([
    ['without a key', '', {}, '401'],
    ['with a wrong key', '', { authorization: 'Bearer wrong' }, '401'],
    ['with a key in the URL', `?ticket=${KEY}`, {}, '401'],
    ['without the scope', '', { authorization: 'Bearer only:messages-send' }, '403'],
    ['from a page of another site', '', { ...AUTH, origin: 'https://tybalt.example' }, '403'],
    ['with an unknown parameter', '?since=1', AUTH, '400'],
    ['with what is no cursor', '?after=yesterday', AUTH, '400'],
  ])('%s is not upgraded', async (_, query, headers: Record<string, string>, status) => {
    await expect(connect(query, headers)).rejects.toThrow(
      new RegExp(`^${status}|Error: ${status}`),
    );
    expect(stage.hub.size).toBe(0);
  });

  it('when its key has as many streams as it may have', async () => {
    for (let n = 0; n < 5; n += 1) await connect();
    await expect(connect()).rejects.toThrow('429');
  });
});

describe('a WebSocket of a page', () => {
  it.each(['https://friar.example', 'http://127.0.0.1'])('of %s may connect', async (origin) => {
    const own = origin === 'http://127.0.0.1' ? `${origin}:${String(port())}` : origin;
    const client = await connect('', { ...AUTH, origin: own });
    expect((await client.frames.next()).type).toBe('cursor');
  });

  it('connects with a ticket, once', async () => {
    const tickets = createTickets({
      store: stage.store,
      callerOf: () => BOOTSTRAP,
      random: () => new Uint8Array(32),
      now: Date.now,
    });
    Object.assign(api.ports.tickets, tickets);
    const issued = await api.send({ method: 'post', url: '/v1/tickets' });
    const { ticket } = issued.body as { ticket: string };
    const client = await connect(`?ticket=${ticket}`, {});
    expect((await client.frames.next()).type).toBe('cursor');
    await expect(connect(`?ticket=${ticket}`, {})).rejects.toThrow('401');
  });
});

describe('an offer to upgrade that is not taken', () => {
  it.each([
    ['h2c, as by clients of HTTP/2', '/v1/messages', 'h2c'],
    ['a WebSocket where there is none', '/v1/messages', 'websocket'],
  ])('of %s gets an ordinary answer, body and all', async (_, path, protocol) => {
    const socket = connectSocket(port(), '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString()));
    const body = JSON.stringify(HI);
    const head = [
      `POST ${path} HTTP/1.1`,
      'Host: bridge.example.org',
      'Connection: Upgrade, HTTP2-Settings',
      `Upgrade: ${protocol}`,
      'HTTP2-Settings: AAEAAEAAAAIAAAAB',
      `Authorization: Bearer ${KEY}`,
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, 5)}`);
    setImmediate(() => socket.write(body.slice(5)));
    await until(() => text.includes(SENT.id));
    expect(text).toMatch(/^HTTP\/1\.1 202 /);
    // The connection goes on as any other.
    socket.write(`GET /v1/status HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${KEY}\r\n\r\n`);
    await until(() => text.includes('"replica"'));
    socket.destroy();
  });
});
