/**
 * The numbers of calls whose outcome has to be known. The commit script remembers its reply to each under its number, and
 * does nothing where it remembers one already: so a call whose answer was lost can be made again, and one that was on
 * its way for long comes to nothing after it.
 */
import type { Keys } from './keys.ts';

/** A call that Redis remembers. */
export interface Numbered {
  readonly number: number;
  /** The key of its reply. */
  readonly memory: string;
  /** The key of the reply to the call before it, where that is not known to be applied. */
  readonly after?: string;
}

export interface Numbering {
  readonly next: () => Numbered;
  /** One of them was answered, or failed. */
  readonly answered: () => void;
  /** Those that are neither. */
  readonly inFlight: () => number;
}

/** Replies that are remembered of a process: more than there are calls on the way at once. */
const MEMORIES = 16;

/** How long, ms: longer than an outage from which a process should recover without repeating anything. */
const REMEMBERED_MS = 60 * 60 * 1_000;

export function createNumbering(keys: Keys, writer: string): Numbering {
  const memoryOf = (number: number) => keys.reply(writer, number % MEMORIES);
  let number = 0;
  let inFlight = 0;
  return {
    next() {
      number += 1;
      inFlight += 1;
      const numbered = { number, memory: memoryOf(number) };
      return inFlight === 1 ? numbered : { ...numbered, after: memoryOf(number - 1) };
    },
    answered() {
      inFlight -= 1;
    },
    inFlight: () => inFlight,
  };
}

/** As the commit script takes them. */
export function numberedArgs(numbered: Numbered | undefined): readonly (string | number)[] {
  const { memory = '', number = '', after = '' } = numbered ?? {};
  return [memory, number, after, REMEMBERED_MS];
}
