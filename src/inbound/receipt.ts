import { childNamed, element, type XmlElement } from '../stanza/element.ts';
import { NS_CLIENT } from '../stanza/namespaces.ts';

const NS_RECEIPTS = 'urn:xmpp:receipts';

/** XEP-0184 §5.3 and §5.5: not in rooms, not for errors, and only where the receipt can name the message. */
export function asksForReceipt(stanza: XmlElement): boolean {
  const { type, id, from } = stanza.attributes;
  if (stanza.name !== 'message' || id === undefined || from === undefined) return false;
  if (type === 'error' || type === 'groupchat') return false;
  return childNamed(stanza, 'request', NS_RECEIPTS) !== undefined;
}

export function receiptFor(message: XmlElement, id: string): XmlElement {
  const { id: received, from, to, type } = message.attributes;
  const receipt = element('received', NS_RECEIPTS, { id: received });
  return element('message', NS_CLIENT, { from: to, to: from, id, type }, [receipt]);
}
