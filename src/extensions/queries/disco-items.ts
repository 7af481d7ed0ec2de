import type { DiscoItem, DiscoItems } from '../../contract/schemas.ts';
import { element } from '../../core/element.ts';
import type { XmlElement } from '../../core/element.ts';
import { keepingRaw } from '../extension.ts';
import type { Extension } from '../extension.ts';
import { present } from '../../core/present.ts';
import { eachNamed } from '../../stanza/element-helpers.ts';

const NS = 'http://jabber.org/protocol/disco#items';

/** Service discovery: what belongs to an entity. */
export const discoItems: Extension<DiscoItems> = {
  key: 'discoItems',
  spec: 'XEP-0030 §4',
  kinds: ['iq'],
  elements: [{ name: 'query', namespace: NS }],
  ...keepingRaw<DiscoItems>({ toJson: itemsToJson, toXml: itemsToXml }),
};

function itemsToJson(query: XmlElement): DiscoItems {
  const { node } = query.attributes;
  return present<DiscoItems>({ node, items: eachNamed(query, 'item', NS, itemToJson) });
}

function itemsToXml({ node, items = [] }: DiscoItems): XmlElement {
  return element('query', NS, { node }, items.map(itemToXml));
}

function itemToJson({ attributes: { jid, node, name } }: XmlElement): DiscoItem | undefined {
  return jid === undefined ? undefined : present<DiscoItem>({ jid, node, name });
}

function itemToXml({ jid, node, name }: DiscoItem): XmlElement {
  return element('item', NS, { jid, node, name });
}
