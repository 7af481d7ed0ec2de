/** When to try again: later and later while it is the same failure, and later still in a quarrel about the domain. */
import type { Logger } from '../../observe/logger.ts';
import type { Clock } from '../clock.ts';
import { culpritOf, type FailureKind, type LinkFailure, type LinkLoss } from '../failure.ts';
import { reconnectDelay } from './reconnect-delay.ts';

const CONFLICT_ALARM =
  'another connection has the component domain, although this replica may hold it: is a second bridge running with this secret, or does the server still keep an old connection (Prosody: component_conflict_resolve = "kick_old")?';

export interface RetriesDeps {
  readonly clock: Pick<Clock, 'after'>;
  readonly logger: Logger;
  /** In [0, 1). */
  readonly random: () => number;
  /** A link that lasted so long was a good one, or ends a quarrel about the domain; ms. */
  readonly timings: { readonly stable: number; readonly peaceful: number };
  readonly attempt: () => void;
}

export class Retries {
  readonly #deps: RetriesDeps;
  /** How often in a row it was the same failure: what changes is moving, and soon over. */
  #failures = 0;
  #lastFailure: FailureKind | undefined;
  #conflicts = 0;
  #cancel: () => void = () => undefined;

  constructor(deps: RetriesDeps) {
    this.#deps = deps;
  }

  get failures(): number {
    return this.#failures;
  }

  startAfresh(): void {
    this.#failures = 0;
  }

  /** A link, or an attempt at one, has ended. `lasted`: how long it was up, ms; undefined if it never was. */
  ended(loss: LinkLoss, lasted: number | undefined): void {
    const { stable, peaceful } = this.#deps.timings;
    const isAtLeast = (ms: number) => lasted !== undefined && lasted >= ms;
    // A server that works, and ends the stream because of one stanza: the others need not wait longer for that.
    if (isAtLeast(stable) || culpritOf(loss) !== undefined) this.#failures = 0;
    if (isAtLeast(peaceful)) this.#conflicts = 0;
  }

  /** Another connection has taken the domain. `isOurs`: although it is ours to hold. */
  conflict(isOurs: boolean): void {
    this.#conflicts += 1;
    if (isOurs) this.#deps.logger.error({ conflicts: this.#conflicts }, CONFLICT_ALARM);
  }

  /** Attempts again after a while. `isNews`: the same news again and again is none. */
  later(failure: LinkFailure, isNews: boolean): void {
    const { clock, logger, random, attempt } = this.#deps;
    if (failure.kind !== this.#lastFailure) this.#failures = 0;
    this.#lastFailure = failure.kind;
    const inARow = failure.kind === 'conflict' ? this.#conflicts - 1 : this.#failures;
    const retryIn = reconnectDelay(inARow, failure.kind, random());
    const fields = { reason: failure.text, retryIn, failures: this.#failures };
    logger[isNews ? 'warn' : 'debug'](fields, 'the link is down');
    this.#failures += 1;
    this.#cancel = clock.after(retryIn, attempt);
  }

  cancel(): void {
    this.#cancel();
  }
}
