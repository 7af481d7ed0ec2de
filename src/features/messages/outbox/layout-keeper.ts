import { setTimeout as sleep } from 'node:timers/promises';
import { BridgeError } from '../../../core/errors.ts';
import type { Space, StoredRecord } from '../../../store/store.ts';
import type { Runtime } from '../../runtime.ts';
import {
  allLogs,
  firstLayout,
  logOf,
  logsFor,
  logsOf,
  mustWait,
  nextLayout,
  refusal,
} from './layout.ts';
import type { Layout, Peer, Wish } from './layout.ts';
import { partitionOf } from './partition.ts';
import { Peers, presenceId } from './peers.ts';

export interface LayoutDeps extends Pick<Runtime, 'store' | 'replica' | 'monotonic' | 'logger'> {
  /** As this replica was configured. */
  readonly own: Wish;
}

/** Which logs the outbox has, and which of them this replica may drain: as the store says. */
export interface LayoutKeeper {
  /** The logs in which there may be something. */
  readonly logs: () => readonly string[];
  /** Those in which something for a recipient may stand. */
  readonly logsFor: (to: string) => readonly string[];
  /** Whether this replica is to hold a link and drain the logs. */
  readonly mayHold: () => boolean;
  /** What stands in this log has to wait for others. */
  readonly mustWait: (log: string) => boolean;
  /** Why it may not hold a link. */
  readonly refusal: () => string | undefined;
  readonly onChange: (listener: () => void) => void;
  /** Gives the log for a recipient to `commit`, which appends to it. Throws `store-unavailable`. */
  readonly appending: <T>(to: string, commit: (log: string) => Promise<T>) => Promise<T>;
  /** Tells the others that this replica is gone. */
  readonly close: () => Promise<void>;
}

const SPACE: Space = { name: 'outbox-layout', ttl: 'forever' };
const LAYOUT = 'layout';
const CHANNEL = 'outbox-layout';
const TICK_MS = 1_000;
/** Without having told the others for so long, they may soon think that this replica is gone: it looks before it appends. */
const FRESH_MS = 2_500;
/** How long a change of the partitions may hold up who appends. */
const PATIENCE_MS = 6_000;
const RETRY_MS = 25;
/** Before the layout was a fact of the store, there were so many partitions with mode `all`. */
const PARTITIONS_OF_OLD = 16;

export function openLayout(deps: LayoutDeps): LayoutKeeper {
  if (deps.store.kind === 'memory') return fixedLayout(deps.own);
  return new StoredLayout(deps);
}

/** Of one replica that shares its store with nobody. */
function fixedLayout(own: Wish): LayoutKeeper {
  const layout = firstLayout(own, own.partitions);
  return {
    logs: () => allLogs(layout),
    logsFor: (to) => logsFor(layout, to),
    mayHold: () => true,
    mustWait: () => false,
    refusal: () => undefined,
    onChange: () => undefined,
    appending: (to, commit) => commit(logOf(0, partitionOf(to, own.partitions))),
    close: () => Promise.resolve(),
  };
}

class StoredLayout implements LayoutKeeper {
  readonly #deps: LayoutDeps;
  readonly #peers: Peers;
  readonly #signals: { end(): void };
  readonly #timer: NodeJS.Timeout;
  readonly #listeners: (() => void)[] = [];
  #layout: Layout | undefined;
  #version = 0;
  #text = '';
  #refusal: string | undefined;
  #beat = 0;
  #freshUntil = Number.NEGATIVE_INFINITY;
  #appends = 0;
  #onIdle: () => void = () => undefined;
  #ticking: Promise<void> | undefined;
  #isClosed = false;

  constructor(deps: LayoutDeps) {
    this.#deps = deps;
    this.#peers = new Peers(deps.replica);
    this.#signals = deps.store.subscribe(CHANNEL, (by) => {
      if (by !== deps.replica) this.#tickSoon();
    });
    this.#timer = setInterval(() => this.#tickSoon(), TICK_MS);
    this.#tickSoon();
  }

  readonly logs = () => (this.#layout === undefined ? [] : allLogs(this.#layout));
  readonly logsFor = (to: string) => (this.#layout === undefined ? [] : logsFor(this.#layout, to));
  readonly mayHold = () => this.#layout?.mode === this.#deps.own.mode;
  readonly mustWait = (log: string) => this.#layout === undefined || mustWait(this.#layout, log);
  readonly refusal = () => this.#refusal;
  readonly onChange = (listener: () => void) => void this.#listeners.push(listener);

  readonly appending = async <T>(to: string, commit: (log: string) => Promise<T>): Promise<T> => {
    const { generation, partitions } = this.#openLayout() ?? (await this.#opened());
    this.#appends += 1;
    try {
      return await commit(logOf(generation, partitionOf(to, partitions)));
    } finally {
      this.#appends -= 1;
      if (this.#appends === 0) this.#onIdle();
    }
  };

  readonly close = async () => {
    const { store, replica } = this.#deps;
    this.#isClosed = true;
    clearInterval(this.#timer);
    this.#signals.end();
    await this.#ticking?.catch(() => undefined);
    await store.commit([{ do: 'delete', space: SPACE, id: presenceId(replica) }]);
    await store.publish(CHANNEL, replica);
  };

  /** The layout to append by; undefined while it changes, or may have changed. */
  #openLayout(): Layout | undefined {
    if (this.#deps.monotonic() > this.#freshUntil) return undefined;
    return this.#layout?.next === undefined ? this.#layout : undefined;
  }

  async #opened(): Promise<Layout> {
    const { monotonic } = this.#deps;
    const deadline = monotonic() + PATIENCE_MS;
    for (;;) {
      await this.#tick();
      const layout = this.#openLayout();
      if (layout !== undefined) return layout;
      if (monotonic() > deadline) throw changing();
      await sleep(RETRY_MS);
    }
  }

  #tickSoon(): void {
    if (this.#isClosed) return;
    this.#tick().catch((error: unknown) => {
      this.#deps.logger.debug({ reason: String(error) }, 'the layout of the outbox was not read');
    });
  }

  #tick(): Promise<void> {
    this.#ticking ??= this.#turn().finally(() => (this.#ticking = undefined));
    return this.#ticking;
  }

  /** Looks, tells the others how far this replica is, and takes the next step if it is time. */
  async #turn(): Promise<void> {
    const { store, monotonic } = this.#deps;
    for (;;) {
      const asked = monotonic();
      const records = await store.list(SPACE);
      const stored = records.get(LAYOUT);
      const { live, forgotten } = this.#peers.look(records, monotonic());
      const isNews = stored !== undefined && this.#isNews(stored);
      if (stored !== undefined) await this.#adopt(stored, live);
      await this.#tell(forgotten);
      this.#freshUntil = asked + FRESH_MS;
      const hasChanged = stored === undefined ? await this.#begin() : await this.#step(live);
      if (isNews || hasChanged) await store.publish(CHANNEL, this.#deps.replica);
      if (!hasChanged) return;
    }
  }

  async #adopt({ value, version }: StoredRecord, peers: readonly Peer[]): Promise<void> {
    const { own, logger } = this.#deps;
    const layout = JSON.parse(value) as Layout;
    const why = refusal({ layout, own, peers });
    if (why !== undefined && this.#refusal === undefined) logger.warn({ layout }, why);
    this.#refusal = why;
    if (!this.#isNews({ value, version })) return;
    this.#layout = layout;
    this.#text = value;
    this.#version = version;
    logger.info({ ...layout }, 'the layout of the outbox');
    for (const listener of this.#listeners) listener();
    // That this replica knows of an announced change means that it appends nothing more by the old layout.
    if (layout.next !== undefined) await this.#idle();
  }

  /** A store that came back empty counts versions from the start. */
  #isNews({ value, version }: StoredRecord): boolean {
    return version !== this.#version || value !== this.#text;
  }

  #idle(): Promise<void> {
    if (this.#appends === 0) return Promise.resolve();
    return new Promise((resolve) => (this.#onIdle = resolve));
  }

  async #tell(forgotten: readonly string[]): Promise<void> {
    const { store, own, replica } = this.#deps;
    this.#beat += 1;
    const value = JSON.stringify({ ...own, seen: this.#version, beat: this.#beat });
    await store.commit([
      { do: 'put', space: SPACE, id: presenceId(replica), value },
      ...forgotten.map((id) => ({ do: 'delete', space: SPACE, id }) as const),
    ]);
  }

  async #begin(): Promise<boolean> {
    const { store, own } = this.#deps;
    const old = logsOf(0, PARTITIONS_OF_OLD).slice(1);
    const partitions = (await this.#areEmpty(old)) ? own.partitions : PARTITIONS_OF_OLD;
    const value = JSON.stringify(firstLayout(own, partitions));
    await store.commit([{ do: 'create', space: SPACE, id: LAYOUT, value }]);
    return true;
  }

  async #step(peers: readonly Peer[]): Promise<boolean> {
    const layout = this.#layout;
    if (layout === undefined) return false;
    const { store, own } = this.#deps;
    const { generation, draining } = layout;
    const isDrained =
      draining !== undefined && (await this.#areEmpty(logsOf(generation - 1, draining)));
    const next = nextLayout({ layout, version: this.#version, own, peers, isDrained });
    if (next === undefined) return false;
    const value = JSON.stringify(next);
    const version = this.#version;
    await store.commit([{ do: 'replace', space: SPACE, id: LAYOUT, value, version }]);
    return true;
  }

  async #areEmpty(logs: readonly string[]): Promise<boolean> {
    const infos = await Promise.all(logs.map((log) => this.#deps.store.info(log)));
    return infos.every(({ length }) => length === 0);
  }
}

function changing(): BridgeError {
  const detail = 'The replicas are agreeing on a new layout of the outbox.';
  return new BridgeError('store-unavailable', detail, { retryAfter: 1 });
}
