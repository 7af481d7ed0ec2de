import { keepLease, type LeaseKeeper } from '../../../store/lease-keeper.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { Holding, type HoldingDeps } from './holding.ts';
import { leaseOf } from './partitions.ts';

export interface LeaseTimes {
  readonly ttlMs: number;
  readonly renewMs: number;
  readonly pollMs: number;
  readonly marginMs: number;
}

export const LEASE_TIMES: LeaseTimes = {
  ttlMs: 6_000,
  renewMs: 2_000,
  pollMs: 2_000,
  marginMs: 1_000,
};

export interface PartitionDeps extends HoldingDeps {
  readonly lease: LeaseTimes;
  /** Whether this replica is to ask for the lease now. */
  readonly mayAsk: () => boolean;
}

/** Some of the webhooks on this replica: asks for their lease, and works for them while it is held. */
export class Partition {
  readonly #deps: PartitionDeps;
  readonly #keeper: LeaseKeeper;
  readonly #lease: string;
  readonly #holdings = new Map<string, Holding>();
  #webhooks: readonly Subscription[] = [];
  /** Ends its work before it gives the lease away. */
  #isLeaving = false;

  constructor(deps: PartitionDeps, partition: number) {
    this.#deps = deps;
    this.#lease = leaseOf(partition);
    const { store, replica: holder, lease, mayAsk, monotonic, logger } = deps;
    const changed = () => void this.#apply();
    this.#keeper = keepLease({
      ...{ store, lease: this.#lease, holder, ...lease, mayAsk, monotonic, logger },
      granted: changed,
      lost: changed,
    });
  }

  /** How many webhooks it has. */
  get size(): number {
    return this.#webhooks.length;
  }

  get isHeld(): boolean {
    return !this.#isLeaving && this.#keeper.epoch() !== undefined;
  }

  /** Those whose delivery workers run here. */
  holdings(): Iterable<Holding> {
    return this.#holdings.values();
  }

  holding(webhook: string): Holding | undefined {
    return this.#holdings.get(webhook);
  }

  /** Works for webhooks as they are now. */
  set(webhooks: readonly Subscription[]): void {
    this.#webhooks = webhooks;
    void this.#apply();
  }

  /** Has another replica work for it. */
  async giveAway(): Promise<void> {
    if (this.#isLeaving) return;
    this.#isLeaving = true;
    await this.#apply();
    await this.#keeper.stepAside(this.#deps.lease.pollMs);
    this.#isLeaving = false;
    await this.#apply();
  }

  /** Ends what is under way, saves how far each webhook is, and gives the lease away. */
  async stop(): Promise<void> {
    this.#isLeaving = true;
    await this.#apply();
    await this.#keeper.release();
  }

  async #apply(): Promise<void> {
    const epoch = this.#isLeaving ? undefined : this.#keeper.epoch();
    const grant =
      epoch === undefined ? undefined : { lease: this.#lease, holder: this.#deps.replica, epoch };
    const ids = new Set(this.#webhooks.map(({ id }) => id));
    const work: Promise<void>[] = [];
    for (const webhook of this.#webhooks) {
      const holding = this.#holdings.get(webhook.id) ?? new Holding(this.#deps, webhook.id);
      this.#holdings.set(webhook.id, holding);
      work.push(holding.set(webhook, grant));
    }
    for (const [id, holding] of this.#holdings) {
      if (ids.has(id)) continue;
      this.#holdings.delete(id);
      work.push(holding.remove());
    }
    await Promise.all(work);
  }
}
