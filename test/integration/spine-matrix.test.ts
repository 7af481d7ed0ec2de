/** Every operation of the contract × every kind of key, on a real server. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContract, type Operation } from '../../src/contract/checks.ts';
import { readContract } from '../../src/contract/document.ts';
import { SCOPES, type Scope } from '../../src/core/caller.ts';
import type { KeyCreatedBody, KeyToCreate } from '../../src/contract/schemas.ts';
import { until } from '../support/until.ts';
import { startIssuer, type Issuer } from '../support/issuer.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';
import type { XmppClient } from '../support/xmpp-client.ts';
import { MATRIX, type Belongings, type MatrixCase } from './spine/matrix-cases.ts';
import { subscriptionOf } from './spine/pubsub-matrix.ts';
import { openStage, type Stage } from './spine/stage.ts';

const { operations } = createContract(readContract());
const CASES: Readonly<Record<string, MatrixCase>> = MATRIX;

let issuer: Issuer;
let stage: Stage;
let juliet: XmppClient;
let receiver: WebhookReceiver;
let nurse: KeyCreatedBody;
let friar: KeyCreatedBody;
let bad: Record<string, string | null>;

beforeAll(async () => {
  issuer = await startIssuer();
  stage = await openStage('prosody', {
    BRIDGE_WEBHOOK_SCHEDULE: '0s',
    // Each operation has one of its own.
    BRIDGE_MAX_WEBHOOKS_PER_KEY: '1000',
    BRIDGE_MAX_HOOKS_PER_KEY: '1000',
    BRIDGE_JWT_ISSUER: issuer.issuer,
    BRIDGE_JWT_AUDIENCE: issuer.audience,
    BRIDGE_JWT_JWKS_URL: issuer.jwksUrl,
  });
  juliet = await stage.user('juliet');
  receiver = await startWebhookReceiver({ status: 500 });
  nurse = await create({ identities: ['nurse'] });
  friar = await create({ identities: ['friar'] });
  const revoked = await create({});
  await stage.api.delete(`/v1/keys/${revoked.id}`);
  const expiresAt = new Date(Date.now() + 1_500).toISOString();
  const expired = await create({ expiresAt });
  bad = {
    'no key': null,
    'a bad key': 'sbk_tybalt',
    'an expired key': expired.key,
    'a revoked key': revoked.key,
    'an expired token': await issuer.token({ claims: { exp: 1 } }),
    'a token for others': await issuer.token({ claims: { aud: 'balcony' } }),
  };
  const status = () => stage.api.get('/v1/status', { key: expired.key });
  await until(async () => (await status()).status === 401);
});
afterAll(async () => {
  await receiver.stop();
  await stage.close();
  await issuer.stop();
});

async function create(order: Partial<KeyToCreate>): Promise<KeyCreatedBody> {
  const whole = { name: 'test', identities: ['*'], scopes: [...SCOPES], ...order };
  const created = await stage.api.post('/v1/keys', whole);
  expect(created.status, created.text).toBe(201);
  return created.json as KeyCreatedBody;
}

/** Things of the nurse, made anew: some requests use them up. */
async function belongings(): Promise<Belongings> {
  const { key } = nurse;
  const made = async (path: string, body: unknown, headers = {}) => {
    const response = await stage.api.post(path, body, { key, headers });
    expect(response.status, response.text).toBeLessThan(300);
    return (response.json as { id: string }).id;
  };
  const identity = `nurse@${stage.server.componentDomain}`;
  await stage.api.call('PUT', `/v1/identities/${identity}`, { name: 'Angelica' }, { key });
  const membership = `/v1/rooms/balcony%40rooms.example.org/identities/${identity}`;
  await stage.api.call('PUT', membership, {}, { key });
  await stage.api.call('PUT', subscriptionOf('cell', identity), {}, { key });
  const url = `${receiver.url}/${Math.random()}`;
  const webhook = await made('/v1/webhooks', { url, events: ['message.received'] });
  return {
    identity,
    to: juliet.jid,
    message: await made('/v1/messages', { to: juliet.jid, body: 'Hi' }),
    iq: await made('/v1/iq', { to: juliet.jid, ping: {} }, { prefer: 'respond-async' }),
    request: await requested(identity),
    webhook,
    hook: await made('/v1/hooks', {
      ...{ name: 'balcony', dialect: 'json', from: identity },
      to: [{ jid: juliet.jid, type: 'chat' }],
    }),
    ...(await deadLetter(identity, webhook)),
    key: await made('/v1/keys', { name: 'p', identities: ['nurse'], scopes: ['status:read'] }),
    consumer: await consumerOf(key),
  };
}

let consumers = 0;
async function consumerOf(key: string): Promise<string> {
  const name = `errand-${++consumers}`;
  const path = `/v1/consumers/${name}`;
  const { status, text } = await stage.api.call('PUT', path, { cursor: 'now' }, { key });
  expect(status, text).toBe(200);
  return name;
}

/** The event of an IQ request that Juliet sends. */
async function requested(to: string): Promise<string> {
  const id = `q${Math.random()}`;
  await juliet.send(`<iq id='${id}' to='${to}' type='get'><query xmlns='urn:x:potion'/></iq>`);
  return until(async () => {
    const { json } = await stage.api.get('/v1/events?limit=1000', { key: nurse.key });
    const { items } = json as { items: { id: string; data: { id?: string } }[] };
    return items.find(({ data }) => data.id === id)?.id;
  });
}

/** A message that the webhook was told of in vain. */
async function deadLetter(to: string, webhook: string) {
  await juliet.send(`<message to='${to}' type='chat'><body>Hi</body></message>`);
  return until(async () => {
    const path = `/v1/webhooks/${webhook}/dead-letters`;
    const { json } = await stage.api.get(path, { key: nurse.key });
    const [first] = (json as { items: { id: string; delivery: { id: string } }[] }).items;
    return first && { letter: first.id, delivery: first.delivery.id };
  });
}

const NOBODYS: Belongings = {
  ...{ identity: 'x', to: 'x', message: 'x', iq: 'x', request: 'x', webhook: 'x', hook: 'x' },
  ...{ key: 'x', delivery: 'x', letter: 'x', consumer: 'x' },
};

/** The first of an answer; a stream is left when it says nothing for a moment. */
async function call(operation: Operation, mine: Belongings, key: string | null) {
  const { path, body, type = 'application/json' } = CASES[operation.id]!;
  const content = body?.(mine);
  const controller = new AbortController();
  const response = await fetch(stage.bridge.baseUrl + path(mine), {
    method: operation.method.toUpperCase(),
    headers: {
      ...(key !== null && { authorization: `Bearer ${key}` }),
      ...(content !== undefined && { 'content-type': type }),
    },
    ...(content !== undefined && {
      body: typeof content === 'string' ? content : JSON.stringify(content),
    }),
    signal: controller.signal,
  });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  if (isStream) setTimeout(() => controller.abort(), 300);
  let text = '';
  const decoder = new TextDecoder();
  try {
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk as Uint8Array);
  } catch (error) {
    if (!controller.signal.aborted) throw error;
  }
  return { status: response.status, text };
}

describe.each(operations.map((operation) => ({ id: operation.id, operation })))(
  '$id',
  ({ id, operation }) => {
    const { right, other } = CASES[id]!;
    const scope = operation.scopes[0] as Scope;

    it.each([
      ...['no key', 'a bad key', 'an expired key', 'a revoked key'],
      ...['an expired token', 'a token for others'],
    ])('answers %s with the same 401', async (kind) => {
      const { status, text } = await call(operation, NOBODYS, bad[kind]!);
      expect({ status, text }).toMatchObject({ status: 401 });
      expect(JSON.parse(text)).toMatchObject({ code: 'unauthorized' });
    });

    it('answers a key with every scope but its own with a 403 that names it', async () => {
      const scopes = SCOPES.filter((it) => it !== scope);
      const { key } = await create({ scopes });
      const { status, text } = await call(operation, NOBODYS, key);
      expect(status).toBe(403);
      expect(JSON.parse(text)).toMatchObject({
        code: 'forbidden',
        detail: expect.stringContaining(scope) as string,
      });
    });

    it('gives nothing of one identity to another, and all to its own', async () => {
      const mine = await belongings();
      const theirs = await call(operation, mine, friar.key);
      if (typeof other === 'number')
        expect([theirs.status, theirs.text]).toEqual([other, theirs.text]);
      else expect(theirs.text).not.toContain(other.without(mine));
      const ours = await call(operation, mine, nurse.key);
      expect([ours.status, ours.text]).toEqual([right, ours.text]);
      // A list that is empty for everybody would hide nothing.
      if (typeof other !== 'number' && /^(?:list|stream)/.test(id)) {
        expect(ours.text).toContain(other.without(mine));
      }
    });

    it('lets a key in that has its scope alone', async () => {
      const { key } = await create({ identities: ['nurse'], scopes: [scope] });
      const { status } = await call(operation, NOBODYS, key);
      expect([401, 429, 500, 503]).not.toContain(status);
    });
  },
);
