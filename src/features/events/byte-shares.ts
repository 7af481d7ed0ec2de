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
const MOVE_MS = 1_000;

interface Bucket {
  spent: number;
  /** When that was so, ms of a clock that never jumps. */
  at: number;
  /** When it was last put at the end of its map. */
  movedAt: number;
}

export class ByteShares {
  readonly #buckets: Readonly<Record<ShareKind, Map<string, Bucket>>> = {
    remote: new Map(),
    domain: new Map(),
    identity: new Map(),
  };

  /** Draws from all of them, or from none: then it returns the one that has too little. `bound`: bytes of the whole log. */
  draw(shares: readonly Share[], bytes: number, at: number, bound: number): Share | undefined {
    const buckets = shares.map(({ kind, name }) => this.#buckets[kind].get(name));
    const spent = shares.map(({ kind }, index) =>
      spentOf(buckets[index], at, SHARES[kind] * bound),
    );
    // What has spent nothing may always send one stanza, however small the log is.
    const short = shares.find(
      ({ kind }, index) => spent[index] !== 0 && (spent[index] ?? 0) + bytes > SHARES[kind] * bound,
    );
    if (short !== undefined) return short;
    for (const [index, share] of shares.entries()) {
      this.#keep(share, buckets[index], { spent: (spent[index] ?? 0) + bytes, at });
    }
    return undefined;
  }

  /** Puts it at the end of its map, unless it was put there a moment ago. */
  #keep(
    { kind, name }: Share,
    before: Bucket | undefined,
    now: Pick<Bucket, 'spent' | 'at'>,
  ): void {
    if (before !== undefined && now.at - before.movedAt < MOVE_MS) {
      before.spent = now.spent;
      before.at = now.at;
      return;
    }
    const buckets = this.#buckets[kind];
    buckets.delete(name);
    buckets.set(name, { ...now, movedAt: now.at });
    if (buckets.size <= MAX_BUCKETS) return;
    for (const oldest of buckets.keys()) {
      buckets.delete(oldest);
      break;
    }
  }
}

/** What is left of it: a bucket empties with time. */
function spentOf(bucket: Bucket | undefined, at: number, share: number): number {
  if (bucket === undefined) return 0;
  return Math.max(bucket.spent - ((at - bucket.at) / EMPTY_MS) * share, 0);
}
