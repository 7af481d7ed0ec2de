import { newItem, type Item, type ItemOwner } from './item.ts';
import type { AnyKind } from './kind.ts';

/** The items of one partition, in memory. */
export class Roster {
  readonly #items = new Map<string, Map<string, Item>>();

  ofKind(kind: AnyKind): ReadonlyMap<string, Item> {
    return this.#mapOf(kind);
  }

  /** The item; a new one if it did not exist. */
  item(kind: AnyKind, key: string, owner: ItemOwner): Item {
    const items = this.#mapOf(kind);
    const item = items.get(key) ?? newItem(kind, key, owner);
    items.set(key, item);
    return item;
  }

  drop({ kind, key }: Item): void {
    this.#items.get(kind.name)?.delete(key);
  }

  *all(): Iterable<Item> {
    for (const items of this.#items.values()) yield* items.values();
  }

  #mapOf(kind: AnyKind): Map<string, Item> {
    const items = this.#items.get(kind.name) ?? new Map<string, Item>();
    this.#items.set(kind.name, items);
    return items;
  }
}
