import { hash } from 'node:crypto';
import type { Caller } from '../../core/caller.ts';
import type { Space } from '../../store/store.ts';
import type { Runtime } from '../runtime.ts';

export interface TicketsDeps extends Pick<Runtime, 'store' | 'now'> {
  /** What is kept of a caller. */
  readonly nameOf: (caller: Caller) => string;
  /** The caller behind what is kept, as long as its key is good. */
  readonly callerOf: (name: string) => Caller | undefined;
  /** 32 bytes that nobody can guess. */
  readonly random: () => Uint8Array;
}

export interface IssuedTicket {
  readonly ticket: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Tickets stand for a key once, on any replica. */
export interface Tickets {
  issue(caller: Caller): Promise<IssuedTicket>;
  /** The caller, the first time; undefined for what was taken, is too old or never was. */
  readonly take: (ticket: string) => Promise<Caller | undefined>;
}

const KEEP_MS = 30_000;
const TICKETS: Space = { name: 'tickets', ttl: KEEP_MS };
const PREFIX = 'sbt_';

export function createTickets(deps: TicketsDeps): Tickets {
  const { store, nameOf, callerOf, random, now } = deps;
  return {
    async issue(caller) {
      const ticket = PREFIX + Buffer.from(random()).toString('base64url');
      const value = nameOf(caller);
      await store.commit([{ do: 'create', space: TICKETS, id: digestOf(ticket), value }]);
      return { ticket, expiresAt: now() + KEEP_MS };
    },
    async take(ticket) {
      const id = digestOf(ticket);
      const stored = await store.get(TICKETS, id);
      if (stored === undefined || stored.value === TAKEN) return undefined;
      const { value: name, version } = stored;
      // Of two that come at once, one finds another version.
      const change = { do: 'replace', space: TICKETS, id, value: TAKEN, version } as const;
      const taken = await store.commit([change]);
      return taken.ok ? callerOf(name) : undefined;
    },
  };
}

const TAKEN = '';

function digestOf(ticket: string): string {
  return hash('sha256', ticket, 'base64url');
}
