/** Counts what a JSON text holds without parsing it, so that the cost of parsing is bounded beforehand. */

/**
 * An element within an element is two levels; 32 of them (the gate's bound) and what is around them is less than this.
 * It keeps every recursion over a body short.
 */
const MAX_DEPTH = 100;

export interface JsonSize {
  readonly keys: number;
  /** Members, entries, and what holds them. */
  readonly values: number;
  /** How many different keys there are, or a little less. Only counted where it is asked for. */
  readonly names: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;

/** Looks outside strings only, where each colon follows a key; the parser refuses text that is not JSON. */
export function sizeOf(text: string, withNames = false): JsonSize | 'too-deep' {
  const names = withNames ? new Names() : undefined;
  let keys = 0;
  let values = 1;
  let depth = 0;
  let opened = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      opened = i;
      i = endOfString(text, i);
    } else if (code === COLON) {
      keys++;
      names?.add(text, opened, i);
    } else if (code === COMMA) values++;
    else if (code === 0x7b || code === 0x5b) {
      values++;
      if (++depth > MAX_DEPTH) return 'too-deep';
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
  return { keys, values, names: names?.count ?? 0 };
}

/** The index of the closing quote, the first that is not escaped; the end of the text if there is none. */
function endOfString(text: string, opened: number): number {
  let end = opened;
  for (;;) {
    end = text.indexOf('"', end + 1);
    if (end === -1) return text.length;
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before--;
    if ((end - before) % 2 === 1) return end;
  }
}

/** Characters of a key that are hashed. */
const TELLING = 64;
const SLOTS = 1 << 15;

/** Counts different keys by a hash (FNV-1a): the few that share one are counted as the same. */
class Names {
  count = 0;
  readonly #seen = new Uint8Array(SLOTS);

  add(text: string, from: number, to: number): void {
    let hash = 0x811c9dc5;
    const end = Math.min(to, from + TELLING);
    for (let i = from; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    if (this.#seen[slot] === 1) return;
    this.#seen[slot] = 1;
    this.count++;
  }
}
