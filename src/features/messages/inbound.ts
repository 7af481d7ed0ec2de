/** What incoming stanzas say of stanzas that the bridge sent, what rooms reflect, and the receipts that it owes. */
import type { XmlElement } from '../../core/element.ts';
import type { Arrival, Inbound, InboundHandler } from '../../core/feature.ts';
import type { Conversations } from './conversations/conversations.ts';
import {
  hearCarriedFeedback,
  hearFeedback,
  type ApplyFeedback,
  type IgnoredIds,
} from './ledger/hear-feedback.ts';
import { receiptOwedFor } from '../../stanza/receipt.ts';

export interface MessageInboundDeps {
  readonly applyFeedback: ApplyFeedback;
  readonly ignoredIds?: IgnoredIds;
  readonly conversations: Pick<Conversations, 'concern' | 'hear'>;
  /** Stores the event of a message or presence; resolves when it is stored. */
  readonly record: (stanza: XmlElement, arrival: Arrival) => Promise<void>;
  readonly sendDirect: (stanza: XmlElement) => Promise<void>;
  readonly newId: () => string;
}

export function messageInbound(deps: MessageInboundDeps): readonly InboundHandler[] {
  const { applyFeedback, ignoredIds, conversations } = deps;
  return [
    // News of a stanza of ours is told as `message.status`, so before the event log, which would record it as received.
    {
      stage: 'own',
      handle: (stanza) => outcomeOf(hearFeedback(applyFeedback, stanza, ignoredIds)),
    },
    {
      stage: 'record',
      // What rooms and identities of the bridge say may be ours: it is recorded together with what it is, unless it is the
      // reflection of a message that the same identity sent.
      handle: (stanza, arrival) =>
        conversations.concern(stanza)
          ? outcomeOf(conversations.hear(stanza, arrival))
          : passedAfter(deps.record(stanza, arrival)),
    },
    {
      stage: 'recorded',
      handle: (stanza) => outcomeOf(hearCarriedFeedback(applyFeedback, stanza)),
    },
    {
      stage: 'recorded',
      handle(stanza, { late }) {
        const receipt = late === true ? undefined : receiptOwedFor(stanza, deps.newId);
        return receipt === undefined ? 'passed' : passedAfter(deps.sendDirect(receipt));
      },
    },
  ];
}

function outcomeOf(claimed: boolean | Promise<boolean>): Inbound | Promise<Inbound> {
  if (typeof claimed === 'boolean') return claimed ? 'claimed' : 'passed';
  return claimed.then((is) => (is ? 'claimed' : 'passed'));
}

async function passedAfter(work: Promise<void>): Promise<Inbound> {
  await work;
  return 'passed';
}
