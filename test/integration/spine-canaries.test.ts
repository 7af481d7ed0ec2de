/** Secrets that are easy to find again, given to the bridge in every way there is; then looked for in all that it tells. */
import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { startProsody } from '../support/prosody.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';
import { connectClient, type XmppClient } from '../support/xmpp-client.ts';
import type { XmppServer } from '../support/xmpp-server.ts';

const canary = (kind: string) => `canary-${kind}-${randomUUID()}`;

const BOOTSTRAP = canary('bootstrap');
const COMPONENT = canary('component');
const WRONG = canary('wrong-key');
const BODY = canary('body');
const HEARD = canary('heard');
const QUERY = canary('query');
const MALFORMED = canary('malformed');
const URL_SECRET = canary('url');

let server: XmppServer;
let bridge: BridgeProcess;
let juliet: XmppClient;
let receiver: WebhookReceiver;
let created: { id: string; key: string };
let rotated: { key: string };
let webhook: { id: string; secret: string };
/** Every refusal that was provoked. */
const problems: string[] = [];

beforeAll(async () => {
  server = await startProsody({ secret: COMPONENT });
  const env = { BRIDGE_LOG_LEVEL: 'debug' };
  bridge = await startBridge({ server, apiKey: BOOTSTRAP, env });
  juliet = await connectClient({ server, user: 'juliet' });
  receiver = await startWebhookReceiver({ status: 500 });
  await speak();
  await provoke();
});
afterAll(async () => {
  await juliet.close();
  await bridge.stop();
  await receiver.stop();
  await server.stop();
});

async function speak(): Promise<void> {
  const { api } = bridge;
  const order = { name: 'nurse', identities: ['*'], scopes: ['messages:send', 'events:read'] };
  created = (await api.post('/v1/keys', order)).json as typeof created;
  rotated = (await api.post(`/v1/keys/${created.id}/rotate`, {})).json as typeof rotated;
  const terms = { url: `${receiver.url}/${URL_SECRET}`, events: ['message.received'] };
  webhook = (await api.post('/v1/webhooks', terms)).json as typeof webhook;
  const { key } = created;
  await api.post('/v1/messages', { to: juliet.jid, body: BODY }, { key });
  await juliet.waitFor(({ body }) => body === BODY);
  await juliet.send(
    `<message to='bot@${server.componentDomain}' type='chat'><body>${HEARD}</body></message>`,
  );
  await receiver.next();
}

async function provoke(): Promise<void> {
  const { api } = bridge;
  const json = { 'content-type': 'application/json' };
  const xml = { 'content-type': 'application/xmpp+xml' };
  const { key } = created;
  const refusals = [
    api.get('/v1/status', { key: WRONG }),
    api.get(`/v1/events?token=${QUERY}`),
    api.get(`/v1/nowhere?token=${QUERY}`),
    api.get('/v1/keys', { key }),
    api.post('/v1/messages', `{"to":"${MALFORMED}`, { headers: json }),
    api.post('/v1/messages', MALFORMED, { headers: json }),
    api.post('/v1/messages', { to: juliet.jid, body: `${MALFORMED}\u0000` }),
    api.post('/v1/stanzas', `<message><body>${MALFORMED}</bod>`, { headers: xml }),
    api.post('/v1/keys', { name: MALFORMED }),
    api.delete('/v1/keys/nobody'),
    api.post('/v1/iq', { to: 'mantua.example', ping: {} }),
  ];
  for (const { status, text } of await Promise.all(refusals)) {
    expect(status, text).toBeGreaterThanOrEqual(400);
    problems.push(text);
  }
}

const secrets = () => ({
  'the bootstrap key': BOOTSTRAP,
  'the digest of the bootstrap key': createHash('sha256').update(BOOTSTRAP).digest('base64url'),
  'a created key': created.key,
  'a rotated key': rotated.key,
  'the digest of a key': createHash('sha256').update(created.key).digest('base64url'),
  'a wrong key': WRONG,
  "the component's secret": COMPONENT,
  "a webhook's secret": webhook.secret,
  "the path of a webhook's URL": URL_SECRET,
  'the body of a message that was sent': BODY,
  'the body of a message that came in': HEARD,
  'a query string': QUERY,
  'a malformed body': MALFORMED,
});

function foundIn(text: string): string[] {
  return Object.entries(secrets())
    .filter(([, secret]) => text.includes(secret))
    .map(([name]) => name);
}

describe('no secret', () => {
  it('is in a problem', () => {
    expect(problems.length).toBeGreaterThan(10);
    expect(foundIn(problems.join('\n'))).toEqual([]);
  });

  it('is in what the management port tells', async () => {
    for (const path of ['/healthz', '/readyz', '/metrics']) {
      const response = await fetch(bridge.managementUrl + path);
      expect(foundIn(await response.text())).toEqual([]);
    }
  });

  it('is in the status or in a list', async () => {
    for (const path of ['/v1/status', '/v1/keys', '/v1/webhooks']) {
      const { text } = await bridge.api.get(path);
      // A webhook's own URL is shown to whom it belongs.
      expect(foundIn(text).filter((name) => !name.includes('URL'))).toEqual([]);
    }
  });

  it('but what belongs to a message is in an event', async () => {
    const { text } = await bridge.api.get('/v1/events');
    expect(foundIn(text)).toEqual(['the body of a message that came in']);
  });
});

describe('no secret, to the end', () => {
  it('is in the log at debug level, nor is a handshake', async () => {
    await bridge.stop();
    expect(bridge.logs()).toContain('"level":20');
    expect(foundIn(bridge.logs())).toEqual([]);
    expect(bridge.logs()).not.toMatch(/<handshake/);
  });
});
