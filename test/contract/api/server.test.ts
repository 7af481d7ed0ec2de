import { connect, type AddressInfo, type Socket } from 'node:net';
import { readFileSync } from 'node:fs';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KEY, startApi, type Api } from './api.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi({ requestTimeoutMs: 500, headerBytes: 2048 });
});
afterAll(() => api.close());

/** What the server writes to a bare connection until it ends it. */
async function converse(text: string): Promise<string> {
  const { port } = api.app.server.address() as AddressInfo;
  const socket: Socket = connect(port, '127.0.0.1');
  socket.write(text);
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return answer;
}

function bodyOf(answer: string): unknown {
  return JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4));
}

describe('a path', () => {
  it('that is not there is a problem', async () => {
    const response = await supertest(api.app.server).get('/v1/montague?x=1');
    expect(response.type).toBe('application/problem+json');
    expect(response.body).toMatchObject({
      status: 404,
      code: 'not-found',
      instance: '/v1/montague',
    });
  });

  it('with a broken percent-encoding is a problem', async () => {
    const response = await supertest(api.app.server).get('/v1/messages/%zz');
    expect(response.body).toMatchObject({ status: 400, code: 'invalid-request' });
  });

  it.each([
    ['put', '/v1/messages', 'POST, OPTIONS'],
    ['get', '/v1/messages', 'POST, OPTIONS'],
    ['post', '/v1/events', 'GET, HEAD, OPTIONS'],
    ['put', '/v1/webhooks/w1', 'GET, PATCH, DELETE, HEAD, OPTIONS'],
  ] as const)('answers %s %s with what it takes', async (method, url, allow) => {
    const response = await supertest(api.app.server)[method](url);
    expect(response.body).toMatchObject({ status: 405, code: 'method-not-allowed' });
    expect(response.headers['allow']).toBe(allow);
  });

  it('says in OPTIONS what it takes', async () => {
    const response = await supertest(api.app.server).options('/v1/messages');
    expect([response.status, response.headers['allow']]).toEqual([204, 'POST, OPTIONS']);
  });

  it('answers HEAD like GET, without the body', async () => {
    const response = await supertest(api.app.server)
      .head('/v1/status')
      .set('authorization', 'Bearer a-key-that-may-do-everything');
    expect([response.status, response.text]).toEqual([200, undefined]);
  });
});

describe('the contract', () => {
  it('is served as it is, to everybody', async () => {
    const response = await supertest(api.app.server).get('/openapi.json');
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({ openapi: '3.1.1', info: { title: 'Stanza Bridge' } });
  });

  it('has the version of the package', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    const response = await supertest(api.app.server).get('/openapi.json');
    expect(response.body).toMatchObject({ info: { version } });
  });

  it('has pages to read, from here alone', async () => {
    const response = await supertest(api.app.server).get('/docs/').redirects(1);
    expect(response.type).toBe('text/html');
    expect(response.text).not.toMatch(/(?:src|href)="https?:/);
  });
});

describe('every answer', () => {
  it.each([
    ['/v1/status', 401],
    ['/v1/montague', 404],
    ['/openapi.json', 200],
  ] as const)('is kept by no browser, nor taken for another type: %s', async (url, status) => {
    const response = await supertest(api.app.server).get(url);
    expect(response.status).toBe(status);
    expect(response.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
  });

  it.each(['/v1/montague', '/openapi.json', '/problems'])(
    'that is no operation runs and frames nothing in a browser: %s',
    async (url) => {
      expect((await supertest(api.app.server).get(url)).headers).toMatchObject({
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'referrer-policy': 'no-referrer',
      });
    },
  );
});

describe('the id of a request', () => {
  const ask = (url: string, id?: string) => {
    const request = supertest(api.app.server).get(url).set('authorization', `Bearer ${KEY}`);
    return id === undefined ? request : request.set('x-request-id', id);
  };

  it.each(['/v1/status', '/v1/montague', '/openapi.json', '/v1/messages/%zz'])(
    'is in the response, another each time: %s',
    async (url) => {
      const ids = [await ask(url), await ask(url)].map(({ headers }) =>
        String(headers['x-request-id']),
      );
      expect(ids[0]).toMatch(/^[a-z0-9]+-[a-z0-9]+$/);
      expect(new Set(ids).size).toBe(2);
    },
  );

  it.each(['01JD8Q4Z7N0V4R6T1B3X5Y7W9K', 'a/b+c=', 'x'.repeat(128)])(
    'is that of the caller: %s',
    async (id) => {
      expect((await ask('/v1/status', id)).headers['x-request-id']).toBe(id);
      expect((await ask('/v1/montague', id)).headers['x-request-id']).toBe(id);
    },
  );

  it.each(['', 'a b', '"', 'x'.repeat(129), '<script>'])('is not one like %j', async (id) => {
    expect((await ask('/v1/status', id)).headers['x-request-id']).not.toBe(id);
  });

  it('is in the log', async () => {
    api.ports.refusal = new Error('a fault');
    await ask('/v1/status', 'the-nurse-1');
    api.ports.refusal = undefined;
    expect(api.errors.at(-1)?.fields).toMatchObject({ request: 'the-nurse-1' });
  });
});

describe('the pages under /docs', () => {
  it('have no script in them, and run none but their own files', async () => {
    const response = await supertest(api.app.server).get('/docs/').redirects(1);
    const scripts = [...response.text.matchAll(/<script([^>]*)>([^<]*)/g)];
    expect(scripts.length).toBeGreaterThan(0);
    for (const [, attributes, text] of scripts) {
      expect(attributes).toMatch(/ src=/);
      expect(text?.trim()).toBe('');
    }
    expect(response.text).not.toMatch(/\son[a-z]+=/i);
    const policy = String(response.headers['content-security-policy']);
    expect(policy).toMatch(/script-src 'self'/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  });
});

describe('a connection', () => {
  it('with headers over the bound is told so', async () => {
    const answer = await converse(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(4096)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect(bodyOf(answer)).toMatchObject({ status: 431, code: 'headers-too-large' });
  });

  it('that is no HTTP is told so', async () => {
    const answer = await converse('O Romeo, Romeo\r\n\r\n');
    expect(answer).toMatch(/content-type: application\/problem\+json/i);
    expect(bodyOf(answer)).toMatchObject({ status: 400, code: 'invalid-request' });
  });

  it('that never ends its request is told so', async () => {
    const answer = await converse('GET /v1/status HTTP/1.1\r\nHost: x\r\n');
    expect(bodyOf(answer)).toMatchObject({ status: 408, code: 'request-timeout' });
  });
});

describe('a body with a Content-Encoding', () => {
  it.each(['gzip', 'br', 'deflate', 'GZIP, identity'])(
    'is refused with what is accepted: %s',
    async (coding) => {
      const response = await api
        .send({ method: 'post', url: '/v1/messages', body: { to: 'juliet@example.org' } })
        .set('content-encoding', coding);
      expect(response.body).toMatchObject({ status: 415, code: 'unsupported-media-type' });
      expect(response.headers['accept-encoding']).toBe('identity');
    },
  );

  it('that changes nothing is taken', async () => {
    const body = { to: 'juliet@example.org', body: 'Hi' };
    const response = await api
      .send({ method: 'post', url: '/v1/messages', body })
      .set('content-encoding', 'identity');
    expect(response.status).toBe(202);
  });
});
