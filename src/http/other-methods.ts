import type { FastifyInstance } from 'fastify';
import { BridgeError } from '../core/errors.ts';
import type { Operation } from '../contract/checks.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Answers the methods that a path does not have: 405 with `Allow`, and OPTIONS. */
export function bindOtherMethods(
  app: FastifyInstance,
  operations: readonly Pick<Operation, 'url' | 'method'>[],
): void {
  for (const url of new Set(operations.map((operation) => operation.url))) {
    const known = operations.filter((operation) => operation.url === url);
    const taken = new Set(known.map(({ method }) => method.toUpperCase()));
    if (taken.has('GET')) taken.add('HEAD');
    const allow = [...taken, 'OPTIONS'].join(', ');
    app.route({
      url,
      method: METHODS.filter((method) => !taken.has(method)),
      exposeHeadRoute: false,
      onRequest: (request, reply, done) => {
        reply.header('allow', allow);
        done(
          new BridgeError(
            'method-not-allowed',
            `This path accepts ${allow}, not ${request.method}.`,
          ),
        );
      },
      handler: () => undefined,
    });
    app.options(url, (_request, reply) => reply.code(204).header('allow', allow).send());
  }
}
