/**
 * What becomes of a stanza that the bridge accepted.
 *
 *     queued ⇄ sent → acknowledged → delivered → displayed
 *        └──────┴──────────┴→ failed
 *
 * Pure: a state and what happened give the next state. `undefined` means that it changes nothing:
 * a repeat, or news that comes too late to matter.
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
  /** The link dropped before the server acknowledged. */
  | 'link-lost'
  /** The barrier came back: the XMPP server has it. */
  | 'barrier'
  /** XEP-0184 receipt, or a XEP-0333 `received` marker. */
  | 'receipt'
  /** XEP-0333 `displayed` or `acknowledged` marker. */
  | 'displayed'
  /** An error stanza came back. */
  | 'bounce'
  /** Its time to live ended before it left. */
  | 'expired';

const NEXT: Record<MessageState, Record<MessageNews, MessageState | undefined>> = {
  queued: {
    written: 'sent',
    'link-lost': undefined,
    // News of a stanza that another replica wrote before this one learnt of it.
    barrier: 'acknowledged',
    receipt: 'delivered',
    displayed: 'displayed',
    bounce: 'failed',
    expired: 'failed',
  },
  sent: {
    written: undefined,
    'link-lost': 'queued',
    barrier: 'acknowledged',
    receipt: 'delivered',
    displayed: 'displayed',
    bounce: 'failed',
    // It may have arrived: only an unsent stanza can be said to have expired.
    expired: undefined,
  },
  acknowledged: {
    written: undefined,
    'link-lost': undefined,
    barrier: undefined,
    receipt: 'delivered',
    displayed: 'displayed',
    bounce: 'failed',
    expired: undefined,
  },
  delivered: {
    written: undefined,
    'link-lost': undefined,
    barrier: undefined,
    receipt: undefined,
    displayed: 'displayed',
    // One of several devices has it: that another refused it does not undo this.
    bounce: undefined,
    expired: undefined,
  },
  displayed: {
    written: undefined,
    'link-lost': undefined,
    barrier: undefined,
    receipt: undefined,
    displayed: undefined,
    bounce: undefined,
    expired: undefined,
  },
  failed: {
    written: undefined,
    'link-lost': undefined,
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

/** Whether the sender still has to bring it to the server. */
export function isUnsettled(state: MessageState): boolean {
  return state === 'queued' || state === 'sent';
}
