import type { FastifyInstance } from 'fastify';

/**
 * What every answer says to a browser that strays here: nothing of it is a page, a script or a frame, and nothing is kept.
 * Pages under `/docs` say their own. `Strict-Transport-Security` is left to the proxy that terminates TLS.
 */
const HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

/** Before everything else, so that refusals have them too. */
export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(HEADERS);
    done();
  });
}
