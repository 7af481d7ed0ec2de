import type { Socket } from 'node:net';
import type { Range } from '../../egress/hosts.ts';
import { clientOf, isProxy } from './client-address.ts';

export interface KeylessConnectionsDeps {
  /** Connections of one address on which no valid key was sent yet; beyond it the oldest are closed. */
  readonly most: number;
  /** In milliseconds, on a clock that never goes back. */
  readonly now: () => number;
  /** Calls back after so many milliseconds; it keeps no process alive. */
  readonly later: (callback: () => void, ms: number) => void;
  /** What comes from them is not counted: it is of many clients. */
  readonly proxies: readonly Range[];
  /** Ends a connection that is too many; nothing is being answered on one that is idle. */
  readonly close: (socket: Socket, isIdle: boolean) => void;
}

/** Connections on which no valid key was sent yet. The newest are spared: they may be of somebody who has one. */
export interface KeylessConnections {
  readonly opened: (socket: Socket) => void;
  /** A request of this connection came with a valid key. */
  readonly known: (socket: Socket) => void;
  /** Whether a valid key was sent on it. */
  readonly isKnown: (socket: Socket) => boolean;
  /** A request began, or was answered. */
  readonly busy: (socket: Socket, isBusy: boolean) => void;
  /** How many were closed. */
  readonly closed: () => number;
}

interface Entry {
  readonly address: string;
  readonly openedAt: number;
  isBusy: boolean;
}

/**
 * How long a connection has to send its key. A busy caller opens hundreds at once, and after a pause of either side all of them are
 * accepted before the first is read.
 */
const GRACE_MS = 2_000;

/** Beyond so many times the bound nobody is spared. */
const SPARED_TIMES = 10;

export function createKeylessConnections(deps: KeylessConnectionsDeps): KeylessConnections {
  const entries = new Map<Socket, Entry>();
  /** In the order in which they were opened. */
  const byAddress = new Map<string, Set<Socket>>();
  const seen = new WeakSet<Socket>();
  let closed = 0;

  const forget = (socket: Socket) => {
    const entry = entries.get(socket);
    if (entry === undefined) return;
    entries.delete(socket);
    const all = byAddress.get(entry.address);
    all?.delete(socket);
    if (all?.size === 0) byAddress.delete(entry.address);
  };

  const close = (socket: Socket) => {
    const isIdle = entries.get(socket)?.isBusy === false;
    forget(socket);
    closed += 1;
    deps.close(socket, isIdle);
  };

  const review = createReviews(deps, {
    all: (address) => byAddress.get(address) ?? new Set(),
    timeLeft: (socket) => (entries.get(socket)?.openedAt ?? 0) + GRACE_MS - deps.now(),
    close,
  });

  return {
    closed: () => closed,
    known: forget,
    isKnown: (socket) => seen.has(socket) && !entries.has(socket),
    opened(socket) {
      const { remoteAddress: remote } = socket;
      // A connection whose offer of an upgrade was not taken is opened a second time.
      if (seen.has(socket) || isProxy(remote, deps.proxies)) return;
      seen.add(socket);
      const address = clientOf({ remote }, []);
      entries.set(socket, { address, openedAt: deps.now(), isBusy: false });
      const all = byAddress.get(address) ?? new Set();
      byAddress.set(address, all.add(socket));
      socket.once('close', () => {
        forget(socket);
      });
      if (all.size > deps.most) review(address);
    },
    busy(socket, isBusy) {
      const entry = entries.get(socket);
      if (entry !== undefined) entry.isBusy = isBusy;
    },
  };
}

interface Reviewed {
  /** The connections of an address, in the order in which they were opened. */
  readonly all: (address: string) => ReadonlySet<Socket>;
  /** Until a connection had its time, in milliseconds. */
  readonly timeLeft: (socket: Socket) => number;
  readonly close: (socket: Socket) => void;
}

/** Closes the oldest of an address that are too many and had their time, and comes again for those that have some left. */
function createReviews(
  { most, later }: Pick<KeylessConnectionsDeps, 'most' | 'later'>,
  { all, timeLeft, close }: Reviewed,
): (address: string) => void {
  const planned = new Set<string>();
  const plan = (address: string, ms: number) => {
    if (planned.has(address)) return;
    planned.add(address);
    later(() => {
      planned.delete(address);
      review(address);
    }, ms);
  };
  const review = (address: string) => {
    const sockets = all(address);
    for (const socket of sockets) {
      if (sockets.size <= most) return;
      const left = timeLeft(socket);
      if (left > 0 && sockets.size <= most * SPARED_TIMES) {
        plan(address, left);
        return;
      }
      close(socket);
    }
  };
  return review;
}
