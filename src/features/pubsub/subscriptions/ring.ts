/**
 * The last items that a subscription heard of, by which a new one is told from one that is known: for each item id what it said
 * last. Pure; kept as JSON.
 */
import { hash } from 'node:crypto';

export interface Ring {
  /** Oldest first: a hash of the id, and one of what it said. */
  readonly known: readonly (readonly [id: string, said: string])[];
  readonly last?: { readonly id: string; /** ms since 1970 */ readonly at: number };
}

export const EMPTY: Ring = { known: [] };

/** About 10 KiB. */
const MAX_KNOWN = 300;

export interface Told {
  readonly id: string;
  /** The canonical text of its content. */
  readonly text: string;
}

export type Known =
  /** It says the same as before. */
  | 'same'
  /** An item of this id said something else. */
  | 'changed'
  | 'new';

export function lookUp({ known }: Ring, { id, text }: Told): Known {
  const found = known.find(([it]) => it === short(id));
  if (found === undefined) return 'new';
  return found[1] === short(text) ? 'same' : 'changed';
}

/** With an item that is now the newest. `at`: ms since 1970. */
export function withItem(ring: Ring, { id, text }: Told, at: number): Ring {
  const idHash = short(id);
  const others = ring.known.filter(([it]) => it !== idHash);
  const known = [...others, [idHash, short(text)] as const].slice(-MAX_KNOWN);
  return { known, last: { id, at } };
}

/** An item that is gone is new when it comes again. */
export function withoutItem(ring: Ring, id: string): Ring {
  const idHash = short(id);
  return { ...ring, known: ring.known.filter(([it]) => it !== idHash) };
}

/** With items that were there before any of those that were heard of. */
export function withBaseline(ring: Ring, items: readonly Told[]): Ring {
  const before = items.reduce((known, it) => withItem(known, it, 0), EMPTY).known;
  const others = before.filter(([id]) => ring.known.every(([it]) => it !== id));
  return { ...ring, known: [...others, ...ring.known].slice(-MAX_KNOWN) };
}

/** Oldest first, as far as what is known tells; otherwise as services usually give them, the newest first. */
export function oldestFirst<Item extends Told>(
  { known }: Ring,
  items: readonly Item[],
): readonly Item[] {
  const places = new Map(items.map(({ id }, index) => [short(id), index]));
  const found = known.flatMap(([id]) => places.get(id) ?? []);
  const [first, last] = [found[0], found.at(-1)];
  const isOldestFirst = first !== undefined && last !== undefined && first < last;
  return isOldestFirst ? items : items.toReversed();
}

/**
 * Which of the items that a service keeps were missed, oldest first: those that came after the oldest of them that is known,
 * and say something new. `gap`: none of them is known, so more may be missing before them.
 */
export function missedOf<Item extends Told>(
  ring: Ring,
  kept: readonly Item[],
): { readonly missed: readonly Item[]; readonly gap: boolean } {
  const first = kept.findIndex((it) => lookUp(ring, it) !== 'new');
  const missed = kept.slice(Math.max(first, 0)).filter((it) => lookUp(ring, it) !== 'same');
  return { missed, gap: first === -1 && ring.known.length > 0 && kept.length > 0 };
}

/** 96 bits. */
function short(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 16);
}
