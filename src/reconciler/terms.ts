import type { Change, Store } from '../store/store.ts';
import { leaseOf } from './records.ts';

/** A runner's turn of duty on a partition, as the store checks it. */
export type Term = Extract<Change, { do: 'fence' }>;

/**
 * Who runs which partition: this replica, as it knows at once, or another, as it last looked. What is known may be over;
 * whatever relies on it is fenced with it.
 */
export class Terms {
  readonly #store: Store;
  readonly #own = new Map<number, Term>();
  readonly #others = new Map<number, Term>();

  constructor(store: Store) {
    this.#store = store;
  }

  begin(partition: number, term: Term): void {
    this.#own.set(partition, term);
    this.#others.delete(partition);
  }

  end(partition: number): void {
    this.#own.delete(partition);
  }

  /** Whether this replica runs it. */
  isOwn(partition: number): boolean {
    return this.#own.has(partition);
  }

  /** Without asking anybody. */
  known(partition: number): Term | undefined {
    return this.#own.get(partition) ?? this.#others.get(partition);
  }

  /** The present one, as the store has it. */
  async look(partition: number): Promise<Term | undefined> {
    const own = this.#own.get(partition);
    if (own !== undefined) return own;
    const lease = leaseOf(partition);
    const held = await this.#store.holder(lease);
    if (held === undefined) this.#others.delete(partition);
    else this.#others.set(partition, { do: 'fence', lease, ...held });
    return this.known(partition);
  }
}
