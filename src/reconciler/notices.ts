/**
 * The log on which every replica tells of the items of a partition that changed. Readers go on from a position and lose
 * nothing; if entries were trimmed before they were read, the store says so and everything is read again.
 */
import type { Change, Store } from '../store/store.ts';
import { noticesOf } from './records.ts';

export interface Notice {
  readonly kind: string;
  readonly key: string;
  /**
   * `wanted`: another declaration. `seen`: the XMPP side said something. `hurry`: somebody waits for it.
   * `doubt`: something was heard on a link of which it is not known whether it still counts; confirm what was seen.
   */
  readonly news: 'wanted' | 'seen' | 'hurry' | 'doubt';
}

export function notify(partition: number, { kind, key, news }: Notice): Change {
  return { do: 'append', log: noticesOf(partition), value: JSON.stringify([kind, key, news]) };
}

export function decodeNotice(value: string): Notice {
  const [kind, key, news] = JSON.parse(value) as [string, string, Notice['news']];
  return { kind, key, news };
}

const KEPT = 2_048;
const TRIM_EVERY = 512;

/** Bounds the logs: the side that appends also trims now and then, as there may be no runner for days. */
export class NoticeTrimmer {
  readonly #store: Store;
  readonly #appended = new Map<number, number>();

  constructor(store: Store) {
    this.#store = store;
  }

  appended(partition: number): void {
    const count = (this.#appended.get(partition) ?? 0) + 1;
    this.#appended.set(partition, count % TRIM_EVERY);
    if (count < TRIM_EVERY) return;
    const bounds = { before: 0, maxLength: KEPT };
    // What could not be trimmed now is trimmed the next time.
    void this.#store.trim(noticesOf(partition), bounds).catch(() => undefined);
  }
}
