import { hearCarriedFeedback, hearFeedback, type ApplyFeedback } from '../outbox/hear-feedback.ts';
import type { XmlElement } from '../stanza/element.ts';
import type { Conversations } from './conversations.ts';
import type { InboundHandler } from './handler.ts';
import { asksForReceipt, receiptFor } from './receipt.ts';

export interface ChainParts {
  /** An answer to an IQ of ours; an IQ request. */
  readonly answered: (iq: XmlElement) => Promise<void>;
  readonly requested: (iq: XmlElement) => Promise<void>;
  readonly applyFeedback: ApplyFeedback;
  readonly conversations: Pick<Conversations, 'concern' | 'hear'>;
  /** Stores the event of a message or presence; resolves when it is stored. */
  readonly record: (stanza: XmlElement) => Promise<void>;
  /** Sends a stanza of the bridge's own making. */
  readonly say: (stanza: XmlElement) => Promise<void>;
  readonly newId: () => string;
}

/**
 * What is done with a stanza that came in, in this order:
 *
 * 1. Answers to IQs and IQ requests. No other handler is for IQs.
 * 2. What says nothing but what became of a stanza of ours: told as `message.status`, so before the event log, which
 *    would record it as received.
 * 3. What rooms and identities of the bridge say: it may be ours. Recorded together with what it is, unless it is the
 *    reflection of a message that the same identity sent. Before the event log, which takes everything for foreign.
 * 4. The event log. Before receipts: stored first, then acknowledged.
 * 5. What a message that says more tells of stanzas of ours, once the message itself is stored.
 * 6. The receipt that its sender asked for.
 */
export function inboundChain(parts: ChainParts): readonly InboundHandler[] {
  const { applyFeedback, conversations } = parts;
  return [
    {
      name: 'iq answers',
      handle: (stanza) => isAnswer(stanza) && claimedAfter(parts.answered(stanza)),
    },
    {
      name: 'iq requests',
      handle: (stanza) => stanza.name === 'iq' && claimedAfter(parts.requested(stanza)),
    },
    { name: 'feedback', handle: (stanza) => hearFeedback(applyFeedback, stanza) },
    {
      name: 'reflections and event log',
      handle: (stanza) =>
        conversations.concern(stanza)
          ? conversations.hear(stanza)
          : passedAfter(parts.record(stanza)),
    },
    {
      name: 'carried feedback',
      handle: (stanza) => hearCarriedFeedback(applyFeedback, stanza),
    },
    {
      name: 'receipts',
      handle: (stanza) =>
        asksForReceipt(stanza) && passedAfter(parts.say(receiptFor(stanza, parts.newId()))),
    },
  ];
}

function isAnswer({ name, attributes: { type } }: XmlElement): boolean {
  return name === 'iq' && (type === 'result' || type === 'error');
}

async function claimedAfter(work: Promise<void>): Promise<true> {
  await work;
  return true;
}

async function passedAfter(work: Promise<void>): Promise<false> {
  await work;
  return false;
}
