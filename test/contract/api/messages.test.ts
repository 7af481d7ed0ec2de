import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BridgeError } from '../../../src/errors.ts';
import { KEY, startApi, type Api } from './api.ts';
import { SENT } from './fake-ports.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
beforeEach(() => {
  api.ports.calls.length = 0;
  api.ports.refusal = undefined;
});
afterAll(() => api.close());

const HI = { to: 'juliet@example.org', body: 'Hi' };

function post(body: string | object, headers: Record<string, string> = {}) {
  return api.send({ method: 'post', url: '/v1/messages', body, headers });
}

describe('sending a message', () => {
  it('says where to read what becomes of it', async () => {
    const response = await post(HI);
    expect(response.headers['location']).toBe(`/v1/messages/${SENT.id}`);
    expect(response.body).toMatchObject({
      id: SENT.id,
      status: 'queued',
      createdAt: '2026-01-31T12:00:00.000Z',
    });
  });

  it('passes the message and the Idempotency-Key on as they came', async () => {
    await post(HI, { 'idempotency-key': 'order-4711' });
    expect(api.ports.calls).toEqual([
      {
        method: 'message',
        args: [expect.objectContaining({ keyId: 'all' }), HI, { idempotencyKey: 'order-4711' }],
      },
    ]);
  });

  it.each(['two words', 'k'.repeat(129), ''])('refuses the Idempotency-Key %j', async (key) => {
    const response = await post(HI, { 'idempotency-key': key });
    expect(response.body).toMatchObject({
      code: 'invalid-request',
      errors: [{ pointer: '/headers/idempotency-key' }],
    });
    expect(api.ports.calls).toEqual([]);
  });

  it('names every place that is wrong', async () => {
    const response = await post({ to: 5, bdoy: 'Hi' });
    expect(response.body).toMatchObject({
      status: 400,
      code: 'invalid-request',
      errors: [
        { pointer: '/to', detail: 'Use a string.' },
        { pointer: '/bdoy', detail: 'Remove "bdoy": it is not known here; did you mean "body"?' },
      ],
    });
  });

  it.each([
    ['is cut off', '{"to":'],
    ['is empty', ''],
    ['is nested without end', `{"extensions":${'['.repeat(2000)}`],
  ])('refuses a body that %s', async (_what, body) => {
    const response = await post(body, { 'content-type': 'application/json' });
    const errors = [{ pointer: '' }];
    expect(response.body).toMatchObject({ status: 400, code: 'malformed-body', errors });
  });

  it('refuses a body that is not UTF-8', async () => {
    const response = await api.app.inject({
      method: 'POST',
      url: '/v1/messages',
      headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
      payload: Buffer.concat([Buffer.from('{"to":"'), Buffer.from([0xff]), Buffer.from('"}')]),
    });
    const errors = [{ pointer: '' }];
    expect(response.json()).toMatchObject({ status: 400, code: 'malformed-body', errors });
  });

  it('takes a content type with a charset', async () => {
    const headers = { 'content-type': 'Application/JSON; charset=utf-8' };
    expect((await post(JSON.stringify(HI), headers)).status).toBe(202);
  });

  it('asks who calls before it reads the body', async () => {
    const response = await post('{', {
      authorization: 'Bearer wrong',
      'content-type': 'application/json',
    });
    expect(response.status).toBe(401);
    expect(response.headers['www-authenticate']).toBe('Bearer realm="stanza-bridge"');
  });

  it('says when to come again where it is too early', async () => {
    api.ports.refusal = new BridgeError('outbox-full', 'No.', { retryAfter: 5 });
    const response = await post(HI);
    expect(response.headers['retry-after']).toBe('5');
    expect(response.body).toMatchObject({ status: 503, code: 'outbox-full', retryable: true });
  });

  it('keeps the reason of a fault of its own to the log', async () => {
    const cause = new Error('a secret of the inside');
    api.ports.refusal = cause;
    const response = await post(HI);
    expect(response.text).not.toContain('secret');
    expect(api.errors.at(-1)?.fields).toMatchObject({
      err: cause,
      request: response.headers['x-request-id'],
      path: '/v1/messages',
    });
  });
});

describe('reading a message', () => {
  it('shows how it failed', async () => {
    const failed = {
      ...SENT,
      status: 'failed' as const,
      error: {
        code: 'stanza-error' as const,
        detail: 'gone',
        stanzaError: { type: 'cancel' as const, condition: 'gone' as const },
      },
    };
    api.ports.outgoing.find = () => Promise.resolve(failed);
    const response = await api.send({ method: 'get', url: '/v1/messages/01JD' });
    expect(response.body).toMatchObject({ status: 'failed', error: failed.error });
  });

  it('of somebody else finds none', async () => {
    api.ports.outgoing.find = () => Promise.resolve(undefined);
    const response = await api.send({ method: 'get', url: '/v1/messages/01JD' });
    expect(response.body).toMatchObject({ status: 404, code: 'not-found' });
  });
});
