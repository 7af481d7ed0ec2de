/** Bounds how many requests to subscribe the users of one domain may make. */

export interface StormDeps {
  /** A minute, for each domain. */
  readonly limit: number;
  /** Of which ten times as many are taken: its users are the bridge's own. */
  readonly home: string | undefined;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic: () => number;
}

const WINDOW_MS = 60_000;
const HOME_FACTOR = 10;
const MAX_DOMAINS = 10_000;

/** False for a request that is one too many. */
export function createStormGuard({ limit, home, monotonic }: StormDeps) {
  const taken = new Map<string, number>();
  let since = -Infinity;
  return (domain: string): boolean => {
    const now = monotonic();
    if (now - since >= WINDOW_MS || taken.size >= MAX_DOMAINS) {
      taken.clear();
      since = now;
    }
    const count = (taken.get(domain) ?? 0) + 1;
    taken.set(domain, count);
    return count <= (domain === home ? limit * HOME_FACTOR : limit);
  };
}
