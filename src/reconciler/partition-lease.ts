import type { Logger } from '../observe/logger.ts';
import { keepLease, type LeaseKeeper } from '../store/lease-keeper.ts';
import type { Store } from '../store/store.ts';
import type { Clock } from '../link/clock.ts';
import { leaseOf } from './records.ts';
import type { Term } from './terms.ts';

export interface PartitionLeaseDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly partition: number;
  /** Another one each time. */
  readonly newHolder: () => string;
  /** Called in turn, never twice without the other between. */
  readonly granted: (term: Term) => void;
  readonly lost: () => void;
}

/** As those of the link, so that both are free at about the same time when a replica was killed. */
const LEASE = { ttlMs: 3_000, renewMs: 1_000, pollMs: 250, marginMs: 500 };

/** Asks for the lease of a partition for as long as the link is up, each time as another holder, which gives another epoch. */
export class PartitionLease {
  readonly #deps: PartitionLeaseDeps;
  #keeper: LeaseKeeper;
  #left = false;

  constructor(deps: PartitionLeaseDeps) {
    this.#deps = deps;
    this.#keeper = this.#ask();
  }

  /** Gives the lease away if it is held. `lost` is not called. */
  async leave(): Promise<void> {
    this.#left = true;
    // Where the store does not answer, the lease runs out by itself.
    await this.#keeper.release().catch(() => undefined);
  }

  #ask(): LeaseKeeper {
    const { store, clock, logger, partition, newHolder, granted, lost } = this.#deps;
    const [lease, holder] = [leaseOf(partition), newHolder()];
    return keepLease({
      ...{ ...LEASE, store, lease, holder, logger },
      monotonic: () => clock.elapsed(),
      granted: (epoch) => {
        if (!this.#left) granted({ do: 'fence', lease, holder, epoch });
      },
      lost: (reason) => {
        if (this.#left) return;
        logger.debug({ lease, reason }, 'the lease is gone');
        lost();
        const gone = this.#keeper;
        this.#keeper = this.#ask();
        void gone.release().catch(() => undefined);
      },
    });
  }
}
