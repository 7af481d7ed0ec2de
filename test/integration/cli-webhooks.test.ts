import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { runCommand } from '../support/cli-run.ts';
import { needs } from '../support/need.ts';
import { startProsody } from '../support/prosody.ts';
import { until } from '../support/until.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';
import { connectClient, type XmppClient } from '../support/xmpp-client.ts';
import type { XmppServer } from '../support/xmpp-server.ts';

type Json = Record<string, unknown>;

describe.runIf(needs('prosody'))('stanza-bridge webhooks', () => {
  let server: XmppServer;
  let bridge: BridgeProcess;
  let juliet: XmppClient;
  let receiver: WebhookReceiver;
  let id: string;

  beforeAll(async () => {
    server = await startProsody();
    bridge = await startBridge({ server, env: { BRIDGE_WEBHOOK_SCHEDULE: '0s,10ms' } });
    juliet = await connectClient({ server, user: 'juliet' });
  });
  afterAll(async () => {
    await juliet.close();
    await bridge.stop();
    await server.stop();
  });

  beforeEach(async () => {
    receiver = await startWebhookReceiver();
    const terms = ['--to-url', receiver.url, '--events', 'message.received'];
    ({ id } = (await json(['webhooks', 'create', ...terms])) as { readonly id: string });
  });
  afterEach(async () => {
    await run(['webhooks', 'delete', id]);
    await receiver.stop();
  });

  const run = (args: readonly string[]) =>
    runCommand([...args, '--url', bridge.baseUrl], { env: { BRIDGE_API_KEY: bridge.apiKey } });

  async function json(args: readonly string[]): Promise<Json> {
    const { code, out, err } = await run([...args, '--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    return JSON.parse(out) as Json;
  }

  const items = async (...args: readonly string[]) =>
    (await json(['webhooks', ...args]))['items'] as readonly Json[];

  const says = (body: string) =>
    juliet.send(
      `<message to="bot@${server.componentDomain}" type="chat"><body>${body}</body></message>`,
    );
  const heard = (body: string) => receiver.next(({ raw }) => raw.includes(`"${body}"`));

  /** A message that the receiver refuses until it is given up: its dead letter. */
  async function givenUp(body: string): Promise<Json> {
    receiver.answer = { status: 500 };
    await says(body);
    const letters = await until(
      async () => {
        const found = await items('dead-letters', id);
        return found.length > 0 && found;
      },
      { timeout: 30_000, message: 'a dead letter' },
    );
    receiver.answer = {};
    return letters[0]!;
  }

  it('are made with a secret, listed and deleted', async () => {
    const made = await json([
      'webhooks',
      'create',
      '--to-url',
      receiver.url,
      '--events',
      'link.up',
    ]);
    expect(made['secret']).toMatch(/^whsec_/);
    expect((await run(['webhooks', 'list'])).out).toContain(made['id']);
    expect((await run(['webhooks', 'delete', made['id'] as string])).out).toBe('done');
    expect((await run(['webhooks', 'show', made['id'] as string])).code).toBe(1);
  });

  it('are changed in what is given, and keep the rest', async () => {
    await json(['webhooks', 'change', id, '--identities', 'bot', '--description', 'the bot']);
    expect(await json(['webhooks', 'show', id])).toMatchObject({
      identities: ['bot'],
      description: 'the bot',
      events: ['message.received'],
    });
  });

  it('keep events back while paused, and have them once resumed', async () => {
    expect(await json(['webhooks', 'pause', id])).toMatchObject({ status: 'paused' });
    await says('Parting is such sweet sorrow');
    await until(async () => {
      const { text } = await bridge.api.get('/v1/events?events=message.received');
      return text.includes('Parting is such sweet sorrow');
    });
    expect(receiver.received).toEqual([]);
    expect(await json(['webhooks', 'resume', id])).toMatchObject({ status: 'active' });
    await heard('Parting is such sweet sorrow');
  });

  it('sign with both secrets after a rotation', async () => {
    const { secret } = await json(['webhooks', 'rotate-secret', id, '--overlap', '60']);
    expect(secret).toMatch(/^whsec_/);
    expect((await run(['webhooks', 'test', id])).code).toBe(0);
    const { headers } = await receiver.next();
    expect(String(headers['webhook-signature']).split(' ')).toHaveLength(2);
  });

  it('fail the test that was not answered well', async () => {
    receiver.answer = { status: 503 };
    const { code, out } = await run(['webhooks', 'test', id]);
    expect(code).toBe(1);
    expect(out).toContain('status: 503');
  });

  it('list what was delivered', async () => {
    await says('Good night');
    const { json: event } = await heard('Good night');
    const found = await until(async () => {
      const delivered = await items('deliveries', id, '--status', 'delivered');
      return delivered.length > 0 && delivered;
    });
    expect(found[0]?.['id']).toBe((event as Json)['id']);
    expect(await items('deliveries', id, '--status', 'waiting')).toEqual([]);
  });

  it('try a delivery again when asked', async () => {
    const letter = await givenUp('Alas');
    const event = (letter['delivery'] as Json)['id'] as string;
    const { code, err } = await run(['webhooks', 'retry', id, event]);
    expect([code, err]).toEqual([0, '']);
    await receiver.waitFor(({ headers }) => headers['webhook-id'] === event);
  });

  it('deliver dead letters when asked', async () => {
    const letter = await givenUp('Ay me');
    const replayed = await json([
      ...['webhooks', 'replay-dead-letters', id, '--ids', letter['id'] as string],
    ]);
    expect(replayed).toEqual({ replayed: 1 });
    await until(async () => (await items('dead-letters', id)).length === 0);
    await until(() => receiver.received.filter(({ raw }) => raw.includes('Ay me')).length > 2);
  });

  it('discard a dead letter', async () => {
    const letter = await givenUp('Woe');
    expect((await run(['webhooks', 'discard', id, letter['id'] as string])).out).toBe('done');
    expect(await items('dead-letters', id)).toEqual([]);
  });

  it('have again what they had before', async () => {
    const since = new Date().toISOString();
    await says('Once more');
    await heard('Once more');
    expect(await json(['replay', id, '--since', since])).toEqual({ complete: true });
    await heard('Once more');
  });
});
