/**
 * The bridge at work, for a newcomer: a local Prosody, the bridge, a user and a webhook; one message each way, then
 * whatever is tried with curl, until Ctrl-C. Nothing is left behind.
 */
import { randomBytes } from 'node:crypto';
import { startBridge } from '../test/support/bridge-process.ts';
import type { BridgeProcess } from '../test/support/bridge-process.ts';
import { freePort, isFree } from '../test/support/free-port.ts';
import { startProsodyInDocker } from '../test/support/prosody-docker.ts';
import { startProsody } from '../test/support/prosody.ts';
import { startWebhookReceiver } from '../test/support/webhook-receiver.ts';
import type { WebhookRequest } from '../test/support/webhook-receiver.ts';
import { connectClient } from '../test/support/xmpp-client.ts';
import type { Received, XmppClient } from '../test/support/xmpp-client.ts';
import type { XmppServer } from '../test/support/xmpp-server.ts';

const USERS = ['juliet', 'romeo'].map((name) => ({ name, password: `${name}-pw` }));
const endings: (() => Promise<unknown>)[] = [];
let ending = false;

try {
  await run();
} catch (error) {
  await end();
  console.error(
    `\nThe quickstart failed: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exit(1);
}

async function run(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void end().then(leave));
  }
  const server = await startServer();
  const receiver = ends(await startWebhookReceiver());
  const bridge = await startTheBridge(server);
  const juliet = await connectClient({ server, user: 'juliet' });
  endings.push(() => juliet.close());
  const webhook = { url: receiver.url, events: ['message.received'] };
  await call(bridge, '/v1/webhooks', webhook);
  introduce(server, bridge, receiver.url);

  await outbound(bridge, juliet);
  const said = await juliet.next(({ body }) => body !== undefined);
  console.log(`   juliet got:   ${describe(said)}\n`);
  await inbound(juliet, said);
  const posted = await receiver.next(isMessage);
  console.log(`   webhook got:  ${summary(posted)}\n`);

  invite(bridge);
  await Promise.race([showMessages(juliet), showPosts(receiver), crash(bridge)]);
}

async function startServer(): Promise<XmppServer> {
  const start =
    process.env['QUICKSTART_PROSODY'] === 'docker' ? startProsodyInDocker : startProsody;
  const ports = { c2s: await preferred(5222), component: await preferred(5347) };
  console.log('starting Prosody');
  return ends(await start({ users: USERS, ports }));
}

async function startTheBridge(server: XmppServer): Promise<BridgeProcess> {
  console.log('starting the bridge');
  const bridge = await startBridge({
    server,
    apiKey: randomBytes(18).toString('base64url'),
    httpPort: await preferred(8080),
    managementPort: await preferred(9090),
  });
  return ends(bridge);
}

/** The port from the documentation, where it is free. */
async function preferred(port: number): Promise<number> {
  return (await isFree(port)) ? port : await freePort();
}

function introduce(server: XmppServer, bridge: BridgeProcess, webhook: string): void {
  console.log(`
  Prosody   127.0.0.1:${server.c2sPort}, domain ${server.domain}, users ${server.users
    .map(({ name, password }) => `${name} (${password})`)
    .join(' and ')}
  bridge    ${bridge.baseUrl}, documentation at ${bridge.baseUrl}/docs
            speaks on XMPP as ${server.componentDomain} and everything @${server.componentDomain}
  API key   ${bridge.apiKey}
  webhook   ${webhook}
`);
}

async function outbound(bridge: BridgeProcess, juliet: XmppClient): Promise<void> {
  const to = juliet.jid.replace(/\/.*/, '');
  console.log('1. From HTTP to XMPP');
  console.log(`   POST /v1/messages to ${to}`);
  await call(bridge, '/v1/messages', { to, body: 'Hello Juliet, I am an HTTP request.' });
}

async function inbound(juliet: XmppClient, to: Received): Promise<void> {
  console.log('2. From XMPP to HTTP');
  const from = to.attributes['from'] ?? '';
  const body = 'Hello bridge, I am a chat message.';
  console.log(`   juliet says:  ${body}`);
  await juliet.send(
    `<message to="${from}" type="chat" id="answer-1"><body>${body}</body></message>`,
  );
}

function invite({ baseUrl, apiKey }: BridgeProcess): void {
  const key = `-H 'Authorization: Bearer ${apiKey}'`;
  console.log(`Now you. Send a message, read the events, ask for the status:

  curl ${baseUrl}/v1/messages ${key} -H 'Content-Type: application/json' -d '{"to":"juliet@example.org","body":"Hi"}'
  curl ${baseUrl}/v1/events ${key}
  curl ${baseUrl}/v1/status ${key}

What juliet and the webhook get is shown here. Ctrl-C ends everything.
`);
}

async function showMessages(juliet: XmppClient): Promise<never> {
  for (;;) {
    const message = await juliet.next(({ body }) => body !== undefined, 2 ** 31 - 1);
    console.log(`   juliet got:   ${describe(message)}`);
  }
}

async function showPosts(receiver: {
  next: (fits: (r: WebhookRequest) => boolean, timeout: number) => Promise<WebhookRequest>;
}): Promise<never> {
  for (;;) {
    console.log(`   webhook got:  ${summary(await receiver.next(isMessage, 2 ** 31 - 1))}`);
  }
}

async function crash(bridge: BridgeProcess): Promise<never> {
  const reason = await bridge.exited();
  if (ending) return new Promise(() => undefined);
  throw new Error(`the bridge ended (${reason}):\n${bridge.logs().slice(-2_000)}`);
}

function describe({ body, attributes }: Received): string {
  return `"${body ?? ''}" from ${attributes['from'] ?? 'nobody'}`;
}

interface MessageEvent {
  type: string;
  data: { from: string; body?: string };
}

function isMessage({ json }: WebhookRequest): boolean {
  return (json as Partial<MessageEvent> | undefined)?.type === 'message.received';
}

function summary({ json }: WebhookRequest): string {
  const { type, data } = json as MessageEvent;
  return `${type}: "${data.body ?? ''}" from ${data.from}`;
}

async function call(bridge: BridgeProcess, path: string, body: unknown): Promise<void> {
  const { status, text } = await bridge.api.post(path, body);
  if (status >= 300) throw new Error(`POST ${path} was answered ${status}: ${text}`);
}

function ends<T extends { stop(): Promise<unknown> }>(thing: T): T {
  endings.push(() => thing.stop());
  return thing;
}

async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  for (const stop of endings.reverse()) {
    await stop().catch((error: unknown) => console.error(String(error)));
  }
}

function leave(): void {
  console.log('\nEverything has ended; nothing is left behind.');
  process.exit(0);
}
