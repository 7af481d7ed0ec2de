import {
  filterOf,
  callerOf,
  encodeSubscription,
  type Subscription,
} from '../subscription/subscription.ts';
import type { EventTail } from '../../events/tail.ts';
import type { Traces } from '../../../observe/traces.ts';
import { keepLease, type LeaseKeeper } from '../../../store/lease-keeper.ts';
import { DeliveryWorker, type DeliveryWorkerSettings } from './delivery-worker.ts';
import type { Breaker } from '../attempt/breaker.ts';
import { deliver, type ReplyPorts } from '../attempt/deliver.ts';
import type { Undelivered, WebhookMeasures } from '../attempt/measures.ts';
import type { MemoryBudget } from '../backlog/memory-budget.ts';
import { leaseOf } from '../backlog/progress.ts';
import { openTarget, type AttemptTarget, type TargetDeps } from '../target/target.ts';
import type { Runtime } from '../../runtime.ts';

export interface HoldingDeps extends Pick<
  Runtime,
  'store' | 'replica' | 'domain' | 'now' | 'monotonic' | 'logger'
> {
  readonly tail: EventTail;
  readonly schedule: readonly number[];
  readonly target: TargetDeps;
  readonly worker: DeliveryWorkerSettings;
  /** What the events of all webhooks of this replica may take in memory. */
  readonly memory: MemoryBudget;
  readonly lease: LeaseTimes;
  readonly replies: ReplyPorts;
  /** Of all webhooks of this replica. */
  readonly breaker: Breaker;
  /** Switches a webhook off; rejects when that could not be stored. */
  readonly disable: (webhook: string, reason: string) => Promise<void>;
  readonly random: () => number;
  readonly measures?: WebhookMeasures;
  readonly traces?: Traces | undefined;
}

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

interface Running {
  readonly worker: DeliveryWorker;
  readonly target: AttemptTarget;
  readonly epoch: number;
  /** The webhook as it was when the delivery worker began. */
  readonly text: string;
}

/** One webhook on this replica: asks for its lease, and runs its delivery worker while the lease is held. */
export class Holding {
  readonly #deps: HoldingDeps;
  readonly #webhook: string;
  #wanted: Subscription | undefined;
  #keeper: LeaseKeeper | undefined;
  #running: Running | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(deps: HoldingDeps, webhook: string) {
    this.#deps = deps;
    this.#webhook = webhook;
  }

  /** Works for the webhook as it is now; `undefined` ends the work and gives the lease away. */
  set(wanted: Subscription | undefined): Promise<void> {
    this.#wanted = wanted;
    return this.#settle();
  }

  /** Undefined where another replica works for the webhook, or nobody. */
  undelivered(): Undelivered | undefined {
    return this.#running?.worker.undelivered();
  }

  /** Has the delivery worker, if it runs here, do what callers asked for. */
  runCommands(): void {
    this.#running?.worker.runCommands();
  }

  async lookAfter(): Promise<void> {
    await this.#running?.worker.lookAfter();
  }

  /** One step at a time: a webhook never has two delivery workers, also while it changes quickly. */
  #settle(): Promise<void> {
    this.#work = this.#work
      .then(() => this.#step())
      .catch((error: unknown) => {
        const fields = { webhook: this.#webhook, reason: String(error) };
        this.#deps.logger.error(fields, 'a webhook could not be changed over');
      });
    return this.#work;
  }

  async #step(): Promise<void> {
    const text = this.#wanted && encodeSubscription(this.#wanted);
    const fits = this.#running?.text === text && this.#running?.epoch === this.#keeper?.epoch();
    if (this.#running !== undefined && !fits) await this.#end(this.#running);
    if (this.#wanted === undefined) {
      await this.#keeper?.release();
      this.#keeper = undefined;
      return;
    }
    this.#keeper ??= this.#askForLease();
    const epoch = this.#keeper.epoch();
    if (this.#running === undefined && epoch !== undefined) {
      this.#running = this.#begin(this.#wanted, epoch);
    }
  }

  #askForLease(): LeaseKeeper {
    const { store, replica, lease, monotonic, logger } = this.#deps;
    const settle = () => void this.#settle();
    return keepLease({
      store,
      lease: leaseOf(this.#webhook),
      holder: replica,
      ...lease,
      monotonic,
      logger,
      granted: settle,
      lost: settle,
    });
  }

  #begin(subscription: Subscription, epoch: number): Running {
    const { store, tail, schedule, now, random, logger, replica, measures } = this.#deps;
    const target = openTarget(subscription, this.#deps.target);
    const webhook = subscription.id;
    const { xml } = subscription;
    const { replies, traces, breaker, domain } = this.#deps;
    const withheld = measures?.withheld;
    const caller = callerOf(subscription);
    const delivering = {
      ...{ target, webhook, caller, xml, replies, traces, now },
      ...{ breaker, domain, withheld, logger },
    };
    const worker = new DeliveryWorker({
      store,
      tail,
      webhook,
      grant: { lease: leaseOf(webhook), holder: replica, epoch },
      filter: filterOf(subscription, this.#deps.domain),
      startAt: subscription.startAt,
      ...(subscription.rewind !== undefined && { rewind: subscription.rewind }),
      schedule,
      settings: this.#deps.worker,
      memory: this.#deps.memory,
      attempt: (logged) => deliver(delivering, logged),
      disable: (reason) => this.#deps.disable(webhook, reason),
      now,
      random,
      logger,
      ...(measures !== undefined && { measures }),
    });
    worker.start();
    return { worker, target, epoch, text: encodeSubscription(subscription) };
  }

  async #end({ worker, target }: Running): Promise<void> {
    this.#running = undefined;
    await worker.stop();
    await target.dispatcher.destroy();
  }
}
