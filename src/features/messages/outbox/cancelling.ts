import { retryUntilAborted } from '../../../store/retry-while-down.ts';
import type { FailureReason } from '../ledger/record.ts';
import { findEntry, type Wanted } from './find-entry.ts';
import type { Progress } from './progress.ts';
import type { Settlement } from './settlement.ts';
import type { TakenBack } from './taken-back.ts';
import type { Runtime } from '../../runtime.ts';

export interface CancellingDeps extends Pick<Runtime, 'store' | 'monotonic' | 'logger'> {
  /** The partition's log. */
  readonly log: string;
  readonly settlement: Pick<Settlement, 'cancel' | 'isSettled'>;
  readonly progress: Pick<Progress, 'wasWritten'>;
  readonly takenBack: TakenBack;
  /** Whether the lease is there at this very moment. */
  readonly isHeld: () => boolean;
  /** Aborts when the sender stops. */
  readonly signal: AbortSignal;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly leaseLost: () => void;
}

/** `written`: it may have left. `decided`: the record says what became of it, or it stands in another log. */
export type Verdict = 'written' | 'decided';

/** Looked for at once, each a page at a time. */
const MAX_OPEN = 32;
/** Nobody waits for longer. */
const LOOK_MS = 1_500;
const RETRY_MS = 200;

const CANCELLED: FailureReason = {
  code: 'cancelled',
  detail: 'It was cancelled while it waited in the outbox. It was not sent, and never will be.',
};

/**
 * Takes entries back before they are written. Runs beside the sender, under the same lease: whether one was written is asked
 * in the turn in which it is taken, and the sender asks for those that are taken in the turn in which it writes. Nobody else
 * can know, so nobody else decides.
 */
export class Cancelling {
  readonly #deps: CancellingDeps;
  readonly #open = new Map<string, Promise<Verdict | undefined>>();

  #hasBegun = false;

  constructor(deps: CancellingDeps) {
    this.#deps = deps;
  }

  /** It is known what earlier senders have written: before that nothing can be decided. */
  begin(): void {
    this.#hasBegun = true;
  }

  /** Undefined: not decided, ask again. Asked twice at once, it is done once. Rejects with `store-unavailable`. */
  cancel(wanted: Wanted): Promise<Verdict | undefined> {
    const { id } = wanted;
    const open = this.#open.get(id);
    if (open !== undefined) return open;
    const { takenBack, signal, isHeld } = this.#deps;
    const isReady = this.#hasBegun && !signal.aborted && isHeld();
    const isFull = this.#open.size >= MAX_OPEN || takenBack.isFull;
    if (!isReady || isFull) return Promise.resolve(undefined);
    const work = this.#cancel(wanted).finally(() => this.#open.delete(id));
    this.#open.set(id, work);
    return work;
  }

  async #cancel(wanted: Wanted): Promise<Verdict | undefined> {
    const { store, log, settlement, progress, takenBack, monotonic, signal } = this.#deps;
    const deadline = monotonic() + LOOK_MS;
    const hasTime = () => monotonic() < deadline && !signal.aborted;
    const isWanted = async () => !(await settlement.isSettled(wanted.id));
    const entry = await findEntry({ store, log, hasTime, isWanted }, wanted);
    if (signal.aborted) return undefined;
    if (entry === undefined) return hasTime() ? 'decided' : undefined;
    const { position } = entry;
    if (progress.wasWritten(position)) return 'written';
    // It is out of the log by now.
    if (takenBack.has(position)) return 'decided';
    takenBack.take(position);
    const held = await this.#settle(() => settlement.cancel(entry, CANCELLED));
    if (held === true) takenBack.settled(position);
    if (held === false) this.#deps.leaseLost();
    return held === true ? 'decided' : undefined;
  }

  /** What is taken is never written by this sender, so it has to come to an end here; undefined where the sender stops. */
  #settle(work: () => Promise<boolean>): Promise<boolean | undefined> {
    const { signal, sleep, logger, log } = this.#deps;
    const failed = (error: unknown) => {
      logger.warn({ outbox: log, reason: String(error) }, 'what was cancelled is settled again');
    };
    return retryUntilAborted(work, {
      every: RETRY_MS,
      signal,
      failed,
      sleep: (ms) => sleep(ms, signal),
    });
  }
}
