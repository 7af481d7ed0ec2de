/**
 * One event on its way to one webhook: `pending` until its first attempt, `waiting` between attempts, and `delivered`
 * or `dead` in the end. A replay makes it `pending` again.
 *
 * Pure: the delivery and what happened give the next. The clock and the randomness are the caller's.
 */
import type { EventType } from '../../events/event.ts';
import { jittered, patientDelay, retryDelay, scheduleLength } from './backoff.ts';
import { patienceFor, scheduleWithin } from './patience.ts';

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
  /** While the receiver's answers allow only a part of the schedule. */
  readonly refused?: Refused;
  readonly last?: AttemptReport;
}

interface Refused {
  /** Attempts in a row that were answered so and count against the schedule. */
  readonly attempts: number;
  /** When the first of them was made. */
  readonly since: number;
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
  const counted = how.probeMs === undefined ? 1 : 0;
  const patience = patienceFor(how.report.status, how.retryAfterMs !== undefined);
  const attempts = delivery.attempts + counted;
  const next = { ...withoutRefusals(delivery), attempts, last: how.report };
  if (patience === 'full') return waiting(next, delayAfter(next, how), how.now);
  const { attempts: before = 0, since = how.report.at } = delivery.refused ?? {};
  const refused = { attempts: before + counted, since };
  const part = { ...how, schedule: scheduleWithin(patience, how.schedule) };
  const isOver = delayAfter(next, how) === undefined;
  const delay = isOver ? undefined : delayAfter({ ...refused, firstAt: since }, part);
  return waiting({ ...next, refused }, delay, how.now);
}

/** The delivery after an attempt of it succeeded. */
export function afterDelivered(delivery: Delivery, last: AttemptReport): Delivery {
  const attempts = delivery.attempts + 1;
  return { ...withoutRefusals(delivery), state: 'delivered', attempts, last };
}

/** A dead or delivered one starts over, with its whole schedule. */
export function afterReplay(delivery: Delivery, now: number): Delivery {
  return { ...withoutRefusals(delivery), state: 'pending', attempts: 0, firstAt: now };
}

/** The next attempt of one that waits is due now. */
export function hurried(delivery: Delivery): Delivery {
  return { ...withoutDue(delivery), state: 'pending' };
}

function withoutDue(delivery: Delivery): Delivery {
  const { dueAt: _over, ...rest } = delivery;
  return rest;
}

function withoutRefusals(delivery: Delivery): Delivery {
  const { refused: _over, ...rest } = withoutDue(delivery);
  return rest;
}

function waiting(delivery: Delivery, delay: number | undefined, now: number): Delivery {
  if (delay === undefined) return { ...delivery, state: 'dead' };
  return { ...delivery, state: 'waiting', dueAt: now + delay };
}

function delayAfter(
  { attempts, firstAt }: Pick<Delivery, 'attempts' | 'firstAt'>,
  how: FailureCircumstances,
): number | undefined {
  if (how.probeMs === undefined) return retryDelay({ ...how, attempts });
  // A probe does not use up the schedule, but the time that the schedule takes.
  if (how.now - firstAt > scheduleLength(how.schedule)) return undefined;
  return patientDelay(jittered(how.probeMs, how.random), how.retryAfterMs);
}
