/**
 * What becomes of a stanza that the bridge accepted.
 *
 *     queued → sent → acknowledged → delivered → displayed
 *        └──────┴──────────┴→ failed
 *
 * Pure: a state and what happened give the next state. `undefined` means that it changes nothing:
 * a repeat, or news that comes too late to matter. A link that drops changes nothing either: what was written to it
 * and not acknowledged is still `queued` in the store.
 */
export const MESSAGE_STATES = [
  'queued',
  'sent',
  'acknowledged',
  'delivered',
  'displayed',
  'failed',
] as const;

export type MessageState = (typeof MESSAGE_STATES)[number];

export type MessageNews =
  /** Handed to the socket of a link. */
  | 'written'
  /** The barrier came back: the XMPP server has it. */
  | 'barrier'
  /** XEP-0184 receipt, or a XEP-0333 `received` marker. */
  | 'receipt'
  /** XEP-0333 `displayed` or `acknowledged` marker. */
  | 'displayed'
  /** An error stanza came back. */
  | 'bounce'
  /** Its time to live ended before the XMPP server acknowledged it. */
  | 'expired';

const NEXT: Record<MessageState, Record<MessageNews, MessageState | undefined>> = {
  queued: {
    written: 'sent',
    // News of a stanza that another replica wrote before this one learnt of it.
    barrier: 'acknowledged',
    receipt: 'delivered',
    displayed: 'displayed',
    bounce: 'failed',
    expired: 'failed',
  },
  sent: {
    written: undefined,
    barrier: 'acknowledged',
    receipt: 'delivered',
    displayed: 'displayed',
    bounce: 'failed',
    // Only stored as `sent` where the link has no barrier: the bridge has then done all that it can do.
    expired: undefined,
  },
  acknowledged: {
    written: undefined,
    barrier: undefined,
    receipt: 'delivered',
    displayed: 'displayed',
    bounce: 'failed',
    expired: undefined,
  },
  delivered: {
    written: undefined,
    barrier: undefined,
    receipt: undefined,
    displayed: 'displayed',
    // One of several devices has it: that another refused it does not undo this.
    bounce: undefined,
    expired: undefined,
  },
  displayed: {
    written: undefined,
    barrier: undefined,
    receipt: undefined,
    displayed: undefined,
    bounce: undefined,
    expired: undefined,
  },
  failed: {
    written: undefined,
    barrier: undefined,
    receipt: undefined,
    displayed: undefined,
    bounce: undefined,
    expired: undefined,
  },
};

export function nextState(state: MessageState, news: MessageNews): MessageState | undefined {
  return NEXT[state][news];
}

/** Whether the outbox still has to bring it to the server: only there does a time to live end. */
export function isUnsettled(state: MessageState): boolean {
  return NEXT[state].expired !== undefined;
}

const FINAL: ReadonlySet<MessageState> = new Set(
  MESSAGE_STATES.filter((state) => Object.values(NEXT[state]).every((next) => next === undefined)),
);

/** Whether nothing can follow any more. */
export function isFinal(state: MessageState): boolean {
  return FINAL.has(state);
}
