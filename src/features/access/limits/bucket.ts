/** A token bucket as a value: what is in it, and what of it is given to somebody who asks. Pure. */

export interface Bucket {
  readonly tokens: number;
  /** When so many were in it, ms since 1970. */
  readonly at: number;
}

export interface BucketTerms {
  /** The most that it holds; it begins full. */
  readonly size: number;
  /** Tokens that come in within a second; 0 for a quota, which is never filled up. */
  readonly perSecond: number;
}

export interface Draw {
  readonly bucket: Bucket;
  /** 0: refused. */
  readonly granted: number;
  /** When refused: ms until as many as needed will be there; Infinity for a quota. */
  readonly waitMs: number;
}

/**
 * Takes what is needed, and up to `wish` if it is there. A need that is larger than the bucket is met when it is full and
 * paid back afterwards; never out of a quota.
 */
export function draw(
  bucket: Bucket | undefined,
  terms: BucketTerms,
  { need, wish }: { readonly need: number; readonly wish: number },
  now: number,
): Draw {
  const { at, tokens } = filledUp(bucket ?? { tokens: terms.size, at: now }, terms, now);
  const least = terms.perSecond === 0 ? need : Math.min(need, terms.size);
  if (tokens < least) {
    const waitMs = ((least - tokens) / terms.perSecond) * 1000;
    return { bucket: { tokens, at }, granted: 0, waitMs };
  }
  const granted = Math.max(need, Math.min(wish, Math.floor(tokens)));
  return { bucket: { tokens: tokens - granted, at }, granted, waitMs: 0 };
}

/** A clock that is behind another's fills nothing up. */
export function filledUp(bucket: Bucket, { size, perSecond }: BucketTerms, now: number): Bucket {
  const ms = Math.max(0, now - bucket.at);
  const tokens = Math.min(size, bucket.tokens + (ms / 1000) * perSecond);
  return { tokens, at: bucket.at + ms };
}
