/**
 * When a delivery that failed is tried again. A schedule is the list of delays in milliseconds before each
 * attempt; the first is for the attempt made at once.
 */
const JITTER = 0.2;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** A receiver may ask for more patience than the schedule has, up to here. */
const MAX_RETRY_AFTER_MS = HOUR;

export interface RetryQuestion {
  readonly schedule: readonly number[];
  /** Attempts made so far, at least 1. */
  readonly attempts: number;
  /** In [0, 1). */
  readonly random: number;
  /** What the receiver asked for in `Retry-After`, in milliseconds. */
  readonly retryAfterMs?: number;
}

/** Milliseconds until the next attempt, ±20 %; undefined when the schedule is used up. */
export function retryDelay(question: RetryQuestion): number | undefined {
  const planned = question.schedule[question.attempts];
  if (planned === undefined) return undefined;
  return patientDelay(jittered(planned, question.random), question.retryAfterMs);
}

/** A delay, or what the receiver asked for if that is longer, within its bound. */
export function patientDelay(delayMs: number, retryAfterMs = 0): number {
  return Math.max(delayMs, Math.min(retryAfterMs, MAX_RETRY_AFTER_MS));
}

/** Spreads a delay evenly over ±20 %, so that many deliveries that failed together do not return together. */
export function jittered(delayMs: number, random: number): number {
  return Math.round(delayMs * (1 - JITTER + 2 * JITTER * random));
}

/** How long a delivery is tried in all, in milliseconds. */
export function scheduleLength(schedule: readonly number[]): number {
  return schedule.reduce((sum, delay) => sum + delay, 0);
}

/**
 * `Retry-After` (RFC 9110 §10.2.3) in milliseconds from now: seconds, or a date.
 * Undefined for what is neither.
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header)) return Number(header) * SECOND;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
