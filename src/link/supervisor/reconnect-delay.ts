import type { FailureKind } from '../failure.ts';

/** Milliseconds: the first delay, and the longest one by what went wrong. */
const FIRST = 250;
const LONGEST = 5_000;
/** A refused connection costs the server nothing, and a restarted server is found within a second. */
const LONGEST_REFUSED = 1_000;
/** Somebody else speaks for our domain: each attempt may throw them out. */
const FIRST_CONFLICT = 1_000;
const LONGEST_CONFLICT = 30_000;

const BOUNDS: Readonly<Record<FailureKind, readonly [first: number, longest: number]>> = {
  refused: [FIRST, LONGEST_REFUSED],
  conflict: [FIRST_CONFLICT, LONGEST_CONFLICT],
  unreachable: [FIRST, LONGEST],
  timeout: [FIRST, LONGEST],
  denied: [FIRST, LONGEST],
  'stream-error': [FIRST, LONGEST],
  tls: [FIRST, LONGEST],
  malformed: [FIRST, LONGEST],
  dead: [FIRST, LONGEST],
  lost: [FIRST, LONGEST],
  stopped: [FIRST, LONGEST],
  internal: [FIRST, LONGEST],
};

/**
 * How long to wait before the next attempt, in milliseconds. It doubles with each failure in a row and is shortened
 * by up to a half at random, so that replicas do not come back in step.
 * `failures`: how often before in a row it was the same failure. `random`: in [0, 1).
 */
export function reconnectDelay(failures: number, kind: FailureKind, random: number): number {
  const [first, longest] = BOUNDS[kind];
  const whole = Math.min(longest, first * 2 ** Math.min(failures, 16));
  return Math.max(FIRST, Math.round(whole * (1 - random / 2)));
}
