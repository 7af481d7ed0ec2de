import type { Excess } from '../stanza/bounds.ts';
import type { XmlElement } from '../stanza/element.ts';

/** What the work sees of the link. `xmpp/supervisor.ts` keeps it alive. */
export interface Link {
  state(): LinkReport;
  /**
   * Puts serialised stanzas on the wire in order, in one write per event-loop turn.
   * False: nothing was taken, because the link is not online, or because four times the unsent bound waits in
   * the socket already, which only happens to callers that do not await `drained`.
   */
  send(stanzas: readonly string[]): boolean;
  /**
   * Resolves when less than the unsent bound waits in the socket; at once when that is so.
   * Rejects with `link-down` when the link is not online, with `link-lost` when it drops first.
   */
  drained(): Promise<void>;
  /**
   * Resolves with true when everything sent before has reached the server; false when this link has no way to know.
   * Rejects with `link-down` when the link is not online, with `link-lost` when it drops first.
   */
  barrier(): Promise<boolean>;
  /** Stops reading from the socket (the store is slow); what has been read already (64 KiB) still arrives. */
  pause(): void;
  resume(): void;
}

export type BarrierKind = 'self' | 'server' | 'none' | 'unproven';

export interface LinkReport {
  readonly state: 'offline' | 'connecting' | 'online' | 'draining';
  /** When the present state began, ms since 1970. */
  readonly since: number;
  readonly barrier: BarrierKind;
  /** Why the last attempt or link ended, for a person; gone when the link is up again. */
  readonly lastError?: string;
}

/** What the link tells the work. Nothing it throws harms the link. */
export interface LinkListener {
  /**
   * One incoming stanza: a message, presence, or iq that is no business of the link itself. Its own namespace and
   * that of its plain children is `jabber:client`. `from` and `to` are prepared JIDs, `to` is on the component
   * domain, an iq request has an `id` and exactly one child.
   */
  stanza(stanza: XmlElement): void;
  /** An iq result or error that was over a bound: its start tag. */
  answerTooLarge(answer: XmlElement, excess: Excess): void;
  up(): void;
  down(reason: string): void;
}
