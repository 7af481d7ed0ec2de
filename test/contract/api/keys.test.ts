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

const GOOD = { name: 'nurse', identities: ['nurse'], scopes: ['messages:send'] };

describe('creating a key', () => {
  const create = (body: object) => api.send({ method: 'post', url: '/v1/keys', body });

  it('shows it and where it is', async () => {
    const response = await create(GOOD);
    expect(response.headers['location']).toBe('/v1/keys/k1');
    expect(response.body).toMatchObject({ key: expect.stringMatching(/^sbk_/) as string });
  });

  it.each([
    ['/name', { ...GOOD, name: undefined }],
    ['/scopes/0', { ...GOOD, scopes: ['everything'] }],
    ['/scopes', { ...GOOD, scopes: [] }],
    ['/identities', { ...GOOD, identities: [] }],
    ['/rate', { ...GOOD, rate: 0 }],
    ['/expiresAt', { ...GOOD, expiresAt: 'tomorrow' }],
    ['/key', { ...GOOD, key: 'sbk_mine' }],
  ])('is refused at %s for %j', async (pointer, body) => {
    expect((await create(body)).body).toMatchObject({ status: 400, errors: [{ pointer }] });
  });
});

describe('rotating a key', () => {
  it('keeps its value good for a day unless told otherwise', async () => {
    await api.send({ method: 'post', url: '/v1/keys/k1/rotate', body: {} });
    await api.send({ method: 'post', url: '/v1/keys/k1/rotate', body: { overlapSeconds: 0 } });
    const rotations = api.ports.calls.map(({ args }) => args[2]);
    expect(rotations).toEqual([{ overlapMs: 86_400_000 }, { overlapMs: 0 }]);
  });

  it('is told of the Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'once' };
    await api.send({ method: 'post', url: '/v1/keys/k1/rotate', body: {}, headers });
    expect(api.ports.calls[0]!.args[2]).toMatchObject({ idempotencyKey: 'once' });
  });
});

describe('a key of somebody else', () => {
  it.each(['get', 'delete', 'post'] as const)('is not there for %s', async (method) => {
    api.ports.keys.get = () => Promise.resolve(undefined);
    api.ports.keys.revoke = () => Promise.resolve(false);
    api.ports.keys.rotate = () => Promise.resolve(undefined);
    const url = method === 'post' ? '/v1/keys/k9/rotate' : '/v1/keys/k9';
    const response = await api.send({ method, url, ...(method === 'post' && { body: {} }) });
    expect(response.body).toMatchObject({ status: 404, code: 'not-found' });
  });
});

describe('a wait', () => {
  it('ends when its key does', async () => {
    const ends: ((keyId: string) => void)[] = [];
    const own = await startApi({}, { onKeyEnd: (listener) => ends.push(listener) });
    const waits: AbortSignal[] = [];
    own.ports.events.list = (_caller, { signal }) => {
      waits.push(signal);
      for (const end of ends) end('another');
      expect(signal.aborted).toBe(false);
      for (const end of ends) end('all');
      expect(signal.aborted).toBe(true);
      return Promise.resolve({ items: [], cursor: '0-0' });
    };
    const response = await own.send({ method: 'get', url: '/v1/events' });
    expect(response.status).toBe(200);
    expect(waits).toHaveLength(1);
    await own.close();
  });
});

describe('changing a key', () => {
  const change = (id: string, body: object) =>
    api.send({ method: 'patch', url: `/v1/keys/${id}`, body });

  it('needs something to change', async () => {
    expect((await change('k1', {})).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '', detail: 'Give at least one key.' }],
    });
  });

  it.each([
    ['/rate', { rate: 0 }],
    ['/identities', { identities: null }],
    ['/secret', { secret: 'mine' }],
    ['/expiresAt', { expiresAt: 'tomorrow' }],
  ])('is refused at %s for %j', async (pointer, body) => {
    expect((await change('k1', body)).body).toMatchObject({ status: 400, errors: [{ pointer }] });
  });

  it('is nothing for the key from the settings', async () => {
    expect((await change('bootstrap', { rate: 5 })).body).toMatchObject({
      status: 404,
      detail: expect.stringContaining('BRIDGE_API_KEY') as string,
    });
  });
});
