/** One event that a connection is done with. */
export interface Ack {
  readonly connection: string;
  readonly position: string;
}

interface PendingAck extends Ack {
  readonly kept: () => void;
}

/** Acknowledgements that are not kept in the store yet. */
export class Acks {
  #pending: PendingAck[] = [];

  /** Resolves when it is kept. */
  add(connection: string, position: string): Promise<void> {
    return new Promise((kept) => this.#pending.push({ connection, position, kept }));
  }

  /** Those of this moment. */
  pending(): readonly PendingAck[] {
    return [...this.#pending];
  }

  settle(acks: readonly PendingAck[]): void {
    const kept = new Set(acks);
    this.#pending = this.#pending.filter((ack) => !kept.has(ack));
    for (const ack of acks) ack.kept();
  }
}
