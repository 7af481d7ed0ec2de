/**
 * The last items that a subscription heard of, by which a new one is told from one that is known: for each item id what it said
 * last. Pure; kept as JSON.
 */
import { hash } from 'node:crypto';

export interface Ring {
  /** Oldest first: of each item a hash of the id and one of what it said, 16 characters together. */
  readonly known: string;
  readonly last?: { readonly id: string; /** ms since 1970 */ readonly at: number };
}

export const EMPTY: Ring = { known: '' };

/** Twice as many as are looked at when it catches up: 32 KiB at most. */
export function sizeOf({ catchUpMax }: { readonly catchUpMax: number }): number {
  return Math.max(300, 2 * catchUpMax);
}

/** 60 bits, and 36. */
const ID_LENGTH = 10;
const LENGTH = 16;

export interface Told {
  readonly id: string;
  /** The canonical text of its content. */
  readonly text: string;
}

/** `same`: the item said this before. `changed`: it said something else. */
export type Known = 'same' | 'changed' | 'new';

export function lookUp(ring: Ring, told: Told): Known {
  const found = find(ring, told.id);
  if (found === -1) return 'new';
  return ring.known.slice(found, found + LENGTH) === entryOf(told) ? 'same' : 'changed';
}

export interface Bounds {
  /** The most items that are remembered. */
  readonly size: number;
  /** ms since 1970 */
  readonly now: number;
}

/** With an item that is now the newest. */
export function withItem(ring: Ring, told: Told, { size, now }: Bounds): Ring {
  const known = withoutItem(ring, told.id).known + entryOf(told);
  return { known: known.slice(-size * LENGTH), last: { id: told.id, at: now } };
}

/** An item that is gone is new when it comes again. */
export function withoutItem(ring: Ring, id: string): Ring {
  const found = find(ring, id);
  if (found === -1) return ring;
  return { ...ring, known: ring.known.slice(0, found) + ring.known.slice(found + LENGTH) };
}

/** With items that were there before any of those that were heard of. */
export function withBaseline(ring: Ring, items: readonly Told[], size: number): Ring {
  const unknown = items.filter((it) => lookUp(ring, it) === 'new');
  const known = unknown.map(entryOf).join('') + ring.known;
  return { ...ring, known: known.slice(-size * LENGTH) };
}

/**
 * Which of the items that a service keeps were missed: those that are not known to have said this. Services order them as they
 * like (COMPAT: ejabberd leaves an item that is published again in its old place), so nothing is made of their order. `gap`:
 * none of them is known, so more may be missing.
 */
export function missedOf<Item extends Told>(
  ring: Ring,
  kept: readonly Item[],
): { readonly missed: readonly Item[]; readonly gap: boolean } {
  const missed = kept.filter((it) => lookUp(ring, it) !== 'same');
  const isAnyKnown = kept.some(({ id }) => find(ring, id) !== -1);
  return { missed, gap: !isAnyKnown && ring.known !== '' && kept.length > 0 };
}

function find({ known }: Ring, id: string): number {
  const wanted = short(id, ID_LENGTH);
  for (let at = known.indexOf(wanted); at !== -1; at = known.indexOf(wanted, at + 1)) {
    if (at % LENGTH === 0) return at;
  }
  return -1;
}

function entryOf({ id, text }: Told): string {
  return short(id, ID_LENGTH) + short(text, LENGTH - ID_LENGTH);
}

function short(text: string, length: number): string {
  return hash('sha256', text, 'base64url').slice(0, length);
}
