import type { FastifyInstance } from 'fastify';
import supertest, { type Test } from 'supertest';
import { createContract } from '../../../src/contract/checks.ts';
import { readContract } from '../../../src/contract/document.ts';
import { createServer, type HttpLimits, type ServerDeps } from '../../../src/http/server.ts';
import { BridgeError } from '../../../src/core/errors.ts';
import { SCOPES, type Caller, type Scope } from '../../../src/core/caller.ts';
import { checkResponses } from '../../support/response-check.ts';
import { fakePorts, fakeRoutes, type FakePorts, type RouteLimits } from './fake-ports.ts';

const contract = createContract(readContract());

export const KEY = 'a-key-that-may-do-everything';

export const LIMITS: HttpLimits & RouteLimits = {
  bodyBytes: 4096,
  batchBytes: 16_384,
  batchItems: 5,
  iqWaitMs: 60_000,
  requestTimeoutMs: 15_000,
  headerBytes: 16_384,
  connections: 1_000,
  keyless: { connections: 100, perSecond: 1_000, proxies: [] },
  maxMessage: 4096,
  origins: ['https://friar.example'],
};

export interface RequestSpec {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly url: string;
  readonly body?: string | object;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Api {
  readonly app: FastifyInstance;
  readonly ports: FakePorts;
  /** What was logged as an error. */
  readonly errors: { readonly fields: object; readonly message: string }[];
  /** A request with the key that may do everything, unless the headers say otherwise. */
  send(spec: RequestSpec): Test;
  close(): Promise<void>;
}

/** The whole HTTP edge over fake work; every answer is checked against the contract. */
export async function startApi(
  limits: Partial<HttpLimits & RouteLimits> = {},
  more: Pick<ServerDeps, 'onKeyEnd' | 'facades' | 'doors'> = {},
): Promise<Api> {
  const ports = fakePorts();
  const all = { ...LIMITS, ...limits };
  const errors: { fields: object; message: string }[] = [];
  const quiet = () => undefined;
  const app = createServer({
    ...more,
    contract,
    routes: fakeRoutes(ports, all, contract.schema),
    takeTicket: (ticket) => ports.tickets.take(ticket),
    endStreams: () => {
      ports.streams.close();
    },
    authenticate: (token) => callerOf(token),
    countRequests: ({ keyId }) =>
      ports.tooFast === keyId
        ? Promise.reject(new BridgeError('too-many-requests', 'Slower.'))
        : undefined,
    limits: all,
    logger: {
      debug: quiet,
      info: quiet,
      warn: quiet,
      error: (fields, message) => errors.push({ fields, message }),
    },
  });
  checkResponses(app, contract);
  await app.listen({ port: 0, host: '127.0.0.1' });
  return { app, ports, errors, send: (spec) => send(app, spec), close: () => app.close() };
}

function send(app: FastifyInstance, { method, url, body, headers = {} }: RequestSpec): Test {
  const test = supertest(app.server)[method](url).set('authorization', `Bearer ${KEY}`);
  const typed = typeof body === 'object' ? test.set('content-type', 'application/json') : test;
  const ready = typed.set(headers);
  return body === undefined ? ready : ready.send(body);
}

/** The answer as text, for types that the client does not know. */
export async function textOf(test: Test): Promise<{ type: string; text: string }> {
  const response = await test.buffer(true).parse((stream, done) => {
    let text = '';
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => (text += chunk));
    stream.on('end', () => done(null, text));
  });
  return { type: response.type, text: response.body as string };
}

/** A key is `KEY`, or `only:` and the names of its scopes. */
function callerOf(token: string): Caller | undefined {
  if (token === KEY) return { keyId: 'all', identities: ['*'], scopes: new Set(SCOPES) };
  if (!token.startsWith('only:')) return undefined;
  const scopes = SCOPES.filter((scope) => token.split(':').includes(scope.replace(':', '-')));
  return { keyId: 'some', identities: ['*'], scopes: new Set<Scope>(scopes) };
}
