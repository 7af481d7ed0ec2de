import { childElements, type XmlElement } from '../../../core/element.ts';
import { stanzaErrorOf } from '../../../stanza/stanza-error.ts';
import type { Feedback } from './evidence.ts';
import { bounded } from './record-changes.ts';

const NS_RECEIPTS = 'urn:xmpp:receipts';
const NS_MARKERS = 'urn:xmpp:chat-markers:0';

/** What an element tells of a message of ours (XEP-0184 §5, XEP-0333 §4). */
const NEWS: Readonly<Record<string, Feedback['news'] | undefined>> = {
  [`received ${NS_RECEIPTS}`]: 'receipt',
  [`received ${NS_MARKERS}`]: 'receipt',
  [`displayed ${NS_MARKERS}`]: 'displayed',
  [`acknowledged ${NS_MARKERS}`]: 'displayed',
};

/** What a message or presence tells of stanzas that the bridge sent: a bounce of it, or receipts and markers. */
export function feedbackOf(stanza: XmlElement): Feedback[] {
  if (stanza.attributes['type'] === 'error') return bounceOf(stanza);
  if (stanza.name !== 'message') return [];
  return childElements(stanza).flatMap((child) => {
    const news = NEWS[`${child.name} ${child.namespace}`];
    const id = child.attributes['id'];
    return news === undefined || id === undefined ? [] : [{ id, news, carrier: stanza }];
  });
}

function bounceOf(stanza: XmlElement): Feedback[] {
  const { id } = stanza.attributes;
  if (id === undefined) return [];
  const stanzaError = bounded(stanzaErrorOf(stanza));
  const detail = stanzaError.text ?? `It came back with ${stanzaError.condition}.`;
  const error = { code: 'stanza-error', detail, stanzaError } as const;
  return [{ id, news: 'bounce', carrier: stanza, error }];
}
