/** Walks the contract: each operation answers each status that is documented for it, in the documented form. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createContract } from '../../../src/contract/checks.ts';
import { readContract } from '../../../src/contract/document.ts';
import { BridgeError } from '../../../src/core/errors.ts';
import { LIMITS, startApi, type Api, type RequestSpec } from './api.ts';
import { GOOD_REQUESTS } from './good-requests.ts';

const { operations } = createContract(readContract());
const REQUESTS: Readonly<Record<string, Readonly<Record<number, RequestSpec>>>> = GOOD_REQUESTS;

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
beforeEach(() => {
  api.ports.refusal = undefined;
});
afterAll(() => api.close());

interface Provocation {
  readonly code: string;
  /** What makes of a good request one that is refused with this status. */
  readonly change?: (good: RequestSpec) => RequestSpec;
  /** What the work says. */
  readonly refusal?: unknown;
}

const remote = (
  condition: 'conflict' | 'gone' | 'feature-not-implemented' | 'undefined-condition',
) => new BridgeError('stanza-error', condition, { stanzaError: { type: 'cancel', condition } });

const withHeader = (headers: Record<string, string>) => (good: RequestSpec) => ({
  ...good,
  headers: { ...good.headers, ...headers },
});

const tooLarge = (good: RequestSpec): RequestSpec => {
  const filler = ' '.repeat(LIMITS.batchBytes);
  const text = typeof good.body === 'string' ? good.body : JSON.stringify(good.body);
  return {
    ...good,
    body: text + filler,
    headers: { 'content-type': 'application/json', ...good.headers },
  };
};

const PROVOCATIONS: Readonly<Record<number, Provocation>> = {
  400: {
    code: 'invalid-request',
    change: (good) => ({ ...good, url: `${good.url}?montague=1` }),
  },
  401: { code: 'unauthorized', change: withHeader({ authorization: 'Bearer wrong' }) },
  403: { code: 'forbidden', change: withHeader({ authorization: 'Bearer only:nothing' }) },
  404: { code: 'not-found', refusal: new BridgeError('not-found', 'No.') },
  406: { code: 'not-acceptable', change: withHeader({ accept: 'text/html' }) },
  409: { code: 'conflict', refusal: new BridgeError('conflict', 'No.') },
  410: { code: 'history-lost', refusal: new BridgeError('history-lost', 'No.') },
  413: { code: 'payload-too-large', change: tooLarge },
  415: {
    code: 'unsupported-media-type',
    change: (good) => ({ ...good, body: 'x', headers: { 'content-type': 'text/plain' } }),
  },
  422: { code: 'invalid-stanza', refusal: new BridgeError('invalid-stanza', 'No.') },
  429: { code: 'too-many-requests', refusal: new BridgeError('too-many-requests', 'No.') },
  500: { code: 'internal', refusal: new Error('a secret of the inside') },
  501: { code: 'stanza-error', refusal: remote('feature-not-implemented') },
  502: { code: 'stanza-error', refusal: remote('undefined-condition') },
  503: { code: 'store-unavailable', refusal: new BridgeError('store-unavailable', 'No.') },
  504: { code: 'iq-timeout', refusal: new BridgeError('iq-timeout', 'No.') },
};

describe.each(operations.map((operation) => ({ id: operation.id, operation })))(
  '$id',
  ({ id, operation }) => {
    const statuses = [...operation.responses.keys()];
    const good = Object.values(REQUESTS[id] ?? {})[0]!;

    // 101 is the end of HTTP: test/contract/api/websocket.test.ts has it.
    it.each(statuses.filter((status) => status >= 200 && status < 400))(
      'answers %i',
      async (status) => {
        const response = await api.send(REQUESTS[id]![status]!);
        expect(response.status, response.text).toBe(status);
      },
    );

    it.each(statuses.filter((status) => status >= 400))(
      'answers %i as a problem',
      async (status) => {
        const { code, change = (it: RequestSpec) => it, refusal } = PROVOCATIONS[status]!;
        api.ports.refusal = refusal;
        const response = await api.send(change(good));
        expect(response.type).toBe('application/problem+json');
        expect(response.body).toMatchObject({ status, code, instance: good.url });
        expect(response.status).toBe(status);
      },
    );

    it('answers the problems that any operation has', () => {
      expect(statuses).toEqual(expect.arrayContaining([400, 401, 403, 429, 500, 503]));
    });
  },
);
