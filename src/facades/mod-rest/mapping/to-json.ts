/** A stanza in the JSON of mod_rest; what that has no key for is not in it. Pure. */
import type { XmlElement } from '../../../core/element.ts';
import { childNamed } from '../../../core/element.ts';
import { prepareJid } from '../../../core/jid/jid.ts';
import { NS_CLIENT } from '../../../stanza/namespaces.ts';
import { stanzaErrorOf } from '../../../stanza/stanza-error.ts';
import { readFields, type Fields } from './field.ts';
import { defined } from './forms.ts';
import { IQ } from './iq.ts';
import { MESSAGE } from './message.ts';
import { PRESENCE } from './presence.ts';
import { SPECIAL } from './queries.ts';

export const KINDS: ReadonlyMap<string, Fields> = new Map([
  ['message', MESSAGE],
  ['presence', PRESENCE],
  ['iq', IQ],
]);

export function toModRest(stanza: XmlElement): Record<string, unknown> {
  const read = readFields(KINDS.get(stanza.name) ?? {}, stanza);
  const { from, to, type } = stanza.attributes;
  const head = defined({
    kind: stanza.name,
    type: type ?? (stanza.name === 'presence' ? 'available' : undefined),
    from: from && (prepareJid(from) ?? from),
    to: to && (prepareJid(to) ?? to),
  });
  const plain = { ...read, ...head };
  if (type === 'error') return { ...plain, error: errorOf(stanza) };
  return { ...plain, ...readFields(SPECIAL, stanza) };
}

function errorOf(stanza: XmlElement): Record<string, unknown> {
  const { type, condition, text } = stanzaErrorOf(stanza);
  const by = childNamed(stanza, 'error', NS_CLIENT)?.attributes['by'];
  return defined({ type, condition, text, by });
}
