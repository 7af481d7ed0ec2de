/**
 * How long a delivery is tried again, by what the receiver answered. A refusal that says something about the request
 * itself is not going to change; one about access or the address is often a deployment fault that somebody mends. Pure.
 */
export type Patience = 'short' | 'moderate' | 'full';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How much of the schedule is used, in milliseconds from the first refusal on. */
const LIMITS: Readonly<Record<Patience, number>> = {
  short: 5 * MINUTE,
  moderate: 5 * HOUR,
  full: Infinity,
};

/** Statuses of 4xx that are not `short`. 410 disables the webhook. */
const PATIENCE: Readonly<Record<number, Patience>> = {
  // Who may send what where: credentials, access rules, routes.
  401: 'moderate',
  402: 'moderate',
  403: 'moderate',
  404: 'moderate',
  407: 'moderate',
  // What the receiver is busy with, or which server it is.
  409: 'moderate',
  421: 'moderate',
  423: 'moderate',
  424: 'moderate',
  // These ask for another attempt.
  408: 'full',
  425: 'full',
  429: 'full',
  // Only met where the webhook could not be disabled.
  410: 'full',
};

/** `status` is undefined where no answer came. `Retry-After` says that a refusal passes (RFC 9110 §10.2.3). */
export function patienceFor(status: number | undefined, hasRetryAfter: boolean): Patience {
  if (status === undefined || status < 400 || status > 499 || hasRetryAfter) return 'full';
  return PATIENCE[status] ?? 'short';
}

/** At least one attempt after the first, whatever the schedule. */
const MIN_ATTEMPTS = 2;

/** The part of a schedule that lies within the limit. */
export function scheduleWithin(patience: Patience, schedule: readonly number[]): readonly number[] {
  let passed = 0;
  return schedule.filter((delay, index) => {
    passed += delay;
    return index < MIN_ATTEMPTS || passed <= LIMITS[patience];
  });
}
