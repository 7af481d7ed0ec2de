import { childElements, type XmlElement } from '../../../core/element.ts';
import { MAX_ID } from '../../../stanza/gate/stanza.ts';
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

/**
 * Ids of ours that one stanza is believed to speak of. Clients send one receipt or marker in a message; each further id is
 * one more look-up in the store, at the price of a few bytes.
 */
export const MAX_IDS = 16;

/** What a stanza tells of others, and how much of it is left out. */
export interface Told {
  readonly feedback: readonly Feedback[];
  readonly ignored: number;
}

const NOTHING: Told = { feedback: [], ignored: 0 };

/** What a message or presence tells of stanzas that the bridge sent: a bounce of it, or receipts and markers. */
export function feedbackOf(stanza: XmlElement): Told {
  if (stanza.attributes['type'] === 'error') return bounceOf(stanza);
  if (stanza.name !== 'message') return NOTHING;
  const told = new Map<string, Feedback>();
  let ignored = 0;
  for (const child of childElements(stanza)) {
    const news = NEWS[`${child.name} ${child.namespace}`];
    const { id } = child.attributes;
    if (news === undefined || id === undefined) continue;
    const key = `${news} ${id}`;
    if (told.has(key)) continue;
    if (told.size >= MAX_IDS || id.length > MAX_ID) ignored += 1;
    else told.set(key, { id, news, carrier: stanza });
  }
  return { feedback: [...told.values()], ignored };
}

function bounceOf(stanza: XmlElement): Told {
  const { id } = stanza.attributes;
  if (id === undefined) return NOTHING;
  if (id.length > MAX_ID) return { feedback: [], ignored: 1 };
  const stanzaError = bounded(stanzaErrorOf(stanza));
  return { feedback: [{ id, news: 'bounce', carrier: stanza, stanzaError }], ignored: 0 };
}
