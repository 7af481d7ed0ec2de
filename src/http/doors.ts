/** Ties a door to its paths: who calls, the body as it came, and refusals in the door's own form. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Door, DoorAnswer, DoorRequest } from '../core/door.ts';
import type { Caller } from '../core/caller.ts';
import { BridgeError, type ErrorCode } from '../core/errors.ts';
import type { Authenticate } from './authenticate.ts';
import type { GuardedRequest } from './bind.ts';
import { asBridgeError } from './faults.ts';
import type { Keyless } from './keyless/watch.ts';
import type { RouteConfig } from './operation-id.ts';
import { logFault } from './send-problem.ts';
import type { Logger } from '../observe/logger.ts';

export interface DoorBinding {
  readonly authenticate: Authenticate;
  readonly keyless: Pick<Keyless, 'known' | 'count'>;
  readonly logger: Logger;
  readonly refused: ((code: ErrorCode) => void) | undefined;
}

export function bindDoor(app: FastifyInstance, door: Door, binding: DoorBinding): void {
  void app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => {
      parsed(null, body);
    });
    scope.setErrorHandler((error, request, reply) =>
      refuse(door, binding, { error, request, reply }),
    );
    const config: RouteConfig = { operationId: door.name };
    for (const url of [door.path, `${door.path}/*`]) {
      scope.route({
        method: ['GET', 'POST'],
        url,
        config,
        exposeHeadRoute: false,
        onRequest: guard(door, binding),
        handler: async (request: GuardedRequest, reply) => {
          const { caller } = request;
          if (caller === undefined) throw new BridgeError('unauthorized', 'Nobody was identified.');
          return send(reply, await door.serve({ ...requestOf(door, request), caller }));
        },
      });
    }
    done();
  });
}

/** Before the body is read. What is refused without a valid key is paced, as for operations. */
function guard(door: Door, { authenticate, keyless }: DoorBinding) {
  return async (request: GuardedRequest): Promise<void> => {
    const token = door.tokenOf(request.headers.authorization);
    const caller = await known(token, authenticate);
    if (caller === undefined) {
      await keyless.count(request.raw);
      throw new BridgeError('unauthorized', 'Send a valid API key.');
    }
    keyless.known(request.raw.socket);
    request.caller = caller;
  };
}

function known(
  token: string | undefined,
  authenticate: Authenticate,
): Caller | undefined | Promise<Caller | undefined> {
  return token === undefined ? undefined : authenticate(token);
}

function requestOf(door: Door, request: FastifyRequest): DoorRequest {
  const [path = '', ...query] = request.url.split('?');
  const below = path.slice(door.path.length + 1);
  return {
    method: request.method,
    below: below === '' ? undefined : below,
    query: query.length === 0 ? undefined : query.join('?'),
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    ),
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  };
}

interface Failed {
  readonly error: unknown;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

function refuse(door: Door, { logger, refused }: DoorBinding, failed: Failed): FastifyReply {
  const error = asBridgeError(failed.error);
  refused?.(error.code);
  if (error.code === 'internal') logFault(logger, error, failed.request);
  return send(failed.reply, door.refuse(error, requestOf(door, failed.request)));
}

/** As bytes: a text would be given a charset in its type. */
function send(reply: FastifyReply, { status, headers = {}, body }: DoorAnswer): FastifyReply {
  reply.code(status).headers(headers);
  return body === undefined ? reply.send() : reply.send(Buffer.from(body));
}
