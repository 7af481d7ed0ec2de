import type { Change, Store } from '../../store/store.ts';
import { decodeHook, encodeHook, HOOK_CHANGES, HOOKS, type Hook } from './hook.ts';

/** Unknown ids that are remembered not to be hooks, for a moment. */
const MAX_MISSES = 1_000;
const MISS_MS = 1_000;

export interface RegistryDeps {
  readonly store: Store;
  /** Ms since 1970. */
  readonly now: () => number;
}

/** All hooks, kept for ever. A replica remembers those it was asked for until it hears of a change. */
export class HookRegistry {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #known = new Map<string, Hook>();
  readonly #misses = new Map<string, number>();
  readonly #signals: { end(): void };
  /** Grows with each change that is heard of: what was read before it is not remembered. */
  #changes = 0;

  constructor({ store, now }: RegistryDeps) {
    this.#store = store;
    this.#now = now;
    this.#signals = store.subscribe(HOOK_CHANGES, (id) => {
      this.#forget(id);
    });
  }

  close(): void {
    this.#signals.end();
  }

  /** By id, oldest first. */
  list(): Promise<readonly Hook[]> {
    return storedHooks(this.#store);
  }

  /** As it is stored now. */
  async get(id: string): Promise<Hook | undefined> {
    const record = await this.#store.get(HOOKS, id);
    return record && decodeHook(record.value);
  }

  /**
   * For what comes in: as this replica last read it, at most `MEMORY_MS` ago. A signal of a change may be lost while the
   * store is away, so nothing is remembered for longer.
   */
  async find(id: string): Promise<Hook | undefined> {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const missed = this.#misses.get(id);
    if (missed !== undefined && this.#now() - missed < MISS_MS) return undefined;
    const changes = this.#changes;
    const hook = await this.get(id);
    if (changes !== this.#changes) return hook;
    if (hook === undefined) this.#remember(this.#misses, id, this.#now());
    else this.#keep(hook);
    return hook;
  }

  /** False when `first` does not hold, which is what makes a repeated call one. */
  async create(hook: Hook, first?: Change & { do: 'create' }): Promise<boolean> {
    const create: Change = { do: 'create', space: HOOKS, id: hook.id, value: encodeHook(hook) };
    const changes = first === undefined ? [create] : [first, create];
    const { ok } = await this.#store.commit(changes, { takesIn: true });
    if (ok) await this.#tell(hook.id);
    return ok;
  }

  /** Changes a hook as it is at that moment; undefined when it is gone, as it is where the change is `undefined`. */
  async update(id: string, change: (present: Hook) => Hook | undefined): Promise<Hook | undefined> {
    for (;;) {
      const record = await this.#store.get(HOOKS, id);
      if (record === undefined) return undefined;
      const present = decodeHook(record.value);
      const next = change(present);
      if (next === undefined) return present;
      const { version } = record;
      const { ok } = await this.#store.commit([
        { do: 'replace', space: HOOKS, id, value: encodeHook(next), version },
      ]);
      if (!ok) continue;
      await this.#tell(id);
      return next;
    }
  }

  async remove(id: string, also: readonly Change[] = []): Promise<void> {
    await this.#store.commit([{ do: 'delete', space: HOOKS, id }, ...also]);
    await this.#tell(id);
  }

  #keep(hook: Hook): void {
    this.#known.set(hook.id, hook);
    setTimeout(() => this.#known.delete(hook.id), MEMORY_MS).unref();
  }

  #remember(map: Map<string, number>, id: string, value: number): void {
    if (map.size >= MAX_MISSES) map.clear();
    map.set(id, value);
  }

  async #tell(id: string): Promise<void> {
    this.#forget(id);
    await this.#store.publish(HOOK_CHANGES, id);
  }

  #forget(id: string): void {
    this.#changes += 1;
    this.#known.delete(id);
    this.#misses.delete(id);
  }
}

/** By id, oldest first. */
export async function storedHooks(store: Pick<Store, 'list'>): Promise<readonly Hook[]> {
  const records = [...(await store.list(HOOKS))].sort(([a], [b]) => (a < b ? -1 : 1));
  return records.map(([, { value }]) => decodeHook(value));
}

const MEMORY_MS = 5_000;
