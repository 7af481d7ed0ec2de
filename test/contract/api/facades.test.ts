/** The dialect of mod_rest over HTTP: credentials, answers and refusals as its clients know them. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createModRest } from '../../../src/facades/mod-rest/door.ts';
import { fakePorts } from './fake-ports.ts';
import { KEY, startApi, textOf, type Api } from './api.ts';

const DOMAIN = 'bridge.example.org';
const ports = fakePorts();
let api: Api;

beforeAll(async () => {
  const gate = { domain: DOMAIN, maxDepth: 32, maxElements: 1_000, maxBytes: 65_536 };
  const facade = createModRest({
    ...{ domain: DOMAIN, gate, newId: () => 'new', outgoing: ports.outgoing, maxWaitMs: 60_000 },
  });
  api = await startApi({}, { facades: [facade] });
});
beforeEach(() => {
  ports.calls.length = 0;
  ports.refusal = undefined;
});
afterAll(() => api.close());

const basic = (name: string, password = KEY) =>
  `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
const MESSAGE = { kind: 'message', to: 'juliet@example.org', body: 'Hi' };

const post = (body: string | object, headers: Record<string, string> = {}, path = '/rest') =>
  api.send({
    method: 'post',
    url: path,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });

describe('a key', () => {
  it.each([
    ['as bearer token', `Bearer ${KEY}`],
    ['as password of an identity', basic('alerts')],
    ['as password of an address', basic(`alerts@${DOMAIN}`)],
    ['as password of the domain', basic(DOMAIN)],
  ])('may be sent %s', async (_how, authorization) => {
    expect((await post(MESSAGE, { authorization })).status).toBe(202);
  });

  it('has the identity speak that is the user name', async () => {
    await post(MESSAGE, { authorization: basic('alerts') });
    expect(ports.calls[0]?.args[1]).toMatchObject({ attributes: { from: `alerts@${DOMAIN}` } });
  });

  it.each([
    ['is missing', '', 401, 'No credentials provided'],
    ['has another scheme', 'Digest x', 401, 'No credentials provided'],
    ['is wrong', 'Bearer wrong', 403, 'Credentials not accepted'],
    ['is a wrong password', basic('alerts', 'wrong'), 403, 'Credentials not accepted'],
    [
      'has no user name',
      `Basic ${Buffer.from(KEY).toString('base64')}`,
      403,
      'Credentials malformed',
    ],
  ])('is refused that %s', async (_what, authorization, status, text) => {
    const response = await post(MESSAGE, { authorization });
    expect(response.status).toBe(status);
    expect(response.body).toEqual({
      type: 'error',
      error: { type: 'auth', condition: 'not-authorized', text, source: 'mod_rest' },
      code: status,
    });
  });

  it('speaks as nobody else', async () => {
    const from = `puck@${DOMAIN}`;
    const response = await post({ ...MESSAGE, from }, { authorization: basic('alerts') });
    expect(response.status).toBe(403);
    expect(ports.calls).toEqual([]);
  });
});

describe('a stanza', () => {
  it('is taken without a body in the answer', async () => {
    const response = await post(MESSAGE);
    expect(response.status).toBe(202);
    expect(response.text).toBe('');
    expect(response.headers['location']).toMatch(/^\/v1\/messages\//);
  });

  it('may be repeated', async () => {
    await post(MESSAGE, { 'idempotency-key': 'k' });
    expect(ports.calls[0]?.args[2]).toMatchObject({ idempotencyKey: 'k' });
  });

  it('that asks is answered in the type of the question, with its id', async () => {
    const response = await post({ kind: 'iq', id: 'mine', to: 'example.org', ping: true });
    expect(response.status).toBe(200);
    expect(response.headers['content-type']).toBe('application/json');
    expect(response.body).toMatchObject({ kind: 'iq', type: 'result', id: 'mine' });
  });

  it('that asks waits as long as the header says, at most BRIDGE_MAX_IQ_WAIT', async () => {
    const ping = { kind: 'iq', to: 'example.org', ping: true };
    for (const wait of ['0.5', '7', '900', 'soon']) {
      await post(ping, { 'prosody-rest-timeout': wait });
    }
    const waits = ports.calls.map(({ args }) => (args[2] as { waitMs: number }).waitMs);
    expect(waits).toEqual([500, 7_000, 60_000, 60_000]);
  });

  it('may be a GET', async () => {
    const accept = 'application/xmpp+xml';
    const response = await api.send({
      method: 'get',
      url: '/rest/ping/example.org',
      headers: { accept },
    });
    expect(response.status).toBe(200);
    expect(response.headers['content-type']).toBe(accept);
  });

  it('is only shown by an echo', async () => {
    const response = await post(MESSAGE, {}, '/rest/echo');
    expect(response.body).toMatchObject({ kind: 'message' });
    expect(ports.calls.map(({ method }) => method)).toEqual(['echo']);
  });
});

describe('a refusal', () => {
  it('is XML where the client wants that', async () => {
    const { text } = await textOf(post('{', { accept: 'application/xmpp+xml' }));
    expect(text).toMatch(
      /^<error xmlns='http:\/\/etherx\.jabber\.org\/streams'><not-well-formed xmlns='urn:ietf:params:xml:ns:xmpp-streams'\/><text xmlns='urn:ietf:params:xml:ns:xmpp-streams'>Failed to parse payload: The body is not JSON\. .*<\/text><\/error>$/,
    );
  });

  it('says that a body is too large', async () => {
    const response = await post({ ...MESSAGE, body: 'x'.repeat(5_000) });
    expect(response.body).toMatchObject({ code: 413, error: { condition: 'resource-constraint' } });
  });

  it('says which type is not known', async () => {
    const response = await post('Hi', { 'content-type': 'text/html' });
    expect(response.body).toMatchObject({ code: 415, error: { text: 'Unsupported media type' } });
  });
});
