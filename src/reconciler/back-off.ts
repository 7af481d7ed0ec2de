export const FIRST_RETRY_MS = 1_000;
const LONGEST_MS = 300_000;

/**
 * How long to wait for an answer before asking again: 1 s to 5 min. Doubles with each request and is shortened by up to a
 * half at random, so that items that failed together do not come back together.
 * `attempts`: requests made so far, at least 1. `random`: in [0, 1).
 */
export function backOff(attempts: number, random: number): number {
  const whole = Math.min(LONGEST_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 16));
  return Math.round(whole * (1 - random / 2));
}
