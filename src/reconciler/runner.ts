import { setMaxListeners } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { noticesOf, readItems, type Stored } from './records.ts';
import { decodeNotice, type Notice } from './notices.ts';
import type { Item } from './item.ts';
import type { AnyKind } from './kind.ts';
import { Roster } from './roster.ts';
import { Worker, type WorkerDeps } from './worker.ts';

export interface RunnerDeps extends WorkerDeps {
  readonly kinds: ReadonlyMap<string, AnyKind>;
  /** How often everything is read again, in case the store lost notices that it had confirmed. */
  readonly lookMs: number;
}

const PAGE = 500;
const LOAD_CHUNK = 100;
const WAIT_MS = 1_000;
const RETRY_MS = 250;
const NOT_STORED: Stored = { wanted: undefined, seen: undefined };

/** Keeps the items of one partition true for one term: while there is a link and the lease is held. */
export class Runner {
  readonly #deps: RunnerDeps;
  readonly #roster = new Roster();
  readonly #worker: Worker;
  readonly #ending = new AbortController();

  constructor(deps: RunnerDeps) {
    this.#deps = deps;
    // One listener for each request that is being sent.
    setMaxListeners(0, this.#ending.signal);
    const listener = {
      gone: (item: Item) => this.#roster.drop(item),
      changed: (item: Item) => void this.#lookAgain(item),
    };
    this.#worker = new Worker(deps, listener, this.#ending.signal);
    void this.#run();
  }

  /** At once: no request is begun after it. */
  stop(): void {
    this.#ending.abort();
    for (const item of this.items()) this.#deps.agenda.drop(item);
  }

  items(): Iterable<Item> {
    return this.#roster.all();
  }

  #isOver(): boolean {
    return this.#ending.signal.aborted;
  }

  async #run(): Promise<void> {
    const { logger, partition } = this.#deps;
    while (!this.#isOver()) {
      try {
        await this.#follow();
      } catch (error) {
        if (this.#isOver()) return;
        logger.debug({ partition, reason: String(error) }, 'the reconciler reads everything again');
        await this.#pause();
      }
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => void this.#deps.clock.after(RETRY_MS, resolve));
  }

  /** Reads everything, then what changes, until notices were lost or it is time to read everything again. */
  async #follow(): Promise<void> {
    const { store, clock, lookMs, partition, kinds } = this.#deps;
    const log = noticesOf(partition);
    // Where the log ends is looked up first: what comes after it was read is not missed.
    let { last: after } = await store.info(log);
    const until = clock.elapsed() + lookMs;
    for (const kind of kinds.values()) await this.#load(kind);
    while (!this.#isOver() && clock.elapsed() < until) {
      const { entries, lost } = await store.read(log, after, PAGE);
      if (lost) return;
      await this.#hear(entries.map(({ value }) => decodeNotice(value)));
      after = entries.at(-1)?.position ?? after;
      if (entries.length > 0) continue;
      await store.waitForAppend(log, after, WAIT_MS, this.#ending.signal);
    }
  }

  async #load(kind: AnyKind): Promise<void> {
    const stored = await readItems(this.#deps.store, kind, this.#deps.partition);
    if (this.#isOver()) return;
    for (const [key, item] of this.#roster.ofKind(kind)) {
      if (!stored.has(key)) this.#worker.consider(item, NOT_STORED);
    }
    let loaded = 0;
    for (const [key, found] of stored) {
      this.#worker.consider(this.#item(kind, key), found);
      loaded += 1;
      // The replica has other things to do than to read thousands of items in one go.
      if (loaded % LOAD_CHUNK === 0) await nextTurn();
      if (this.#isOver()) return;
    }
  }

  async #hear(notices: readonly Notice[]): Promise<void> {
    const heard = new Map<AnyKind, Map<string, Item>>();
    for (const { kind: name, key, news } of notices) {
      // A later version of the bridge, which runs beside this one during an update, may have more kinds.
      const kind = this.#deps.kinds.get(name);
      if (kind === undefined) continue;
      const item = this.#item(kind, key);
      if (news === 'seen') item.news = true;
      if (news === 'doubt') item.doubtedVersion = Infinity;
      if (news === 'hurry') item.awaited = true;
      heard.set(kind, (heard.get(kind) ?? new Map<string, Item>()).set(key, item));
    }
    for (const [kind, items] of heard) await this.#look(kind, [...items.values()]);
  }

  async #look(kind: AnyKind, items: readonly Item[]): Promise<void> {
    const { store, partition } = this.#deps;
    const keys = items.map(({ key }) => key);
    const stored = await readItems(store, kind, partition, keys);
    if (this.#isOver()) return;
    for (const item of items) this.#worker.consider(item, stored.get(item.key) ?? NOT_STORED);
  }

  async #lookAgain(item: Item): Promise<void> {
    while (!this.#isOver()) {
      try {
        await this.#look(item.kind, [item]);
        return;
      } catch {
        await this.#pause();
      }
    }
  }

  #item(kind: AnyKind, key: string): Item {
    return this.#roster.item(kind, key, this.#worker);
  }
}
