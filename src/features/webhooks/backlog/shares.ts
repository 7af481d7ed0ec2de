/**
 * How many places each of many holders takes, and who takes the most. Constant time for each change: what is full is
 * asked with each event. Pure.
 */
export class Shares<Holder> {
  readonly #counts = new Map<Holder, number>();
  /** Holders by how many places they take; without the empty ones. */
  readonly #byCount = new Map<number, Set<Holder>>();
  #most = 0;
  #total = 0;

  get total(): number {
    return this.#total;
  }

  of(holder: Holder): number {
    return this.#counts.get(holder) ?? 0;
  }

  /** Who takes the most places, the longest so; undefined when nobody takes any. */
  largest(): Holder | undefined {
    return this.#byCount.get(this.#most)?.values().next().value;
  }

  add(holder: Holder): void {
    this.#move(holder, 1);
    this.#most = Math.max(this.#most, this.of(holder));
  }

  remove(holder: Holder): void {
    if (this.of(holder) === 0) return;
    this.#move(holder, -1);
    if (!this.#byCount.has(this.#most)) this.#most -= 1;
  }

  #move(holder: Holder, by: 1 | -1): void {
    const before = this.of(holder);
    const after = before + by;
    this.#total += by;
    this.#leave(holder, before);
    if (after === 0) this.#counts.delete(holder);
    else this.#counts.set(holder, after);
    if (after === 0) return;
    const peers = this.#byCount.get(after) ?? new Set();
    this.#byCount.set(after, peers.add(holder));
  }

  #leave(holder: Holder, count: number): void {
    const peers = this.#byCount.get(count);
    peers?.delete(holder);
    if (peers?.size === 0) this.#byCount.delete(count);
  }
}
