import type { FastifyReply, FastifyRequest } from 'fastify';
import type { BridgeError, ErrorCode } from '../core/errors.ts';
import type { Logger } from '../observe/logger.ts';
import { asBridgeError } from './faults.ts';
import { REQUEST_ID } from './request-ids.ts';
import { readRestOfBody } from './rest-of-body.ts';
import { problemHeaders, problemOf } from '../core/problem.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** Answers with the problem of whatever was thrown. What is our fault is logged with the id of the request. */
export function problemSender(logger: Logger, refused?: (code: ErrorCode) => void) {
  return (thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const error = asBridgeError(thrown);
    refused?.(error.code);
    if (error.code === 'internal') logFault(logger, error, request);
    const problem = problemOf(error, pathOf(request.url));
    readRestOfBody(request, reply);
    return reply
      .code(problem.status)
      .headers(problemHeaders(error, problem.status))
      .header(REQUEST_ID, request.id)
      .header('content-type', PROBLEM_TYPE)
      .send(JSON.stringify(problem));
  };
}

export function logFault(logger: Logger, error: BridgeError, request: FastifyRequest): void {
  const { method, url, id } = request;
  const { cause = error } = error.facts;
  logger.error({ err: cause, request: id, method, path: pathOf(url) }, 'a request failed');
}

function pathOf(url: string): string {
  const query = url.indexOf('?');
  return withoutSecret(query === -1 ? url : url.slice(0, query));
}

/** The path of a hook carries a secret, which no log and no answer repeats. */
function withoutSecret(path: string): string {
  return path.replace(/^(\/+hooks\/+[^/]*\/+).+/i, '$1…');
}
