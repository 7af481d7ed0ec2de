import type { Client } from './connection.ts';
import type { Keys } from './keys.ts';

/**
 * Makes the next form of what is kept of the one before, from its beginning to its end.
 *
 * It may be killed at any point and begun again, and for a moment two replicas may be at it: it changes in pieces, each of
 * them whole (one script, one MULTI), and passes over what has the new form already.
 */
export type DataStep = (redis: { readonly client: Client; readonly keys: Keys }) => Promise<void>;

/** The first makes version 2 of version 1, and so on. There was no need for one yet. */
export const DATA_STEPS: readonly DataStep[] = [];

/** How the bridge writes what it keeps. Each step counts it up. */
export const versionAfter = (steps: readonly DataStep[]) => 1 + steps.length;

/** What is stored: `2` is version 2; `3<2` is version 2 on its way to 3, half of it perhaps there already. */
export interface DataMark {
  /** A bridge that does not know this version must not touch the data. */
  readonly needed: number;
  /** All steps up to here are done. */
  readonly done: number;
}

export function readMark(text: string): DataMark {
  const [needed = '', done = needed] = text.split('<');
  return { needed: Number(needed), done: Number(done) };
}

export function markText({ needed, done }: DataMark): string {
  return needed === done ? String(needed) : `${needed}<${done}`;
}
