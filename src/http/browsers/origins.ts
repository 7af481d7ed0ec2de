/**
 * Which web pages may use the bridge from a browser. Nothing here is a credential: a page needs a key or a ticket like any
 * other client, and cookies are never looked at, so `Access-Control-Allow-Credentials` is never sent.
 */
import type { FastifyInstance } from 'fastify';
import { BridgeError, quoted } from '../../core/errors.ts';

interface OriginHeaders {
  readonly origin?: string | undefined;
  readonly host?: string | undefined;
}

/** Request headers that operations read, besides those that a browser lets every page send. */
const ALLOWED_HEADERS = [
  'Authorization',
  'Content-Type',
  'Cache-Control',
  'Idempotency-Key',
  'Last-Event-ID',
  'Prefer',
  'X-Request-Id',
  'Traceparent',
  'Tracestate',
].join(', ');

/** Response headers that a page may read, besides those that a browser shows to every page. */
const EXPOSED_HEADERS = [
  'Location',
  'Retry-After',
  'RateLimit',
  'RateLimit-Policy',
  'X-Request-Id',
  'Preference-Applied',
  'WWW-Authenticate',
  'Allow',
].join(', ');

/** Of any path: a page is then shown the 404 or 405 itself. */
const ALLOWED_METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE';

/** Seconds for which a browser need not ask again, and for which an origin that was taken off the list may still send. */
const PREFLIGHT_SECONDS = 600;

/**
 * CORS (https://fetch.spec.whatwg.org/#http-cors-protocol) for the pages of these origins. A page of another is refused
 * where its browser asks first, which it does for each request with a key; a request that comes with the `Origin` of
 * another site is served without permission for a page to read it, because proxies send that header too.
 */
export function answerPages(app: FastifyInstance, allowed: readonly string[]): void {
  const known = new Set(allowed);
  app.addHook('onRequest', ({ method, headers }, reply, done) => {
    const { origin } = headers;
    // Caches must not show to one page what was said to another.
    if (known.size > 0) reply.header('vary', 'Origin');
    if (origin === undefined) {
      done();
      return;
    }
    if (known.has(origin)) reply.headers(FOR_PAGES).header('access-control-allow-origin', origin);
    if (!isPreflight(method, headers)) done();
    else if (known.has(origin)) void reply.code(204).headers(PREFLIGHT).send();
    else done(isOwn(headers) ? undefined : foreignPage(origin));
  });
}

/** A browser asks before a page sends something that a form could not send. */
function isPreflight(method: string, headers: object): boolean {
  return method === 'OPTIONS' && 'access-control-request-method' in headers;
}

const FOR_PAGES = { 'access-control-expose-headers': EXPOSED_HEADERS } as const;

const PREFLIGHT = {
  'access-control-allow-methods': ALLOWED_METHODS,
  'access-control-allow-headers': ALLOWED_HEADERS,
  'access-control-max-age': String(PREFLIGHT_SECONDS),
} as const;

/**
 * A browser lets every page open a WebSocket, so the bridge is what refuses. A client that sends no `Origin` is not a
 * browser. Throws `forbidden`.
 */
export function checkOrigin(headers: OriginHeaders, allowed: readonly string[]): void {
  const { origin } = headers;
  if (origin === undefined || allowed.includes(origin) || isOwn(headers)) return;
  throw foreignPage(origin);
}

/** Whether TLS ends before the bridge is not known here, so the scheme is not compared. */
function isOwn({ origin, host }: OriginHeaders): boolean {
  return (
    origin !== undefined && URL.canParse(origin) && new URL(origin).host === host?.toLowerCase()
  );
}

function foreignPage(origin: string): BridgeError {
  return new BridgeError(
    'forbidden',
    `Pages of ${quoted(origin)} may not call this bridge; the operator can add their origin to BRIDGE_ORIGINS.`,
  );
}
