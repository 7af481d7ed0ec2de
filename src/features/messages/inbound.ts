/** What incoming stanzas say of stanzas that the bridge sent, and the receipts that it owes. */
import { childElements, childNamed, element, type XmlElement } from '../../core/element.ts';
import type { InboundHandler } from '../../core/feature.ts';
import { NS_CLIENT } from '../../stanza/namespaces.ts';
import type { Feedback } from './feedback.ts';
import { feedbackOf } from './feedback-of.ts';

const NS_RECEIPTS = 'urn:xmpp:receipts';

/** Receipts and markers, and what usually goes along with them. */
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set([
  NS_RECEIPTS,
  'urn:xmpp:chat-markers:0',
  'urn:xmpp:hints',
  'urn:xmpp:sid:0',
]);

export interface MessageInboundDeps {
  /** True when it was news of a stanza of ours. */
  readonly applyFeedback: (feedback: Feedback) => Promise<boolean>;
  readonly sendDirect: (stanza: XmlElement) => Promise<void>;
  readonly newId: () => string;
}

export function messageInbound(deps: MessageInboundDeps): readonly InboundHandler[] {
  return [
    { stage: 'own', handle: (stanza) => settleFeedback(deps, stanza) },
    { stage: 'recorded', handle: (stanza) => afterRecording(deps, stanza) },
  ];
}

/** A stanza that says nothing but what became of ours is told as `message.status`, if it is believed. */
async function settleFeedback(deps: MessageInboundDeps, stanza: XmlElement) {
  const feedback = feedbackOf(stanza);
  if (feedback.length === 0 || saysMore(stanza)) return 'passed';
  const known = await Promise.all(feedback.map(deps.applyFeedback));
  return known.every(Boolean) ? 'claimed' : 'passed';
}

async function afterRecording(deps: MessageInboundDeps, stanza: XmlElement) {
  if (saysMore(stanza)) await Promise.all(feedbackOf(stanza).map(deps.applyFeedback));
  if (asksForReceipt(stanza)) await deps.sendDirect(receiptFor(stanza, deps.newId()));
  return 'passed' as const;
}

function saysMore(stanza: XmlElement): boolean {
  if (stanza.attributes['type'] === 'error') return false;
  return childElements(stanza).some(
    ({ name, namespace }) => !TOLD_ELSEWHERE.has(namespace) && name !== 'thread',
  );
}

/** XEP-0184 §5.3 and §5.5: not in rooms, not for errors, and only where the receipt can name the message. */
function asksForReceipt(stanza: XmlElement): boolean {
  const { type, id, from } = stanza.attributes;
  if (stanza.name !== 'message' || id === undefined || from === undefined) return false;
  if (type === 'error' || type === 'groupchat') return false;
  return childNamed(stanza, 'request', NS_RECEIPTS) !== undefined;
}

function receiptFor(message: XmlElement, id: string): XmlElement {
  const { id: received, from, to, type } = message.attributes;
  const receipt = element('received', NS_RECEIPTS, { id: received });
  return element('message', NS_CLIENT, { from: to, to: from, id, type }, [receipt]);
}
