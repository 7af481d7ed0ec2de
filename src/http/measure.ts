import type { FastifyInstance } from 'fastify';
import type { ErrorCode } from '../core/errors.ts';
import { operationIdOf } from './operation-id.ts';

/** What is told of requests, for metrics. */
export interface HttpMeasures {
  /** The answer has gone out; `operation` is undefined where the request reached none. */
  readonly answered: (operation: string | undefined, status: number, ms: number) => void;
  readonly refused: (code: ErrorCode) => void;
}

export function measureRequests(app: FastifyInstance, { answered }: HttpMeasures): void {
  app.addHook('onResponse', (request, reply, done) => {
    answered(operationIdOf(request), reply.statusCode, reply.elapsedTime);
    done();
  });
}
