/**
 * Requests under an `Idempotency-Key`, for a day: each is recorded in the commit that does its work, so of two retries at
 * the same time one does it, and the other finds the record.
 */
import { KEY_LIFE_MS, requireSameRequest, type KeyedRequest } from '../core/idempotency.ts';
import type { Change, Space, Store, StoredRecord } from './store.ts';

const REQUESTS: Space = { name: 'idempotency-key', ttl: KEY_LIFE_MS };

interface FirstRequest {
  readonly fingerprint: string;
  readonly answer: unknown;
}

/** Makes the commit fail as `exists` when the key was used before. */
export function recordRequest({ id, fingerprint }: KeyedRequest, answer: unknown) {
  const value = JSON.stringify({ fingerprint, answer } satisfies FirstRequest);
  return { do: 'create', space: REQUESTS, id, value } as const satisfies Change;
}

/** How the first request was answered. Throws `idempotency-key-reused` when it was another one. */
export async function firstAnswer<Answer>(
  store: Pick<Store, 'get'>,
  { id, fingerprint }: KeyedRequest,
): Promise<Answer | undefined> {
  const found = await store.get(REQUESTS, id);
  if (found === undefined) return undefined;
  const first = JSON.parse(found.value) as FirstRequest & { readonly answer: Answer };
  requireSameRequest(first.fingerprint, fingerprint);
  return first.answer;
}

/** The same of a record that stood in the way of a commit. */
export function recordedAnswer({ value }: StoredRecord): unknown {
  return (JSON.parse(value) as FirstRequest).answer;
}

/** What is made once for an `Idempotency-Key`: a retry gets the first answer; one that failed is tried again. */
export async function answerOnce<Answer>(
  store: Pick<Store, 'get' | 'commit'>,
  keyed: KeyedRequest,
  make: () => Promise<Answer>,
): Promise<Answer> {
  const first = await firstAnswer<Answer>(store, keyed);
  if (first !== undefined) return first;
  try {
    const made = await make();
    await store.commit([recordRequest(keyed, made)]);
    return made;
  } catch (error) {
    // The same call came twice at once, and the other one made it.
    const answer = await firstAnswer<Answer>(store, keyed).catch(() => undefined);
    if (answer !== undefined) return answer;
    throw error;
  }
}
