import type { FastifyReply, FastifyRequest } from 'fastify';

/** A longer body than this is not read to its end only to be thrown away, bytes. */
const LONGEST = 64 * 1024 * 1024;

/**
 * Reads what the caller still sends of a body that was refused, and throws it away. Fastify would close the connection
 * instead; bytes that arrive after that reset it, and the caller, or the proxy before us, never sees the answer. How
 * long it may take is bounded by the time a request has to arrive.
 */
export function readRestOfBody(request: FastifyRequest, reply: FastifyReply): void {
  if (Number(request.headers['content-length'] ?? 0) > LONGEST) return;
  reply.removeHeader('connection');
  request.raw.resume();
}
