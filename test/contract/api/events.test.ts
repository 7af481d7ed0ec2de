import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EventQuery } from '../../../src/features/events/events.ts';
import { KEY, startApi, type Api } from './api.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

let waiting: Promise<EventQuery>;
let ended: Promise<void>;

/** A poll that never finds anything and ends when its signal says so. */
beforeEach(() => {
  let tellWaiting: (query: EventQuery) => void;
  let tellEnded: () => void;
  waiting = new Promise((resolve) => (tellWaiting = resolve));
  ended = new Promise((resolve) => (tellEnded = resolve));
  api.ports.events.list = (_caller, query) =>
    new Promise((resolve) => {
      query.signal.addEventListener('abort', () => {
        tellEnded();
        resolve({ items: [], cursor: '7-0' });
      });
      tellWaiting(query);
    });
});
function poll(url: string) {
  const { port } = api.app.server.address() as AddressInfo;
  const headers = { authorization: `Bearer ${KEY}` };
  return request({ port, host: '127.0.0.1', path: url, headers });
}

describe('a long poll', () => {
  it('asks for what the query says', async () => {
    const filter = 'events=message.received&identities=bot-*&remotes=a&remotes=b';
    const client = poll(`/v1/events?after=5-0&limit=10&wait=30&xml=true&${filter}`).end();
    client.on('error', () => undefined);
    const { signal: _signal, ...query } = await waiting;
    expect(query).toEqual({
      after: '5-0',
      limit: 10,
      order: 'asc',
      waitMs: 30_000,
      xml: true,
      types: ['message.received'],
      identities: ['bot-*'],
      remotes: ['a', 'b'],
    });
    client.destroy();
  });

  it('begins at a time or after a cursor, not both', async () => {
    const since = 'since=2026-01-31T12:00:00Z';
    const response = await api.send({ method: 'get', url: `/v1/events?${since}&after=oldest` });
    expect(response.body).toMatchObject({ status: 400, errors: [{ pointer: '/query/since' }] });
    const client = poll(`/v1/events?consumer=orders&${since}`).end();
    client.on('error', () => undefined);
    expect(await waiting).toMatchObject({ since: '2026-01-31T12:00:00Z' });
    expect(await waiting).not.toHaveProperty('after');
    client.destroy();
  });

  it('reads the newest first, from a cursor and to a time', async () => {
    const since = '2026-01-31T12:00:00Z';
    const client = poll(`/v1/events?order=desc&after=5-0&since=${since}`).end();
    client.on('error', () => undefined);
    expect(await waiting).toMatchObject({ order: 'desc', after: '5-0', since, waitMs: 0 });
    client.destroy();
  });

  it.each([
    ['order=desc&wait=5', 'wait'],
    ['order=desc&consumer=orders', 'consumer'],
    ['order=newest', 'order'],
  ])('is refused for what does not go together: %s', async (query, name) => {
    const response = await api.send({ method: 'get', url: `/v1/events?${query}` });
    expect(response.body).toMatchObject({ status: 400, errors: [{ pointer: `/query/${name}` }] });
  });

  it.each(['yesterday', '2026-01-31', '1769860800'])('begins at no time: %s', async (since) => {
    const response = await api.send({ method: 'get', url: `/v1/events?since=${since}` });
    expect(response.body).toMatchObject({ status: 400, errors: [{ pointer: '/query/since' }] });
  });

  it('ends when the client goes away', async () => {
    const client = poll('/v1/events?wait=60').end();
    client.on('error', () => undefined);
    await waiting;
    client.destroy();
    await expect(ended).resolves.toBeUndefined();
  });
});

describe('reading events', () => {
  it.each([
    ['limit=0', '/query/limit'],
    ['limit=1001', '/query/limit'],
    ['limit=ten', '/query/limit'],
    ['limit=1&limit=2', '/query/limit'],
    ['wait=61', '/query/wait'],
    ['xml=perhaps', '/query/xml'],
    ['after=', '/query/after'],
    ['since=1', '/query/since'],
    ['events=message.lost', '/query/events/0'],
    ['identities=', '/query/identities/0'],
  ])('with %s is refused', async (query, pointer) => {
    const response = await api.send({ method: 'get', url: `/v1/events?${query}` });
    expect(response.body).toMatchObject({ code: 'invalid-request', errors: [{ pointer }] });
  });
});

describe('a long poll at the end', () => {
  it('is answered at once when the server closes', async () => {
    const answered = new Promise<number | undefined>((resolve) => {
      poll('/v1/events?wait=60')
        .on('response', (response) => {
          resolve(response.statusCode);
          response.resume();
        })
        .end();
    });
    await waiting;
    await api.close();
    await expect(answered).resolves.toBe(200);
  });
});
