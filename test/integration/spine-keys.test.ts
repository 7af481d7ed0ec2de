/** Keys as a backend meets them, with a real server behind: whom each may speak as, what each sees, and how it ends. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeyCreatedBody, KeyToCreate } from '../../src/contract/schemas.ts';
import type { ApiResponse } from '../support/api-client.ts';
import { startBridge } from '../support/bridge-process.ts';
import { openSse } from '../support/sse-client.ts';
import { until } from '../support/until.ts';
import { startWebhookReceiver } from '../support/webhook-receiver.ts';
import type { XmppClient } from '../support/xmpp-client.ts';
import { openStage, type Stage } from './spine/stage.ts';

let stage: Stage;
let juliet: XmppClient;
let nurse: KeyCreatedBody;
let friar: KeyCreatedBody;

const ALL: KeyToCreate['scopes'] = [
  'messages:send',
  'presence:send',
  'iq:send',
  'stanzas:send',
  'events:read',
  'webhooks:manage',
];

beforeAll(async () => {
  stage = await openStage('prosody');
  juliet = await stage.user('juliet');
  nurse = await create({ identities: ['nurse'] });
  friar = await create({ identities: ['friar'], recipients: [stage.server.domain] });
});
afterAll(() => stage.close());

async function create(order: Partial<KeyToCreate>): Promise<KeyCreatedBody> {
  const whole = { name: 'test', identities: ['*'], scopes: ALL, ...order };
  const created = await stage.api.post('/v1/keys', whole);
  expect(created.status, created.text).toBe(201);
  return created.json as KeyCreatedBody;
}

const at = (local: string) => `${local}@${stage.server.componentDomain}`;
const idOf = ({ json }: ApiResponse) => (json as { id: string }).id;
const XML = { 'content-type': 'application/xmpp+xml' };

/** Everything that says `from`, with the same two addresses. */
const speaking = (from: string, to: string): [string, unknown, Record<string, string>?][] => [
  ['/v1/messages', { from, to, body: 'Hi' }],
  ['/v1/presence', { from, to, type: 'unavailable' }],
  ['/v1/iq', { from, to, ping: {} }],
  ['/v1/stanzas', `<message from="${from}" to="${to}"><body>Hi</body></message>`, XML],
  [
    '/v1/stanzas',
    `<iq type="get" from="${from}" to="${to}"><ping xmlns="urn:xmpp:ping"/></iq>`,
    XML,
  ],
  ['/v1/stanzas/echo', { from, to, body: 'Hi' }],
  ['/v1/stanzas/echo', `<message from="${from}" to="${to}"/>`, XML],
];

describe('a key', () => {
  it('speaks as its identity where it says nothing', async () => {
    const sent = await stage.api.post(
      '/v1/messages',
      { to: juliet.jid, body: 'Anon!' },
      { key: nurse.key },
    );
    expect(sent.status, sent.text).toBe(202);
    expect(sent.json).toMatchObject({ from: at('nurse') });
  });

  it.each([0, 1, 2, 3, 4, 5, 6])('speaks as no other identity (%i)', async (index) => {
    const [path, body, headers] = speaking(at('friar'), juliet.jid)[index]!;
    const refused = await stage.api.post(path, body, { key: nurse.key, headers: headers ?? {} });
    expect(refused.json).toMatchObject({ status: 403, code: 'identity-forbidden' });
  });

  it.each([0, 1, 2, 3, 4, 5, 6])('sends to no other domain than its own (%i)', async (index) => {
    const [path, body, headers] = speaking(at('friar'), 'romeo@mantua.example')[index]!;
    const refused = await stage.api.post(path, body, { key: friar.key, headers: headers ?? {} });
    expect(refused.json).toMatchObject({ status: 403, code: 'recipient-forbidden' });
  });

  it('has the lines of a batch refused one by one', async () => {
    const batch = await stage.api.post(
      '/v1/messages/batch',
      [
        { to: juliet.jid, body: 'Hi' },
        { from: at('nurse'), to: juliet.jid, body: 'Hi' },
        { to: 'romeo@mantua.example', body: 'Hi' },
      ],
      { key: friar.key },
    );
    expect(batch.json).toMatchObject({
      items: [
        { status: 202 },
        { status: 403, problem: { code: 'identity-forbidden' } },
        { status: 403, problem: { code: 'recipient-forbidden' } },
      ],
    });
  });

  it('is told which scope it lacks', async () => {
    const refused = await stage.api.get('/v1/keys', { key: nurse.key });
    expect(refused.json).toMatchObject({ status: 403, code: 'forbidden' });
    expect(refused.text).toContain('keys:manage');
  });
});

describe('what belongs to one identity', () => {
  const paths = async () => {
    const key = { key: friar.key };
    const message = await stage.api.post('/v1/messages', { to: juliet.jid, body: 'Hi' }, key);
    const headers = { prefer: 'respond-async' };
    const iq = await stage.api.post(
      '/v1/iq',
      { to: stage.server.domain, ping: {} },
      { ...key, headers },
    );
    const hook = { url: 'https://friar.example/', events: ['message.received'] };
    const webhook = await stage.api.post('/v1/webhooks', hook, key);
    return [`/v1/messages/${idOf(message)}`, `/v1/iq/${idOf(iq)}`, `/v1/webhooks/${idOf(webhook)}`];
  };

  it('is there for its key and not there for another', async () => {
    for (const path of await paths()) {
      const [mine, theirs] = await Promise.all([
        stage.api.get(path, { key: friar.key }),
        stage.api.get(path, { key: nurse.key }),
      ]);
      expect([path, mine.status, theirs.status]).toEqual([path, 200, 404]);
    }
  });

  it('is heard by its key only', async () => {
    await juliet.send(`<message to='${at('friar')}' type='chat'><body>for friar</body></message>`);
    await juliet.send(`<message to='${at('nurse')}' type='chat'><body>for nurse</body></message>`);
    const bodies = async (key: string) => {
      const { json } = await stage.api.get('/v1/events?limit=1000', { key });
      const { items } = json as { items: { type: string; data: { body?: string } }[] };
      return items.filter(({ type }) => type === 'message.received').map(({ data }) => data.body);
    };
    await until(async () => (await bodies(nurse.key)).length > 0);
    expect(await bodies(nurse.key)).toEqual(['for nurse']);
    expect(await bodies(friar.key)).toEqual(['for friar']);
  });

  it('as an IQ request is answered by its key only', async () => {
    const asked = juliet.send(
      `<iq id='poison' to='${at('friar')}' type='get'><query xmlns='urn:x:poison'/></iq>`,
    );
    const find = async () => {
      const { json } = await stage.api.get('/v1/events?limit=1000', { key: friar.key });
      const { items } = json as { items: { id: string; type: string }[] };
      return items.find(({ type }) => type === 'iq.received')?.id;
    };
    await asked;
    const id = await until(find);
    const answer = (key: string) => stage.api.post(`/v1/iq/${id}/result`, { result: {} }, { key });
    expect((await answer(nurse.key)).status).toBe(404);
    expect((await answer(friar.key)).status).toBe(204);
  });
});

function rateOf({ headers }: ApiResponse) {
  return { policy: headers.get('ratelimit-policy'), limit: headers.get('ratelimit') };
}

describe('the rate of a key', () => {
  it('is in the responses, with what is left of it', async () => {
    const samson = { key: (await create({ rate: 50 })).key };
    const first = await stage.api.get('/v1/events', samson);
    expect(rateOf(first)).toEqual({
      policy: '"key";q=50;w=1',
      limit: '"key";r=49;t=1',
    });
    const batch = Array.from({ length: 40 }, () => ({ to: juliet.jid, body: 'Hi' }));
    const sent = await stage.api.post('/v1/messages/batch', batch, samson);
    expect(Number(/;r=([0-9]+);/.exec(rateOf(sent).limit ?? '')?.[1])).toBeLessThan(40);
    const refused = await until(async () => {
      const answers = await Promise.all(
        Array.from({ length: 60 }, () => stage.api.get('/v1/events', samson)),
      );
      return answers.find(({ status }) => status === 429);
    });
    const { policy, limit } = rateOf(refused);
    const retryAfter = refused.headers.get('retry-after') ?? '';
    expect([policy, limit]).toEqual(['"key";q=50;w=1', `"key";r=0;t=${retryAfter}`]);
  });

  it('is in no response to the key that has none', async () => {
    expect(rateOf(await stage.api.get('/v1/status'))).toEqual({ policy: null, limit: null });
  });
});

describe('a changed key', () => {
  it('ends its streams, and its webhooks hear what it may hear now', async () => {
    const paris = await create({ identities: ['paris'] });
    const key = { key: paris.key };
    const receiver = await startWebhookReceiver();
    const hook = { url: receiver.url, events: ['message.received'] };
    expect((await stage.api.post('/v1/webhooks', hook, key)).status).toBe(201);
    const sse = await openSse(`${stage.bridge.baseUrl}/v1/events/stream`, key);
    const say = (to: string, which: string) =>
      juliet.send(`<message to='${at(to)}' type='chat'><body>${which} for ${to}</body></message>`);
    await say('paris', 'first');
    await sse.events.waitFor(({ data }) => data.includes('first for paris'));

    const change = { identities: ['county'] };
    expect((await stage.api.patch(`/v1/keys/${paris.id}`, change)).status).toBe(200);
    expect(await sse.ended).toBe(true);
    const hears = (text: string) => receiver.received.some(({ raw }) => raw.includes(text));
    // The webhook follows a moment after the key.
    await until(async () => {
      await say('county', 'next');
      return hears('next for county');
    });
    await say('paris', 'last');
    await say('county', 'last');
    await receiver.waitFor(({ raw }) => raw.includes('last for county'));
    expect([hears('first for paris'), hears('last for paris')]).toEqual([true, false]);
    await receiver.stop();
  });
});

describe('a revoked key', () => {
  it('is refused, its long poll ends and its webhook is switched off', async () => {
    const romeo = await create({ identities: ['romeo'] });
    const key = { key: romeo.key };
    const receiver = await startWebhookReceiver();
    const hook = { url: receiver.url, events: ['message.received'] };
    const webhook = await stage.api.post('/v1/webhooks', hook, key);
    const { json } = await stage.api.get('/v1/events', key);
    const { cursor } = json as { cursor: string };
    const poll = stage.api.get(`/v1/events?wait=60&after=${cursor}`, key);

    const revoked = await stage.api.delete(`/v1/keys/${romeo.id}`);
    expect(revoked.status).toBe(204);
    expect((await stage.api.get('/v1/events', key)).status).toBe(401);
    expect((await poll).json).toMatchObject({ items: [] });
    const path = `/v1/webhooks/${idOf(webhook)}`;
    await until(async () => {
      const seen = await stage.api.get(path);
      return (seen.json as { status: string }).status === 'disabled';
    });
    expect(receiver.received).toEqual([]);
    await receiver.stop();
  });

  it('gets the same answer as one that never was, and as one that is none', async () => {
    const { id, key } = await create({});
    await stage.api.delete(`/v1/keys/${id}`);
    const never = `sbk_${'A'.repeat(43)}`;
    const answers = await Promise.all(
      [key, never, 'sbk_', 'é'.normalize(), '%00', 'a b'].map((bad) =>
        stage.api.get('/v1/status', { headers: { authorization: `Bearer ${bad}` }, key: null }),
      ),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
  });
});

describe('a bridge without any key', () => {
  it('does not start, and says why', async () => {
    const bridge = await startBridge({
      server: stage.server,
      apiKey: '',
      waitFor: 'none',
    });
    expect(await bridge.exited()).toBe(78);
    expect(bridge.logs()).toMatch(/BRIDGE_API_KEY is missing, and no keys are stored/);
  });
});
