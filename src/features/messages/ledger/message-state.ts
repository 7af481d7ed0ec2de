/**
 * What becomes of a stanza that the bridge accepted.
 *
 *     queued → sent → acknowledged → delivered → displayed
 *        └──────┴──────────┴→ failed
 *                  unconfirmed, refused → delivered, displayed, failed
 *
 * Pure: a state and what happened give the next state. `undefined` means that it changes nothing:
 * a repeat, or news that comes too late to matter. A link that drops changes nothing either: what was written to it
 * and not acknowledged is still `queued` in the store.
 *
 * News is weighed. That the recipient has a message is proof, and beats every failure that was founded on less: on a link
 * that was lost, on one device of several, on a server that heard nothing from the next.
 */
export const MESSAGE_STATES = [
  'queued',
  'sent',
  'acknowledged',
  /** Its time to live ended after it was written and before it was acknowledged, or the room did not reflect it: it may have arrived. */
  'unconfirmed',
  /** Refused by somebody who cannot know whether it arrived elsewhere. */
  'refused',
  'delivered',
  'displayed',
  'failed',
] as const;

export type MessageState = (typeof MESSAGE_STATES)[number];

/** What a caller is shown: the two failures that can be disproved are failures. */
export type ShownStatus = Exclude<MessageState, 'unconfirmed' | 'refused'>;

export function shownStatus(state: MessageState): ShownStatus {
  return state === 'unconfirmed' || state === 'refused' ? 'failed' : state;
}

export type MessageNews =
  /** Handed to the socket of a link. */
  | 'written'
  /** The barrier came back: the XMPP server has it. */
  | 'barrier'
  /** XEP-0184 receipt, or a XEP-0333 `received` marker. */
  | 'receipt'
  /** XEP-0333 `displayed` or `acknowledged` marker. */
  | 'displayed'
  /** An error stanza came back from whom it was sent to, or from the server that answers for them. */
  | 'bounce'
  /** An error stanza came back from somebody who speaks for one way of several. */
  | 'refusal'
  /** Its time to live ended before it was written to any link. */
  | 'expired'
  /** Its time to live ended after it was written to a link that did not acknowledge it. */
  | 'unconfirmed'
  /** Its sender took it back before it was written to any link. */
  | 'cancelled'
  /** The room did not take it, as its sender was not in it: it goes again. */
  | 'requeued'
  /** The room did not reflect it in time. */
  | 'unreflected';

type Next = Record<MessageNews, MessageState | undefined>;

const NOTHING: Next = {
  written: undefined,
  barrier: undefined,
  receipt: undefined,
  displayed: undefined,
  bounce: undefined,
  refusal: undefined,
  expired: undefined,
  unconfirmed: undefined,
  cancelled: undefined,
  requeued: undefined,
  unreflected: undefined,
};

/** News of a stanza that has left. */
const ON_ITS_WAY: Next = {
  ...NOTHING,
  receipt: 'delivered',
  displayed: 'displayed',
  bounce: 'failed',
  refusal: 'refused',
  requeued: 'queued',
};

const NEXT: Record<MessageState, Next> = {
  // Also news of a stanza that another replica wrote before this one learnt of it.
  queued: {
    ...ON_ITS_WAY,
    written: 'sent',
    barrier: 'acknowledged',
    expired: 'failed',
    unconfirmed: 'unconfirmed',
    cancelled: 'failed',
  },
  // Only stored as `sent` where the link has no barrier: the bridge has then done all that it can do.
  sent: { ...ON_ITS_WAY, barrier: 'acknowledged' },
  acknowledged: { ...ON_ITS_WAY, unreflected: 'unconfirmed' },
  // That its time has ended was told; that the server has it all the same is no news to anybody.
  unconfirmed: { ...ON_ITS_WAY, requeued: undefined },
  refused: { ...ON_ITS_WAY, refusal: undefined, requeued: undefined },
  // One of several devices has it: that another refused it does not undo this.
  delivered: { ...NOTHING, displayed: 'displayed' },
  displayed: NOTHING,
  failed: NOTHING,
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
