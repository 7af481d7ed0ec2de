import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, test } from 'vitest';
import type { Event } from '../../../../src/features/events/event.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../../support/webhook-receiver.ts';
import type { WebhookRequest } from '../../../support/webhook-receiver.ts';
import { until } from '../../../support/until.ts';
import {
  startWebhookStage,
  type StageOptions,
  type WebhookStage,
} from '../../../support/webhook-stage.ts';

const ROMEO = 'romeo@montague.example';
const NURSE = 'nurse@capulet.example';

let stage: WebhookStage;
let receiver: WebhookReceiver;

async function start(options: StageOptions = {}, answer: WebhookReceiver['answer'] = {}) {
  receiver = await startWebhookReceiver(answer);
  stage = await startWebhookStage(options);
}

afterEach(async () => {
  await stage.stop();
  await receiver.stop();
});

function eventOf(request: WebhookRequest): Event & { readonly cursor: string } {
  return request.json as Event & { readonly cursor: string };
}

function bodyOf(request: WebhookRequest): string {
  return (eventOf(request).data as { body: string }).body;
}

function fromOf(request: WebhookRequest): string {
  return eventOf(request).conversation.split(' ')[1] ?? '';
}

function bodiesFrom(remote: string): string[] {
  return receiver.received.filter((it) => fromOf(it) === remote).map(bodyOf);
}

describe('a webhook', () => {
  test('is sent an event as a signed POST', async () => {
    await start();
    const { secret } = await stage.subscribe(receiver.url);
    const event = await stage.hear(ROMEO, 'But, soft!');
    const request = await receiver.next();
    expect(eventOf(request)).toEqual({ ...event, cursor: expect.any(String) as string });
    expect(request.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': event.id,
    });
    expect(
      new Webhook(secret).verify(request.raw, request.headers as Record<string, string>),
    ).toEqual(request.json);
  });

  test('is sent the stanza as XML when it asked for it', async () => {
    await start();
    await stage.subscribe(receiver.url, { xml: true });
    await stage.hear(ROMEO, 'a < b');
    const { data } = eventOf(await receiver.next());
    expect(data).toMatchObject({
      body: 'a < b',
      xml: expect.stringContaining('a &lt; b') as string,
    });
  });

  test('is sent nothing that came before it', async () => {
    await start();
    await stage.hear(ROMEO, 'before');
    await stage.subscribe(receiver.url);
    await stage.hear(ROMEO, 'after');
    expect(bodyOf(await receiver.next())).toBe('after');
  });

  test('is sent only what passes its filter', async () => {
    await start();
    await stage.subscribe(receiver.url, { identities: ['bot-*'], remotes: ['*@montague.example'] });
    await stage.hear(ROMEO, 'to another identity');
    await stage.hear(NURSE, 'from another domain', 'bot-1@bridge.example.org');
    await stage.hear(ROMEO, 'proof', 'bot-1@bridge.example.org');
    expect(bodyOf(await receiver.next())).toBe('proof');
    expect(receiver.received).toHaveLength(1);
  });

  test('gets each conversation in order, whatever fails and however long answers take', async () => {
    const random = seeded(7);
    await start({ schedule: [0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] }, () => ({
      status: random() < 0.2 ? 503 : 200,
      delay: random() * 4,
    }));
    await stage.subscribe(receiver.url);
    const remotes = Array.from({ length: 10 }, (_, n) => `guest${n}@verona.example`);
    const lines = Array.from({ length: 20 }, (_, n) => String(n));
    for (const line of lines) for (const remote of remotes) await stage.hear(remote, line);
    await until(
      () => new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size === 200,
    );
    for (const remote of remotes) expect(firsts(bodiesFrom(remote))).toEqual(lines);
  });

  test('has one attempt under way in each conversation, and many conversations', async () => {
    await start({}, { delay: Infinity });
    await stage.subscribe(receiver.url);
    for (const line of ['1', '2', '3']) {
      await stage.hear(ROMEO, line);
      await stage.hear(NURSE, line);
    }
    await until(() => receiver.inFlight() === 2);
    receiver.answer = {};
    expect(receiver.received.map(bodyOf)).toEqual(['1', '1']);
  });

  test('never has more than 32 attempts under way', async () => {
    await start({}, { delay: Infinity });
    await stage.subscribe(receiver.url);
    const witness = await startWebhookReceiver();
    await stage.subscribe(witness.url);
    for (let n = 0; n < 100; n += 1) await stage.hear(`guest${n}@verona.example`, 'Hi');
    await until(() => witness.received.length === 100 && receiver.inFlight() >= 32);
    expect(receiver.received).toHaveLength(32);
    await witness.stop();
  });
});

describe('a conversation that fails', () => {
  test('does not hold up the others', async () => {
    await start({ schedule: [0, 1e6] }, (request) => ({
      status: fromOf(request) === ROMEO ? 500 : 200,
    }));
    await stage.subscribe(receiver.url);
    await stage.hear(ROMEO, 'never taken');
    for (let n = 0; n < 50; n += 1) await stage.hear(NURSE, String(n));
    await until(() => bodiesFrom(NURSE).length === 50);
    expect(bodiesFrom(ROMEO)).toEqual(['never taken']);
  });

  test('is tried again with the same id and body, and a signature that holds', async () => {
    await start({}, (_, number) => ({ status: number < 2 ? 500 : 200 }));
    const { secret } = await stage.subscribe(receiver.url);
    await stage.hear(ROMEO, 'thrice');
    await until(() => receiver.received.length === 3);
    const [first] = receiver.received;
    for (const request of receiver.received) {
      expect(request.headers['webhook-id']).toBe(first?.headers['webhook-id']);
      expect(request.raw).toBe(first?.raw);
      new Webhook(secret).verify(request.raw, request.headers as Record<string, string>);
    }
  });

  test('ends as a dead letter after the last attempt, and the next event follows', async () => {
    await start({ schedule: [0, 1, 1] }, (request) => ({
      status: bodyOf(request) === 'bad' ? 500 : 200,
    }));
    const { id } = await stage.subscribe(receiver.url);
    await stage.hear(ROMEO, 'bad');
    await stage.hear(ROMEO, 'good');
    await until(() => bodiesFrom(ROMEO).at(-1) === 'good');
    expect(bodiesFrom(ROMEO)).toEqual(['bad', 'bad', 'bad', 'good']);
    const { entries } = await stage.store.read(`webhook-dead:${id}`, '0-0', 10);
    expect(entries.map(({ value }) => value.includes('"body":"bad"'))).toEqual([true]);
  });

  test('is not tried again before the receiver said it may', async () => {
    await start({ schedule: [0, 1, 1] }, (_, number) =>
      number === 0 ? { status: 429, headers: { 'retry-after': '3600' } } : {},
    );
    await stage.subscribe(receiver.url);
    await stage.hear(ROMEO, 'patience');
    await until(() => receiver.received.length === 1);
    for (let n = 0; n < 20; n += 1) await stage.hear(NURSE, String(n));
    await until(() => bodiesFrom(NURSE).length === 20);
    expect(bodiesFrom(ROMEO)).toEqual(['patience']);
  });

  test.each([
    ['a redirect', { status: 302, headers: { location: '/elsewhere' } }],
    ['a reset', { status: 'reset' as const }],
    ['no answer in time', { delay: Infinity }],
  ])('counts %s as a failure', async (_what, answer) => {
    await start({ limits: { timeoutMs: 50 } }, (_, number) => (number === 0 ? answer : {}));
    await stage.subscribe(receiver.url);
    await stage.hear(ROMEO, 'again');
    await until(() => receiver.received.length === 2);
    expect(receiver.received.map(({ path }) => path)).toEqual(['/hook', '/hook']);
  });
});

describe('a receiver that is gone', () => {
  test('has its webhook disabled, and the key that made it is told', async () => {
    await start({}, { status: 410 });
    const { id } = await stage.subscribe(receiver.url);
    const witness = await startWebhookReceiver();
    await stage.subscribe(witness.url, { events: ['webhook.disabled'] });
    await stage.hear(ROMEO, 'anybody?');
    const { type, data } = eventOf(await witness.next());
    expect(type).toBe('webhook.disabled');
    expect(data).toMatchObject({ webhookId: id, keyId: 'bootstrap' });
    await witness.stop();
  });
});

function firsts(bodies: readonly string[]): string[] {
  return [...new Set(bodies)];
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
