/**
 * One event on its way to one webhook: `pending` until its first attempt, `waiting` between attempts, and `delivered`
 * or `dead` in the end. A replay makes it `pending` again.
 *
 * Pure: the delivery and what happened give the next. The clock and the randomness are the caller's.
 */
import type { EventType } from '../../events/event.ts';
import { jittered, patientDelay, retryDelay, scheduleLength } from './backoff.ts';

export type DeliveryState = 'pending' | 'waiting' | 'delivered' | 'dead';

/** Which event a delivery is of. */
export interface Subject {
  /** The event's id. */
  readonly event: string;
  readonly type: EventType;
  readonly conversation: string;
  /** Where the event log has it. */
  readonly cursor: string;
}

/** What is known of a delivery. Stored as JSON. */
export interface Delivery extends Subject {
  readonly webhook: string;
  readonly state: DeliveryState;
  /** Attempts that count against the schedule. */
  readonly attempts: number;
  /** Of the first attempt, or of the last time that somebody asked for it again. ms since 1970. */
  readonly firstAt: number;
  /** When the next attempt is due, while `waiting`. */
  readonly dueAt?: number;
  readonly last?: AttemptReport;
}

/** What is told of an attempt. */
export interface AttemptReport {
  readonly at: number;
  readonly durationMs: number;
  readonly status?: number;
  /** The `webhook-signature` that was sent. */
  readonly signature?: string;
  /** Why it counts as failed, for a person. */
  readonly error?: string;
  /** The beginning of the answer. */
  readonly answer?: string;
  /** Why what a good answer asked for was not done, for a person. */
  readonly replyError?: string;
  /** Why a reply in a good answer was not sent, so that no loop begins; for a person. */
  readonly replyWithheld?: string;
}

export interface FailureCircumstances {
  readonly schedule: readonly number[];
  readonly now: number;
  /** In [0, 1). */
  readonly random: number;
  readonly retryAfterMs?: number;
  /** While the webhook is failing, its attempts are probes this often and do not use up the schedule. */
  readonly probeMs?: number;
  readonly report: AttemptReport;
}

export function newDelivery(webhook: string, subject: Subject, now: number): Delivery {
  return { webhook, ...subject, state: 'pending', attempts: 0, firstAt: now };
}

/** The delivery after an attempt of it failed: `waiting` until its next attempt, or `dead`. */
export function afterFailure(delivery: Delivery, how: FailureCircumstances): Delivery {
  const attempts = delivery.attempts + (how.probeMs === undefined ? 1 : 0);
  const delay = delayAfter({ ...delivery, attempts }, how);
  const failed = { ...withoutDue(delivery), attempts, last: how.report };
  if (delay === undefined) return { ...failed, state: 'dead' };
  return { ...failed, state: 'waiting', dueAt: how.now + delay };
}

/** The delivery after an attempt of it succeeded. */
export function afterDelivered(delivery: Delivery, last: AttemptReport): Delivery {
  const attempts = delivery.attempts + 1;
  return { ...withoutDue(delivery), state: 'delivered', attempts, last };
}

/** A dead or delivered one starts over, with its whole schedule. */
export function afterReplay(delivery: Delivery, now: number): Delivery {
  return { ...withoutDue(delivery), state: 'pending', attempts: 0, firstAt: now };
}

/** The next attempt of one that waits is due now. */
export function hurried(delivery: Delivery): Delivery {
  return { ...withoutDue(delivery), state: 'pending' };
}

function withoutDue(delivery: Delivery): Delivery {
  const { dueAt: _over, ...rest } = delivery;
  return rest;
}

function delayAfter(delivery: Delivery, how: FailureCircumstances): number | undefined {
  if (how.probeMs === undefined) return retryDelay({ ...how, attempts: delivery.attempts });
  // A probe does not use up the schedule, but the time that the schedule takes.
  if (how.now - delivery.firstAt > scheduleLength(how.schedule)) return undefined;
  return patientDelay(jittered(how.probeMs, how.random), how.retryAfterMs);
}
