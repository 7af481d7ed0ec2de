/** What a browser is told that asks for the page of another site (CORS). */
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readContract, resolve } from '../../../src/contract/document.ts';
import { KEY, startApi, type Api } from './api.ts';

const FRIAR = 'https://friar.example';
const TYBALT = 'https://tybalt.example';

let api: Api;
let closed: Api;
beforeAll(async () => {
  [api, closed] = await Promise.all([startApi(), startApi({ origins: [] })]);
});
afterAll(async () => {
  await Promise.all([api.close(), closed.close()]);
});

function preflight(of: Api, origin: string, path = '/v1/messages') {
  return supertest(of.app.server)
    .options(path)
    .set({ origin, 'access-control-request-method': 'POST' })
    .set('access-control-request-headers', 'authorization,idempotency-key');
}

function call(of: Api, origin: string, path = '/v1/messages/01JD') {
  return supertest(of.app.server)
    .get(path)
    .set({ origin, authorization: `Bearer ${KEY}` });
}

const listed = (header: string | undefined) => (header ?? '').toLowerCase().split(', ');

describe('the page of an allowed origin', () => {
  it('may send whatever the contract has', async () => {
    const { status, headers } = await preflight(api, FRIAR);
    expect(status).toBe(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': FRIAR,
      vary: 'Origin',
      'access-control-max-age': '600',
    });
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
    const ours = ['authorization', 'content-type', 'x-request-id', ...parametersInHeaders()];
    expect(listed(headers['access-control-allow-headers'])).toEqual(expect.arrayContaining(ours));
    expect(listed(headers['access-control-allow-methods'])).toEqual(
      expect.arrayContaining(['get', 'post', 'put', 'patch', 'delete']),
    );
  });

  it('may read whatever the contract has', async () => {
    const { status, headers } = await call(api, FRIAR);
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'access-control-allow-origin': FRIAR, vary: 'Origin' });
    const ours = ['x-request-id', 'ratelimit', 'ratelimit-policy', ...responseHeaders()];
    expect(listed(headers['access-control-expose-headers'])).toEqual(expect.arrayContaining(ours));
  });

  it.each([
    ['/v1/montague', 404],
    ['/v1/messages', 405],
    ['/v1/events?limit=0', 400],
  ])('is shown why GET %s is refused', async (path, status) => {
    expect((await preflight(api, FRIAR, path)).status).toBe(204);
    const response = await call(api, FRIAR, path);
    expect(response.status).toBe(status);
    expect(response.headers['access-control-allow-origin']).toBe(FRIAR);
  });

  it('still needs a key', async () => {
    const response = await supertest(api.app.server).get('/v1/events').set('origin', FRIAR);
    expect(response.status).toBe(401);
    expect(response.headers['access-control-allow-origin']).toBe(FRIAR);
  });
});

describe('the page of another origin', () => {
  it.each(['null', TYBALT, `${FRIAR}.tybalt.example`, 'http://friar.example', `${FRIAR}:8443`])(
    'such as %s is refused by the name of the setting',
    async (origin) => {
      const response = await preflight(api, origin);
      const { headers } = response;
      expect(response.status).toBe(403);
      expect(response.body).toMatchObject({
        code: 'forbidden',
        detail: expect.stringContaining('BRIDGE_ORIGINS') as string,
      });
      expect(headers).not.toHaveProperty('access-control-allow-origin');
      expect(headers['vary']).toBe('Origin');
    },
  );

  it('may not read the answer to a request that its browser sends without asking', async () => {
    const { status, headers } = await call(api, TYBALT);
    expect(status).toBe(200);
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });
});

describe('a bridge without BRIDGE_ORIGINS', () => {
  it('refuses every page of another site', async () => {
    const response = await preflight(closed, FRIAR);
    expect([response.status, (response.body as { code: string }).code]).toEqual([403, 'forbidden']);
  });

  it('has no headers for pages', async () => {
    const { headers } = await call(closed, FRIAR);
    expect(Object.keys(headers).filter((name) => /^access-control|^vary/.test(name))).toEqual([]);
  });
});

it('says what a path takes to clients that are no browser', async () => {
  const response = await supertest(api.app.server).options('/v1/messages').set('origin', FRIAR);
  expect([response.status, response.headers['allow']]).toEqual([204, 'POST, OPTIONS']);
});

interface Found {
  readonly in?: string;
  readonly name?: string;
  readonly headers?: object;
}

/** Every object of the contract that has what is looked for. */
function* walk(value: unknown): Generator<Found> {
  if (typeof value !== 'object' || value === null) return;
  yield value;
  for (const [key, inner] of Object.entries(value))
    if (!/^examples?$/.test(key)) yield* walk(inner);
}

function parametersInHeaders(): string[] {
  const { paths, components } = readContract();
  const found = [...walk([paths, components['parameters']])];
  // Those of deliveries are sent by the bridge.
  const ours = found.filter(
    ({ in: where, name = '' }) => where === 'header' && !/^webhook/.test(name),
  );
  return [...new Set(ours.map(({ name = '' }) => name.toLowerCase()))];
}

function responseHeaders(): string[] {
  const document = readContract();
  const found = [...walk([document.paths, document.components['responses']])];
  const named = found.flatMap(({ headers = {} }) => Object.keys(resolve(document, headers)));
  return [...new Set(named.map((name) => name.toLowerCase()))];
}
