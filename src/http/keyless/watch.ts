import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { BridgeError } from '../../core/errors.ts';
import { parseHosts } from '../../egress/hosts.ts';
import { createDelayedRefusals } from '../../features/access/limits/delayed-refusals.ts';
import { endSocket } from '../end-socket.ts';
import { operationIdOf } from '../operation-id.ts';
import { createKeylessConnections } from './connections.ts';
import { createKeylessRequests, type KeylessRequests } from './requests.ts';

export interface KeylessSettings {
  readonly connections: number;
  readonly perSecond: number;
  /** Addresses and CIDRs of the proxies that are trusted. */
  readonly proxies: readonly string[];
}

/** A delayed refusal costs a few KB. */
const MAX_DELAYED = 10_000;

/** What an operation has to tell of its requests. */
export interface Keyless {
  /** A valid key was sent on this connection. */
  readonly known: (socket: Socket) => void;
  /** A request had no valid key. */
  readonly count: KeylessRequests['count'];
  /** Connections that were closed. */
  readonly closed: () => number;
}

/**
 * Bounds what an address can take from others without a valid key: connections on which none was sent yet, and requests that
 * had none. Who has a key is bounded by its rate instead, and can share an address with others without harm.
 */
export function watchKeyless(app: FastifyInstance, settings: KeylessSettings): Keyless {
  const proxies = parseHosts(settings.proxies).ranges;
  const delayed = createDelayedRefusals(MAX_DELAYED);
  const { perSecond } = settings;
  const requests = createKeylessRequests({ perSecond, proxies, delayed, now: Date.now });
  const connections = createKeylessConnections({
    most: settings.connections,
    proxies,
    now: () => performance.now(),
    later: (callback, ms) => void setTimeout(callback, ms).unref(),
    close(socket, isIdle) {
      if (isIdle) endSocket(socket, tooManyConnections(settings.connections));
      else socket.destroy();
    },
  });
  app.server.on('connection', connections.opened);
  app.addHook('onRequest', (request, reply, done) => {
    const { socket } = request.raw;
    if (requests.isHeld(socket)) {
      reply.hijack();
      socket.destroy();
      return;
    }
    connections.busy(socket, true);
    // Operations ask for a key first; all else needs none.
    const needsNone = operationIdOf(request) === undefined && !connections.isKnown(socket);
    const paced = needsNone ? requests.count(request.raw) : undefined;
    if (paced === undefined) done();
    else paced.then(() => done(), done);
  });
  app.addHook('onResponse', ({ raw }, _reply, done) => {
    connections.busy(raw.socket, false);
    done();
  });
  app.addHook('preClose', (done) => {
    delayed.release();
    done();
  });
  return { known: connections.known, count: requests.count, closed: connections.closed };
}

function tooManyConnections(most: number): BridgeError {
  return new BridgeError(
    'too-many-requests',
    `An address may have ${most} connections on which no valid API key was sent; this was the oldest.`,
    { retryAfter: 1 },
  );
}
