/** Ties each operation of the contract to its handler. */
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { requireScope, type Caller } from '../core/caller.ts';
import { BridgeError, quoted } from '../core/errors.ts';
import { identifyCaller, type Authenticate } from './authenticate.ts';
import type { Contract, Operation } from '../contract/checks.ts';
import { rateLimitHeaders, type RateLeft } from '../core/rate-limit.ts';
import { malformedBody } from '../core/json/json.ts';
import type { Logger } from '../observe/logger.ts';
import type { OpenRequests } from './open-requests.ts';
import type { RouteConfig } from './operation-id.ts';
import type { Keyless } from './keyless/watch.ts';
import type { LiveAnswer } from '../core/live.ts';
import type { AnyAnswer, BoundRoute, CheckedCall } from './bound-route.ts';
import { refuse } from './refuse.ts';
import { NDJSON_HEADERS, writeLines } from './ndjson.ts';
import { SSE_HEADERS, writeSse } from './sse.ts';

export interface Binding {
  readonly contract: Contract;
  readonly routes: ReadonlyMap<string, BoundRoute>;
  readonly authenticate: Authenticate;
  readonly openRequests: OpenRequests;
  readonly logger: Logger;
  readonly keyless: Pick<Keyless, 'known' | 'count'>;
  readonly auditOf?: AuditOf | undefined;
  /** What is left of the rate of a caller that has one. */
  readonly rateLeft?: ((caller: Caller) => RateLeft | undefined) | undefined;
}

/** Remembers successes of an operation before they are answered; undefined for one that is not remembered. */
export type AuditOf = (
  operation: string,
) => ((succeeded: AuditedCall) => Promise<void>) | undefined;

export interface AuditedCall extends Pick<CheckedCall, 'caller' | 'path' | 'body'> {
  readonly request: string;
  readonly answer: unknown;
}

/** What the guard learnt about a request, for the handler that follows it. */
export interface GuardedRequest extends FastifyRequest {
  caller?: Caller;
}

/** Throws when the contract and the table of routes differ, and says by what. */
export function bindOperations(app: FastifyInstance, binding: Binding): void {
  const { operations } = binding.contract;
  const { routes } = binding;
  refuseDifference(
    operations.map(({ id }) => id),
    [...routes.keys()],
  );
  app.decorateRequest('caller');
  for (const operation of operations) {
    const route = routes.get(operation.id);
    // What becomes a WebSocket is bound by `websocket/`.
    if (route === undefined || isUpgrade(operation)) continue;
    bindOperation(app, binding, operation, route);
  }
}

/** Whether its connection becomes something else than HTTP. */
export function isUpgrade({ responses }: Operation): boolean {
  return responses.has(101);
}

function refuseDifference(described: readonly string[], handled: readonly string[]): void {
  const missing = described.filter((id) => !handled.includes(id));
  const surplus = handled.filter((id) => !described.includes(id));
  if (missing.length === 0 && surplus.length === 0) return;
  const parts = [
    ...missing.map((id) => `no handler for operation ${id}`),
    ...surplus.map((id) => `no operation for handler ${id}`),
  ];
  throw new BridgeError('internal', `The contract and the routes differ: ${parts.join(', ')}.`);
}

function bindOperation(
  app: FastifyInstance,
  binding: Binding,
  operation: Operation,
  route: BoundRoute,
): void {
  const { authenticate, keyless, rateLeft } = binding;
  const config: RouteConfig = { operationId: operation.id };
  app.route({
    method: operation.method.toUpperCase(),
    url: operation.url,
    config,
    ...(route.bodyLimit !== undefined && { bodyLimit: route.bodyLimit }),
    onRequest: guard(operation, route, {
      keyless,
      rateLeft,
      identify: ({ headers }) => identifyCaller(headers.authorization, authenticate),
    }),
    handler: serve(operation, audited(route, binding.auditOf?.(operation.id)), binding),
  });
}

type Hook = (request: GuardedRequest, reply: FastifyReply, done: (error?: Error) => void) => void;

export interface Identification {
  /** Throws or rejects with `unauthorized`. */
  readonly identify: (request: FastifyRequest) => Caller | Promise<Caller>;
  readonly keyless: Binding['keyless'];
  readonly rateLeft?: Binding['rateLeft'];
}

/** Before the body is read: who calls, whether they may, and whether the body will be of a kind we take. */
export function guard(
  operation: Operation,
  route: BoundRoute,
  { identify, keyless, rateLeft }: Identification,
): Hook {
  const admit = (request: GuardedRequest, reply: FastifyReply, caller: Caller): void => {
    keyless.known(request.raw.socket);
    showRate(reply, caller, rateLeft);
    requireScope(caller, route.scope);
    requireMediaType(operation, request);
    requireNoEncoding(operation, request, reply);
    request.caller = caller;
  };
  return (request, reply, done) => {
    const refuse = (error: unknown) => {
      const paced = isUnauthorized(error) ? keyless.count(request.raw) : undefined;
      if (paced === undefined) done(error as Error);
      else paced.then(() => done(error as Error), done);
    };
    try {
      const caller = identify(request);
      if (caller instanceof Promise) {
        caller.then((known) => admit(request, reply, known)).then(() => done(), refuse);
        return;
      }
      admit(request, reply, caller);
    } catch (error) {
      refuse(error);
      return;
    }
    done();
  };
}

function isUnauthorized(error: unknown): boolean {
  return error instanceof BridgeError && error.code === 'unauthorized';
}

function requireMediaType(operation: Operation, request: FastifyRequest): void {
  const { bodies, isBodyOptional } = operation;
  if (bodies.size === 0) return;
  // A body without a type is refused when it is read.
  if (isBodyOptional && request.headers['content-type'] === undefined) return;
  const type = mediaTypeOf(request.headers['content-type']);
  if (type !== undefined && bodies.has(type)) return;
  const detail = `Send it with Content-Type: ${[...bodies.keys()].join(' or ')}.`;
  throw new BridgeError('unsupported-media-type', detail);
}

/** RFC 9110 §15.5.16: the answer names the codings that are accepted. */
export function requireNoEncoding(
  { method }: Pick<Operation, 'method'>,
  { headers }: Pick<FastifyRequest, 'headers'>,
  reply: FastifyReply,
): void {
  if (method === 'get') return;
  const coding = headers['content-encoding']?.trim().toLowerCase() ?? '';
  if (coding === '' || coding === 'identity') return;
  reply.header('accept-encoding', 'identity');
  throw new BridgeError(
    'unsupported-media-type',
    `Send the body as it is, without Content-Encoding: ${quoted(coding)} is not decoded.`,
  );
}

type Serve = (call: CheckedCall, request: string) => Promise<AnyAnswer>;

function audited(route: BoundRoute, audit: ReturnType<AuditOf>): { readonly serve: Serve } {
  if (audit === undefined) return route;
  return {
    async serve(call, request) {
      const answer = await route.serve(call);
      const { caller, path, body } = call;
      await audit({ request, caller, path, body, answer: answer.body });
      return answer;
    },
  };
}

function showRate(reply: FastifyReply, caller: Caller, rateLeft: Binding['rateLeft']): void {
  const left = rateLeft?.(caller);
  if (left !== undefined) reply.headers(rateLimitHeaders(left));
}

function serve(
  operation: Operation,
  route: { readonly serve: Serve },
  { openRequests, rateLeft, logger }: Binding,
) {
  return async (request: GuardedRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const signal = () => openRequests.signalFor(reply.raw, request.caller);
    const answer = await route.serve(readCall(operation, request, signal), request.id);
    // A batch counts once for each message.
    if (request.caller !== undefined) showRate(reply, request.caller, rateLeft);
    switch (answer.type) {
      case 'text/event-stream':
        return sendLive(request, reply, answer.body as LiveAnswer, signal);
      case 'application/x-ndjson':
        return sendLines(reply, answer.body as AsyncIterable<unknown>, logger);
      default:
        return send(reply, answer);
    }
  };
}

/** Throws `invalid-request` and `malformed-body` for what does not follow the contract. */
export function readCall(
  operation: Operation,
  request: GuardedRequest,
  signal: () => AbortSignal,
): CheckedCall {
  const { headers } = request;
  const mediaType = mediaTypeOf(headers['content-type']);
  refuseFaults(operation, request, mediaType);
  const key = headerOf(headers, 'idempotency-key');
  return {
    caller: request.caller,
    query: request.query,
    path: request.params,
    mediaType,
    body: request.body,
    options: key === undefined ? {} : { idempotencyKey: key },
    accept: headers.accept,
    prefer: headerOf(headers, 'prefer'),
    cacheControl: headers['cache-control'],
    lastEventId: headerOf(headers, 'last-event-id'),
    signal,
  };
}

/** Node joins what a client repeats of these headers. */
function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}

function refuseFaults(operation: Operation, request: FastifyRequest, mediaType?: string): void {
  const { params, query, headers, bodies, isBodyOptional } = operation;
  refuse(params, request.params);
  refuse(query, request.query);
  refuse(headers, request.headers);
  if (bodies.size === 0) return;
  if (request.body === undefined) {
    if (isBodyOptional) return;
    throw malformedBody('The body is empty.');
  }
  refuse(bodies.get(mediaType ?? ''), request.body);
}

function send(reply: FastifyReply, { status, type, body, headers }: AnyAnswer): FastifyReply {
  reply.code(status);
  if (headers !== undefined) reply.headers(headers);
  if (type === undefined) return reply.send();
  reply.header('content-type', type);
  return reply.send(type === 'application/json' ? JSON.stringify(body) : body);
}

function sendLive(
  request: FastifyRequest,
  reply: FastifyReply,
  live: LiveAnswer,
  signal: () => AbortSignal,
): FastifyReply {
  reply.code(200).headers(SSE_HEADERS);
  if (request.method === 'HEAD') return reply.send();
  reply.hijack();
  reply.raw.writeHead(200, reply.getHeaders() as OutgoingHttpHeaders);
  writeSse(reply.raw, live, signal());
  return reply;
}

function sendLines(
  reply: FastifyReply,
  lines: AsyncIterable<unknown>,
  logger: Logger,
): FastifyReply {
  reply.code(200).headers(NDJSON_HEADERS);
  reply.hijack();
  reply.raw.writeHead(200, reply.getHeaders() as OutgoingHttpHeaders);
  writeLines(reply.raw, lines).catch((error: unknown) => {
    logger.error({ err: error }, 'a stream of lines broke off');
  });
  return reply;
}

/** The type of a `Content-Type` header without its parameters, in lower case. */
export function mediaTypeOf(header: string | undefined): string | undefined {
  if (header === undefined || header === 'application/json') return header;
  const end = header.indexOf(';');
  return (end === -1 ? header : header.slice(0, end)).trim().toLowerCase();
}
