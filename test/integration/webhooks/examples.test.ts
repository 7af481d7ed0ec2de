/** The receivers of examples/, against a real bridge and a real XMPP server. */
import { fileURLToPath } from 'node:url';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { WebhookCreatedBody, WebhookToCreate } from '../../../src/contract/schemas.ts';
import { startChild, type Child } from '../../support/child.ts';
import { freePort } from '../../support/free-port.ts';
import { needs } from '../../support/need.ts';
import { until } from '../../support/until.ts';
import type { XmppClient } from '../../support/xmpp-client.ts';
import { openStage, type Stage } from '../spine/stage.ts';

const file = (name: string) => fileURLToPath(new URL(`../../../examples/${name}`, import.meta.url));

const TYPESCRIPT = [process.execPath, '--import', 'tsx', file('receiver.ts')];
const PYTHON = ['python3', file('receiver.py')];

interface Running {
  readonly child: Child;
  readonly url: string;
  readonly created: WebhookCreatedBody;
}

describe.runIf(needs('prosody'))('an example of a receiver', () => {
  let stage: Stage;
  let juliet: XmppClient;
  let running: Running | undefined;

  beforeAll(async () => {
    stage = await openStage('prosody');
    juliet = await stage.user('juliet');
  });
  afterEach(async () => {
    await running?.child.kill();
    if (running !== undefined) await stage.api.delete(`/v1/webhooks/${running.created.id}`);
  });
  afterAll(() => stage.close());

  async function run(command: readonly string[], signing?: WebhookToCreate['signing']) {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/`;
    const terms = { url, events: ['message.received'], ...(signing && { signing }) };
    const { json, status, text } = await stage.api.post('/v1/webhooks', terms);
    expect(status, text).toBe(201);
    const created = json as WebhookCreatedBody;
    const WEBHOOK_SECRET = created.secret ?? created.publicKey ?? '';
    const [program = '', ...args] = command;
    const env = { ...process.env, WEBHOOK_SECRET, PORT: String(port) };
    const child = startChild(program, args, { env });
    running = { child, url, created };
    await until(() => child.output().includes('listening'), {
      message: () => child.output(),
    });
    return running;
  }

  const say = (body: string) =>
    juliet.send(
      `<message to='bot@${stage.server.componentDomain}' type='chat'><body>${body}</body></message>`,
    );

  it.each([
    ['TypeScript', TYPESCRIPT, undefined],
    ['TypeScript, with a public key', TYPESCRIPT, 'ed25519' as const],
    ['Python', PYTHON, undefined],
  ])('in %s believes the bridge, and its answer is sent', async (name, command, signing) => {
    await run(command, signing);
    await say(`Wherefore art thou? (${name})`);
    const reply = await juliet.next(({ body }) => body?.startsWith('You said') === true);
    expect(reply.body).toBe(`You said: Wherefore art thou? (${name})`);
    expect(reply.attributes['from']).toBe(`bot@${stage.server.componentDomain}`);
  });

  it.each([
    ['TypeScript', TYPESCRIPT],
    ['Python', PYTHON],
  ])('in %s takes each event once, and nothing that is forged or old', async (_name, command) => {
    const { url, created } = await run(command);
    const event = { id: 'e1', type: 'message.received', data: { from: 'romeo@x', body: 'Hi' } };
    const body = JSON.stringify(event);
    const post = async (secret: string, at = new Date(), sent = body) => {
      const headers = {
        'content-type': 'application/json',
        'webhook-id': event.id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
        'webhook-signature': new Webhook(secret).sign(event.id, at, body),
      };
      return (await fetch(url, { method: 'POST', headers, body: sent })).status;
    };
    const secret = created.secret ?? '';
    const other = `whsec_${Buffer.from('a montague!').toString('base64')}`;
    const statuses = [
      await post(other),
      await post(secret, new Date(Date.now() - 600_000)),
      await post(secret, new Date(), body.replace('Hi', 'Ha')),
      await post(secret),
      await post(secret),
    ];
    expect(statuses).toEqual([401, 401, 401, 200, 204]);
  });
});
