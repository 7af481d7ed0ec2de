/**
 * How fast one key is told no. Whoever goes over its rate a little is told at once. Whoever asks again and again all the
 * same is told later and later, so that a connection that does not listen cannot ask often.
 */

/** When the last refusal was due, ms since 1970; undefined before the first. */
export type LastRefusal = number | undefined;

/** The longest that a refusal is held. `Retry-After` is a second at least, so nobody who obeys it loses by that. */
const LONGEST_HOLD_MS = 1_000;

/** So many at once as in a second. */
const BURST_MS = 1_000;
const FEWEST_PER_SECOND = 10;

/** Refusals in a second that are not held, of a key with so many requests in a second. */
export function promptRefusals(rate: number): number {
  return Math.max(FEWEST_PER_SECOND, rate / 10);
}

/** When the next refusal is due. Until then it is held. */
export function nextRefusal(last: LastRefusal, perSecond: number, now: number): number {
  const from = Math.max(last ?? 0, now - BURST_MS);
  return Math.min(from + 1_000 / perSecond, now + LONGEST_HOLD_MS);
}
