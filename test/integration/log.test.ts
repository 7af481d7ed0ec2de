import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { needs } from '../support/need.ts';
import { startProsody } from '../support/prosody.ts';
import { until } from '../support/until.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';
import { connectClient, type XmppClient } from '../support/xmpp-client.ts';
import type { XmppServer } from '../support/xmpp-server.ts';

type Line = Readonly<Record<string, unknown>>;

describe.runIf(needs('prosody'))('the log at debug level', () => {
  let server: XmppServer;
  let bridge: BridgeProcess;
  let juliet: XmppClient;
  let receiver: WebhookReceiver;
  let webhook: string;

  beforeAll(async () => {
    server = await startProsody();
    const env = { BRIDGE_WEBHOOK_SCHEDULE: '0s,10ms' };
    bridge = await startBridge({ server, env });
    await bridge.kill('SIGUSR2');
    await first({ logLevel: 'debug' });
    juliet = await connectClient({ server, user: 'juliet' });
    receiver = await startWebhookReceiver();
    const terms = { url: receiver.url, events: ['message.status', 'message.received'] };
    ({ id: webhook } = (await bridge.api.post('/v1/webhooks', terms)).json as {
      readonly id: string;
    });
  });
  afterAll(async () => {
    await juliet.close();
    await bridge.stop();
    await Promise.all([receiver.stop(), server.stop()]);
  });

  const lines = () =>
    bridge
      .logs()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Line);
  const about = (fields: Line) =>
    lines().filter((line) => Object.entries(fields).every(([name, value]) => line[name] === value));
  const first = (fields: Line) =>
    until(() => about(fields)[0], { message: () => JSON.stringify(fields) + bridge.logs() });

  async function send(body: object): Promise<string> {
    const { json } = await bridge.api.post('/v1/messages', body);
    return (json as { readonly id: string }).id;
  }

  it('follows a message by its id from the request to its receipt, and each event to its delivery', async () => {
    const message = await send({ to: juliet.jid, body: 'Hi', receipt: { request: true } });
    const { attributes } = await juliet.next(({ body }) => body === 'Hi');
    const received = `<received xmlns="urn:xmpp:receipts" id="${message}"/>`;
    await juliet.send(`<message to="${attributes['from'] ?? ''}" id="r1">${received}</message>`);
    const delivered = await first({ message, status: 'delivered' });
    const said = about({ message }).map(({ msg, status }) => [msg, status]);
    expect(said).toEqual(
      expect.arrayContaining([
        ['a stanza was accepted', undefined],
        ['a request was answered', 202],
        ['a stanza was written to the link', undefined],
        ['a message has a new status', 'acknowledged'],
        ['a message has a new status', 'delivered'],
      ]),
    );
    const answered = about({ message, status: 202 })[0];
    expect(answered).toMatchObject({ operation: 'sendMessage', keyId: 'bootstrap' });
    expect(answered?.['request']).toEqual(expect.any(String));
    const delivery = await first({ delivery: delivered['event'] });
    expect(delivery).toMatchObject({ webhook, result: 'success', status: 200 });
  });

  it('says what failed a message', async () => {
    const message = await send({ to: 'nobody@example.org', body: 'Anybody?' });
    await first({ message, status: 'failed' });
  });

  it('follows what came in from its stanza to a dead letter', async () => {
    receiver.answer = { status: 500 };
    await juliet.send(
      `<message to="bot@${server.componentDomain}" id="ay-me" type="chat"><body>Ay me</body></message>`,
    );
    const { event } = await first({ stanza: 'ay-me', type: 'message.received' });
    await first({ delivery: event, msg: 'a delivery became a dead letter' });
    const attempts = about({ delivery: event, msg: 'a delivery was attempted' });
    expect(attempts.map(({ result }) => result)).toEqual(['failure', 'failure']);
    receiver.answer = {};
  });

  it('follows an IQ from its call to its end', async () => {
    const { headers } = await bridge.api.post(
      '/v1/iq',
      { to: 'example.org', ping: {} },
      { headers: { prefer: 'respond-async' } },
    );
    const iq = (headers.get('location') ?? '').split('/').at(-1) ?? '';
    expect(await first({ iq, status: 202 })).toMatchObject({ operation: 'askIq' });
    await first({ iq, msg: 'an IQ was asked' });
    expect(await first({ iq, msg: 'an IQ has ended' })).toMatchObject({ ending: 'answered' });
  });

  it('is off again after a second signal', async () => {
    await bridge.kill('SIGUSR2');
    await first({ logLevel: 'info' });
    const message = await send({ to: juliet.jid, body: 'Softly' });
    await juliet.next(({ body }) => body === 'Softly');
    expect(about({ message })).toEqual([]);
  });
});
