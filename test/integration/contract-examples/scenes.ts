/** Calls that bring about every answer of the contract, in an order in which each has what it needs. */
import type { ApiResponse } from '../../support/api-client.ts';
import { startBridge, type BridgeProcess } from '../../support/bridge-process.ts';
import { until } from '../../support/until.ts';
import { openWs } from '../../support/ws-client.ts';
import type { WebhookReceiver } from '../../support/webhook-receiver.ts';
import type { XmppClient } from '../../support/xmpp-client.ts';
import { CURSOR, POSITION } from './sample-text.ts';
import { needs } from '../../support/need.ts';
import { offered } from './offered-scenes.ts';
import { moderations, rooms } from './room-scenes.ts';
import { pubsub } from './pubsub-scenes.ts';
import { operationOf, requestExamples } from './example-files.ts';

export interface Cast {
  readonly bridge: BridgeProcess;
  readonly juliet: XmppClient;
  readonly receiver: WebhookReceiver;
}

/** Of an operation; `type` is the media type that is asked for. */
export interface Said {
  readonly id: string;
  readonly answer: ApiResponse;
}

export interface Asked {
  /** In place of `{id}` and the like in the path. */
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly type?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** How the scenes of a feature call the bridge. */
export interface SceneTools {
  readonly call: (cast: Cast, id: string, asked?: Asked) => Promise<Said>;
  readonly examples: (cast: Cast, id: string, asked?: Asked) => AsyncGenerator<Said>;
}

/** Sends every request example of the contract, and more where an operation takes no body. Yields what was answered. */
export async function* scenes(cast: Cast): AsyncGenerator<Said> {
  yield* messages(cast);
  yield* queries(cast);
  yield* rooms(cast, { call, examples });
  if (needs('prosody@13')) yield* moderations(cast, { call, examples });
  yield* reading(cast);
  yield* identities(cast);
  yield* pubsub(cast, { call, examples });
  yield* keys(cast);
  yield* webhooks(cast);
  yield* hooks(cast);
  for (const id of ['listAudit', 'getStatus'])
    yield await call(cast, id, id === 'listAudit' ? { query: '?limit=1' } : {});
}

async function call({ bridge }: Cast, id: string, asked: Asked = {}): Promise<Said> {
  const { path, method } = operationOf(id);
  const { path: places = {}, query = '', type = 'application/json', body, headers } = asked;
  const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => places[name] ?? '');
  const options = { headers: { ...(body !== undefined && { 'content-type': type }), ...headers } };
  const answer = await bridge.api.call(
    method.toUpperCase(),
    url + query,
    typeof body === 'object' ? JSON.stringify(body) : body,
    options,
  );
  return { id, answer };
}

/** One after the other, each request example that the contract has for it. */
async function* examples(cast: Cast, id: string, asked: Asked = {}): AsyncGenerator<Said> {
  for (const [type, bodies] of Object.entries(requestExamples(id))) {
    for (const body of bodies) yield await call(cast, id, { type, body, ...asked });
  }
}

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- says what is looked for
const jsonOf = <T>({ answer }: Said) => answer.json as T;
const idOf = (said: Said) => jsonOf<{ readonly id: string }>(said).id;

async function* messages(cast: Cast): AsyncGenerator<Said> {
  let id = '';
  for await (const said of examples(cast, 'sendMessage')) {
    id ||= idOf(said);
    yield said;
  }
  yield* examples(cast, 'sendMessageBatch');
  const read = () => call(cast, 'getMessage', { path: { id } });
  await until(async () => jsonOf<{ status: string }>(await read()).status === 'acknowledged');
  yield await read();
  yield* cancelling(cast);
  yield* examples(cast, 'sendPresence');
  yield* examples(cast, 'sendStanza');
  yield* examples(cast, 'echoStanza');
  const accept = { accept: 'application/json' };
  yield* examples(cast, 'echoStanza', { headers: accept });
}

/** Of a bridge that has no link: what it accepts waits. */
async function* cancelling(cast: Cast): AsyncGenerator<Said> {
  const bridge = await startBridge({
    server: { service: 'xmpp://127.0.0.1:9', componentDomain: 'bridge.example.org', secret: 'x' },
    waitFor: '/healthz',
  });
  const [body] = requestExamples('sendMessage')['application/json'] ?? [];
  const id = idOf(await call({ ...cast, bridge }, 'sendMessage', { body }));
  yield await call({ ...cast, bridge }, 'cancelMessage', { path: { id } });
  await bridge.kill();
}

async function* queries(cast: Cast): AsyncGenerator<Said> {
  const { juliet } = cast;
  yield* examples(cast, 'askIq');
  yield* examples(cast, 'askIqBatch');
  const ping = '<iq to="example.org" type="get"><ping xmlns="urn:xmpp:ping"/></iq>';
  yield await call(cast, 'sendStanza', { type: 'application/xmpp+xml', body: ping });
  for await (const said of examples(cast, 'askIq', { headers: { prefer: 'respond-async' } })) {
    yield said;
    const read = () => call(cast, 'getIq', { path: { id: idOf(said) } });
    await until(async () => jsonOf<{ status: string }>(await read()).status !== 'pending');
    yield await read();
  }
  const feed = await cast.bridge.api.post('/v1/webhooks', {
    url: `${cast.receiver.url}?iq`,
    events: ['iq.received'],
  });
  for (const body of requestExamples('answerIq')['application/json'] ?? []) {
    const received = cast.receiver.next(({ raw }) => raw.includes('urn:example:balcony'));
    await juliet.send(
      `<iq id="q${JSON.stringify(body).length}" to="alerts@bridge.example.org" type="get"><query xmlns="urn:example:balcony"/></iq>`,
    );
    const { id } = (await received).json as { readonly id: string };
    yield await call(cast, 'answerIq', { path: { id }, body });
  }
  await cast.bridge.api.delete(`/v1/webhooks/${(feed.json as { id: string }).id}`);
}

async function* reading(cast: Cast): AsyncGenerator<Said> {
  await cast.juliet.send(
    '<message to="alerts@bridge.example.org" type="chat" id="m1"><body>Hi</body></message>',
  );
  const heard = '?events=message.received&limit=1&wait=20&consumer=orders';
  const page = await call(cast, 'listEvents', { query: heard });
  const { cursor } = jsonOf<{ cursor: string }>(page);
  yield page;
  const path = { name: 'orders' };
  for (const body of requestExamples('acknowledgeEvents')['application/json'] ?? [])
    yield await call(cast, 'acknowledgeEvents', { path, body: withReal(body, CURSOR, cursor) });
  yield await call(cast, 'listConsumers');
  yield await call(cast, 'getConsumer', { path });
  yield* examples(cast, 'moveConsumer', { path });
  yield* deleting(cast);
  yield await call(cast, 'createTicket');
}

/** A consumer is kept from it by connections that share its events. */
async function* deleting(cast: Cast): AsyncGenerator<Said> {
  const path = { name: 'orders' };
  const { baseUrl, apiKey } = cast.bridge;
  const url = `${baseUrl}/v1/events/ws?consumer=orders&sharing=competing`;
  const socket = await openWs(url, { authorization: `Bearer ${apiKey}` });
  const answered = async (status: number) => {
    const said = await call(cast, 'deleteConsumer', { path });
    return said.answer.status === status ? said : undefined;
  };
  await until(async () => {
    const { answer } = await call(cast, 'getConsumer', { path });
    return (answer.json as { readonly connections?: number }).connections === 1;
  });
  yield await until(() => answered(409));
  socket.cut();
  yield await until(() => answered(204));
}

async function* identities(cast: Cast): AsyncGenerator<Said> {
  const path = { id: 'alerts' };
  yield* examples(cast, 'putIdentity', { path });
  yield await call(cast, 'getIdentity', { path });
  yield await call(cast, 'listIdentities');
  yield* examples(cast, 'updateIdentity', { path });
  yield* contacts(cast);
  const item = { ...path, node: 'geoloc', item: 'current' };
  yield* examples(cast, 'putNodeItem', { path: item });
  for (const id of ['listNodes', 'getNodeItem', 'deleteNodeItem'])
    yield await call(cast, id, { path: item });
  const jid = 'rooms.example.org';
  for (const id of ['getEntity', 'listEntityItems', 'getServices'])
    yield await call(cast, id, { path: { jid } });
  yield* commands(cast);
  yield* offered(cast, { call, examples });
  yield await call(cast, 'deleteIdentity', { path });
}

async function* commands(cast: Cast): AsyncGenerator<Said> {
  const path = { jid: 'example.org' };
  yield await call(cast, 'listEntityCommands', { path, query: '?limit=2&from=ops' });
  for await (const said of examples(cast, 'runCommand')) {
    yield said;
    const begun = { path: { id: idOf(said) } };
    yield await call(cast, 'getCommand', begun);
    yield* examples(cast, 'continueCommand', begun);
  }
}

async function* contacts(cast: Cast): AsyncGenerator<Said> {
  const path = { id: 'alerts', jid: 'juliet@example.org' };
  yield* examples(cast, 'putContact', { path });
  for (const type of ['subscribed', 'subscribe'])
    await cast.juliet.send(`<presence type="${type}" to="alerts@bridge.example.org"/>`);
  const isFresh = async () => {
    const { answer } = await call(cast, 'getPresence', { path });
    const { fresh, available } = answer.json as { fresh?: boolean; available?: boolean };
    return fresh === true && available === true;
  };
  await until(isFresh);
  yield* examples(cast, 'putContact', { path });
  for (const id of ['getContact', 'listContacts', 'getPresence', 'listPresences'])
    yield await call(cast, id, { path });
  yield await call(cast, 'deleteContact', { path });
}

async function* keys(cast: Cast): AsyncGenerator<Said> {
  for await (const said of examples(cast, 'createKey')) {
    yield said;
    const path = { id: idOf(said) };
    yield await call(cast, 'listKeys');
    yield await call(cast, 'getKey', { path });
    yield await call(cast, 'exportProvision');
    yield* examples(cast, 'updateKey', { path });
    yield* examples(cast, 'rotateKey', { path });
    yield await call(cast, 'revokeKey', { path });
  }
  const [body] = requestExamples('createKey')['application/json'] ?? [];
  const once = { body, headers: { 'idempotency-key': 'key-for-alerts' } };
  const { id } = jsonOf<{ id: string }>(await call(cast, 'createKey', once));
  yield await call(cast, 'createKey', once);
  const [rotation] = requestExamples('rotateKey')['application/json'] ?? [];
  const rotated = { path: { id }, body: rotation, headers: { 'idempotency-key': 'rotation-1' } };
  await call(cast, 'rotateKey', rotated);
  yield await call(cast, 'rotateKey', rotated);
  await call(cast, 'revokeKey', { path: { id } });
}

async function* hooks(cast: Cast): AsyncGenerator<Said> {
  for await (const said of examples(cast, 'createHook')) {
    yield said;
    const path = { id: idOf(said) };
    yield await call(cast, 'listHooks');
    yield await call(cast, 'getHook', { path });
    for (const id of ['previewHook', 'testHook', 'updateHook', 'rotateHook']) {
      yield* examples(cast, id, { path });
    }
    yield await call(cast, 'deleteHook', { path });
  }
}

async function* webhooks(cast: Cast): AsyncGenerator<Said> {
  const { bridge, receiver, juliet } = cast;
  for await (const said of examples(cast, 'createWebhook')) {
    yield said;
    yield await call(cast, 'listWebhooks');
    yield* examples(cast, 'updateWebhook', { path: { id: idOf(said) } });
    yield await call(cast, 'deleteWebhook', { path: { id: idOf(said) } });
  }
  const terms = { url: receiver.url, events: ['message.received'], identities: ['alerts'] };
  const { json } = await bridge.api.post('/v1/webhooks', terms);
  const path = json as { readonly id: string };
  receiver.answer = { status: 204 };
  yield* examples(cast, 'testWebhook', { path });
  for (const id of ['pauseWebhook', 'resumeWebhook', 'getWebhook'])
    yield await call(cast, id, { path });
  yield* examples(cast, 'rotateWebhookSecret', { path });
  receiver.answer = { status: 500, body: 'out of order' };
  await juliet.send(
    '<message to="alerts@bridge.example.org" type="chat" id="m2"><body>Hi</body></message>',
  );
  const letters = () => call(cast, 'listDeadLetters', { path });
  await until(async () => jsonOf<{ items: unknown[] }>(await letters()).items.length > 0);
  const dead = await letters();
  yield dead;
  const list = await call(cast, 'listDeliveries', { path });
  yield list;
  const [{ id: deliveryId }] = jsonOf<{ items: [{ id: string }] }>(list).items;
  yield await call(cast, 'getDelivery', { path: { ...path, deliveryId } });
  const [{ id: letter }] = jsonOf<{ items: [{ id: string }] }>(dead).items;
  for (const body of requestExamples('replayDeadLetters')['application/json'] ?? [])
    yield await call(cast, 'replayDeadLetters', { path, body: withReal(body, POSITION, letter) });
  await until(async () => jsonOf<{ items: unknown[] }>(await letters()).items.length > 0);
  yield await call(cast, 'retryDelivery', { path: { ...path, deliveryId } });
  yield* examples(cast, 'replayWebhookEvents', { path });
  yield await call(cast, 'discardDeadLetters', { path });
  await call(cast, 'deleteWebhook', { path });
}

/** A sample in a request, made the id of something that is there. */
function withReal(body: unknown, sample: string, real: string): unknown {
  return JSON.parse(JSON.stringify(body).replaceAll(sample, real)) as unknown;
}
