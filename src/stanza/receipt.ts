/** Receipts (XEP-0184) that the bridge owes. Pure. */
import { childNamed, element, type XmlElement } from '../core/element.ts';
import { NS_CLIENT } from './namespaces.ts';

const NS_RECEIPTS = 'urn:xmpp:receipts';

/** §5.3 and §5.5: not in rooms, not for errors, and only where the receipt can name the message. */
export function receiptOwedFor(stanza: XmlElement, newId: () => string): XmlElement | undefined {
  const { type, id: received, from, to } = stanza.attributes;
  if (stanza.name !== 'message' || received === undefined || from === undefined) return undefined;
  if (type === 'error' || type === 'groupchat') return undefined;
  if (childNamed(stanza, 'request', NS_RECEIPTS) === undefined) return undefined;
  const receipt = element('received', NS_RECEIPTS, { id: received });
  return element('message', NS_CLIENT, { from: to, to: from, id: newId(), type }, [receipt]);
}
