import type { FastifyInstance } from 'fastify';
import type { ErrorCode } from '../core/errors.ts';
import { collectors, type Collector } from '../core/metric.ts';
import type { Metrics } from '../observe/metrics.ts';
import { createTally } from '../observe/tally.ts';
import { HTTP_METRICS } from './metrics.ts';
import { operationIdOf } from './operation-id.ts';

/** What is told of requests, for metrics. */
export interface HttpMeasures {
  /** The answer has gone out; `operation` is undefined where the request reached none. */
  readonly answered: (operation: string | undefined, status: number, ms: number) => void;
  readonly refused: (code: ErrorCode) => void;
  /** Where the connections are counted that were closed because no valid key was sent on them. */
  readonly watchKeyless: (closed: () => number) => void;
}

export function createHttpMeasures(
  metrics: Metrics,
): HttpMeasures & { readonly collectors: readonly Collector[] } {
  const observe = metrics.histogram(HTTP_METRICS.requests);
  const problems = createTally<ErrorCode>();
  let keylessClosed = () => 0;
  return {
    answered: (operation = 'none', status, ms) => {
      observe({ operation, status: `${Math.floor(status / 100)}xx` }, ms / 1_000);
    },
    refused: problems.count,
    watchKeyless: (closed) => {
      keylessClosed = closed;
    },
    collectors: collectors(HTTP_METRICS, {
      keylessClosed: () => keylessClosed(),
      problems: () => problems.counts().map(([code, value]) => ({ labels: { code }, value })),
    }),
  };
}

export function measureRequests(app: FastifyInstance, { answered }: HttpMeasures): void {
  app.addHook('onResponse', (request, reply, done) => {
    answered(operationIdOf(request), reply.statusCode, reply.elapsedTime);
    done();
  });
}
