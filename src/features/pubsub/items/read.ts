/** Items that a service keeps (XEP-0060 §6.5), in pages as it can (XEP-0059). */
import type { PubsubItemPageBody, PubsubItemShown } from '../../../contract/schemas.ts';
import { childElements, childNamed, element, type XmlElement } from '../../../core/element.ts';
import { BridgeError, quoted } from '../../../core/errors.ts';
import type { Page } from '../../../core/paging.ts';
import { present } from '../../../core/present.ts';
import { payloadToJson } from '../../../extensions/pubsub/payload.ts';
import { childText, eachNamed, wholeNumber } from '../../../stanza/element-helpers.ts';
import type { Actor } from '../actor.ts';
import { inAnswer, NS_PUBSUB, pubsub, type AskService } from '../asking.ts';

const NS_RSM = 'http://jabber.org/protocol/rsm';

/** `after` is the place that the page before gave: `rsm` of a service that has pages, otherwise the id of its last item. */
export async function readItems(
  ask: AskService,
  actor: Actor,
  node: string,
  { limit, after = '' }: Page,
): Promise<PubsubItemPageBody> {
  const isRsm = after.startsWith(RSM);
  const set = element('set', NS_RSM, {}, [
    element('max', NS_RSM, {}, [String(limit)]),
    isRsm ? element('after', NS_RSM, {}, [after.slice(RSM.length)]) : undefined,
  ]);
  const payload = pubsub(NS_PUBSUB, element('items', NS_PUBSUB, { node }), set);
  const answer = await ask(actor, { type: 'get', deed: 'read', node, payload });
  const items = itemsIn(answer).map(itemToJson);
  const told = answer && childNamed(answer, 'set', NS_RSM);
  const end = told && childText(told, 'last', NS_RSM);
  // COMPAT: Prosody answers with all items, and no set.
  if (end === undefined || items.length > limit) return slice(items, limit, isRsm ? '' : after);
  return isLast(told, items.length, limit) ? { items } : { items, next: RSM + end };
}

const RSM = 'rsm:';
const ID = 'id:';

function isLast(set: XmlElement | undefined, length: number, limit: number): boolean {
  if (set === undefined || length === 0) return true;
  const count = wholeNumber(childText(set, 'count', NS_RSM));
  const first = childNamed(set, 'first', NS_RSM)?.attributes['index'];
  const index = wholeNumber(first);
  if (count !== undefined && index !== undefined) return index + length >= count;
  return length < limit;
}

function slice(all: PubsubItemShown[], limit: number, after: string): PubsubItemPageBody {
  const at = after === '' ? 0 : all.findIndex(({ id }) => ID + id === after) + 1;
  const items = all.slice(at, at + limit);
  const last = items.at(-1);
  const isMore = last !== undefined && at + limit < all.length;
  return isMore ? { items, next: ID + last.id } : { items };
}

/** Throws `not-found` where there is none. */
export async function readItem(
  ask: AskService,
  actor: Actor,
  { node, id }: { readonly node: string; readonly id: string },
): Promise<PubsubItemShown> {
  const wanted = element('item', NS_PUBSUB, { id });
  const payload = pubsub(NS_PUBSUB, element('items', NS_PUBSUB, { node }, [wanted]));
  const answer = await ask(actor, { type: 'get', deed: 'read', node, payload });
  const item = itemsIn(answer).find(({ attributes }) => attributes['id'] === id);
  if (item === undefined) {
    throw new BridgeError('not-found', `Node ${quoted(node)} has no item ${quoted(id)}.`);
  }
  return itemToJson(item);
}

/** The newest items, as far as the service tells; `max` at most. */
export async function readNewest(
  ask: AskService,
  actor: Actor,
  node: string,
  max: number,
): Promise<readonly XmlElement[]> {
  const items = element('items', NS_PUBSUB, { node, max_items: String(max) });
  const payload = pubsub(NS_PUBSUB, items);
  return itemsIn(await ask(actor, { type: 'get', deed: 'read', node, payload }));
}

function itemsIn(answer: XmlElement | undefined): readonly XmlElement[] {
  const list = inAnswer(answer, 'items');
  return (list && eachNamed(list, 'item', NS_PUBSUB, (it) => it)) ?? [];
}

/** Of a result or of a notification. */
export function itemToJson(item: XmlElement): PubsubItemShown {
  const { id = '', publisher } = item.attributes;
  const [payload, more] = childElements(item);
  if (payload === undefined) return present<PubsubItemShown>({ id, publisher });
  const content = more === undefined ? payloadToJson(payload) : { payload };
  return present<PubsubItemShown>({ id, publisher, ...content });
}

export const textOfItem = (item: XmlElement): string => childElements(item).map(canonical).join('');

function canonical({ name, namespace, attributes, children }: XmlElement): string {
  const facts = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  const inner = children.map((it) => (typeof it === 'string' ? JSON.stringify(it) : canonical(it)));
  return `${JSON.stringify([name, namespace, facts])}(${inner.join('')})`;
}
