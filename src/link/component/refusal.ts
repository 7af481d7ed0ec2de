import { amountOf, type Excess } from '../../stanza/bounds.ts';
import type { XmlElement } from '../../core/element.ts';
import { NS_CLIENT } from '../../stanza/namespaces.ts';
import { errorReply, mayTellSender } from '../../stanza/stanza-error.ts';

/** The answer to an iq of no known type, without an id, or without exactly one child (RFC 6120 §8.2.3). */
export function replyToBad(iq: XmlElement): XmlElement | undefined {
  return errorReply(iq, { condition: 'bad-request' });
}

/** What kind of stanza was over a bound. */
export const STANZA_KINDS = ['message', 'presence', 'iq-request', 'iq-answer', 'other'] as const;

export type StanzaKind = (typeof STANZA_KINDS)[number];

/** `root`: the start tag, as far as it was read. */
export function kindOf(root: XmlElement | undefined): StanzaKind {
  if (root?.namespace !== NS_CLIENT) return 'other';
  if (root.name === 'message' || root.name === 'presence') return root.name;
  if (root.name !== 'iq') return 'other';
  const { type } = root.attributes;
  return type === 'result' || type === 'error' ? 'iq-answer' : 'iq-request';
}

/**
 * The answer to a stanza over a bound, of which only the start tag is known; undefined where its sender may not be told.
 * Errors and results are never answered, so two bridges cannot go on refusing each other's refusals.
 */
export function replyToOversize(
  root: XmlElement,
  excess: Excess,
  { name, domain }: Pick<{ readonly domain: string; readonly name: string }, 'name' | 'domain'>,
): XmlElement | undefined {
  if (kindOf(root) === 'other' || !mayTellSender(root)) return undefined;
  const text = `${name} at ${domain} refuses stanzas with over ${amountOf(excess)}.`;
  return errorReply(withUsableId(root), { condition: 'policy-violation', text, by: domain });
}

/** As much as the gate lets out. For a longer one, the sender learns at least that a message was refused. */
const MAX_ID = 256;

function withUsableId(root: XmlElement): XmlElement {
  const { id, ...attributes } = root.attributes;
  return id !== undefined && id.length > MAX_ID ? { ...root, attributes } : root;
}
