import type { Caller } from '../../core/caller.ts';

/** What a client asks for; the contract's `StreamCommand`. */
export interface Command {
  readonly ref: string;
  readonly command: 'send' | 'iq' | 'ack';
  readonly body: object;
  readonly idempotencyKey?: string;
  readonly prefer?: string;
}

/** The status and the body that the call of the API would have been answered with. */
export interface CommandAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** Who is at the other end. */
export interface Peer {
  readonly caller: Caller;
  /** The name that it reads as. */
  readonly consumer?: string;
  /** Where it acknowledges each event by itself. */
  readonly acknowledge?: (cursor: string) => Promise<string>;
}

/** Never rejects: what goes wrong is the answer. */
export type Obey = (peer: Peer, command: Command) => Promise<CommandAnswer>;
