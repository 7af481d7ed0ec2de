import { afterEach, describe, expect, test } from 'vitest';
import type { Caller } from '../../../../src/caller.ts';
import { BridgeError } from '../../../../src/errors.ts';
import { conversationEvent } from '../../../../src/events/event.ts';
import { recordEvent } from '../../../../src/events/recorder.ts';
import { recordsOf } from '../../../../src/webhooks/delivery/records.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../../support/webhook-receiver.ts';
import { until } from '../../../support/until.ts';
import { BOOTSTRAP, startWebhookStage, type WebhookStage } from '../../../support/webhook-stage.ts';

const ROMEO = 'romeo@montague.example';

interface Sent {
  readonly caller: Caller;
  readonly message: object;
  readonly key: string;
}

let stage: WebhookStage;
let receiver: WebhookReceiver;
let sent: Sent[];
let answered: { readonly event: string; readonly answer: object }[];

async function start(answer: unknown, send?: (message: object) => Promise<void>) {
  sent = [];
  answered = [];
  receiver = await startWebhookReceiver({ body: answer });
  stage = await startWebhookStage({
    replies: {
      async send(caller, message, { key }) {
        await send?.(message);
        sent.push({ caller, message, key });
      },
      answerIq(_caller, event, iq) {
        answered.push({ event: event.id, answer: iq });
        return Promise.resolve();
      },
    },
  });
}

afterEach(async () => {
  await stage.stop();
  await receiver.stop();
});

async function deliveryOf(webhook: string, event: string) {
  const [delivery] = await recordsOf(stage.store, webhook, [event]);
  return delivery;
}

describe('a reply in the answer', () => {
  test('is sent to the sender from the identity that was written to', async () => {
    await start({ messages: [{ body: 'Hi' }, { body: 'there' }] });
    const { id } = await stage.subscribe(receiver.url);
    const event = await stage.hear(ROMEO, 'Hello?');
    await until(() => sent.length === 2);
    expect(sent[0]).toMatchObject({
      caller: { keyId: 'bootstrap' },
      message: { from: 'bot@bridge.example.org', to: `${ROMEO}/balcony`, type: 'chat', body: 'Hi' },
      key: `${id}:${event.id}:0`,
    });
    expect(sent[1]).toMatchObject({ message: { body: 'there' }, key: `${id}:${event.id}:1` });
  });

  test('answers an iq', async () => {
    await start({ result: { ping: {} } });
    await stage.subscribe(receiver.url, { events: ['iq.received'] });
    const between = { identity: 'bot@bridge.example.org', remote: ROMEO };
    const data = { id: 'p1', type: 'get', from: ROMEO, to: between.identity, ping: {} };
    const stamp = { id: '01J', now: Date.now() };
    await recordEvent(stage.store, conversationEvent(stamp, 'iq.received', between, data));
    await until(() => answered.length === 1);
    expect(answered[0]).toEqual({ event: '01J', answer: { result: { ping: {} } } });
  });

  test('that is wrong is shown on the delivery, which is not repeated', async () => {
    await start({ messages: 'Hi' });
    const { id } = await stage.subscribe(receiver.url);
    const event = await stage.hear(ROMEO, 'Hello?');
    const delivery = await until(() => deliveryOf(id, event.id));
    expect(delivery).toMatchObject({
      state: 'delivered',
      last: { replyError: 'The reply was not understood: "messages" is not a list.' },
    });
    await stage.hear(ROMEO, 'proof');
    await until(() => receiver.received.at(-1)?.raw.includes('proof'));
    expect(receiver.received).toHaveLength(2);
  });

  test('that the key may not send is shown on the delivery', async () => {
    const refusal = new BridgeError('identity-forbidden', 'Not yours.');
    await start({ messages: [{ body: 'Hi' }] }, () => Promise.reject(refusal));
    const { id } = await stage.subscribe(receiver.url);
    const event = await stage.hear(ROMEO, 'Hello?');
    const delivery = await until(() => deliveryOf(id, event.id));
    expect(delivery.last?.replyError).toBe('message 0: Not yours.');
  });

  test('that is over the quota of the key is shown on the delivery, which is not repeated', async () => {
    const refusal = new BridgeError('quota-exceeded', 'Tomorrow.');
    await start({ messages: [{ body: 'Hi' }] }, () => Promise.reject(refusal));
    const { id } = await stage.subscribe(receiver.url);
    const event = await stage.hear(ROMEO, 'Hello?');
    const delivery = await until(() => deliveryOf(id, event.id));
    expect(delivery).toMatchObject({
      state: 'delivered',
      last: { replyError: 'message 0: Tomorrow.' },
    });
  });

  test('of which one message is refused sends the others', async () => {
    const refusal = new BridgeError('invalid-stanza', 'It is too large.');
    await start({ messages: [{ body: '1' }, { body: '2' }, { body: '3' }] }, (message) =>
      'body' in message && message.body === '2' ? Promise.reject(refusal) : Promise.resolve(),
    );
    const { id } = await stage.subscribe(receiver.url);
    const event = await stage.hear(ROMEO, 'Hello?');
    const delivery = await until(() => deliveryOf(id, event.id));
    expect(delivery.last?.replyError).toBe('message 1: It is too large.');
    expect(sent.map(({ message }) => message)).toMatchObject([{ body: '1' }, { body: '3' }]);
  });

  test.each([
    ['no JSON', 'messages!', 'not understood: The body is not JSON.'],
    ['nested too deeply', `{"messages":${'['.repeat(200)}${']'.repeat(200)}}`, 'nested too deeply'],
    ['not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'not UTF-8'],
  ])('that is %s is shown on the delivery', async (_what, body, why) => {
    await start({});
    receiver.answer = { headers: { 'content-type': 'application/json' }, body };
    const { id } = await stage.subscribe(receiver.url);
    const event = await stage.hear(ROMEO, 'Hello?');
    const delivery = await until(() => stage.deliveries.get(BOOTSTRAP, id, event.id));
    expect(delivery).toMatchObject({
      status: 'delivered',
      lastAttempt: { replyError: expect.stringContaining(why) as string },
    });
  });

  test.each([
    ['another identity of the bridge', { self: true }, 'one of its own identities'],
    ['the history of a room', { history: true }, 'history'],
    ['an error', { type: 'error' }, 'an error is never answered'],
    ['a delayed message', { delay: { stamp: '2026-01-31T12:00:00Z' } }, 'delayed'],
  ])('to %s is withheld, also with a "to"; the delivery says why', async (_what, marks, why) => {
    await start({ messages: [{ to: 'juliet@example.org', body: 'Hi' }] });
    const { id } = await stage.subscribe(receiver.url);
    const between = { identity: 'bot@bridge.example.org', remote: ROMEO };
    const data = { id: 'm1', from: `${ROMEO}/x`, to: between.identity, body: 'Hello?', ...marks };
    const stamp = { id: '01J', now: Date.now() };
    await recordEvent(stage.store, conversationEvent(stamp, 'message.received', between, data));
    const delivery = await until(() =>
      stage.deliveries.get(BOOTSTRAP, id, '01J').catch(() => undefined),
    );
    expect(delivery).toMatchObject({
      status: 'delivered',
      lastAttempt: { replyWithheld: expect.stringContaining(why) as string },
    });
    expect(sent).toEqual([]);
  });

  test('to a machine that reacts to each of them at once is withheld in the end', async () => {
    await start({ messages: [{ body: 'Hi' }] });
    await stage.stop();
    stage = await startWebhookStage({
      loopLimit: 3,
      replies: {
        send: (caller, message, { key }) =>
          Promise.resolve(void sent.push({ caller, message, key })),
      },
    });
    const { id } = await stage.subscribe(receiver.url);
    let last = '';
    for (let turn = 1; turn <= 5; turn += 1) {
      last = (await stage.hear(ROMEO, `turn ${turn}`)).id;
      await until(() => stage.deliveries.get(BOOTSTRAP, id, last).catch(() => undefined));
    }
    expect(sent).toHaveLength(4);
    expect(await stage.deliveries.get(BOOTSTRAP, id, last)).toMatchObject({
      lastAttempt: { replyWithheld: expect.stringContaining('BRIDGE_LOOP_LIMIT') as string },
    });
    expect(stage.logged.filter((line) => line.includes('withheld'))).toHaveLength(1);
  });

  test('that cannot be stored now is asked for again, with the same keys', async () => {
    let refusals = 1;
    await start({ messages: [{ body: 'Hi' }] }, () =>
      refusals-- > 0
        ? Promise.reject(new BridgeError('store-unavailable', 'Later.'))
        : Promise.resolve(),
    );
    const { id } = await stage.subscribe(receiver.url);
    const event = await stage.hear(ROMEO, 'Hello?');
    await until(() => sent.length === 1);
    expect(receiver.received).toHaveLength(2);
    expect(sent[0]?.key).toBe(`${id}:${event.id}:0`);
  });
});
