import type { NodeItemBody, NodePage, NodeItemToPut } from '../../../contract/schemas.ts';
import { BridgeError } from '../../../core/errors.ts';
import { instant } from '../../../core/instant.ts';
import { bare } from '../../../core/jid/jid.ts';
import { completeElement } from '../../../stanza/json/complete.ts';
import type { Store, StoredRecord } from '../../../store/store.ts';
import {
  DERIVED,
  itemKey,
  itemSpace,
  subscriberSpace,
  type Access,
  type ItemPlace,
  type NodeItem,
} from './node.ts';

export interface NodesDeps {
  readonly store: Store;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A node with its items, the newest last. */
export interface Node {
  readonly node: string;
  readonly access: Access;
  readonly items: readonly (readonly [id: string, item: NodeItem])[];
}

/** Of an identity: it publishes what it is, and keeps no archive. */
const MAX_ITEMS = 64;
const MAX_BYTES = 32 * 1024;
const MAX_SUBSCRIBERS = 1_000;

/** The nodes of identities, in the store. */
export class Nodes {
  readonly #deps: NodesDeps;

  constructor(deps: NodesDeps) {
    this.#deps = deps;
  }

  /** Throws `conflict` for one item too many, `invalid-request` for a node of the bridge, or one that says nothing. */
  async put(place: ItemPlace, { access, ...says }: NodeItemToPut): Promise<NodeItemBody> {
    const { store, now } = this.#deps;
    check(place, says);
    const all = await this.of(place.identity);
    const here = all.find(({ node }) => node === place.node);
    const count = all.reduce((sum, { items }) => sum + items.length, 0);
    const isNew = here?.items.every(([id]) => id !== place.item) ?? true;
    if (isNew && count >= MAX_ITEMS) {
      const detail = `This identity has ${MAX_ITEMS} items, which is the limit; delete one first.`;
      throw new BridgeError('conflict', detail);
    }
    const { payload, ...rest } = says;
    const whole = payload === undefined ? rest : { payload: completeElement(payload, '') };
    const item: NodeItem = { says: whole, access: access ?? here?.access ?? 'presence', at: now() };
    await store.commit(
      [
        {
          ...{ do: 'put', space: itemSpace(place.identity), id: itemKey(place) },
          value: JSON.stringify(item),
        },
      ],
      { takesIn: true },
    );
    return itemBody(place, item);
  }

  async get(place: ItemPlace): Promise<NodeItemBody | undefined> {
    const stored = await this.#deps.store.get(itemSpace(place.identity), itemKey(place));
    return stored && itemBody(place, decode(stored));
  }

  /** False where there is none. */
  async remove(place: ItemPlace): Promise<boolean> {
    const { store } = this.#deps;
    const space = itemSpace(place.identity);
    if ((await store.get(space, itemKey(place))) === undefined) return false;
    await store.commit([{ do: 'delete', space, id: itemKey(place) }]);
    return true;
  }

  async list(identity: string): Promise<NodePage> {
    const nodes = await this.of(identity);
    return {
      items: nodes.map(({ node, access, items }) => ({
        node,
        access,
        items: items.map(([id]) => id),
      })),
    };
  }

  /** Every node with an item in it, by name. */
  async of(identity: string): Promise<readonly Node[]> {
    const stored = await this.#deps.store.list(itemSpace(identity));
    const nodes = new Map<string, (readonly [string, NodeItem])[]>();
    for (const [key, record] of stored) {
      const [owner, node = '', item = ''] = key.split(' ');
      if (owner !== identity) continue;
      nodes.set(node, [...(nodes.get(node) ?? []), [item, decode(record)] as const]);
    }
    return [...nodes]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([node, items]) => {
        const inOrder = items.sort(([, one], [, other]) => one.at - other.at);
        const isOpen = inOrder.at(-1)?.[1].access === 'open';
        return { node, items: inOrder, access: isOpen ? ('open' as const) : ('presence' as const) };
      });
  }

  /** Forgets everything of an identity. */
  async clear(identity: string): Promise<void> {
    const { store } = this.#deps;
    for (const space of [itemSpace(identity), subscriberSpace(identity)]) {
      const stored = await store.list(space);
      const own = [...stored.keys()].filter((key) => key.startsWith(`${identity} `));
      if (own.length > 0) await store.commit(own.map((id) => ({ do: 'delete', space, id })));
    }
  }

  /** False where too many have. */
  async subscribe(identity: string, node: string, jid: string): Promise<boolean> {
    const { store } = this.#deps;
    const space = subscriberSpace(identity);
    if ((await this.subscribers(identity, node)).length >= MAX_SUBSCRIBERS) return false;
    const id = `${identity} ${node} ${jid}`;
    await store.commit([{ do: 'put', space, id, value: '1' }], { takesIn: true });
    return true;
  }

  async unsubscribe(identity: string, node: string, jid: string): Promise<void> {
    const id = `${identity} ${node} ${jid}`;
    await this.#deps.store.commit([{ do: 'delete', space: subscriberSpace(identity), id }]);
  }

  async subscribers(identity: string, node: string): Promise<readonly string[]> {
    const stored = await this.#deps.store.list(subscriberSpace(identity));
    const start = `${identity} ${node} `;
    return [...stored.keys()]
      .filter((key) => key.startsWith(start))
      .map((key) => key.slice(start.length));
  }
}

function check({ node, item }: ItemPlace, says: NodeItem['says']): void {
  if (DERIVED.has(node))
    throw bad('/path/node', 'The avatar is declared: PUT /v1/identities/{id}.');
  if (/\s/.test(node)) throw bad('/path/node', 'The name of a node has no space in it.');
  if (/\s/.test(item)) throw bad('/path/item', 'The id of an item has no space in it.');
  const forms = Object.keys(says).length;
  if (forms !== 1) throw bad('', 'Say one thing: nick, geoloc, tune, entry or payload.');
  if (JSON.stringify(says).length > MAX_BYTES) throw bad('', `Send ${MAX_BYTES} bytes at most.`);
}

function bad(pointer: string, detail: string): BridgeError {
  return new BridgeError('invalid-request', detail, { errors: [{ pointer, detail }] });
}

function decode(stored: StoredRecord): NodeItem {
  return JSON.parse(stored.value) as NodeItem;
}

function itemBody(
  { identity, node, item }: ItemPlace,
  { says, access, at }: NodeItem,
): NodeItemBody {
  return { identity: bare(identity), node, id: item, ...says, access, publishedAt: instant(at) };
}
