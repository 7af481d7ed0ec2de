/** Counts what was given to a connection and has not left yet. */
export class Unsent {
  #bytes = 0;
  #waiting: { readonly bytes: number; readonly resolve: () => void }[] = [];

  get bytes(): number {
    return this.#bytes;
  }

  /** Adds what is being written; call what it returns when that has left, or never will. */
  add(bytes: number): () => void {
    this.#bytes += bytes;
    return () => {
      this.#bytes -= bytes;
      this.#wake();
    };
  }

  /** Resolves when there are fewer bytes than this. */
  below(bytes: number): Promise<void> {
    if (this.#bytes < bytes) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ bytes, resolve }));
  }

  #wake(): void {
    if (this.#waiting.length === 0) return;
    const due = this.#waiting.filter(({ bytes }) => this.#bytes < bytes);
    this.#waiting = this.#waiting.filter((it) => !due.includes(it));
    for (const { resolve } of due) resolve();
  }
}
