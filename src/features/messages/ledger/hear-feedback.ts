import { childElements, type XmlElement } from '../../../core/element.ts';
import type { Feedback } from './evidence.ts';
import { feedbackOf } from './feedback-of.ts';

/** True when it was news of a stanza of ours. */
export type ApplyFeedback = (feedback: Feedback) => Promise<boolean>;

/** Receipts and markers, and what usually goes along with them. */
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set([
  'urn:xmpp:receipts',
  'urn:xmpp:chat-markers:0',
  'urn:xmpp:hints',
  'urn:xmpp:sid:0',
]);

/** Told of ids that were not looked up. */
export type IgnoredIds = (count: number) => void;

/** True when the stanza says nothing but what became of ours, and is believed: that is told as `message.status`. */
export function hearFeedback(
  apply: ApplyFeedback,
  stanza: XmlElement,
  ignoredIds: IgnoredIds = () => undefined,
): boolean | Promise<boolean> {
  const { feedback, ignored } = feedbackOf(stanza);
  if (ignored > 0) ignoredIds(ignored);
  if (feedback.length === 0 || saysMore(stanza)) return false;
  // The store is asked for all of them at once: reads of one event-loop turn are one round trip.
  return Promise.all(feedback.map(apply)).then((known) => known.every(Boolean));
}

/** What a message that says more tells of stanzas of ours as well. Never claims it. */
export function hearCarriedFeedback(
  apply: ApplyFeedback,
  stanza: XmlElement,
): false | Promise<false> {
  const { feedback } = feedbackOf(stanza);
  if (feedback.length === 0 || !saysMore(stanza)) return false;
  return Promise.all(feedback.map(apply)).then(() => false);
}

function saysMore(stanza: XmlElement): boolean {
  if (stanza.attributes['type'] === 'error') return false;
  return childElements(stanza).some(
    ({ name, namespace }) => !TOLD_ELSEWHERE.has(namespace) && name !== 'thread',
  );
}
