/** Whether a message means an occupant. Pure. */
import { childElements, type XmlElement } from '../../../core/element.ts';
import { NS_CLIENT } from '../../../stanza/namespaces.ts';
import { childText } from '../../../stanza/element-helpers.ts';

const NS_REFERENCE = 'urn:xmpp:reference:0';
/** A longer body is not searched to its end. */
const MAX_BODY = 100_000;

export interface Mentionable {
  readonly nick: string;
  /** As references name it (XEP-0372): its JID, and its address in the room. */
  readonly addresses: readonly string[];
}

/** By its nickname as a word of its own, or by a reference. */
export function isMentioned(message: XmlElement, { nick, addresses }: Mentionable): boolean {
  const body = childText(message, 'body', NS_CLIENT) ?? '';
  return hasWord(body.slice(0, MAX_BODY), nick) || refersTo(message, addresses);
}

function hasWord(text: string, word: string): boolean {
  const [here, wanted] = [text.toLowerCase(), word.toLowerCase()];
  if (wanted === '') return false;
  for (let at = here.indexOf(wanted); at !== -1; at = here.indexOf(wanted, at + 1)) {
    const before = Array.from(here.slice(Math.max(0, at - 2), at)).at(-1) ?? '';
    const [after = ''] = here.slice(at + wanted.length, at + wanted.length + 2);
    if (!isPartOfWord(before) && !isPartOfWord(after)) return true;
  }
  return false;
}

function isPartOfWord(character: string): boolean {
  return /^[\p{L}\p{N}_]$/u.test(character);
}

function refersTo(message: XmlElement, addresses: readonly string[]): boolean {
  return childElements(message).some(({ name, namespace, attributes }) => {
    if (name !== 'reference' || namespace !== NS_REFERENCE) return false;
    const { type, uri = '' } = attributes;
    return type === 'mention' && addresses.includes(addressIn(uri));
  });
}

function addressIn(uri: string): string {
  const path = uri.replace(/^xmpp:/, '').replace(/[?#].*$/, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
