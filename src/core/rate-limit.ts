/** Header fields of draft-ietf-httpapi-ratelimit-headers-10 for the rate of a key: what it may in a second, and what is left. */

export interface RateLeft {
  /** Requests per second. */
  readonly rate: number;
  /** Whole requests that may follow at once. */
  readonly left: number;
  /** Seconds until all of them may. */
  readonly seconds: number;
}

export function rateLimitHeaders({ rate, left, seconds }: RateLeft): Record<string, string> {
  return {
    'ratelimit-policy': `"key";q=${rate};w=1`,
    ratelimit: `"key";r=${left};t=${seconds}`,
  };
}
