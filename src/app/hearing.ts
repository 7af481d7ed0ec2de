import type { Log } from '../observe/log.ts';
import type { Feedback } from '../features/messages/feedback.ts';
import { feedbackOf } from '../features/messages/feedback-of.ts';
import { childElements, childNamed, element, type XmlElement } from '../core/element.ts';
import { NS_CLIENT } from '../stanza/namespaces.ts';
import { errorReply } from '../stanza/stanza-error.ts';

const NS_RECEIPTS = 'urn:xmpp:receipts';

/** Receipts and markers, and what usually goes along with them. */
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set([
  NS_RECEIPTS,
  'urn:xmpp:chat-markers:0',
  'urn:xmpp:hints',
  'urn:xmpp:sid:0',
]);

export interface HearingDeps {
  /** Stores an event for a message or presence; resolves when it is stored. Tries for a while before it gives up. */
  readonly record: (stanza: XmlElement) => Promise<void>;
  /** True when it was news of a stanza of ours. */
  readonly applyFeedback: (feedback: Feedback) => Promise<boolean>;
  readonly answered: (iq: XmlElement) => Promise<void>;
  readonly requested: (iq: XmlElement) => Promise<void>;
  /** Sends a stanza of our own making through the gate. */
  readonly say: (stanza: XmlElement) => Promise<void>;
  readonly link: { pause(): void; resume(): void };
  readonly newId: () => string;
  readonly logger: Log;
}

/** Stanzas that are heard but not yet stored: above it the socket is not read. */
const MOST_UNSTORED = 1_000;

export interface Hearing {
  readonly hear: (stanza: XmlElement) => void;
  /** Resolves when everything that was heard is stored. */
  idle(): Promise<void>;
}

/** What is done with each stanza that came in. */
export function createHearing(deps: HearingDeps): Hearing {
  let unstored = 0;
  let onIdle: (() => void)[] = [];
  const hearOne = (stanza: XmlElement) => {
    unstored += 1;
    if (unstored === MOST_UNSTORED) deps.link.pause();
    hear(deps, stanza)
      .catch((error: unknown) => refuse(deps, stanza, error))
      .finally(() => {
        unstored -= 1;
        if (unstored === MOST_UNSTORED / 2) deps.link.resume();
        if (unstored === 0) for (const resolve of onIdle.splice(0)) resolve();
      });
  };
  return {
    hear: hearOne,
    idle: () =>
      unstored === 0
        ? Promise.resolve()
        : new Promise((resolve) => (onIdle = [...onIdle, resolve])),
  };
}

/** What could not be stored is not dropped in silence: its sender learns that it may try again. */
async function refuse(deps: HearingDeps, stanza: XmlElement, reason: unknown): Promise<void> {
  const fields = { kind: stanza.name, stanza: stanza.attributes['id'], reason: String(reason) };
  deps.logger.error(fields, 'a stanza was not taken in');
  const reply = errorReply(stanza, { condition: 'resource-constraint', type: 'wait' });
  if (reply !== undefined) await deps.say(reply).catch(() => undefined);
}

function hear(deps: HearingDeps, stanza: XmlElement): Promise<void> {
  if (stanza.name !== 'iq') return hearMessageOrPresence(deps, stanza);
  const { type } = stanza.attributes;
  return type === 'result' || type === 'error' ? deps.answered(stanza) : deps.requested(stanza);
}

async function hearMessageOrPresence(deps: HearingDeps, stanza: XmlElement): Promise<void> {
  const feedback = feedbackOf(stanza);
  // What says nothing but what became of ours is told as message.status, if it is believed.
  if (feedback.length > 0 && !saysMore(stanza)) {
    const known = await Promise.all(feedback.map(deps.applyFeedback));
    if (known.every(Boolean)) return;
    await deps.record(stanza);
    return;
  }
  await deps.record(stanza);
  await Promise.all(feedback.map(deps.applyFeedback));
  if (asksForReceipt(stanza)) await deps.say(receiptFor(stanza, deps.newId()));
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
