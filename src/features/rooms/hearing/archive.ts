/** What a room's archive tells of the past (XEP-0313). Pure. */
import { childElements, childNamed, element, type XmlElement } from '../../../core/element.ts';
import { bare, prepareJid } from '../../../core/jid/jid.ts';
import { NS_CLIENT } from '../../../stanza/namespaces.ts';
import { askedBy } from '../membership/stanzas.ts';

const NS_MAM = 'urn:xmpp:mam:2';
const NS_FORWARD = 'urn:xmpp:forward:0';
const NS_DELAY = 'urn:xmpp:delay';
const NS_SID = 'urn:xmpp:sid:0';

/**
 * The message that a result of ours brings, as the room would have told it in its history; undefined for anything else.
 * Only the room itself can send one: what occupants send has their nickname in its address.
 */
export function archivedMessage(stanza: XmlElement): XmlElement | undefined {
  const { from = '', to, type } = stanza.attributes;
  const result = childNamed(stanza, 'result', NS_MAM);
  if (result === undefined || type === 'groupchat' || from !== bare(from)) return undefined;
  if (askedBy(result.attributes['queryid']) !== 'archive') return undefined;
  const forwarded = childNamed(result, 'forwarded', NS_FORWARD);
  const message = forwarded && childElements(forwarded).find(({ name }) => name === 'message');
  const stamp = forwarded && childNamed(forwarded, 'delay', NS_DELAY)?.attributes['stamp'];
  const { id: stanzaId } = result.attributes;
  const said = prepareJid(message?.attributes['from'] ?? '');
  if (message === undefined || said === undefined || bare(said) !== from) return undefined;
  const attributes = { ...message.attributes, from: said, to, type: 'groupchat' };
  return element('message', NS_CLIENT, attributes, [
    ...message.children.filter((child) => typeof child !== 'string' && !isOfRoom(child, from)),
    element('stanza-id', NS_SID, { id: stanzaId, by: from }),
    element('delay', NS_DELAY, { from, stamp }),
  ]);
}

function isOfRoom({ name, namespace, attributes }: XmlElement, room: string): boolean {
  if (name === 'delay' && namespace === NS_DELAY) return true;
  return name === 'stanza-id' && namespace === NS_SID && attributes['by'] === room;
}
