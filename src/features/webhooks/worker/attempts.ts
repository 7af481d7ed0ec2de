import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggedEvent } from '../../events/logged-event.ts';
import { isDebug } from '../../../observe/logger.ts';
import type { Outcome } from '../attempt/attempt.ts';
import type { Backlog } from '../backlog/backlog.ts';
import { subjectOfItem, type Item } from '../backlog/item.ts';
import { afterFailure, hurried, newDelivery, type Delivery } from '../delivery/delivery.ts';
import {
  FAILURES_TO_FAIL,
  afterFailedAttempt,
  afterSuccess,
  isUp,
  probeInterval,
  type Health,
} from './health.ts';
import type { Lane } from '../backlog/lanes.ts';
import type { WebhookMeasures } from '../attempt/measures.ts';
import type { Runtime } from '../../runtime.ts';

export interface AttemptsDeps extends Pick<Runtime, 'now' | 'logger'> {
  readonly webhook: string;
  /** Of its URL: what may be logged. */
  readonly host: string;
  readonly backlog: Backlog;
  readonly schedule: readonly number[];
  /** Conversations worked on at once. */
  readonly concurrency: number;
  /** Posts an event once and does what its answer asks for. Never rejects. */
  readonly attempt: (logged: LoggedEvent) => Promise<Outcome>;
  /** The receiver said that it is gone. Rejects when that could not be stored. */
  readonly disable: (reason: string) => Promise<void>;
  /** In [0, 1). */
  readonly random: () => number;
  readonly measures?: WebhookMeasures;
  /** The webhook began to fail, or is well again. */
  readonly changed: () => void;
}

interface Attempted {
  readonly lane: Lane<Item>;
  readonly item: Item;
  readonly logged: LoggedEvent;
}

/** A receiver that refuses now and then is spoken of this often at most. */
const SAY_MS = 10 * 60_000;

/** When what cannot be stored now is tried again. */
const STORE_RETRY_MS = 1_000;

/**
 * Decides which conversation is tried when: many at once while the receiver answers, each by its own schedule
 * where it does not, and one at a time while the whole webhook fails.
 */
export class Attempts {
  readonly #deps: AttemptsDeps;
  readonly #timers = new Map<Lane<Item>, NodeJS.Timeout>();
  #health: Health = { failures: 0 };
  #saidAt = -Infinity;
  #inFlight = 0;
  /** While failing: nothing is tried until it fires. */
  #probeTimer: NodeJS.Timeout | undefined;
  #stopped = false;
  #idle: () => void = () => undefined;

  constructor(deps: AttemptsDeps) {
    this.#deps = deps;
  }

  get failingSince(): number | undefined {
    return this.#health.failingSince;
  }

  isUp(): boolean {
    return isUp(this.#health, this.#deps.now());
  }

  /** An earlier run left the webhook failing. */
  goOnFailing(failingSince: number): void {
    this.#health = { failures: FAILURES_TO_FAIL, failingSince };
  }

  /** Begins as many attempts as may be under way. */
  begin(): void {
    const { lanes } = this.#deps.backlog;
    while (this.#mayBegin()) {
      const lane = lanes.take();
      const item = lane?.items[0];
      if (lane === undefined) return;
      if (item === undefined) continue;
      if (item.isDying === true) {
        // It goes on when that is stored.
        lanes.wait(lane);
        continue;
      }
      // A conversation that an earlier run deferred goes on with its schedule.
      const dueAt = item.delivery?.dueAt ?? 0;
      if (!this.#isFailing() && dueAt > this.#deps.now()) {
        lanes.wait(lane);
        this.#wakeAt(lane, dueAt);
      } else {
        void this.#attempt(lane, item);
      }
    }
  }

  /** Tries the head of a lane next, also while the webhook fails. */
  hurry(lane: Lane<Item>): void {
    makeDue(lane);
    clearTimeout(this.#timers.get(lane));
    this.#timers.delete(lane);
    clearTimeout(this.#probeTimer);
    this.#probeTimer = undefined;
    this.#deps.backlog.lanes.first(lane);
    this.begin();
  }

  /** Begins nothing new; resolves when what is under way has ended, or after `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    clearTimeout(this.#probeTimer);
    if (this.#inFlight === 0) return;
    const idle = new Promise<void>((resolve) => (this.#idle = resolve));
    await Promise.race([idle, sleep(graceMs, undefined, { ref: false })]);
  }

  #mayBegin(): boolean {
    const { lanes, held } = this.#deps.backlog;
    const next = lanes.next();
    if (this.#stopped || next === undefined) return false;
    const [head] = next.items;
    // The first one always may, or what is held behind it would wait for ever.
    if (this.#inFlight > 0 && head !== undefined && !held.mayLoad(head)) return false;
    if (!this.#isFailing()) return this.#inFlight < this.#deps.concurrency;
    return this.#inFlight === 0 && this.#probeTimer === undefined;
  }

  async #attempt(lane: Lane<Item>, item: Item): Promise<void> {
    this.#inFlight += 1;
    const logged = await this.#load(lane, item);
    if (logged !== undefined) await this.#post(lane, item, logged);
    this.#inFlight -= 1;
    if (this.#inFlight === 0) this.#idle();
    this.begin();
  }

  async #load(lane: Lane<Item>, item: Item): Promise<LoggedEvent | undefined> {
    const { backlog, webhook, logger, now } = this.#deps;
    const fields = { webhook, delivery: item.event };
    try {
      const logged = item.logged ?? (await backlog.held.load(item));
      item.isBusy = true;
      if (logged !== undefined) return logged;
      logger.error(fields, 'a deferred event is in the store no more');
      backlog.lost(lane);
    } catch (error) {
      logger.warn({ ...fields, reason: String(error) }, 'a deferred event could not be read');
      backlog.held.unload(item);
      backlog.lanes.wait(lane);
      if (!this.#stopped) this.#wakeAt(lane, now() + STORE_RETRY_MS);
    }
    return undefined;
  }

  async #post(lane: Lane<Item>, item: Item, logged: LoggedEvent): Promise<void> {
    const outcome = await this.#deps.attempt(logged);
    this.#deps.measures?.attempted(outcome);
    this.#note(item, outcome);
    if (outcome.result === 'success') this.#succeeded(lane, outcome);
    // A failure after the worker was stopped may come from stopping it: the next worker tries again.
    else if (!this.#stopped) await this.#failed({ lane, item, logged }, outcome);
  }

  #note({ event }: Item, { result, report }: Outcome): void {
    const { logger, webhook } = this.#deps;
    if (!isDebug(logger)) return;
    const { status, durationMs, error } = report;
    const fields = {
      webhook,
      delivery: event,
      result,
      status,
      durationMs,
      reason: error,
    };
    logger.debug(fields, 'a delivery was attempted');
  }

  #succeeded(lane: Lane<Item>, { report }: Outcome): void {
    const wasFailing = this.#isFailing();
    this.#health = afterSuccess(this.#deps.now());
    this.#deps.backlog.delivered(lane, report);
    if (!wasFailing) return;
    clearTimeout(this.#probeTimer);
    this.#probeTimer = undefined;
    // What was refused while the receiver was down has not been refused for its own sake.
    for (const lane of this.#deps.backlog.lanes.idle()) makeDue(lane);
    this.#deps.changed();
    const { webhook, host, logger } = this.#deps;
    logger.info({ webhook, host }, 'a failing webhook answers again');
  }

  async #failed({ lane, item, logged }: Attempted, outcome: Outcome): Promise<void> {
    const { now } = this.#deps;
    const delivery = this.#afterFailure(lane, item, outcome);
    if (outcome.result === 'gone' && (await this.#disable())) {
      this.#waits(lane, item, delivery);
      return;
    }
    const retryAt = delivery.dueAt ?? now() + STORE_RETRY_MS;
    if (this.#isFailing()) this.#probeAt(retryAt);
    if (delivery.state === 'dead' && (await this.#deadLetter(lane, delivery, logged))) return;
    this.#waits(lane, item, delivery);
    if (this.#isFailing()) this.#wake(lane);
    else if (!this.#stopped) this.#wakeAt(lane, retryAt);
  }

  #waits(lane: Lane<Item>, item: Item, delivery: Delivery): void {
    const { backlog } = this.#deps;
    backlog.held.unload(item);
    backlog.waits(lane, { ...delivery, state: 'waiting' });
  }

  #afterFailure(lane: Lane<Item>, item: Item, { report, retryAfterMs }: Outcome): Delivery {
    const { webhook, schedule, now, random, backlog } = this.#deps;
    this.#noteFailure(report.error);
    const delivery = item.delivery ?? newDelivery(webhook, subjectOfItem(item), report.at);
    const failed = afterFailure(delivery, {
      schedule,
      now: now(),
      random: random(),
      report,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
      ...(this.#isFailing() && { probeMs: probeInterval(schedule) }),
    });
    return backlog.mayWait(lane) ? failed : { ...failed, state: 'dead' };
  }

  #noteFailure(reason: string | undefined): void {
    const { backlog, webhook, host, logger, now } = this.#deps;
    const wasFailing = this.#isFailing();
    this.#sayFirst(reason);
    this.#health = afterFailedAttempt(this.#health, now());
    if (wasFailing || !this.#isFailing()) return;
    this.#deps.changed();
    logger.warn({ webhook, host, reason }, 'a webhook is failing');
    // From now on conversations take turns as probes, whatever their own next attempt is.
    for (const lane of backlog.lanes.idle()) this.#wake(lane);
  }

  /** Of failures in a row the first: those after it are at debug level. */
  #sayFirst(reason: string | undefined): void {
    const { webhook, host, logger, now } = this.#deps;
    if (this.#health.failures > 0 || now() - this.#saidAt < SAY_MS) return;
    this.#saidAt = now();
    logger.warn({ webhook, host, reason }, 'a delivery failed and is tried again');
  }

  #probeAt(dueAt: number): void {
    clearTimeout(this.#probeTimer);
    const probe = () => {
      this.#probeTimer = undefined;
      this.begin();
    };
    this.#probeTimer = setTimeout(probe, Math.max(0, dueAt - this.#deps.now()));
  }

  #wakeAt(lane: Lane<Item>, dueAt: number): void {
    const wake = () => {
      this.#wake(lane);
      this.begin();
    };
    this.#timers.set(lane, setTimeout(wake, Math.max(0, dueAt - this.#deps.now())));
  }

  #wake(lane: Lane<Item>): void {
    clearTimeout(this.#timers.get(lane));
    this.#timers.delete(lane);
    this.#deps.backlog.lanes.ready(lane);
  }

  async #deadLetter(lane: Lane<Item>, delivery: Delivery, logged: LoggedEvent): Promise<boolean> {
    const { backlog, webhook, logger } = this.#deps;
    try {
      await backlog.deadLetter(lane, delivery, logged);
      logger.warn({ webhook, delivery: delivery.event }, 'a delivery became a dead letter');
      return true;
    } catch (error) {
      const fields = { webhook, delivery: delivery.event, reason: String(error) };
      logger.warn(fields, 'a dead letter could not be stored');
      return false;
    }
  }

  async #disable(): Promise<boolean> {
    const { disable, webhook, logger } = this.#deps;
    try {
      await disable('The receiver answered 410 Gone.');
      return true;
    } catch (error) {
      logger.warn({ webhook, reason: String(error) }, 'a webhook could not be disabled');
      return false;
    }
  }

  #isFailing(): boolean {
    return this.#health.failingSince !== undefined;
  }
}

function makeDue(lane: Lane<Item>): void {
  const [head] = lane.items;
  if (head?.delivery !== undefined) head.delivery = hurried(head.delivery);
}
