import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BridgeError } from '../../../src/core/errors.ts';
import type { AskedRecord } from '../../../src/features/iq/client.ts';
import { startApi, textOf, type Api } from './api.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
beforeEach(() => {
  api.ports.calls.length = 0;
  api.ports.refusal = undefined;
});
afterAll(() => api.close());

function ask(headers: Record<string, string> = {}) {
  const body = { to: 'example.org', type: 'get', ping: {} };
  return api.send({ method: 'post', url: '/v1/iq', body, headers });
}

describe('asking', () => {
  it('answers in the JSON form', async () => {
    const response = await ask();
    expect(response.body).toMatchObject({ type: 'result', from: 'example.org' });
  });

  it('answers in XML when asked to', async () => {
    const response = await textOf(ask({ accept: 'application/xmpp+xml' }));
    expect(response.type).toBe('application/xmpp+xml');
    expect(response.text).toMatch(/^<iq [^>]*type=.result.[^>]*>$/);
  });

  it('waits as long as it is told, and says so', async () => {
    const response = await ask({ prefer: 'wait=20' });
    expect(response.headers['preference-applied']).toBe('wait=20');
    expect(api.ports.calls[0]?.args[2]).toEqual({ waitMs: 20_000 });
  });

  it('does not wait when told so', async () => {
    const response = await ask({ prefer: 'respond-async, wait=30' });
    expect(response.status).toBe(202);
    expect(response.headers['location']).toBe('/v1/iq/q1');
    expect(response.headers['preference-applied']).toBe('respond-async, wait=30');
    expect(response.body).toMatchObject({ id: 'q1', status: 'pending' });
  });

  it('tells a refusal of the other side in its own words', async () => {
    const stanzaError = { type: 'auth', condition: 'not-authorized', text: 'Art thou?' } as const;
    api.ports.refusal = new BridgeError('stanza-error', 'Art thou?', { stanzaError });
    const response = await ask();
    expect(response.body).toMatchObject({ status: 403, code: 'stanza-error', stanzaError });
  });
});

describe('reading the answer later', () => {
  const read = () => api.send({ method: 'get', url: '/v1/iq/q1' });
  const asked = { id: 'q1', createdAt: 0, expiresAt: 10_000 };
  const finds = (found?: AskedRecord) =>
    Object.assign(api.ports.iqClient, { find: () => Promise.resolve(found) });

  it('may be too early', async () => {
    finds(asked);
    expect((await read()).body).toMatchObject({ status: 'pending' });
  });

  it('may find a failure', async () => {
    const failure = new BridgeError('iq-timeout', 'No answer.');
    finds({ ...asked, outcome: { failure } });
    expect((await read()).body).toMatchObject({
      status: 'failed',
      problem: { status: 504, code: 'iq-timeout', instance: '/v1/iq/q1' },
    });
  });

  it('may find nothing', async () => {
    finds();
    expect((await read()).status).toBe(404);
  });
});

describe('answering', () => {
  const answer = (body: object) => api.send({ method: 'post', url: '/v1/iq/e1/result', body });

  it.each([
    [{ result: {} }],
    [{ result: { version: { name: 'Bridge' } } }],
    [{ error: { condition: 'item-not-found' } }],
  ])('takes %j', async (body) => {
    expect((await answer(body)).status).toBe(204);
    expect(api.ports.calls).toEqual([
      { method: 'answer', args: [expect.anything(), 'e1', body, {}] },
    ]);
  });

  it.each([
    [{}],
    [{ result: {}, error: { condition: 'gone' } }],
    [{ result: { ping: {}, version: {} } }],
    [{ error: { condition: 'sad' } }],
  ])('refuses %j', async (body) => {
    expect((await answer(body)).body).toMatchObject({ status: 400, code: 'invalid-request' });
  });
});
