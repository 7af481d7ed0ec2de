import type { FastifyInstance } from 'fastify';
import { isDebug, type Logger } from '../observe/logger.ts';
import type { GuardedRequest } from './bind.ts';
import { operationIdOf } from './operation-id.ts';

/** What a path is about, by its first word. */
const FIELDS: Readonly<Record<string, string>> = {
  messages: 'message',
  iq: 'iq',
  webhooks: 'webhook',
  hooks: 'hook',
  keys: 'keyId',
};

/** A line for each request, with the id of what it made or is about. Only while debug is logged. */
export function logRequests(app: FastifyInstance, logger: Logger): void {
  app.addHook('onResponse', (request: GuardedRequest, reply, done) => {
    if (isDebug(logger)) {
      const { id, caller } = request;
      const made = reply.getHeader('location');
      const subject = idsIn(typeof made === 'string' ? made : request.url);
      const how = { status: reply.statusCode, durationMs: Math.round(reply.elapsedTime) };
      const operation = operationIdOf(request);
      const fields = { request: id, operation, ...how, keyId: caller?.keyId, ...subject };
      logger.debug(fields, 'a request was answered');
    }
    done();
  });
}

function idsIn(path: string): object {
  const [, word = '', id] = /^(?:\/v1)?\/([a-z]+)\/([\w-]+)/.exec(path) ?? [];
  const field = FIELDS[word];
  return field === undefined || id === 'batch' ? {} : { [field]: id };
}
