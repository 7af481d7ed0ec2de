import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApi, type Api } from './api.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
beforeEach(() => {
  api.ports.calls.length = 0;
});
afterAll(() => api.close());

describe('creating a webhook', () => {
  const create = (body: object) => api.send({ method: 'post', url: '/v1/webhooks', body });
  const good = { url: 'https://shop.example/hook', events: ['message.received'] };

  it('shows its secret and where it is', async () => {
    const response = await create(good);
    expect(response.headers['location']).toBe('/v1/webhooks/w1');
    expect(response.body).toMatchObject({
      id: 'w1',
      secret: expect.stringMatching(/^whsec_/) as string,
    });
  });

  it.each([
    ['/events', { url: good.url }],
    ['/events', { ...good, events: [] }],
    ['/events/0', { ...good, events: ['message.*'] }],
    ['/secret', { ...good, secret: 'mine' }],
  ])('is refused at %s for %j', async (pointer, body) => {
    expect((await create(body)).body).toMatchObject({ status: 400, errors: [{ pointer }] });
  });
});

describe('a webhook of somebody else', () => {
  it.each(['get', 'patch', 'delete'] as const)('is not there for %s', async (method) => {
    api.ports.webhooks.get = () => Promise.resolve(undefined);
    api.ports.webhooks.update = () => Promise.resolve(undefined);
    api.ports.webhooks.remove = () => Promise.resolve(false);
    const body = method === 'patch' ? { body: { xml: true } } : {};
    const response = await api.send({ method, url: '/v1/webhooks/w9', ...body });
    expect(response.body).toMatchObject({ status: 404, code: 'not-found' });
  });
});

describe('changing a webhook', () => {
  it('needs something to change', async () => {
    const response = await api.send({ method: 'patch', url: '/v1/webhooks/w1', body: {} });
    expect(response.body).toMatchObject({ errors: [{ detail: 'Give at least one key.' }] });
  });
});

describe('testing a webhook', () => {
  const url = '/v1/webhooks/w1/test';

  it.each([
    ['without a body', {}, undefined],
    ['with an empty one', { body: '', headers: { 'content-type': 'application/json' } }, undefined],
    ['with a type', { body: { type: 'link.up' } }, { type: 'link.up' }],
  ])('works %s', async (_, request, wanted) => {
    const response = await api.send({ method: 'post', url, ...request });
    expect(response.status, response.text).toBe(200);
    expect(api.ports.calls.at(-1)?.args[2]).toEqual(wanted);
  });

  it('says which type was meant', async () => {
    const body = { type: 'message.recieved' };
    const response = await api.send({ method: 'post', url, body });
    const detail = expect.stringContaining('Did you mean "message.received"?') as string;
    expect(response.body).toMatchObject({ status: 400, errors: [{ pointer: '/type', detail }] });
  });

  it('refuses a body of another kind', async () => {
    const headers = { 'content-type': 'text/plain' };
    const response = await api.send({ method: 'post', url, body: 'link.up', headers });
    expect(response.body).toMatchObject({ status: 415, code: 'unsupported-media-type' });
  });
});
