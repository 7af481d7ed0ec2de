/** Webhooks over HTTP with the work behind them: URLs, and receivers behind credentials. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOG_START } from '../../../src/store/store.ts';
import { until } from '../../support/until.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts';
import { startWebhookStage, type WebhookStage } from '../../support/webhook-stage.ts';
import { startApi, type Api } from './api.ts';

const HEADERS = { 'X-Api-Key': 'k-orchard-wall', 'CF-Access-Client-Secret': 'c-moonlight' };
const BASIC = { scheme: 'basic', username: 'u-nurse', password: 'p-balcony' };
const BASIC_SENT = `Basic ${Buffer.from('u-nurse:p-balcony').toString('base64')}`;
const SECRETS = /k-orchard-wall|c-moonlight|u-nurse|p-balcony|t-rosaline/;

let api: Api;
let stage: WebhookStage;
let receiver: WebhookReceiver;
/** Every answer of the API, as text. */
let answers: string[];

beforeEach(async () => {
  answers = [];
  receiver = await startWebhookReceiver();
  stage = await startWebhookStage();
  api = await startApi();
  const { webhooks, deliveries, deadLetters } = stage;
  Object.assign(api.ports.webhooks, {
    create: webhooks.create.bind(webhooks),
    get: webhooks.get.bind(webhooks),
    list: webhooks.list.bind(webhooks),
    update: webhooks.update.bind(webhooks),
    rotateSecret: webhooks.rotateSecret.bind(webhooks),
    test: webhooks.test.bind(webhooks),
  });
  Object.assign(api.ports.deliveries, {
    list: deliveries.list.bind(deliveries),
    get: deliveries.get.bind(deliveries),
  });
  Object.assign(api.ports.deadLetters, { list: deadLetters.list.bind(deadLetters) });
});
afterEach(async () => {
  await api.close();
  await stage.stop();
  await receiver.stop();
});

interface Answered {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function call(method: 'get' | 'post' | 'patch', path: string, body?: object) {
  const spec = { method, url: `/v1/webhooks${path}` };
  const response = await api.send(body === undefined ? spec : { ...spec, body });
  answers.push(response.text);
  return { status: response.status, body: response.body as Record<string, unknown> };
}

const create = (terms: object): Promise<Answered> =>
  call('post', '', { url: receiver.url, events: ['message.received'], ...terms });

async function created(terms: object): Promise<string> {
  const { status, body } = await create(terms);
  expect(status).toBe(201);
  return String(body['id']);
}

/** What the receiver is sent now. */
async function sent(id: string) {
  await call('post', `/${id}/test`);
  return receiver.received.at(-1)?.headers;
}

describe('a webhook with credentials', () => {
  it('sends them with test events and deliveries', async () => {
    const id = await created({ headers: HEADERS, authorization: BASIC });
    expect(await sent(id)).toMatchObject({
      'x-api-key': 'k-orchard-wall',
      'cf-access-client-secret': 'c-moonlight',
      authorization: BASIC_SENT,
      'content-type': 'application/json',
    });
    await stage.hear('romeo@montague.example', 'Hello?');
    const delivery = await receiver.next(({ raw }) => raw.includes('Hello?'));
    expect(delivery.headers).toMatchObject({
      'x-api-key': 'k-orchard-wall',
      authorization: BASIC_SENT,
    });
  });

  it('shows their names only', async () => {
    const shown = {
      headers: { 'X-Api-Key': '***', 'CF-Access-Client-Secret': '***' },
      authorization: { scheme: 'basic', username: '***', password: '***' },
    };
    const made = await create({ headers: HEADERS, authorization: BASIC });
    expect(made.body).toMatchObject(shown);
    expect((await call('get', `/${String(made.body['id'])}`)).body).toMatchObject(shown);
    expect((await call('get', '')).body).toMatchObject({ items: [shown] });
  });

  it('keeps them when its secret is replaced or other terms change', async () => {
    const id = await created({ headers: HEADERS, authorization: BASIC });
    await call('post', `/${id}/rotate-secret`, {});
    await call('patch', `/${id}`, { url: `${receiver.url}/other`, xml: true });
    expect(await sent(id)).toMatchObject({
      'x-api-key': 'k-orchard-wall',
      authorization: BASIC_SENT,
    });
  });

  it('changes them by name', async () => {
    const id = await created({ headers: HEADERS, authorization: BASIC });
    await call('patch', `/${id}`, {
      headers: { 'x-api-key': 'new', 'CF-Access-Client-Secret': null },
      authorization: { scheme: 'bearer', token: 't-rosaline' },
    });
    const headers = await sent(id);
    expect(headers).toMatchObject({ 'x-api-key': 'new', authorization: 'Bearer t-rosaline' });
    expect(headers).not.toHaveProperty('cf-access-client-secret');
  });

  it('keeps them when it is written back as it was read', async () => {
    const id = await created({ headers: HEADERS, authorization: BASIC });
    const { headers, authorization } = (await call('get', `/${id}`)).body;
    expect((await call('patch', `/${id}`, { headers, authorization })).status).toBe(200);
    expect(await sent(id)).toMatchObject({
      'x-api-key': 'k-orchard-wall',
      authorization: BASIC_SENT,
    });
  });

  it('loses them with null', async () => {
    const id = await created({ headers: HEADERS, authorization: BASIC });
    const changed = await call('patch', `/${id}`, { headers: null, authorization: null });
    expect(changed.body).not.toHaveProperty('headers');
    expect(changed.body).not.toHaveProperty('authorization');
    const headers = await sent(id);
    expect(headers).not.toHaveProperty('authorization');
    expect(headers).not.toHaveProperty('x-api-key');
  });

  it.each([
    ['/headers/Authorization', { headers: { Authorization: 'Bearer t-rosaline' } }],
    ['/headers/Host', { headers: { Host: 'k-orchard-wall' } }],
    ['/headers/X-Key', { headers: { 'X-Key': 'k-orchard-wall\r\nHost: other' } }],
    ['/headers/X-Key', { headers: { 'X-Key': '***' } }],
    ['/headers/X-Key', { headers: { 'X-Key': 7 } }],
    [
      '/headers',
      { headers: Object.fromEntries(Array.from({ length: 17 }, (_, n) => [`a${n}`, 'x'])) },
    ],
    ['/authorization/token', { authorization: { scheme: 'bearer', token: 'Bearer t-rosaline' } }],
    ['/authorization/password', { authorization: { scheme: 'basic', username: 'u-nurse' } }],
    ['/authorization/scheme', { authorization: { scheme: 'digest', token: 't-rosaline' } }],
    ['/authorization', { authorization: 'Basic t-rosaline' }],
  ])('is refused at %s for %j', async (pointer, terms) => {
    expect(await create(terms)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
    expect(answers.join()).not.toMatch(SECRETS);
  });

  it('shows none of them anywhere, also when the receiver repeats what it was sent', async () => {
    receiver.answer = ({ headers }) => ({ status: 401, body: headers });
    const id = await created({ headers: HEADERS, authorization: BASIC });
    await call('patch', `/${id}`, { authorization: { scheme: 'bearer', token: 't-rosaline' } });
    await sent(id);
    const event = await stage.hear('romeo@montague.example', 'Hello?');
    await until(async () => {
      const { body } = await call('get', `/${id}/dead-letters`);
      return (body['items'] as readonly unknown[]).length > 0;
    });
    await call('get', `/${id}/deliveries`);
    const { body } = await call('get', `/${id}/deliveries/${event.id}`);
    expect(JSON.stringify(body)).toContain('***');
    receiver.answer = ({ headers }) => ({ body: { message: JSON.stringify(headers) } });
    await stage.hear('juliet@capulet.example', 'Ay me');
    await until(async () => {
      const page = await call('get', `/${id}/deliveries?status=delivered`);
      return (page.body['items'] as readonly unknown[]).length > 0;
    });
    expect(answers.join('\n')).not.toMatch(SECRETS);
    expect(stage.logged.join('\n')).not.toMatch(SECRETS);
    const { entries } = await stage.store.read('events', LOG_START, 1_000);
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.map(({ value }) => value).join()).not.toMatch(SECRETS);
  });
});

describe('the URL of a webhook', () => {
  it.each([
    ['https://shop.example/@juliet?to=romeo@montague.example', undefined],
    ['HTTPS://bücher.example', 'https://xn--bcher-kva.example/'],
    ['https://[2606:4700::1]/hook', undefined],
  ])('may be %s', async (url, stored = url) => {
    expect(await create({ url })).toMatchObject({ status: 201, body: { url: stored } });
  });

  it.each([
    'ftp://shop.example',
    'shop.example/hook',
    'https://juliet:p-balcony@shop.example',
    'https://shop.example/#top',
    '',
  ])('cannot be %j, and says so in a sentence', async (url) => {
    const { status, body } = await create({ url });
    const errors = body['errors'] as readonly { pointer: string; detail: string }[];
    expect({ status, pointer: errors[0]?.pointer }).toEqual({ status: 400, pointer: '/url' });
    expect(errors[0]?.detail).toMatch(/^[A-Z][^^]*\.$/);
    expect(answers.join()).not.toMatch(SECRETS);
  });

  it('that has a password is told where it goes', async () => {
    const { body } = await create({ url: 'https://juliet:p-balcony@shop.example' });
    expect(JSON.stringify(body)).toContain('`authorization`');
    const id = await created({});
    const changed = await call('patch', `/${id}`, { url: 'https://juliet@shop.example' });
    expect(JSON.stringify(changed.body)).toContain('`authorization`');
  });
});
