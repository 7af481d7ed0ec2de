import { BridgeError } from '../../../core/errors.ts';
import { LOG_START } from '../../../store/store.ts';
import { DueTimes } from './due-times.ts';
import type { FailureReason } from '../ledger/record.ts';
import type { Progress } from './progress.ts';
import { decodeEntry, expiresAtOf, type Waiting } from './queue-entry.ts';
import type { Settlement } from './settlement.ts';
import type { TakenBack } from './taken-back.ts';
import type { Runtime } from '../../runtime.ts';

export interface ExpiryDeps extends Pick<Runtime, 'store' | 'now' | 'logger'> {
  /** The partition's log. */
  readonly log: string;
  readonly settlement: Pick<Settlement, 'expire'>;
  readonly progress: Pick<Progress, 'isBehind' | 'wasWritten' | 'isLanding'>;
  /** What was cancelled: neither written nor expired. */
  readonly takenBack: TakenBack;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly leaseLost: () => void;
}

const TICK_MS = 200;
/** Entries read at once, and settled at once: in between others have their turn. */
const PAGE = 1024;
const BATCH = 512;
/** What the present link is about to acknowledge is looked at again after this. */
const AGAIN_MS = 200;
/** The index of a sender that is behind but sends also holds what has left; from this size on it is cleaned now and then. */
const CLEAN_FROM = 8_192;

const NEVER_SENT: FailureReason = {
  code: 'expired',
  detail:
    'Its time to live (ttl) ended while it waited in the outbox: there was no link to the XMPP server, or more was waiting ' +
    'than the server took. It was not sent.',
};

const MAY_HAVE_ARRIVED: FailureReason = {
  code: 'expired',
  detail:
    'It was written to a link on which the XMPP server did not acknowledge it before its time to live (ttl) ended. ' +
    'It may have arrived, and is not sent again.',
  mayHaveArrived: true,
};

/**
 * Ends what waits in a partition when its time to live does, whether or not there is a link. Runs beside the sender,
 * under the same lease. While the sender keeps up there is nothing to do; while it does not, the due times of what waits
 * are followed in memory.
 *
 * The two never both take an entry: the sender asks `inTime` in the very turn in which it writes, and what is being
 * expired is not in time any more, even if the clock is set back.
 */
export class Expiry {
  readonly #deps: ExpiryDeps;
  readonly #due = new DueTimes();
  /** Positions that were expired since the sender last kept up: it may still have them in hand. */
  readonly #taken = new Set<string>();
  /** What stands after it is not in the index yet. */
  #indexed = LOG_START;
  #cleanAt = CLEAN_FROM;

  constructor(deps: ExpiryDeps) {
    this.#deps = deps;
  }

  /** Runs until aborted; never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#turn(signal);
      } catch (error) {
        // What was appended meanwhile may stand before the place that was reached: a store that fails over can do that.
        this.#forget();
        this.#complain(error);
      }
      await this.#deps.sleep(TICK_MS, signal);
    }
  }

  /** Those of the entries that may still be written. */
  inTime(entries: readonly Waiting[]): readonly Waiting[] {
    const { now: clock, takenBack } = this.#deps;
    const now = clock();
    const isInTime = ({ record, position }: Waiting) =>
      record.expiresAt > now &&
      !(this.#taken.size > 0 && this.#taken.has(position)) &&
      !takenBack.has(position);
    return entries.every(isInTime) ? entries : entries.filter(isInTime);
  }

  /** Fails entries that are due and not in the air. */
  async expire(entries: readonly Waiting[]): Promise<void> {
    const { progress, settlement, takenBack, leaseLost } = this.#deps;
    const fresh = entries.filter(
      ({ position }) => !this.#taken.has(position) && !takenBack.has(position),
    );
    for (const { position } of fresh) this.#taken.add(position);
    const written = fresh.filter(({ position }) => progress.wasWritten(position));
    const unwritten = fresh.filter(({ position }) => !progress.wasWritten(position));
    try {
      const held = await Promise.all([
        settlement.expire(written, MAY_HAVE_ARRIVED),
        settlement.expire(unwritten, NEVER_SENT),
      ]);
      if (!held.every(Boolean)) leaseLost();
    } catch (error) {
      for (const { position } of fresh) this.#taken.delete(position);
      throw error;
    }
  }

  async #turn(signal: AbortSignal): Promise<void> {
    if (!this.#deps.progress.isBehind()) {
      this.#forget();
      this.#taken.clear();
      return;
    }
    if (this.#due.size > this.#cleanAt) this.#forget();
    await this.#follow(signal);
    await this.#expireDue(signal);
  }

  /** Takes the rest of the log into the index, page by page. */
  async #follow(signal: AbortSignal): Promise<void> {
    const { store, log, sleep } = this.#deps;
    const fromStart = this.#indexed === LOG_START;
    while (!signal.aborted) {
      const { entries, more } = await store.read(log, this.#indexed, PAGE);
      for (const entry of entries) {
        if (this.#taken.has(entry.position)) continue;
        this.#due.add(expiresAtOf(entry), entry.position);
      }
      this.#indexed = entries.at(-1)?.position ?? this.#indexed;
      if (!more) break;
      await this.#expireDue(signal);
      await sleep(0, signal);
    }
    if (fromStart) this.#cleanAt = Math.max(CLEAN_FROM, 2 * this.#due.size);
  }

  async #expireDue(signal: AbortSignal): Promise<void> {
    const { store, log, now, sleep } = this.#deps;
    while (!signal.aborted) {
      const positions = this.#due.take(now(), BATCH);
      const ready = positions.filter((position) => !this.#isPutOff(position));
      const found = await Promise.all(ready.map((position) => store.find(log, position)));
      const entries = found.filter((entry) => entry !== undefined).map(decodeEntry);
      // While these were looked up, the link may have come up and taken some.
      await this.expire(entries.filter(({ position }) => !this.#isPutOff(position)));
      if (positions.length < BATCH) return;
      await sleep(0, signal);
    }
  }

  #isPutOff(position: string): boolean {
    const { progress, now } = this.#deps;
    if (!progress.isLanding(position)) return false;
    this.#due.add(now() + AGAIN_MS, position);
    return true;
  }

  #forget(): void {
    this.#due.clear();
    this.#indexed = LOG_START;
  }

  /** That the store is away is said elsewhere. */
  #complain(error: unknown): void {
    if (error instanceof BridgeError && error.code === 'store-unavailable') return;
    const { logger, log } = this.#deps;
    logger.warn({ outbox: log, reason: String(error) }, 'what is due is looked for again');
  }
}
