import type { FastifyInstance } from 'fastify';
import { operationIdOf } from '../operation-id.ts';

/** Nothing is kept, and nothing is taken for another type than it says: that makes a page of JSON for no browser. */
const EVERY_ANSWER = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
} as const;

/**
 * What can be looked at in a browser is no script and no frame, and tells nobody where its reader came from. Pages under
 * `/docs` say their own. `Strict-Transport-Security` is left to the proxy that terminates TLS.
 */
const WHAT_IS_LOOKED_AT = {
  ...EVERY_ANSWER,
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
} as const;

/**
 * Before everything else, so that refusals have them too. Answers of the API's operations are without those for pages: they
 * were a quarter of the bytes of its headers, written for browsers that never ask.
 */
export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(operationIdOf(request) === undefined ? WHAT_IS_LOOKED_AT : EVERY_ANSWER);
    done();
  });
}
