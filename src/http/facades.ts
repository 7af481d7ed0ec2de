/** Ties a facade to its paths: who calls, the body as it came, and refusals in the facade's own form. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Facade, FacadeAnswer, FacadeRequest } from '../core/facade.ts';
import type { Caller } from '../core/caller.ts';
import { BridgeError, type ErrorCode } from '../core/errors.ts';
import type { Authenticate } from './authenticate.ts';
import type { GuardedRequest } from './bind.ts';
import { asBridgeError } from './faults.ts';
import type { Keyless } from './keyless/watch.ts';
import type { RouteConfig } from './operation-id.ts';
import { readRestOfBody } from './rest-of-body.ts';
import { logFault } from './send-problem.ts';
import type { Logger } from '../observe/logger.ts';

export interface FacadeBinding {
  readonly authenticate: Authenticate;
  readonly keyless: Pick<Keyless, 'known' | 'count'>;
  readonly logger: Logger;
  readonly refused: ((code: ErrorCode) => void) | undefined;
}

export function bindFacade(app: FastifyInstance, facade: Facade, binding: FacadeBinding): void {
  void app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => {
      parsed(null, body);
    });
    scope.setErrorHandler((error, request, reply) =>
      refuse(facade, binding, { error, request, reply }),
    );
    const config: RouteConfig = { operationId: facade.name };
    for (const url of [facade.path, `${facade.path}/*`]) {
      scope.route({
        method: ['GET', 'POST'],
        url,
        config,
        exposeHeadRoute: false,
        onRequest: guard(facade, binding),
        handler: async (request: GuardedRequest, reply) => {
          const { caller } = request;
          if (caller === undefined) throw new BridgeError('unauthorized', 'Nobody was identified.');
          return send(reply, await facade.serve({ ...requestOf(facade, request), caller }));
        },
      });
    }
    done();
  });
}

/** Before the body is read. What is refused without a valid key is paced, as for operations. */
function guard(facade: Facade, { authenticate, keyless }: FacadeBinding) {
  return async (request: GuardedRequest): Promise<void> => {
    const token = facade.tokenOf(request.headers.authorization);
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

function requestOf(facade: Facade, request: FastifyRequest): FacadeRequest {
  const [path = '', ...query] = request.url.split('?');
  const below = path.slice(facade.path.length + 1);
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

function refuse(facade: Facade, { logger, refused }: FacadeBinding, failed: Failed): FastifyReply {
  const error = asBridgeError(failed.error);
  refused?.(error.code);
  if (error.code === 'internal') logFault(logger, error, failed.request);
  readRestOfBody(failed.request, failed.reply);
  return send(failed.reply, facade.refuse(error, requestOf(facade, failed.request)));
}

/** As bytes: a text would be given a charset in its type. */
function send(reply: FastifyReply, { status, headers = {}, body }: FacadeAnswer): FastifyReply {
  reply.code(status).headers(headers);
  return body === undefined ? reply.send() : reply.send(Buffer.from(body));
}
