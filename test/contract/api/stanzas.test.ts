import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApi, textOf, type Api } from './api.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
beforeEach(() => {
  api.ports.calls.length = 0;
});
afterAll(() => api.close());

const XML = { 'content-type': 'application/xmpp+xml' };
const HI = '<message to="juliet@example.org"><body>Hi 🌹</body></message>';

describe('a raw stanza', () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    api.send({ method: 'post', url: '/v1/stanzas', body, headers: { ...XML, ...headers } });

  it('is passed on as it came', async () => {
    await post(HI, { prefer: 'wait=3', 'idempotency-key': 'k' });
    expect(api.ports.calls[0]?.args.slice(1)).toEqual([HI, { waitMs: 3000, idempotencyKey: 'k' }]);
  });

  it('that asks is answered in XML when wished', async () => {
    const ping = '<iq to="example.org" type="get"><ping xmlns="urn:xmpp:ping"/></iq>';
    const response = await post(ping, { accept: 'application/xmpp+xml' });
    expect(response.type).toBe('application/xmpp+xml');
  });

  it('may not be empty', async () => {
    expect((await post('')).body).toMatchObject({ status: 400, code: 'malformed-body' });
  });
});

describe('an echo', () => {
  const echo = (body: string | object, headers: Record<string, string> = {}) =>
    api.send({ method: 'post', url: '/v1/stanzas/echo', body, headers });

  it('is XML', async () => {
    const response = await textOf(echo({ to: 'juliet@example.org' }));
    expect(response.type).toBe('application/xmpp+xml');
    expect(response.text).toMatch(/^<message /);
  });

  it('is the JSON form when wished', async () => {
    const response = await echo({ to: 'juliet@example.org' }, { accept: 'application/json' });
    expect(response.body).toEqual({ to: 'juliet@example.org' });
  });

  it('of XML takes it as it is', async () => {
    await echo(HI, XML);
    expect(api.ports.calls[0]?.args[1]).toEqual({ xml: HI });
  });

  it.each([
    [{ to: 'juliet@example.org', body: 'Hi' }, 'message'],
    [{ kind: 'presence', to: 'juliet@example.org', show: 'away' }, 'presence'],
    [{ kind: 'iq', to: 'example.org', ping: {} }, 'iq'],
  ])('of %j is that of its kind', async (body, kind) => {
    expect((await echo(body)).status).toBe(200);
    const { kind: _kind, ...json } = { kind, ...body };
    expect(api.ports.calls[0]?.args[1]).toEqual({ kind, json });
  });

  it.each([
    [{ kind: 'presence', to: 'juliet@example.org', body: 'Hi' }, '/body'],
    [{ kind: 'iq', to: 'example.org' }, ''],
    [{ kind: 'stream' }, '/kind'],
    [{ to: 'juliet@example.org', bdoy: 'Hi' }, '/bdoy'],
  ])('of %j is refused at %j', async (body, pointer) => {
    const response = await echo(body);
    expect(response.body).toMatchObject({ code: 'invalid-request', errors: [{ pointer }] });
    expect(api.ports.calls).toEqual([]);
  });
});
