import type { InputFault } from '../errors.ts';
import type { Excess } from './bounds.ts';

/** As many as help a person; the rest is seen after these are mended. */
const MOST = 20;

/** What the gate found so far. */
export class Faults {
  readonly list: InputFault[] = [];

  get full(): boolean {
    return this.list.length >= MOST;
  }

  add(pointer: string, detail: string): void {
    if (!this.full) this.list.push({ pointer, detail });
  }
}

/** A caller's own text in a sentence: quoted, and short. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

/** The end of a sentence about a bound. */
export function raisedBy({ setting }: Excess): string {
  return setting === undefined ? '' : `; ${setting} raises this bound`;
}
