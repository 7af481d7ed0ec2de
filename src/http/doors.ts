/** Ties each door to its address. */
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Door, DoorAnswer, Knock } from '../core/door.ts';
import { BridgeError } from '../core/errors.ts';
import { bindOtherMethods } from './other-methods.ts';
import { requireNoEncoding } from './bind.ts';
import type { RouteConfig } from './operation-id.ts';
import type { Keyless } from './keyless/watch.ts';

/** As the contract writes them. */
const METHODS = { POST: 'post', PUT: 'put' } as const;

type Serve = Awaited<ReturnType<Door['admit']>>;

export function bindDoors(
  app: FastifyInstance,
  doors: readonly Door[],
  keyless: Pick<Keyless, 'known' | 'count'>,
): void {
  // A context of its own: its bodies are of any type.
  void app.register((inside, _options, done) => {
    inside.removeAllContentTypeParsers();
    inside.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => {
      parsed(null, body);
    });
    for (const door of doors) bindDoor(inside, door, keyless);
    done();
  });
  const taken = doors.flatMap(({ url, methods }) =>
    methods.map((method) => ({ url, method: METHODS[method] })),
  );
  bindOtherMethods(app, taken);
}

function bindDoor(
  app: FastifyInstance,
  door: Door,
  keyless: Pick<Keyless, 'known' | 'count'>,
): void {
  const admitted = new WeakMap<FastifyRequest, Serve>();
  const config: RouteConfig = { operationId: door.name };
  app.route({
    method: [...door.methods],
    url: door.url,
    config,
    bodyLimit: door.bodyLimit,
    async onRequest(request, reply) {
      const serve = await door.admit(knockOf(request)).catch(async (error: unknown) => {
        if (isUnknown(error)) await keyless.count(request.raw);
        throw error;
      });
      keyless.known(request.raw.socket);
      requireNoEncoding({ method: 'post' }, request, reply);
      admitted.set(request, serve);
    },
    async handler(request, reply) {
      const serve = admitted.get(request);
      const body = request.body instanceof Uint8Array ? request.body : new Uint8Array();
      return serve === undefined ? reply : answer(reply, await serve(body));
    },
  });
}

function isUnknown(error: unknown): boolean {
  return (
    error instanceof BridgeError && (error.code === 'not-found' || error.code === 'unauthorized')
  );
}

function knockOf({ params, query, headers }: FastifyRequest): Knock {
  return {
    path: params as Knock['path'],
    query: singles(query as IncomingHttpHeaders),
    headers: singles(headers),
  };
}

function singles(values: IncomingHttpHeaders): Knock['headers'] {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}

function answer(reply: FastifyReply, { status, type, body, headers }: DoorAnswer): FastifyReply {
  reply.code(status);
  if (headers !== undefined) reply.headers(headers);
  if (body === undefined) return reply.send();
  return reply.header('content-type', type ?? 'application/json').send(body);
}
