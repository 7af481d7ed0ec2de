/** Ties each operation of the contract to its handler. */
import type { OutgoingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { requireScope, type Caller } from '../caller.ts';
import { BridgeError } from '../errors.ts';
import { identifyCaller, type Authenticate } from './authenticate.ts';
import type { Contract, Operation } from './contract.ts';
import { malformedBody } from './json.ts';
import { mediaTypeOf } from './media-type.ts';
import type { OpenRequests } from './open-requests.ts';
import type { RouteConfig } from './operation-id.ts';
import type { AnyAnswer, AnyHandler, LiveBody, OperationId } from './operation-types.ts';
import { refuse } from './refuse.ts';
import type { Routes } from './routes.ts';

export interface Binding {
  readonly contract: Contract;
  readonly routes: Routes;
  readonly authenticate: Authenticate;
  readonly openRequests: OpenRequests;
}

/** What the guard learnt about a request, for the handler that follows it. */
export interface GuardedRequest extends FastifyRequest {
  caller?: Caller;
}

/** Throws when the contract and the table of routes differ, and says by what. */
export function bindOperations(app: FastifyInstance, binding: Binding): void {
  const { operations } = binding.contract;
  const routes = new Map<string, AnyRoute>(Object.entries(binding.routes));
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
  { authenticate, openRequests }: Binding,
  operation: Operation,
  route: AnyRoute,
): void {
  const config: RouteConfig = { operationId: operation.id };
  app.route({
    method: operation.method.toUpperCase(),
    url: operation.url,
    config,
    ...(route.bodyLimit !== undefined && { bodyLimit: route.bodyLimit }),
    onRequest: guard(operation, route, ({ headers }) =>
      identifyCaller(headers.authorization, authenticate),
    ),
    handler: serve(operation, route.handler, openRequests),
  });
}

type Hook = (request: GuardedRequest, reply: FastifyReply, done: (error?: Error) => void) => void;

/** Before the body is read: who calls, whether they may, and whether the body will be of a kind we take. */
export function guard(
  operation: Operation,
  route: AnyRoute,
  identify: (request: FastifyRequest) => Caller | Promise<Caller>,
): Hook {
  const admit = (request: GuardedRequest, caller: Caller): void => {
    requireScope(caller, route.scope);
    requireMediaType(operation, request);
    request.caller = caller;
  };
  return (request, _reply, done) => {
    try {
      const caller = identify(request);
      if (caller instanceof Promise) {
        caller.then((known) => admit(request, known)).then(() => done(), done);
        return;
      }
      admit(request, caller);
    } catch (error) {
      done(error as Error);
      return;
    }
    done();
  };
}

function requireMediaType({ bodies }: Operation, request: FastifyRequest): void {
  if (bodies.size === 0) return;
  const type = mediaTypeOf(request.headers['content-type']);
  if (type !== undefined && bodies.has(type)) return;
  const detail = `Send it with Content-Type: ${[...bodies.keys()].join(' or ')}.`;
  throw new BridgeError('unsupported-media-type', detail);
}

type AnyRoute = Routes[OperationId];

function serve(operation: Operation, handler: AnyHandler, openRequests: OpenRequests) {
  return async (request: GuardedRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const call = readCall(operation, request, () =>
      openRequests.signalFor(reply.raw, request.caller),
    );
    const answer = await handler(call as never);
    return typeof answer.body === 'function'
      ? sendLive(request, reply, answer)
      : send(reply, answer);
  };
}

/** Throws `invalid-request` and `malformed-body` for what does not follow the contract. */
export function readCall(
  operation: Operation,
  request: GuardedRequest,
  signal: () => AbortSignal,
): object {
  const { headers } = request;
  const mediaType = mediaTypeOf(headers['content-type']);
  refuseFaults(operation, request, mediaType);
  const key = headers['idempotency-key'];
  return {
    caller: request.caller,
    query: request.query,
    path: request.params,
    mediaType,
    body: request.body,
    options: key === undefined ? {} : { idempotencyKey: key },
    accept: headers.accept,
    prefer: headers['prefer'],
    lastEventId: headers['last-event-id'],
    signal,
  };
}

function refuseFaults(operation: Operation, request: FastifyRequest, mediaType?: string): void {
  const { params, query, headers, bodies } = operation;
  refuse(params, request.params);
  refuse(query, request.query);
  refuse(headers, request.headers);
  if (bodies.size === 0) return;
  if (request.body === undefined) throw malformedBody('The body is empty.');
  refuse(bodies.get(mediaType ?? ''), request.body);
}

function send(reply: FastifyReply, { status, type, body, headers }: AnyAnswer): FastifyReply {
  reply.code(status);
  if (headers !== undefined) reply.headers(headers);
  if (type === undefined) return reply.send();
  reply.header('content-type', type);
  return reply.send(type === 'application/json' ? JSON.stringify(body) : body);
}

function sendLive(request: FastifyRequest, reply: FastifyReply, answer: AnyAnswer): FastifyReply {
  const { status, type, headers } = answer;
  reply.code(status).headers({ ...headers, 'content-type': type });
  if (request.method === 'HEAD') return reply.send();
  reply.hijack();
  reply.raw.writeHead(status, reply.getHeaders() as OutgoingHttpHeaders);
  (answer.body as LiveBody)(reply.raw);
  return reply;
}
