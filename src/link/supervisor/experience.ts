import type { SessionOptions } from '../driver.ts';
import { blamesStanza, type LinkFailure, type LinkLoss } from '../failure.ts';
import { isBelieved, limitAfter, type SizeLimit } from '../size-limit.ts';

/** What earlier links taught about the server. */
export class Experience {
  #lastLoss: LinkLoss | undefined;
  #sizeLimit: SizeLimit | undefined;
  #barrierExpected = false;

  /** How the last link that was up ended. */
  get lastLoss(): LinkLoss | undefined {
    return this.#lastLoss;
  }

  /** A link, or an attempt at one, has ended. `now`: by a monotonic clock, ms. */
  ended(loss: LinkLoss, { wasOnline, now }: { wasOnline: boolean; now: number }): void {
    if (wasOnline) {
      this.#barrierExpected = loss.onItsWay.proven;
      this.#lastLoss = loss;
    }
    this.#sizeLimit = limitAfter(this.#sizeLimit, loss, now);
  }

  /** A link is only read from now on. No stanza is to blame for it. */
  setAside(failure: LinkFailure, proven: boolean): LinkLoss {
    this.#lastLoss = { failure, onItsWay: { stanzas: [], direct: 0, proven } };
    return this.#lastLoss;
  }

  sizeLimit(now: number): SizeLimit | undefined {
    const limit = this.#sizeLimit;
    return isBelieved(limit, now) ? limit : undefined;
  }

  /** For the next link. */
  options(): SessionOptions {
    const loss = this.#lastLoss;
    const careful = loss !== undefined && blamesStanza(loss.failure) && loss.onItsWay.direct > 0;
    return { barrierExpected: this.#barrierExpected, careful };
  }
}
