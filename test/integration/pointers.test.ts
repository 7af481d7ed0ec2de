/** Faults of requests, as a real bridge tells them: each says where it is, in one form (RFC 6901). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METHODS, readContract, resolve } from '../../src/contract/document.ts';
import type { ParameterObject } from '../../src/contract/document.ts';
import { GOOD_REQUESTS } from '../contract/api/good-requests.ts';
import type { RequestSpec } from '../contract/api/api.ts';
import { startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { freePort } from '../support/free-port.ts';

interface Fault {
  readonly pointer: string;
  readonly detail: string;
}

interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly Fault[];
}

const document = readContract();
const OPERATIONS = Object.entries(document.paths).flatMap(([, item]) =>
  METHODS.flatMap((method) => {
    const found = item[method];
    const parameters = [...(item.parameters ?? []), ...(found?.parameters ?? [])].map((it) =>
      resolve<ParameterObject>(document, it),
    );
    return found === undefined ? [] : [{ id: found.operationId, parameters }];
  }),
);

/** Codes of a request that has to be changed, and so are told with the places. */
const OF_INPUT = ['invalid-request', 'invalid-address', 'invalid-stanza', 'malformed-body'];

describe('a fault', () => {
  let bridge: BridgeProcess;
  beforeAll(async () => {
    const service = `xmpp://127.0.0.1:${await freePort()}`;
    const server = { service, componentDomain: 'bridge.example.org', secret: 'Rosaline' };
    bridge = await startBridge({ server, waitFor: '/healthz' });
  });
  afterAll(() => bridge.stop());

  async function send({ method, url, body, headers }: RequestSpec): Promise<Problem | undefined> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(bridge.baseUrl + url, {
      method: method.toUpperCase(),
      headers: {
        authorization: `Bearer ${bridge.apiKey}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: text }),
    });
    if ([400, 422].includes(response.status)) return (await response.json()) as Problem;
    // A stream would not end.
    await response.body?.cancel();
    return undefined;
  }

  const goodOnes = OPERATIONS.flatMap(({ id, parameters }) => {
    const [good] = Object.values<RequestSpec>(GOOD_REQUESTS[id as keyof typeof GOOD_REQUESTS]);
    // What becomes a WebSocket is not for `fetch`.
    return good === undefined || id === 'connectEvents' ? [] : [{ id, parameters, good }];
  });

  it.each(goodOnes)('in a request of $id is told with its place', async ({ parameters, good }) => {
    const requests = [...wrongBodies(good), ...wrongParameters(good, parameters)];
    let count = 0;
    for (const request of requests) {
      const problem = await send(request);
      if (problem === undefined) continue;
      count += 1;
      const { code, errors = [] } = problem;
      const told = JSON.stringify({ request, problem }, undefined, 1);
      if (OF_INPUT.includes(code)) expect(errors.length, told).toBeGreaterThan(0);
      for (const { pointer } of errors) {
        expect(isPlace(pointer, request.body, parameters), `${pointer} in ${told}`).toBe(true);
      }
    }
    expect(count).toBeGreaterThan(0);
  });

  it.each([
    ['{"to":"juliet@example.org","to":"tybalt@example.org"}', '/to'],
    ['{"to":"a@example.org","thread":{"id":"1","id":"2"}}', '/thread/id'],
    [
      '{"to":"a@example.org","extensions":[{},{"name":"x","attributes":{"a":"1","a":"2"}}]}',
      '/extensions/1/attributes/a',
    ],
    ['{"to":"a@example.org","a/b~c":{"x":1,"\\u0078":2}}', '/a~1b~0c/x'],
    ['[{"to":"a@example.org"},{"to":"b@example.org","to":"c@example.org"}]', '/1/to'],
  ])('of a key that stands twice is told with its place: %s', async (body, pointer) => {
    const url = body.startsWith('[') ? '/v1/messages/batch' : '/v1/messages';
    const problem = await send({ method: 'post', url, body });
    expect(problem).toMatchObject({ code: 'malformed-body', errors: [{ pointer }] });
  });

  it('in the header that a stream goes on from is told as one', async () => {
    const headers = { 'last-event-id': 'balcony' };
    const problem = await send({ method: 'get', url: '/v1/events/stream?after=now', headers });
    expect(problem?.errors).toMatchObject([{ pointer: '/headers/last-event-id' }]);
  });

  it('of one address among several of a request is told with its number', async () => {
    const body = {
      name: 'a',
      identities: ['*'],
      scopes: ['messages:send'],
      recipients: ['*', '@'],
    };
    const problem = await send({ method: 'post', url: '/v1/keys', body });
    expect(problem?.errors).toMatchObject([{ pointer: '/recipients/1' }]);
  });
});

const WRONG: readonly unknown[] = [
  null,
  0,
  -1,
  'balcony',
  '',
  '@',
  [],
  ['@', 1],
  {},
  { a: 1 },
  true,
];

/** Each field of a body with each of some values that few fields take; and with a key that none has. */
function* wrongBodies({ body, ...rest }: RequestSpec): Generator<RequestSpec> {
  if (typeof body === 'string') {
    for (const text of ['', '<message', '<message to="@"><body/></message>', '<a/>'])
      yield { ...rest, body: text };
  }
  if (typeof body !== 'object') return;
  for (const wrong of WRONG) yield { ...rest, body: wrong as object };
  for (const [key, value] of Object.entries(body)) {
    for (const wrong of [...WRONG, [value], { [key]: value as unknown }])
      yield {
        ...rest,
        body: Object.assign(Array.isArray(body) ? [...(body as unknown[])] : { ...body }, {
          [key]: wrong,
        }),
      };
  }
  yield { ...rest, body: { ...body, 'a/b~c': 1 } };
  yield { ...rest, body: '{' };
}

function* wrongParameters(
  good: RequestSpec,
  parameters: readonly ParameterObject[],
): Generator<RequestSpec> {
  const { url, headers = {} } = good;
  yield { ...good, url: `${url}?balcony=1` };
  for (const { name, in: where } of parameters) {
    for (const wrong of ['', '@', 'balcony', '-1', 'a'.repeat(500)]) {
      const value = encodeURIComponent(wrong);
      if (where === 'query') yield { ...good, url: `${url}?${name}=${value}` };
      if (where === 'header') yield { ...good, headers: { ...headers, [name]: wrong } };
    }
  }
}

/** An attribute of a raw stanza, or an element in it. */
const OF_XML = /^\/(?:to|from|id|type|children(?:\/\d+)+)$/;

/** Whether a pointer leads to something in the request, or to a key that is missing in it. */
function isPlace(pointer: string, body: unknown, parameters: readonly ParameterObject[]): boolean {
  if (pointer === '') return true;
  if (!/^(?:\/(?:[^~/]|~[01])*)+$/.test(pointer)) return false;
  const [first = '', ...rest] = pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  const kind = { query: 'query', path: 'path', headers: 'header' }[first];
  const name = rest[0];
  if (
    kind !== undefined &&
    parameters.some((it) => it.in === kind && it.name.toLowerCase() === name)
  )
    return true;
  if (first === 'query' && name === 'balcony') return true;
  if (typeof body === 'string') return OF_XML.test(pointer);
  return leadsInto(body, [first, ...rest]);
}

function leadsInto(value: unknown, tokens: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const [token = '', ...rest] = tokens;
  if (Array.isArray(value) && !/^(?:0|[1-9]\d*)$/.test(token)) return false;
  if (rest.length === 0) return true;
  return leadsInto((value as Readonly<Record<string, unknown>>)[token], rest);
}
