import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Span, Traces } from '../observe/traces.ts';
import { operationIdOf } from './operation-id.ts';

/** A span for each request, under the caller's own if it says one (`traceparent`). */
export function traceRequests(app: FastifyInstance, traces: Traces): void {
  const spans = new WeakMap<FastifyRequest, Span>();
  app.addHook('onRequest', (request, _reply, done) => {
    const { traceparent } = request.headers;
    const span = traces.begin({
      name: operationIdOf(request) ?? 'unknown operation',
      kind: 'server',
      parent: typeof traceparent === 'string' ? traceparent : undefined,
      attributes: { 'http.request.method': request.method, 'bridge.request.id': request.id },
    });
    spans.set(request, span);
    span.run(done);
  });
  app.addHook('onResponse', (request, { statusCode }, done) => {
    spans.get(request)?.end({
      attributes: { 'http.response.status_code': statusCode },
      ...(statusCode >= 500 && { error: `answered ${statusCode}` }),
    });
    done();
  });
}
