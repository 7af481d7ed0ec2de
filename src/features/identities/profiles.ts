import { setTimeout as sleep } from 'node:timers/promises';
import { retryUntilAborted } from '../../store/retry-while-down.ts';
import { bare } from '../../core/jid/jid.ts';
import type { Runtime } from '../runtime.ts';
import { profileFrom, type IdentityDefaults, type Profile } from './defaults.ts';
import {
  decodeIdentity,
  IDENTITIES,
  IDENTITY_CHANGES,
  type IdentityRecord,
} from './identity-record.ts';

export interface ProfilesDeps extends Pick<Runtime, 'store' | 'logger'> {
  readonly defaults: IdentityDefaults;
  /** Told of each identity that changed, after what is known here changed. */
  readonly changed: (jid: string, before: IdentityRecord | undefined) => void;
}

const WAIT_MS = 10_000;
const RETRY_MS = 250;
const PAGE = 500;

/**
 * What was declared of identities, known without asking the store: service discovery and presence are answered from it.
 * Each replica follows the log of their changes. Avatars stay in the store.
 */
export class Profiles {
  readonly #deps: ProfilesDeps;
  readonly #closed = new AbortController();
  #records = new Map<string, IdentityRecord>();

  constructor(deps: ProfilesDeps) {
    this.#deps = deps;
  }

  /** Resolves when what is stored is known, as far as the store can be asked now. */
  async open(): Promise<void> {
    const loaded = await this.#load().catch(() => undefined);
    void this.#follow(loaded);
  }

  /** Of an address of the bridge, with or without a resource. */
  of(address: string): Profile {
    const jid = bare(address);
    return profileFrom(jid, this.#records.get(jid), this.#deps.defaults);
  }

  declared(address: string): IdentityRecord | undefined {
    return this.#records.get(bare(address));
  }

  count(): number {
    return this.#records.size;
  }

  close(): void {
    this.#closed.abort();
  }

  async #follow(loaded: string | undefined): Promise<void> {
    const { signal } = this.#closed;
    const { logger } = this.#deps;
    let position = loaded;
    const failed = (error: unknown) =>
      logger.debug({ reason: String(error) }, 'the identities could not be read');
    const step = async () => {
      position = await this.#next(position);
    };
    while (!signal.aborted) {
      await retryUntilAborted(step, { every: RETRY_MS, signal, sleep: (ms) => sleep(ms), failed });
    }
  }

  /** Takes in what comes after a position; the position after it. */
  async #next(position: string | undefined): Promise<string> {
    const { store } = this.#deps;
    if (position === undefined) return this.#load();
    await store.waitForAppend(IDENTITY_CHANGES, position, WAIT_MS, this.#closed.signal);
    const { entries, lost } = await store.read(IDENTITY_CHANGES, position, PAGE);
    if (lost) return this.#load();
    await this.#read([...new Set(entries.map(({ value }) => value))]);
    return entries.at(-1)?.position ?? position;
  }

  /** Where the log ends is looked up first: what comes after it was read is not missed. */
  async #load(): Promise<string> {
    const { store } = this.#deps;
    const { last } = await store.info(IDENTITY_CHANGES);
    const stored = await store.list(IDENTITIES);
    const records = [...stored.values()].map(({ value }) => decodeIdentity(value));
    this.#records = new Map(records.map((record) => [record.jid, record]));
    return last;
  }

  async #read(jids: readonly string[]): Promise<void> {
    const { store, changed } = this.#deps;
    const stored = await store.getMany(IDENTITIES, jids);
    jids.forEach((jid, index) => {
      const before = this.#records.get(jid);
      const record = stored[index];
      if (record === undefined) this.#records.delete(jid);
      else this.#records.set(jid, decodeIdentity(record.value));
      changed(jid, before);
    });
  }
}
