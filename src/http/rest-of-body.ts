import type { IncomingMessage } from 'node:http';

export interface RestBounds {
  readonly bytes: number;
  readonly ms: number;
}

const BOUNDS: RestBounds = { bytes: 64 * 1024 * 1024, ms: 30_000 };

interface Refused {
  readonly raw: IncomingMessage;
}

interface Refusal {
  removeHeader(name: string): unknown;
}

/**
 * Reads what the caller still sends of a body that was refused, and throws it away. Fastify would close the connection
 * instead; bytes that arrive after that reset it, and the caller, or the proxy before us, never sees the answer. Who sends
 * more than the bounds is cut off. COMPAT: Node bounds the time of a request only until it is answered.
 */
export function readRestOfBody({ raw }: Refused, reply: Refusal, bounds = BOUNDS): void {
  if (Number(raw.headers['content-length'] ?? 0) > bounds.bytes) return;
  reply.removeHeader('connection');
  if (raw.complete) return;
  let left = bounds.bytes;
  const cut = () => raw.socket.destroy();
  const timer = setTimeout(cut, bounds.ms).unref();
  raw.on('data', ({ length }: Buffer) => {
    left -= length;
    if (left < 0) cut();
  });
  raw.once('close', () => clearTimeout(timer));
}
