import { SCOPES, type Caller } from '../../core/caller.ts';
import { BridgeError } from '../../core/errors.ts';
import { retryUntilAborted } from '../../store/retry-while-down.ts';
import { comparePositions, LOG_START } from '../../store/store.ts';
import { decodeKey, KEY_CHANGES, KEYS } from './key-record.ts';
import { KeyIndex } from './key-index.ts';
import { digestOf } from './key-secret.ts';
import { isBootstrapKeySeen } from './bootstrap-key.ts';
import type { Runtime } from '../runtime.ts';

export interface KeyCacheDeps extends Pick<Runtime, 'store' | 'now' | 'logger'> {
  /** The key from the settings: it may do everything, as everybody, at any rate. */
  readonly bootstrapKey: string | undefined;
  readonly sleep: (ms: number) => Promise<unknown>;
  readonly used: (keyId: string, at: number) => void;
}

/** Called with the id of a key that ended, one of whose secrets did, or whose rights changed. */
export type EndListener = (keyId: string) => void;

export const BOOTSTRAP_KEY_ID = 'bootstrap';

const WAIT_MS = 10_000;
const RETRY_MS = 250;
const PAGE = 500;
/** How late the end of a key by its time is told where nobody calls with it. */
const PRUNE_MS = 500;
const REACH_MS = 1_000;

/**
 * Who a secret belongs to, answered without asking the store: each replica has a copy of all keys and follows the log of
 * their changes. A change is known as soon as an append is heard, and none is missed.
 */
export class KeyCache {
  readonly #deps: KeyCacheDeps;
  readonly #index = new KeyIndex();
  readonly #listeners = new Set<EndListener>();
  readonly #closed = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #waiters: { readonly position: string; readonly reached: () => void }[] = [];
  /** Up to where the log of changes was followed; undefined while nothing is loaded. */
  #position: string | undefined;

  constructor(deps: KeyCacheDeps) {
    this.#deps = deps;
    if (deps.bootstrapKey !== undefined) this.changeBootstrapKey(deps.bootstrapKey);
    this.#timer = setInterval(() => this.#end(this.#index.prune(deps.now())), PRUNE_MS);
    void this.#follow();
  }

  /** Throws `store-unavailable` for a secret that is unknown while the stored keys could not be read yet. */
  readonly authenticate = (secret: string): Caller | undefined => {
    const digest = digestOf(secret);
    const now = this.#deps.now();
    const entry = this.#index.find(digest, now);
    if (entry === undefined) {
      if (!this.isLoaded()) throw notLoaded();
      return undefined;
    }
    this.#deps.used(entry.caller.keyId, now);
    return entry.caller;
  };

  /** The secret before it is no longer good. */
  changeBootstrapKey(key: string): void {
    this.#index.putAlways(digestOf(key), BOOTSTRAP);
  }

  /** The caller behind a key, as long as the key is good. */
  callerOf(keyId: string): Caller | undefined {
    return this.#index.callerOf(keyId, this.#deps.now());
  }

  /**
   * Whether a key is stored no more or has expired; asks the store about one that is not known here. The bootstrap key is
   * gone when no replica has been configured with one for a while.
   */
  async isGone(keyId: string): Promise<boolean> {
    if (this.callerOf(keyId) !== undefined) return false;
    if (keyId === BOOTSTRAP_KEY_ID) return !(await isBootstrapKeySeen(this.#deps.store));
    const stored = await this.#deps.store.get(KEYS, keyId);
    if (stored === undefined) return true;
    const { expiresAt = Infinity } = decodeKey(stored.value);
    return expiresAt <= this.#deps.now();
  }

  /** Ids of all keys that are good. */
  ids(): readonly string[] {
    return this.#index.ids();
  }

  onEnd(listener: EndListener): void {
    this.#listeners.add(listener);
  }

  /** Resolves when all changes up to a position are known here, or after a second. */
  async reached(position: string): Promise<void> {
    if (this.#isPast(position)) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, REACH_MS);
      const reached = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#waiters.push({ position, reached });
    });
  }

  /** Resolves when the stored keys are known, or after a second. */
  loaded(): Promise<void> {
    return this.reached(LOG_START);
  }

  isLoaded(): boolean {
    return this.#position !== undefined;
  }

  close(): void {
    clearInterval(this.#timer);
    this.#closed.abort();
    for (const { reached } of this.#waiters) reached();
  }

  async #follow(): Promise<void> {
    const { signal } = this.#closed;
    const { logger, sleep } = this.#deps;
    const failed = (error: unknown) =>
      logger.debug({ reason: String(error) }, 'the keys could not be read');
    const step = async () => this.#moveTo(await this.#next(this.#position));
    while (!signal.aborted) {
      await retryUntilAborted(step, { every: RETRY_MS, signal, sleep, failed });
    }
  }

  /** Takes in what comes after a position; the position after it. */
  async #next(position: string | undefined): Promise<string> {
    const { store } = this.#deps;
    if (position === undefined) return this.#load();
    const { entries, lost } = await store.read(KEY_CHANGES, position, PAGE);
    if (lost && position !== LOG_START) return this.#load();
    const last = entries.at(-1);
    if (last === undefined) {
      await store.waitForAppend(KEY_CHANGES, position, WAIT_MS, this.#closed.signal);
      return position;
    }
    await this.#refresh([...new Set(entries.map(({ value }) => value))]);
    return last.position;
  }

  /** What changes while it loads is read again. */
  async #load(): Promise<string> {
    const { store } = this.#deps;
    const { last } = await store.info(KEY_CHANGES);
    const records = await store.list(KEYS);
    const gone = this.#index.ids().filter((id) => !records.has(id) && id !== BOOTSTRAP_KEY_ID);
    this.#end(gone.filter((id) => this.#index.drop(id)));
    for (const [id, { value }] of records) if (this.#index.put(decodeKey(value))) this.#end([id]);
    return last;
  }

  async #refresh(ids: readonly string[]): Promise<void> {
    const records = await this.#deps.store.getMany(KEYS, ids);
    for (const [index, id] of ids.entries()) {
      const record = records[index];
      const ended = record ? this.#index.put(decodeKey(record.value)) : this.#index.drop(id);
      if (ended) this.#end([id]);
    }
  }

  #end(ids: readonly string[]): void {
    for (const id of ids) for (const listener of this.#listeners) listener(id);
  }

  #moveTo(position: string): void {
    this.#position = position;
    const there = this.#waiters.filter((it) => this.#isPast(it.position));
    this.#waiters = this.#waiters.filter((it) => !there.includes(it));
    for (const { reached } of there) reached();
  }

  #isPast(position: string): boolean {
    return this.#position !== undefined && comparePositions(position, this.#position) <= 0;
  }
}

const BOOTSTRAP: Caller = {
  keyId: BOOTSTRAP_KEY_ID,
  identities: ['*'],
  scopes: new Set(SCOPES),
};

function notLoaded(): BridgeError {
  return new BridgeError(
    'store-unavailable',
    'The stored keys cannot be read at the moment; try again.',
  );
}
