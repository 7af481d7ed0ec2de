/** Calls that are refused: each problem of the contract, as its components name them. */
import type { ApiResponse } from '../../support/api-client.ts';
import { problemOf } from '../../../src/core/problem.ts';
import { asBridgeError } from '../../../src/http/faults.ts';
import type { Cast } from './scenes.ts';

const HI = { to: 'juliet@example.org', body: 'Hi' };

export interface ProblemCast extends Cast {
  readonly killStore: () => Promise<void>;
}

/** By the name of the response; the store is away from the last of them on. */
export async function* problems(cast: ProblemCast): AsyncGenerator<readonly [string, unknown]> {
  const { bridge } = cast;
  const { api } = bridge;
  const send = (body: unknown, options?: Parameters<typeof api.post>[2]) =>
    api.post('/v1/messages', body, options);
  const said = (name: string, { json }: ApiResponse) => [name, json] as const;

  yield said('BadRequest', await send({ ...HI, body: 5 }));
  yield said('Unauthorized', await send(HI, { key: null }));
  yield said('NotFound', await api.get('/v1/messages/01JD8Q4Z7N0V4R6T1B3X5Y7W9K'));
  yield said('NotAcceptable', await ping(cast, { accept: 'text/html' }));
  yield said('PayloadTooLarge', await send({ ...HI, body: 'a'.repeat(200_000) }));
  yield said(
    'UnsupportedMediaType',
    await send('Hi', { headers: { 'content-type': 'text/plain' } }),
  );
  yield said('Unprocessable', await send({ ...HI, to: 'juliet' }));
  const cursor = Buffer.from(`${crypto.randomUUID()} 1769860800000-0`).toString('base64url');
  yield said('HistoryLost', await api.get(`/v1/events?after=${cursor}`));
  const terms = { url: 'https://shop.example/hooks/xmpp', events: ['message.received'] };
  await api.post('/v1/webhooks', terms);
  yield said('Conflict', await api.post('/v1/webhooks', terms));

  const narrow = { name: 'alerts', identities: ['alerts'], scopes: ['messages:send'], rate: 1 };
  const { key } = (await api.post('/v1/keys', narrow)).json as { readonly key: string };
  yield said('Forbidden', await send({ ...HI, from: 'news' }, { key }));
  let last = await send(HI, { key });
  for (let n = 0; n < 20 && last.status !== 429; n += 1) last = await send(HI, { key });
  yield said('TooManyRequests', last);

  for (const [name, condition] of Object.entries(REMOTE))
    yield said(name, await refused(cast, condition));
  yield said('GatewayTimeout', await unanswered(cast));
  yield ['InternalError', problemOf(asBridgeError(new Error('Alas')), '/v1/messages')];
  await cast.killStore();
  yield said('ServiceUnavailable', await send(HI));
}

const REMOTE = {
  RemoteConflict: '<conflict/>',
  RemoteFault: '<internal-server-error/>',
  RemoteGone: '<gone/>',
  RemoteNotFound: '<item-not-found/><text>no such node</text>',
  RemoteNotImplemented: '<feature-not-implemented/>',
};

function ping({ bridge }: Cast, headers: Record<string, string>): Promise<ApiResponse> {
  return bridge.api.post('/v1/iq', { to: 'example.org', type: 'get', ping: {} }, { headers });
}

const extensions = [{ name: 'query', namespace: 'urn:example:balcony' }];

/** Of somebody who reads the question and says nothing: every client at hand answers by itself. */
async function unanswered({ bridge, receiver }: Cast): Promise<ApiResponse> {
  receiver.answer = { status: 204 };
  await bridge.api.post('/v1/webhooks', { url: receiver.url, events: ['iq.received'] });
  const question = { to: 'alerts@bridge.example.org', from: 'news', type: 'get', extensions };
  return bridge.api.post('/v1/iq', question, { headers: { prefer: 'wait=1' } });
}

function ask({ bridge, juliet }: Cast): Promise<ApiResponse> {
  return bridge.api.post('/v1/iq', { to: juliet.jid, type: 'get', extensions });
}

async function refused(cast: Cast, condition: string): Promise<ApiResponse> {
  const { juliet } = cast;
  const answer = ask(cast);
  const { attributes } = await juliet.next(({ xml }) => xml.includes('urn:example:balcony'));
  const inner = condition.replaceAll(
    /<([\w-]+)/g,
    '<$1 xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"',
  );
  const { id = '', from = '' } = attributes;
  await juliet.send(
    `<iq type="error" id="${id}" to="${from}"><error type="cancel">${inner}</error></iq>`,
  );
  return answer;
}
