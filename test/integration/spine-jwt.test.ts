/** Callers that come with a token of an issuer, on a bridge that has a bootstrap key too. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TokenWishes } from '../support/issuer.ts';
import { startIssuer, type Issuer } from '../support/issuer.ts';
import { openSse } from '../support/sse-client.ts';
import type { XmppClient } from '../support/xmpp-client.ts';
import { openStage, type Stage } from './spine/stage.ts';

let issuer: Issuer;
let stage: Stage;
let juliet: XmppClient;

beforeAll(async () => {
  issuer = await startIssuer();
  stage = await openStage('prosody', {
    BRIDGE_JWT_ISSUER: issuer.issuer,
    BRIDGE_JWT_AUDIENCE: issuer.audience,
    BRIDGE_JWT_JWKS_URL: issuer.jwksUrl,
  });
  juliet = await stage.user('juliet');
});
afterAll(async () => {
  await stage.close();
  await issuer.stop();
});

const ALL = 'messages:send events:read webhooks:manage keys:manage iq:send';
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;
const token = (claims: TokenWishes['claims'] = {}) =>
  issuer.token({ claims: { scope: ALL, ...claims } });
const at = (local: string) => `${local}@${stage.server.componentDomain}`;

describe('a token of the issuer', () => {
  it('is answered 503 until the keys of its issuer can be had', async () => {
    issuer.answer = { status: 503 };
    const refused = await stage.api.get('/v1/events', { key: await token() });
    expect(refused.json).toMatchObject({ status: 503, code: 'issuer-unavailable' });
    expect(refused.headers.get('retry-after')).not.toBeNull();
    issuer.answer = { status: 200 };
    expect((await stage.api.get('/v1/events', { key: await token() })).status).toBe(200);
  });

  it('speaks as the identity that it names, and as no other', async () => {
    const key = await token();
    const sent = await stage.api.post('/v1/messages', { to: juliet.jid, body: 'Anon!' }, { key });
    expect(sent.json).toMatchObject({ from: at('nurse') });
    const other = { from: at('friar'), to: juliet.jid, body: 'Hi' };
    const refused = await stage.api.post('/v1/messages', other, { key });
    expect(refused.json).toMatchObject({ status: 403, code: 'identity-forbidden' });
  });

  it('does what its scopes say, and sends where it says', async () => {
    const narrow = await token({ scope: 'events:read' });
    const wish = { to: juliet.jid, body: 'Hi' };
    const unscoped = await stage.api.post('/v1/messages', wish, { key: narrow });
    expect(unscoped.json).toMatchObject({ status: 403, code: 'forbidden' });
    const key = await token({ recipients: ['mantua.example'] });
    const elsewhere = await stage.api.post('/v1/messages', wish, { key });
    expect(elsewhere.json).toMatchObject({ status: 403, code: 'recipient-forbidden' });
  });

  it('is held to its rate', async () => {
    const key = await token({ sub: 'peter', rate: 1 });
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) {
      statuses.push((await stage.api.get('/v1/events', { key })).status);
    }
    expect(statuses).toContain(429);
    expect(statuses[0]).toBe(200);
  });

  it('sees a message of its own again, with another token of its subject', async () => {
    const wish = { to: juliet.jid, body: 'Anon!' };
    const headers = { 'idempotency-key': 'once' };
    const first = await stage.api.post('/v1/messages', wish, { key: await token(), headers });
    const again = await token({ exp: inSeconds(60) });
    const second = await stage.api.post('/v1/messages', wish, { key: again, headers });
    expect(second.json).toMatchObject({ id: (first.json as { id: string }).id });
  });

  it('makes no webhook, and says why', async () => {
    const body = { url: 'http://127.0.0.1:9/', events: ['message.received'] };
    const refused = await stage.api.post('/v1/webhooks', body, { key: await token() });
    expect(refused.json).toMatchObject({
      status: 403,
      detail: expect.stringContaining('API key') as string,
    });
  });

  it('makes keys that may do no more and end with it', async () => {
    const exp = inSeconds(60);
    const key = await token({ exp });
    const order = { name: 'maid', identities: ['nurse'], scopes: ['messages:send'] };
    const made = await stage.api.post('/v1/keys', order, { key });
    expect(made.json).toMatchObject({ expiresAt: new Date(exp * 1_000).toISOString() });
    const longer = { ...order, expiresAt: new Date(Date.now() + 3_600_000).toISOString() };
    const refused = await stage.api.post('/v1/keys', longer, { key });
    expect(refused.json).toMatchObject({ status: 403, errors: [{ pointer: '/expiresAt' }] });
  });

  it('ends its streams and long polls when it ends, and none of a newer token', async () => {
    const [old, newer] = [await token({ exp: inSeconds(2) }), await token()];
    const url = `${stage.bridge.baseUrl}/v1/events/stream`;
    const [dying, living] = [await openSse(url, { key: old }), await openSse(url, { key: newer })];
    const poll = stage.api.get('/v1/events?after=now&wait=60', { key: old });
    expect(await dying.ended).toBe(true);
    expect((await poll).status).toBe(200);
    const refused = await stage.api.get('/v1/events', { key: old });
    expect(refused.status).toBe(401);
    await juliet.send(`<message to="${at('nurse')}" type="chat"><body>Nurse!</body></message>`);
    expect(await living.events.next(({ data }) => data.includes('Nurse!'))).toBeDefined();
    living.cut();
  });

  it('is refused as any bad key is, whatever is bad about it', async () => {
    const bad = [
      await token({ iss: 'https://mantua.example/' }),
      await token({ aud: 'balcony' }),
      await token({ exp: inSeconds(-60) }),
      await issuer.token({ header: { kid: 'montague' } }),
    ];
    const answers = await Promise.all(
      ['sbk_wrong', ...bad].map((key) => stage.api.get('/v1/events', { key })),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
  });

  it('gets a ticket for a stream', async () => {
    const made = await stage.api.post('/v1/tickets', undefined, { key: await token() });
    expect(made.status, made.text).toBe(201);
  });
});

it('a key of the bridge is good beside it', async () => {
  expect((await stage.api.get('/v1/events')).status).toBe(200);
});
