/** What happened on the links of this replica, counted since the start. */
export class LinkTallies {
  #sent = 0;
  #attempts = 0;
  #losses = 0;
  readonly #counts: Record<string, number> = {};
  readonly #overBounds: Record<string, number> = {};

  attempt(): void {
    this.#attempts += 1;
  }

  /** A link that was up has ended. */
  loss(): void {
    this.#losses += 1;
  }

  sent(stanzas: number): void {
    this.#sent += stanzas;
  }

  count(what: string): void {
    this.#counts[what] = (this.#counts[what] ?? 0) + 1;
  }

  overBound(kind: string, bound: string): void {
    const key = `${kind} ${bound}`;
    this.#overBounds[key] = (this.#overBounds[key] ?? 0) + 1;
  }

  /** What came in by its route, and what went wrong with it. */
  counts(): Readonly<Record<string, number>> {
    return this.#counts;
  }

  /** Incoming stanzas over a bound, by `<kind> <bound>`. */
  overBounds(): Readonly<Record<string, number>> {
    return this.#overBounds;
  }

  /** Stanzas written, attempts to connect, and links that ended. */
  totals(): { readonly sent: number; readonly attempts: number; readonly losses: number } {
    return { sent: this.#sent, attempts: this.#attempts, losses: this.#losses };
  }
}
