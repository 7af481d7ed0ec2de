/** Whether a webhook's receiver takes what it is sent. Pure. */
export interface Health {
  /** Attempts that failed since the last success. */
  readonly failures: number;
  /** Of the first of them. ms since 1970. */
  readonly failuresSince?: number;
  /** ms since 1970. */
  readonly failingSince?: number;
  readonly lastSuccessAt?: number;
}

/** So many failures in a row, and a webhook is `failing`: one probe at a time until the first success. */
export const FAILURES_TO_FAIL = 10;

/**
 * Nothing but failures for so long say the same: with few conversations ten failures would take hours, and the
 * receiver would wait for the next turn of the schedule after its return.
 */
const MINUTE_OF_FAILURES_MS = 60_000;

/** How often a failing webhook is probed, at most. */
const PROBE_MS = 10_000;

/** A receiver that took something so recently is up: what it refuses is refused for its own sake. */
const UP_MS = 60_000;

export function afterSuccess(now: number): Health {
  return { failures: 0, lastSuccessAt: now };
}

export function afterFailedAttempt(health: Health, now: number): Health {
  const failures = health.failures + 1;
  const failuresSince = health.failuresSince ?? now;
  const counted = { ...health, failures, failuresSince };
  if (health.failingSince !== undefined) return counted;
  const enough = failures >= FAILURES_TO_FAIL || now - failuresSince >= MINUTE_OF_FAILURES_MS;
  return enough ? { ...counted, failingSince: now } : counted;
}

export function isUp(health: Health, now: number): boolean {
  return health.lastSuccessAt !== undefined && now - health.lastSuccessAt < UP_MS;
}

/** Never rarer than the schedule itself, which may be short. */
export function probeInterval(schedule: readonly number[]): number {
  return Math.min(PROBE_MS, Math.max(...schedule));
}
