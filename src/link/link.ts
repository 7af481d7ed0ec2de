import type { SizeLimit } from './size-limit.ts';
import type { Excess } from '../stanza/bounds.ts';
import type { XmlElement } from '../core/element.ts';
import type { LinkLoss } from './failure.ts';
import type { Care, Room } from './pacer.ts';

/** What features see of the link; the supervisor keeps it alive. */
export interface Link {
  state(): LinkReport;
  /**
   * Puts serialised stanzas on the wire in order, in one write per event-loop turn.
   * `care`: whether the caller writes them again when the link drops; by default they are `direct`.
   * False: nothing was taken, because the link is not online, or because four times the unsent bound waits in
   * the socket already, which only happens to callers that do not await `drained`.
   */
  send(stanzas: readonly string[], care?: Exclude<Care, 'alone'>): boolean;
  /**
   * Resolves when there is `room`, and less than the unsent bound waits in the socket; at once when that is so.
   * Rejects with `link-down` when the link is not online, with `link-lost` when it drops first.
   */
  drained(): Promise<void>;
  /** What may be sent now: the window less what is on its way. What is sent beyond it waits in the process. */
  room(): Room;
  /**
   * Writes a stanza with nothing else on its way before or behind it, and resolves as `barrier` does. Rejects as it
   * does; `lastLoss` then tells whether it was because of this stanza.
   */
  sendAlone(stanza: string): Promise<boolean>;
  /** How the last link that was up ended. */
  lastLoss(): LinkLoss | undefined;
  /** What the server showed of its limit on the size of a stanza; undefined if it did not. */
  sizeLimit(): SizeLimit | undefined;
  /**
   * Resolves with true when everything sent before has reached the server; false when this link has no way to know.
   * Rejects with `link-down` when the link is not online, with `link-lost` when it drops first.
   */
  barrier(): Promise<boolean>;
  /** Stops reading from the socket (the store is slow); what has been read already (64 KiB) still arrives. */
  pause(): void;
  resume(): void;
}

/** For a person, with the cure. */
export const DROPPED_IQS =
  'The XMPP server drops, without an error, the IQs that the bridge sends to domains and bare JIDs. ejabberd 24.10 to 24.12 does this while mod_privilege is loaded: update it to 25.03 or later, or remove mod_privilege from its configuration.';

export type BarrierKind = 'self' | 'server' | 'none' | 'unproven';

export interface LinkReport {
  readonly state: 'offline' | 'connecting' | 'online' | 'draining';
  /** When the present state began, ms since 1970. */
  readonly since: number;
  readonly barrier: BarrierKind;
  /** The server drops what IQs we send to domains and bare JIDs: see `DROPPED_IQS`. */
  readonly dropsIqs: boolean;
  /** Why the last attempt or link ended, for a person; gone when the link is up again. */
  readonly lastError?: string;
}

/** What the link tells the work. Nothing it throws harms the link. */
export interface LinkListener {
  /**
   * One incoming stanza: a message, presence, or iq that is no business of the link itself. Its own namespace and
   * that of its plain children is `jabber:client`. `from` and `to` are prepared JIDs, `to` is on the component
   * domain, an iq request has an `id` and exactly one child. `late`: read after this replica had lost the right to write.
   */
  stanza(stanza: XmlElement, late: boolean): void;
  /** The reply to an IQ request that the bridge answers in its own name; undefined for any other. */
  ownReply(iq: XmlElement): XmlElement | undefined;
  /** Whether an iq result or error, of which the start tag is known, answers what the bridge asked. */
  isAwaited(answer: XmlElement): boolean;
  /** An iq result or error that was over a bound: its start tag. */
  answerTooLarge(answer: XmlElement, excess: Excess): void;
  up(): void;
  down(reason: string, loss: LinkLoss): void;
  /** Whether this replica has the right to write to a link. */
  mayWrite(): boolean;
  /** After a conflict: whether the link is still ours to hold. */
  mayReconnect(): boolean;
}
