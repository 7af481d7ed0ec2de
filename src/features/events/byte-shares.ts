/** Who may fill how much of the event log, as buckets of bytes that empty with time (design/015). */

/** One of the buckets that a stanza draws from. */
export interface Share {
  /** What the bucket is for: `remote`, `domain` or `identity`. */
  readonly kind: ShareKind;
  readonly name: string;
}

export type ShareKind = 'remote' | 'domain' | 'identity';

/** Largest parts of the event log. */
const SHARES: Readonly<Record<ShareKind, number>> = {
  remote: 1 / 2,
  domain: 1 / 2,
  identity: 3 / 4,
};

/** A bucket that was filled is empty again after this. */
const EMPTY_MS = 60 * 60_000;
/** Of each kind; the ones that were not used for longest are forgotten. */
const MAX_BUCKETS = 10_000;

interface Bucket {
  readonly spent: number;
  /** When that was so, ms of a clock that never jumps. */
  readonly at: number;
}

export class ByteShares {
  readonly #buckets: Readonly<Record<ShareKind, Map<string, Bucket>>> = {
    remote: new Map(),
    domain: new Map(),
    identity: new Map(),
  };

  /** Draws from all of them, or from none: then it returns the one that has too little. `bound`: bytes of the whole log. */
  draw(shares: readonly Share[], bytes: number, at: number, bound: number): Share | undefined {
    const spent = shares.map((share) => this.#spent(share, at, bound));
    // What has spent nothing may always send one stanza, however small the log is.
    const short = shares.find(
      ({ kind }, index) => spent[index] !== 0 && (spent[index] ?? 0) + bytes > SHARES[kind] * bound,
    );
    if (short !== undefined) return short;
    for (const [index, share] of shares.entries()) {
      this.#keep(share, { spent: (spent[index] ?? 0) + bytes, at });
    }
    return undefined;
  }

  #spent({ kind, name }: Share, at: number, bound: number): number {
    const bucket = this.#buckets[kind].get(name);
    if (bucket === undefined) return 0;
    const regained = ((at - bucket.at) / EMPTY_MS) * SHARES[kind] * bound;
    return Math.max(bucket.spent - regained, 0);
  }

  #keep({ kind, name }: Share, bucket: Bucket): void {
    const buckets = this.#buckets[kind];
    buckets.delete(name);
    buckets.set(name, bucket);
    if (buckets.size <= MAX_BUCKETS) return;
    for (const oldest of buckets.keys()) {
      buckets.delete(oldest);
      break;
    }
  }
}
