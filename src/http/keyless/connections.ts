import type { Socket } from 'node:net';
import type { Range } from '../../egress/hosts.ts';
import { clientOf, isProxy } from './client-address.ts';

export interface KeylessConnectionsDeps {
  /** Connections of one address on which no valid key was sent yet; beyond it the oldest are closed. */
  readonly most: number;
  /** What comes from them is not counted: it is of many clients. */
  readonly proxies: readonly Range[];
  /** Ends a connection that is too many; nothing is being answered on one that is idle. */
  readonly close: (socket: Socket, isIdle: boolean) => void;
}

/** Connections on which no valid key was sent yet. The newest is never closed: it may be of somebody who has one. */
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
  isBusy: boolean;
}

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

  const closeOldest = (all: ReadonlySet<Socket>) => {
    const [oldest] = all;
    if (oldest === undefined) return;
    const isIdle = entries.get(oldest)?.isBusy === false;
    forget(oldest);
    closed += 1;
    deps.close(oldest, isIdle);
  };

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
      entries.set(socket, { address, isBusy: false });
      const all = byAddress.get(address) ?? new Set();
      byAddress.set(address, all.add(socket));
      socket.once('close', () => {
        forget(socket);
      });
      if (all.size > deps.most) closeOldest(all);
    },
    busy(socket, isBusy) {
      const entry = entries.get(socket);
      if (entry !== undefined) entry.isBusy = isBusy;
    },
  };
}
