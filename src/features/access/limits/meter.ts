import { draw, filledUp, type Bucket, type BucketTerms, type Draw } from './bucket.ts';
import type { DrawShared } from './shared-bucket.ts';

/** One bucket as a replica spends it: tokens are drawn in blocks, so that hardly a request waits for the store. */
export interface MeterDeps {
  readonly terms: BucketTerms;
  /** Tokens drawn at once. */
  readonly block: number;
  readonly drawShared: DrawShared;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface Meter {
  /** At once when there are enough here. Resolves with how long to wait, ms; 0 when they were taken. */
  readonly take: (count: number) => number | Promise<number>;
  /** How many there are, as far as is known here: other replicas may have drawn since. */
  readonly left: () => number;
}

export function createMeter(deps: MeterDeps): Meter {
  const { terms, block, now } = deps;
  let left = 0;
  let drawing: Promise<Draw> | undefined;
  /** Before it nothing is asked for: a flood costs the store as much as a block at a time. */
  let emptyUntil = 0;
  let own: Bucket | undefined;

  /** While the store is away, a bucket of this replica's own holds. */
  const drawOnce = async (need: number): Promise<Draw> => {
    const wants = { need, wish: Math.max(need, block) };
    try {
      const drawn = await deps.drawShared(wants, terms, now());
      own = drawn.bucket;
      return drawn;
    } catch {
      const drawn = draw(own, terms, wants, now());
      own = drawn.bucket;
      return drawn;
    }
  };

  const drawMore = (need: number): Promise<Draw> =>
    (drawing ??= drawOnce(need)
      .then((drawn) => {
        left += drawn.granted;
        if (drawn.granted === 0) emptyUntil = now() + pause(drawn.waitMs);
        return drawn;
      })
      .finally(() => (drawing = undefined)));

  const pause = (waitMs: number) =>
    terms.perSecond === 0 ? FOR_A_WHILE_MS : Math.max(waitMs, (block / terms.perSecond) * 1000);

  const takeHere = (count: number): boolean => {
    if (left < count) return false;
    left -= count;
    if (left < Math.floor(block / 2) && now() >= emptyUntil) void drawMore(1);
    return true;
  };

  const takeLater = async (count: number): Promise<number> => {
    // Others may be first to what was drawn.
    for (;;) {
      if (takeHere(count)) return 0;
      if (now() < emptyUntil) return emptyUntil - now();
      await drawMore(count - left);
    }
  };

  return {
    take: (count) => {
      if (takeHere(count)) return 0;
      return now() < emptyUntil ? emptyUntil - now() : takeLater(count);
    },
    left: () => bounded(left + tokensIn(own, terms, now()), terms),
  };
}

function tokensIn(bucket: Bucket | undefined, terms: BucketTerms, now: number): number {
  return bucket === undefined ? 0 : filledUp(bucket, terms, now).tokens;
}

function bounded(tokens: number, { size }: BucketTerms): number {
  return Math.max(0, Math.min(size, tokens));
}

/** How often a quota that is used up is looked at again. */
const FOR_A_WHILE_MS = 5_000;
