import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, test } from 'vitest';
import { startWebhookReceiver, type WebhookReceiver } from '../../../support/webhook-receiver.ts';
import { until } from '../../../support/until.ts';
import { BOOTSTRAP, startWebhookStage, type WebhookStage } from '../../../support/webhook-stage.ts';

const ROMEO = 'romeo@montague.example';

let stage: WebhookStage;
let receiver: WebhookReceiver;
let sent: object[];

async function start(answer: WebhookReceiver['answer']) {
  sent = [];
  receiver = await startWebhookReceiver(answer);
  stage = await startWebhookStage({
    replies: {
      send(_caller, message) {
        sent.push(message);
        return Promise.resolve();
      },
    },
  });
}

afterEach(async () => {
  await stage.stop();
  await receiver.stop();
});

describe('a webhook of the format cloudevents', () => {
  test('is sent a signed CloudEvent in structured mode, and may answer it', async () => {
    await start({ body: { messages: [{ body: 'Who is there?' }] } });
    const { secret } = await stage.subscribe(receiver.url, { format: 'cloudevents' });
    const { id, at, data } = await stage.hear(ROMEO, 'But, soft!');
    const { headers, raw, json } = await receiver.next();
    expect(headers).toMatchObject({
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'webhook-id': id,
    });
    expect(json).toEqual({
      ...{ specversion: '1.0', id, type: 'message.received', time: at, data },
      ...{ source: 'xmpp:bridge.example.org', subject: ROMEO, datacontenttype: 'application/json' },
      identity: 'bot@bridge.example.org',
      conversation: `bot@bridge.example.org ${ROMEO}`,
      cursor: expect.any(String) as string,
    });
    expect(new Webhook(secret).verify(raw, headers as Record<string, string>)).toEqual(json);
    await until(() => sent.length === 1);
  });

  test('has attributes that CloudEvents allows', async () => {
    await start({});
    await stage.subscribe(receiver.url, { format: 'cloudevents', xml: true });
    await stage.hear(ROMEO, 'But, soft!');
    const json = (await receiver.next()).json as Record<string, unknown>;
    for (const name of Object.keys(json)) expect(name).toMatch(/^[a-z0-9]{1,20}$/);
    expect(json['data']).toMatchObject({ xml: expect.stringContaining('<body>') as string });
  });
});

describe('a webhook of the format mod_rest', () => {
  test('is sent the stanza, signed, and its answer is the reply', async () => {
    await start({ body: { body: 'Yes this is flask app' } });
    const { secret } = await stage.subscribe(receiver.url, { format: 'mod_rest' });
    await stage.hear(ROMEO, 'But, soft!');
    const { headers, raw, json } = await receiver.next();
    expect(json).toEqual({
      ...{ kind: 'message', type: 'chat', id: 'But, soft!', body: 'But, soft!' },
      ...{ from: `${ROMEO}/balcony`, to: 'bot@bridge.example.org' },
    });
    expect(new Webhook(secret).verify(raw, headers as Record<string, string>)).toEqual(json);
    await until(() => sent.length === 1);
    expect(sent).toEqual([
      {
        ...{ from: 'bot@bridge.example.org', to: `${ROMEO}/balcony`, type: 'chat' },
        body: 'Yes this is flask app',
      },
    ]);
  });

  test('is not sent again what it does not know', async () => {
    await start((_request, number) => ({ status: number === 0 ? 501 : 204 }));
    const { id } = await stage.subscribe(receiver.url, { format: 'mod_rest' });
    const first = await stage.hear(ROMEO, 'unknown');
    await stage.hear(ROMEO, 'known');
    await receiver.waitFor(({ raw }) => raw.includes('"known"'));
    expect(receiver.received).toHaveLength(2);
    await until(async () => {
      const page = await stage.deliveries.list(BOOTSTRAP, id, { limit: 10 });
      return page?.items.some((it) => it.id === first.id && it.status === 'delivered') === true;
    });
  });

  test('is sent again what it could not take now', async () => {
    await start((_request, number) => ({ status: number === 0 ? 503 : 204 }));
    await stage.subscribe(receiver.url, { format: 'mod_rest' });
    await stage.hear(ROMEO, 'But, soft!');
    await until(() => receiver.received.length === 2);
    expect(receiver.received[1]?.raw).toBe(receiver.received[0]?.raw);
  });

  test('has stanzas only', async () => {
    await start({});
    const events = ['message.received', 'message.status'] as const;
    await expect(
      stage.subscribe(receiver.url, { format: 'mod_rest', events }),
    ).rejects.toMatchObject({
      code: 'invalid-request',
      facts: { errors: [{ pointer: '/events/1' }] },
    });
  });

  test('is tested with a message', async () => {
    await start({});
    const { id } = await stage.subscribe(receiver.url, { format: 'mod_rest' });
    expect(await stage.webhooks.test(BOOTSTRAP, id)).toMatchObject({ ok: true });
    expect((await receiver.next()).json).toMatchObject({ kind: 'message' });
    await expect(stage.webhooks.test(BOOTSTRAP, id, { type: 'link.up' })).rejects.toMatchObject({
      facts: { errors: [{ pointer: '/type' }] },
    });
  });
});
