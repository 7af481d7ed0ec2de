import {
  filterOf,
  callerOf,
  encodeSubscription,
  type Subscription,
} from '../subscription/subscription.ts';
import type { EventTail } from '../../events/tail.ts';
import type { Traces } from '../../../observe/traces.ts';
import type { Fence } from '../../../store/store.ts';
import { DeliveryWorker, type DeliveryWorkerSettings } from './delivery-worker.ts';
import type { Breaker } from '../attempt/breaker.ts';
import { deliver, type ReplyPorts } from '../attempt/deliver.ts';
import type { Undelivered, WebhookMeasures } from '../attempt/measures.ts';
import type { Formats } from '../attempt/format.ts';
import type { MemoryBudget } from '../backlog/memory-budget.ts';
import { forgetBacklog } from '../backlog/deferred-events.ts';
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
  readonly formats: Formats;
  readonly replies: ReplyPorts;
  /** Of all webhooks of this replica. */
  readonly breaker: Breaker;
  /** Switches a webhook off; rejects when that could not be stored. */
  readonly disable: (webhook: string, reason: string) => Promise<void>;
  readonly random: () => number;
  readonly measures?: WebhookMeasures;
  readonly traces?: Traces | undefined;
}

interface Running {
  readonly worker: DeliveryWorker;
  readonly target: AttemptTarget;
  readonly epoch: number;
  /** The webhook as it was when the delivery worker began. */
  readonly text: string;
}

/** One webhook on this replica: runs its delivery worker while the replica has the right to. */
export class Holding {
  readonly #deps: HoldingDeps;
  readonly webhook: string;
  #wanted: Subscription | undefined;
  #grant: Fence | undefined;
  #running: Running | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(deps: HoldingDeps, webhook: string) {
    this.#deps = deps;
    this.webhook = webhook;
  }

  /** Works for the webhook as it is now, as long as there is a grant. */
  set(webhook: Subscription, grant: Fence | undefined): Promise<void> {
    this.#wanted = webhook.state === 'enabled' ? webhook : undefined;
    this.#grant = grant;
    return this.#settle(() => this.#step());
  }

  /** The webhook was deleted: ends the work, and drops what it left in the store meanwhile. */
  remove(): Promise<void> {
    this.#wanted = undefined;
    return this.#settle(() => this.#forget());
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
  #settle(step: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(step).catch((error: unknown) => {
      const fields = { webhook: this.webhook, reason: String(error) };
      this.#deps.logger.error(fields, 'a webhook could not be changed over');
    });
    return this.#work;
  }

  async #step(): Promise<void> {
    const text = this.#wanted && encodeSubscription(this.#wanted);
    const fits = this.#running?.text === text && this.#running?.epoch === this.#grant?.epoch;
    if (this.#running !== undefined && !fits) await this.#end(this.#running);
    if (this.#running !== undefined || this.#wanted === undefined) return;
    if (this.#grant !== undefined) this.#running = this.#begin(this.#wanted, this.#grant);
  }

  async #forget(): Promise<void> {
    if (this.#running === undefined) return;
    const { worker, target } = this.#running;
    this.#running = undefined;
    await worker.abandon();
    await target.dispatcher.destroy();
    await forgetBacklog(this.#deps.store, this.webhook);
  }

  #begin(subscription: Subscription, grant: Fence): Running {
    const { store, tail, schedule, now, random, logger, measures } = this.#deps;
    const target = openTarget(subscription, this.#deps.target);
    const webhook = subscription.id;
    const { xml } = subscription;
    const format = this.#deps.formats[subscription.format];
    const { replies, traces, breaker, domain } = this.#deps;
    const withheld = measures?.withheld;
    const caller = callerOf(subscription);
    const delivering = {
      ...{ target, webhook, caller, format, xml, replies, traces, now },
      ...{ breaker, domain, withheld, logger },
    };
    const worker = new DeliveryWorker({
      store,
      tail,
      webhook,
      host: new URL(subscription.url).host,
      grant,
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
    return { worker, target, epoch: grant.epoch, text: encodeSubscription(subscription) };
  }

  async #end({ worker, target }: Running): Promise<void> {
    this.#running = undefined;
    await worker.stop();
    await target.dispatcher.destroy();
  }
}
