import type { Logger } from '../../../observe/logger.ts';
import type { Store, StoredRecord } from '../../../store/store.ts';
import {
  decodeContact,
  pairOf,
  PARTITIONS,
  partitionOf,
  spaceAt,
  type Contact,
  type Pair,
} from './contact.ts';

export interface RoundsDeps {
  readonly store: Pick<Store, 'list'>;
  readonly logger: Logger;
  /** Resolves when the next contact may be told. */
  readonly pace: () => Promise<void>;
  /** Tells the contact that the identity is there, where it may know. */
  readonly greet: (pair: Pair, contact: Contact) => Promise<void>;
  /** Asks whether the contact is there, where it granted that. */
  readonly probe: (pair: Pair, contact: Contact) => Promise<void>;
  /** Told how many there are, once all were seen. */
  readonly counted: (contacts: number) => void;
}

/** How long a round waits for a store that is away. */
const RETRY_MS = 500;

/**
 * Goes through all contacts after each new link, one hash after the other: nobody else would tell those who could not ask
 * meanwhile. Needs no memory of its own; what is cut short is done by the round of the next link.
 */
export class Rounds {
  readonly #deps: RoundsDeps;
  #current: AbortController | undefined;
  /** Milliseconds that the last whole round took. */
  lastMs: number | undefined;

  constructor(deps: RoundsDeps) {
    this.#deps = deps;
  }

  begin(): void {
    this.stop();
    const round = new AbortController();
    this.#current = round;
    void this.#run(round.signal);
  }

  /** Tells all contacts of an identity that it changed. */
  async announce(identity: string): Promise<void> {
    const { signal } = this.#current ?? new AbortController();
    await this.#visit(partitionOf(identity), signal, async (pair, contact) => {
      if (pair.identity !== identity) return;
      await this.#deps.pace();
      await this.#deps.greet(pair, contact);
    });
  }

  stop(): void {
    this.#current?.abort();
    this.#current = undefined;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const began = performance.now();
    let contacts = 0;
    for (let partition = 0; partition < PARTITIONS && !signal.aborted; partition += 1) {
      contacts += await this.#visit(partition, signal, async (pair, contact) => {
        await this.#deps.pace();
        if (signal.aborted) return;
        await this.#deps.greet(pair, contact);
        await this.#deps.probe(pair, contact);
      });
    }
    if (signal.aborted) return;
    this.lastMs = performance.now() - began;
    this.#deps.counted(contacts);
  }

  /** How many there are. */
  async #visit(
    partition: number,
    signal: AbortSignal,
    visit: (pair: Pair, contact: Contact) => Promise<void>,
  ): Promise<number> {
    const stored = await this.#read(partition, signal);
    for (const [key, record] of stored) {
      if (signal.aborted) return 0;
      const contact = decodeContact(record);
      if (contact === undefined || contact.ending === true) continue;
      await visit(pairOf(key), contact).catch((error: unknown) => {
        this.#deps.logger.debug({ contact: key, reason: String(error) }, 'a contact was not told');
      });
    }
    return stored.size;
  }

  /** Nothing where the round was stopped meanwhile. Never rejects. */
  async #read(partition: number, signal: AbortSignal): Promise<ReadonlyMap<string, StoredRecord>> {
    while (!signal.aborted) {
      try {
        return await this.#deps.store.list(spaceAt(partition));
      } catch {
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
    return new Map();
  }
}
