import type { Space, Store, StoredRecord } from '../../../store/store.ts';
import { draw, type Bucket, type BucketTerms, type Draw } from './bucket.ts';

export interface Wants {
  readonly need: number;
  readonly wish: number;
}

/** Draws from a bucket that all replicas share. Throws `store-unavailable`. */
export type DrawShared = (wants: Wants, terms: BucketTerms, now: number) => Promise<Draw>;

/**
 * A bucket kept as a record. It is written at the version last seen, so that a draw is one round trip unless another
 * replica drew in between.
 */
export function sharedBucket(store: Store, space: Space, id: string): DrawShared {
  let seen: { readonly bucket: Bucket | undefined; readonly version: number } = {
    bucket: undefined,
    version: 0,
  };
  return async (wants, terms, now) => {
    for (;;) {
      const { bucket, version } = seen;
      const drawn = draw(bucket, terms, wants, now);
      const value = JSON.stringify(drawn.bucket);
      const result = await store.commit([{ do: 'replace', space, id, value, version }]);
      if (result.ok) {
        seen = { bucket: drawn.bucket, version: version + 1 };
        return drawn;
      }
      seen = decode(result.found);
    }
  };
}

function decode(record: StoredRecord | undefined) {
  if (record === undefined) return { bucket: undefined, version: 0 };
  return { bucket: JSON.parse(record.value) as Bucket, version: record.version };
}
