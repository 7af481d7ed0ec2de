import type { FastifyInstance } from 'fastify';
import { operationIdOf } from '../operation-id.ts';

/** Browsers store no answer, and do not guess its type: JSON is never shown as a page. */
const EVERY_ANSWER = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
} as const;

/**
 * Pages, and whatever else is no operation of the API, run no script, load no frame and send no referrer. Pages under
 * `/docs` have a policy of their own. `Strict-Transport-Security` is left to the proxy that terminates TLS.
 */
const PAGE = {
  ...EVERY_ANSWER,
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
} as const;

/**
 * Before everything else, so that refusals have them too. Operations leave out the headers for pages, which were a quarter
 * of the header bytes of each answer.
 */
export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(operationIdOf(request) === undefined ? PAGE : EVERY_ANSWER);
    done();
  });
}
