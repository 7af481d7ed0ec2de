import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rightsOf } from '../../../src/features/access/key-order.ts';
import type { XmlElement } from '../../../src/core/element.ts';
import { createEvents } from '../../../src/features/events/events.ts';
import { createOutgoing } from '../../../src/features/messages/outgoing.ts';
import { createClaims } from '../../../src/features/streams/claims.ts';
import { createStreams } from '../../../src/features/streams/streams.ts';
import { openHub } from '../../features/streams/stage.ts';
import { startApi, type Api } from './api.ts';
import { SENT } from './fake-ports.ts';

const HOME = { domain: 'bridge.example.org', serverDomain: 'example.org' };
const GATE = { ...HOME, maxBytes: 65_536, maxDepth: 32, maxElements: 512 };

let api: Api;
let stage: ReturnType<typeof openHub>;
/** What was accepted to be sent. */
let sent: { readonly from: string; readonly to: string; readonly xml: string }[];

beforeAll(async () => {
  api = await startApi();
  stage = openHub();
  const outgoing = createOutgoing({
    outbox: {
      accept: (acceptance) => {
        sent.push(acceptance);
        return Promise.resolve({ ...SENT, from: acceptance.from, to: acceptance.to });
      },
      find: () => Promise.resolve(undefined),
    },
    ask: () => Promise.reject<XmlElement>(new Error('Nothing asks.')),
    gate: GATE,
    ttlMs: 1_000,
    newId: () => 'm1',
  });
  const streams = createStreams({
    ...stage,
    ...HOME,
    claims: createClaims(stage.store, 'verona'),
    most: { all: 10, perKey: 5 },
    isGood: () => true,
    opened: () => undefined,
  });
  const events = createEvents({ ...stage, ...HOME, monotonic: () => performance.now() });
  Object.assign(api.ports.outgoing, outgoing);
  api.ports.streams.open = (caller, query) => streams.open(caller, query);
  api.ports.events.list = (caller, query) => events.list(caller, query);
  const keys = { ...api.ports.keys };
  api.ports.keys.create = async (caller, order, options) => {
    rightsOf(order, caller, { ...HOME, defaultRate: 1, now: 0 });
    return keys.create(caller, order, options);
  };
});
beforeEach(() => {
  sent = [];
});
afterAll(async () => {
  stage.close();
  await api.close();
});

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function post(
  url: string,
  body: string | object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return api.send({ method: 'post', url, body, headers });
}

describe('a message to an invalid address', () => {
  it.each([
    ['juliet', 'did you mean juliet@example.org?'],
    ['+491701234567', 'write +491701234567@'],
    ['Juliet <juliet@example.org>', 'did you mean juliet@example.org?'],
    ['mailto:juliet@example.org', 'did you mean juliet@example.org?'],
  ])('%s is 422 with what was meant', async (to, meant) => {
    const { body } = await post('/v1/messages', { to, body: 'Hi' });
    const detail = expect.stringContaining(meant) as string;
    expect(body).toMatchObject({
      status: 422,
      code: 'invalid-address',
      detail,
      errors: [{ pointer: '/to', detail }],
    });
    expect(sent).toEqual([]);
  });

  it('is refused in a batch alone, and in presence and raw stanzas alike', async () => {
    const lines = [
      { to: 'juliet', body: 'Hi' },
      { to: 'juliet@example.org', body: 'Hi' },
    ];
    const { body } = await post('/v1/messages/batch', lines);
    expect(body).toMatchObject({
      items: [{ status: 422, problem: { code: 'invalid-address' } }, { status: 202 }],
    });
    expect((await post('/v1/presence', { to: '12345' })).status).toBe(422);
    const xml = "<message to='juliet'><body>Hi</body></message>";
    const raw = await post('/v1/stanzas', xml, { 'content-type': 'application/xmpp+xml' });
    expect(raw.body).toMatchObject({ code: 'invalid-address', errors: [{ pointer: '/to' }] });
  });
});

describe('a message', () => {
  it('goes to a URI, from a local part, as a chat', async () => {
    const to = 'xmpp:Juliet@Example.org';
    const response = await post('/v1/messages', { from: 'Alerts', to, body: 'Hi' });
    expect(response.status).toBe(202);
    expect(sent).toMatchObject([
      {
        from: 'alerts@bridge.example.org',
        to: 'juliet@example.org',
        xml: expect.stringMatching(/to='juliet@example.org'.* type='chat'/) as string,
      },
    ]);
  });

  it('without content is 422, and told what to add', async () => {
    const { body } = await post('/v1/messages', { to: 'juliet@example.org' });
    expect(body).toMatchObject({
      status: 422,
      code: 'invalid-stanza',
      errors: [{ pointer: '/body', detail: expect.stringContaining('add "body"') as string }],
    });
  });

  it('to many is told of the batch', async () => {
    const { body } = await post('/v1/messages', {
      to: ['juliet@example.org'],
      body: 'Hi',
    });
    expect(body).toMatchObject({ code: 'invalid-request', errors: [{ pointer: '/to' }] });
    expect(JSON.stringify(body)).toContain('POST /v1/messages/batch');
  });
});

describe('selectors that match nothing', () => {
  it.each(['/v1/events', '/v1/events/stream'])('are 422 in %s, at their place', async (url) => {
    const query = '?identities=bot&identities=%20bot&remotes=juliet@example.org/phone';
    const answer: Answer = await api.send({ method: 'get', url: url + query });
    expect(answer.body).toMatchObject({
      status: 422,
      code: 'invalid-address',
      errors: [
        { pointer: '/query/identities/1', detail: expect.stringContaining('write bot') as string },
        {
          pointer: '/query/remotes/0',
          detail: expect.stringContaining('write juliet@example.org') as string,
        },
      ],
    });
  });

  it('are 422 in a key', async () => {
    const key = { name: 'x', identities: ['bot'], scopes: ['messages:send'] };
    const { body } = await post('/v1/keys', {
      ...key,
      recipients: ['@example.org'],
    });
    expect(body).toMatchObject({ status: 422, errors: [{ pointer: '/recipients/0' }] });
  });
});

describe('a raw stanza that is not XML', () => {
  it('is 422 with the place and the cure', async () => {
    const xml = "<message to='juliet@example.org'><body>Fish & chips</body></message>";
    const { body } = await post('/v1/stanzas', xml, {
      'content-type': 'application/xmpp+xml',
    });
    expect(body).toMatchObject({
      status: 422,
      code: 'invalid-stanza',
      errors: [{ pointer: '', detail: 'line 1, column 45: unescaped &; write &amp;.' }],
    });
  });
});

describe('a body that is not JSON', () => {
  it.each([
    ['{"to":"juliet@example.org",\n"body":"Hi",}', 'line 2, column 12'],
    ['{"to":"juliet@example.org","body":"a\nb"}', 'line 1, column 37'],
    ["{'to':'juliet@example.org'}", 'line 1, column 2'],
  ])('%s is 400 with the place', async (text, place) => {
    const { body } = await post('/v1/messages', text, {
      'content-type': 'application/json',
    });
    expect(body).toMatchObject({
      status: 400,
      code: 'malformed-body',
      detail: expect.stringContaining(place) as string,
    });
  });
});
