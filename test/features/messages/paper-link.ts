import { setImmediate as nextTurn } from 'node:timers/promises';
import { BridgeError } from '../../../src/core/errors.ts';
import type { LinkLoss } from '../../../src/link/failure.ts';
import type { SizeLimit } from '../../../src/link/size-limit.ts';
import type { Link } from '../../../src/link/link.ts';

/** A link made of paper: what is written is kept, and the test says when the server acknowledges or the line drops. */
export class PaperLink implements Link {
  readonly written: string[] = [];
  #online = true;
  #barriers: { resolve: (acknowledged: boolean) => void; reject: (error: Error) => void }[] = [];
  /** How the link last dropped. */
  loss: LinkLoss | undefined;
  limit: SizeLimit | undefined;
  /** Whether barriers come back by themselves. */
  answering = true;

  state() {
    return {
      state: this.#online ? ('online' as const) : ('offline' as const),
      since: 0,
      barrier: 'self' as const,
      dropsIqs: false,
    };
  }

  send(stanzas: readonly string[]): boolean {
    if (!this.#online) return false;
    this.written.push(...stanzas);
    return true;
  }

  room() {
    return { stanzas: 256, chars: 1_000_000 };
  }

  sendAlone(stanza: string): Promise<boolean> {
    if (!this.#online) return Promise.reject(lost());
    this.written.push(stanza);
    return this.barrier();
  }

  lastLoss() {
    return this.loss;
  }

  sizeLimit() {
    return this.limit;
  }

  /** Whether the socket takes more; until it does, `drained` waits. */
  flowing = true;
  /** Whether `drained` has had to wait. */
  isAwaited = false;

  async drained(): Promise<void> {
    while (!this.flowing) {
      this.isAwaited = true;
      await nextTurn();
    }
    if (!this.#online) throw lost();
  }

  barrier(): Promise<boolean> {
    if (!this.#online) return Promise.reject(lost());
    if (this.answering) return Promise.resolve(true);
    return new Promise((resolve, reject) => this.#barriers.push({ resolve, reject }));
  }

  /** The barriers that are out come back. */
  acknowledge(): void {
    for (const barrier of this.#barriers.splice(0)) barrier.resolve(true);
  }

  drop(): void {
    this.#online = false;
    for (const barrier of this.#barriers.splice(0)) barrier.reject(lost());
  }

  restore(): void {
    this.#online = true;
  }

  pause(): void {
    // Nothing is read from paper.
  }

  resume(): void {
    // Nothing is read from paper.
  }
}

function lost(): BridgeError {
  return new BridgeError('link-lost', 'The paper tore.');
}
