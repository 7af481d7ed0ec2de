/** Parsed JSON made small enough for everything that is done with it, in place. */

/** More than a message shows by far. */
const MAX_ENTRIES = 2_000;
const MAX_TEXT = 32_768;

export interface Trimmed {
  readonly value: unknown;
  /** Some list is shorter than it was. */
  readonly isCut: boolean;
}

/** Cuts lists and texts that are longer than any message can show. */
export function trimJson(value: unknown): Trimmed {
  const cut = new Cut();
  const trimmed = cut.within(value);
  return { value: trimmed, isCut: cut.isCut };
}

class Cut {
  isCut = false;

  /** Recursion ends soon: the depth was bounded where the text was parsed. */
  within(value: unknown): unknown {
    if (typeof value === 'string') return cutText(value);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) this.#list(value as unknown[]);
    else this.#members(value as Record<string, unknown>);
    return value;
  }

  #list(list: unknown[]): void {
    if (list.length > MAX_ENTRIES) {
      list.length = MAX_ENTRIES;
      this.isCut = true;
    }
    for (let i = 0; i < list.length; i++) {
      const entry = list[i];
      const kept = this.within(entry);
      if (kept !== entry) list[i] = kept;
    }
  }

  #members(object: Record<string, unknown>): void {
    for (const name in object) {
      const member = object[name];
      const kept = this.within(member);
      if (kept !== member) object[name] = kept;
    }
  }
}

/** Not within a character. */
export function cutText(text: string): string {
  if (text.length <= MAX_TEXT) return text;
  const isHigh = (text.charCodeAt(MAX_TEXT - 1) & 0xfc00) === 0xd800;
  return text.slice(0, isHigh ? MAX_TEXT - 1 : MAX_TEXT);
}

export const CUT_NOTE = `a list in it is longer than ${MAX_ENTRIES} entries; the others were left out`;
