import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

export const REQUEST_ID = 'x-request-id';

/** What is safe in a header, a log line and a search: UUIDs, ULIDs, hex and what proxies make of them. */
const GOOD = /^[\w.:+/=@-]{1,128}$/;

/** The id that a caller gave its request, or one that is unique in this process; the start time tells processes apart. */
export function requestIds(start: string): (request: IncomingMessage) => string {
  let count = 0;
  return ({ headers }) => {
    const given = headers[REQUEST_ID];
    if (typeof given === 'string' && GOOD.test(given)) return given;
    return `${start}-${(++count).toString(36)}`;
  };
}

/** Every response has the id of its request, which is in the log too. */
export function showRequestIds(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header(REQUEST_ID, request.id);
    done();
  });
}
