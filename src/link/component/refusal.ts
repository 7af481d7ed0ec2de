import { element } from '../../core/element.ts';
import type { XmlElement } from '../../core/element.ts';
import { NS_CLIENT } from '../../stanza/namespaces.ts';
import { errorReply, stanzaErrorToXml } from '../../stanza/stanza-error.ts';
import type { Bound } from '../../stanza/xml/reader.ts';

const TOO_MUCH: Readonly<Record<Bound, string>> = {
  bytes: 'The stanza is too large.',
  depth: 'The stanza is nested too deep.',
  elements: 'The stanza has too many elements.',
};

/** The answer to an iq of no known type, without an id, or without exactly one child (RFC 6120 §8.2.3). */
export function replyToBad(iq: XmlElement): XmlElement | undefined {
  return errorReply(iq, { condition: 'bad-request' });
}

/**
 * What becomes of a stanza over a bound, of which only the start tag is known: its sender gets an error, once.
 * An iq answer of that kind has no sender to tell; whoever asked gets an error in its place.
 */
export function replyToOversize(
  root: XmlElement,
  bound: Bound,
  domain: string,
): { reply?: XmlElement | undefined; forWork?: XmlElement } {
  const answer = { condition: 'policy-violation', text: TOO_MUCH[bound] } as const;
  const { type } = root.attributes;
  if (root.name !== 'iq' || (type !== 'result' && type !== 'error')) {
    return { reply: errorReply(root, answer) };
  }
  const error = stanzaErrorToXml({ ...answer, type: 'modify', by: domain });
  return {
    forWork: element('iq', NS_CLIENT, { ...root.attributes, type: 'error' }, [error]),
  };
}
