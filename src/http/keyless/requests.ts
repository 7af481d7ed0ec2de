import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { BridgeError } from '../../core/errors.ts';
import type { Range } from '../../egress/hosts.ts';
import type { DelayedRefusals } from '../../features/access/limits/delayed-refusals.ts';
import { LONGEST_HOLD_MS, nextRefusal } from '../../features/access/limits/limits.ts';
import { clientOf } from './client-address.ts';

export interface KeylessRequestsDeps {
  /** Requests of one address without a valid key, in a second. */
  readonly perSecond: number;
  readonly proxies: readonly Range[];
  readonly delayed: DelayedRefusals;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Requests that had no valid key, by the address of their client. */
export interface KeylessRequests {
  /**
   * Counts one. Nothing when it may be answered at once; resolves when it is due, as whoever waits for its answers is kept
   * to the rate by that. Rejects after a second with `too-many-requests` when so many of its address are waiting already.
   */
  readonly count: (request: IncomingMessage) => Promise<void> | undefined;
  /** Whether an answer is held back on this connection: whoever sends more meanwhile does not wait for answers. */
  readonly isHeld: (socket: Socket) => boolean;
}

/** Addresses that are remembered; of those beyond, the one that did not call for the longest is forgotten. */
const MAX_ADDRESSES = 10_000;

export function createKeylessRequests(deps: KeylessRequestsDeps): KeylessRequests {
  const { perSecond, proxies, delayed, now } = deps;
  const held = new Set<Socket>();
  /** When the next request of an address is due. */
  const dueOf = new Map<string, number>();

  const dueAt = (address: string, at: number): number => {
    const due = nextRefusal(dueOf.get(address), perSecond, at);
    dueOf.delete(address);
    dueOf.set(address, due);
    const [first = ''] = dueOf.keys();
    if (dueOf.size > MAX_ADDRESSES) dueOf.delete(first);
    return due;
  };

  const answerLater = async (socket: Socket, ms: number): Promise<void> => {
    held.add(socket);
    await delayed.hold(ms);
    held.delete(socket);
    if (ms >= LONGEST_HOLD_MS) throw tooMany(perSecond);
  };

  return {
    isHeld: (socket) => held.size > 0 && held.has(socket),
    count({ socket, headers }) {
      const forwardedFor = headers['x-forwarded-for']?.toString();
      const address = clientOf({ remote: socket.remoteAddress, forwardedFor }, proxies);
      const at = now();
      const ms = dueAt(address, at) - at;
      return ms > 0 ? answerLater(socket, ms) : undefined;
    },
  };
}

function tooMany(perSecond: number): BridgeError {
  return new BridgeError(
    'too-many-requests',
    `Send a valid API key: an address may send ${perSecond} requests per second without one.`,
    { retryAfter: 1 },
  );
}
