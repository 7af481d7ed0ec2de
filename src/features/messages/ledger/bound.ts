import { isDerivedId, KEY_LIFE_MS } from '../../../core/idempotency.ts';
import { BridgeError } from '../../../core/errors.ts';
import { LOG_START, positionBefore, comparePositions } from '../../../store/store.ts';
import type { Change, Space } from '../../../store/store.ts';
import type { Runtime } from '../../runtime.ts';
import { isUnsettled } from './message-state.ts';
import { decodeRecord } from './record-form.ts';
import { decodeSettled, SETTLED_LOG, type Settled } from './settled-log.ts';

export interface LedgerBoundDeps extends Pick<Runtime, 'store' | 'logger'> {
  readonly ledger: Space;
  readonly maxBytes: number;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic: () => number;
  /** Ends early when aborted; never rejects. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

const TICK_MS = 1_000;
const PAGE = 512;
/** Of the bound: so that not each tick has a little to do. */
const DOWN_TO = 0.98;
/** Entries whose records go in one commit: nobody waits long for it. */
const EVICTED_AT_ONCE = 8;
const TELL_AGAIN_MS = 60 * 60_000;

/**
 * Keeps settled records to a number of bytes: beyond it the oldest go, before their retention ends. One that waits in the
 * outbox never does. Runs on one replica; it adds up what the log of settled records says, and holds no more than the sum.
 */
export class LedgerBound {
  readonly #deps: LedgerBoundDeps;
  #bytes = 0;
  #entries = 0;
  #readTo = LOG_START;
  #evicted = 0;
  #isRunning = false;
  #toldAt = -Infinity;

  constructor(deps: LedgerBoundDeps) {
    this.#deps = deps;
  }

  /** As last counted; 0 where another replica counts. */
  bytes(): number {
    return this.#bytes;
  }

  /** Records that went before their time. */
  evicted(): number {
    return this.#evicted;
  }

  /** Until aborted; never rejects. While the layout of the outbox changes it may be called twice: one waits for the other. */
  async run(signal: AbortSignal): Promise<void> {
    while (this.#isRunning && !signal.aborted) await this.#deps.sleep(TICK_MS, signal);
    if (signal.aborted) return;
    this.#isRunning = true;
    await this.#run(signal);
    this.#isRunning = false;
  }

  async #run(signal: AbortSignal): Promise<void> {
    this.#forget();
    while (!signal.aborted) {
      await this.#tick(signal).catch((error: unknown) => {
        this.#forget();
        this.#complain(error);
      });
      await this.#deps.sleep(TICK_MS, signal);
    }
    this.#forget();
  }

  async #tick(signal: AbortSignal): Promise<void> {
    await this.#count(signal);
    await this.#dropExpired(signal);
    const { maxBytes } = this.#deps;
    if (this.#bytes <= maxBytes) return;
    this.#tell();
    while (this.#bytes > maxBytes * DOWN_TO && !signal.aborted) {
      if (!(await this.#evictOldest())) return;
    }
  }

  /** Adds what came since. A store that lost some is counted again. */
  async #count(signal: AbortSignal): Promise<void> {
    const { store } = this.#deps;
    while (!signal.aborted) {
      const { entries } = await store.read(SETTLED_LOG, this.#readTo, PAGE);
      for (const { bytes } of entries.map(decodeSettled)) this.#bytes += bytes;
      this.#entries += entries.length;
      this.#readTo = entries.at(-1)?.position ?? this.#readTo;
      if (entries.length < PAGE) break;
    }
    const { length } = await store.info(SETTLED_LOG);
    // Entries may have come in between; there are never fewer.
    if (length < this.#entries) this.#forget();
  }

  /** Their records are gone by themselves. */
  async #dropExpired(signal: AbortSignal): Promise<void> {
    const { store, ledger } = this.#deps;
    const { ttl } = ledger;
    if (ttl === 'forever' || this.#entries === 0) return;
    const now = await store.clock();
    const isExpired = ({ position, ids }: Settled) => {
      const life = ids.some(isDerivedId) ? Math.max(ttl, KEY_LIFE_MS) : ttl;
      return comparePositions(position, positionBefore(now - life)) <= 0;
    };
    while (!signal.aborted) {
      const oldest = await this.#oldest(PAGE);
      const end = oldest.findIndex((entry) => !isExpired(entry));
      const expired = end === -1 ? oldest : oldest.slice(0, end);
      await this.#drop(expired, []);
      if (expired.length < PAGE) return;
    }
  }

  /** False when there is nothing that could go. */
  async #evictOldest(): Promise<boolean> {
    const { store, ledger } = this.#deps;
    const oldest = await this.#oldest(EVICTED_AT_ONCE);
    if (oldest.length === 0) return false;
    const ids = oldest.flatMap((entry) => entry.ids);
    const stored = await store.getMany(ledger, ids);
    const records = stored.flatMap((found) =>
      found === undefined ? [] : [decodeRecord(found.value)],
    );
    // An id may have been used again, for a message that still waits.
    const settled = records.filter(({ status }) => !isUnsettled(status));
    const gone = settled.flatMap(({ id, claim }) => (claim === undefined ? [id] : [id, claim]));
    await this.#drop(oldest, gone);
    this.#evicted += settled.length;
    return true;
  }

  async #oldest(count: number): Promise<readonly Settled[]> {
    const { entries } = await this.#deps.store.read(SETTLED_LOG, LOG_START, count);
    return entries.map(decodeSettled);
  }

  async #drop(entries: readonly Settled[], ids: readonly string[]): Promise<void> {
    if (entries.length === 0) return;
    const { store, ledger: space } = this.#deps;
    const changes: Change[] = [
      ...entries.map(({ position }) => ({ do: 'remove', log: SETTLED_LOG, position }) as const),
      ...ids.map((id) => ({ do: 'delete', space, id }) as const),
    ];
    await store.commit(changes);
    for (const { bytes } of entries) this.#bytes -= bytes;
    this.#entries -= entries.length;
  }

  #forget(): void {
    this.#bytes = 0;
    this.#entries = 0;
    this.#readTo = LOG_START;
  }

  #tell(): void {
    const { monotonic, logger, maxBytes } = this.#deps;
    if (monotonic() - this.#toldAt < TELL_AGAIN_MS) return;
    this.#toldAt = monotonic();
    logger.warn(
      { maxBytes },
      'the oldest message records are removed before BRIDGE_RETENTION ends: raise BRIDGE_LEDGER_MAX_BYTES or keep them for less long',
    );
  }

  /** That the store is away is said elsewhere. */
  #complain(error: unknown): void {
    if (error instanceof BridgeError && error.code === 'store-unavailable') return;
    this.#deps.logger.warn({ reason: String(error) }, 'the size of the ledger is counted again');
  }
}
