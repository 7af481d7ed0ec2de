import type { PubsubEvent, PubsubItem } from '../../contract/schemas.ts';
import { childElements, childNamed, element, type XmlElement } from '../../core/element.ts';
import { present } from '../../core/present.ts';
import { eachNamed } from '../../stanza/element-helpers.ts';
import { keepingRaw, type Extension } from '../extension.ts';
import { payloadToJson, payloadToXml } from './payload.ts';

export const NS_PUBSUB_EVENT = 'http://jabber.org/protocol/pubsub#event';

/** What was published at a node, or retracted from it; also by contacts (XEP-0163). */
export const pubsubEvent: Extension<PubsubEvent> = {
  key: 'pubsubEvent',
  spec: 'XEP-0060 §7.1.2.1',
  kinds: ['message'],
  elements: [{ name: 'event', namespace: NS_PUBSUB_EVENT }],
  ...keepingRaw<PubsubEvent>({ toJson, toXml }),
};

function toJson(event: XmlElement): PubsubEvent | undefined {
  const items = childNamed(event, 'items', NS_PUBSUB_EVENT);
  const node = items?.attributes['node'];
  if (items === undefined || node === undefined) return undefined;
  return present<PubsubEvent>({
    node,
    items: eachNamed(items, 'item', NS_PUBSUB_EVENT, itemToJson),
    retracted: eachNamed(items, 'retract', NS_PUBSUB_EVENT, ({ attributes }) => attributes['id']),
  });
}

function itemToJson(item: XmlElement): PubsubItem {
  const { id, publisher } = item.attributes;
  // What stands there twice is seen to be missing when it is written back.
  return Object.assign(
    present<PubsubItem>({ id, publisher }),
    ...childElements(item).map(payloadToJson),
  ) as PubsubItem;
}

function toXml({ node, items = [], retracted = [] }: PubsubEvent): XmlElement {
  const list = element('items', NS_PUBSUB_EVENT, { node }, [
    ...items.map(({ id, publisher, ...payload }) =>
      element('item', NS_PUBSUB_EVENT, { id, publisher }, payloadToXml(payload)),
    ),
    ...retracted.map((id) => element('retract', NS_PUBSUB_EVENT, { id })),
  ]);
  return element('event', NS_PUBSUB_EVENT, {}, [list]);
}
