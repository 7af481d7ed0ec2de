import type { XmlElement } from '../core/element.ts';
import type { Excess } from '../stanza/bounds.ts';
import type { LinkFailure, OnItsWay } from './failure.ts';
import type { BarrierKind } from './link.ts';
import type { Care, Room } from './pacer.ts';

/**
 * What is particular to one way of connecting to an XMPP server: addresses, authentication and acknowledgement. The
 * supervisor, the lease, the relay and the senders above it do not know which it is.
 */
export interface LinkDriver {
  open(listener: SessionListener, options: SessionOptions): LinkSession;
}

export interface SessionOptions {
  /** The stream before this one had a barrier. */
  readonly barrierExpected: boolean;
  /** Each direct stanza is to leave alone at first: the stream before may have ended because of one. */
  readonly careful: boolean;
}

export interface SessionListener {
  online(): void;
  /** Whether this replica has the right to write. Once it says no, the stream is left to be read out. */
  mayWrite(): boolean;
  /** A stanza that is not the link's own business; may throw. */
  stanza(stanza: XmlElement): void;
  /** The reply to an IQ request that the bridge answers in its own name; undefined for any other. */
  ownReply(iq: XmlElement): XmlElement | undefined;
  /** Whether an iq result or error, of which the start tag is known, answers what the bridge asked. */
  isAwaited(answer: XmlElement): boolean;
  /** An iq result or error that was over a bound: its start tag. May throw. */
  answerTooLarge(answer: XmlElement, excess: Excess): void;
  /** An incoming stanza was over a bound. */
  overBound(kind: string, bound: string): void;
  /** Counts incoming stanzas by their route, and what went wrong with them. */
  count(what: string): void;
  /** Once, and nothing after it. */
  ended(failure: LinkFailure, onItsWay: OnItsWay): void;
}

/** One stream, from the first packet to the last. */
export interface LinkSession {
  readonly barrier: SessionBarrier;
  /** The server drops what IQs we send to domains and bare JIDs, without an error. */
  readonly dropsIqs: boolean;
  /** Resolves when the stream is over. */
  readonly over: Promise<void>;
  /** Characters that the kernel has not taken yet, or that wait for the window. */
  readonly unsent: number;
  /** Stanzas that may be on their way; 0 without a limit. */
  readonly window: number;
  /** An IQ to ourselves, of this stream if it knows the id, came back over the link of another replica. */
  returned(id: string): boolean;
  send(stanzas: readonly string[], care: Care): void;
  /** What may be written now without waiting for the window. */
  room(): Room;
  /** There is room and the socket is not full. Resolves with false when the stream ended first. */
  drained(): Promise<boolean>;
  pause(): void;
  resume(): void;
  /** Resolves when everything written has reached the server, or after as long as a barrier may take. */
  settle(): Promise<void>;
  /** Ends our side of the stream; `over` resolves when the server has ended its own. */
  close(): void;
  /**
   * Writes nothing more, not even an answer or a barrier, and reads what the server has sent to its end. A server that does
   * not end the stream by itself is told to after a while.
   */
  readOut(): void;
  destroy(failure: LinkFailure): void;
}

/** Tells when everything written before has reached the server. */
export interface SessionBarrier {
  readonly kind: BarrierKind;
  /** Whether this server has acknowledged anything on this stream. */
  readonly proven: boolean;
  /** True when acknowledged, false where this stream cannot know. Rejects with `link-lost`. */
  wait(): Promise<boolean>;
}
