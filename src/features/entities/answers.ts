import { createHash } from 'node:crypto';
import type { Space, Store } from '../../store/store.ts';

/** What was answered lately, for five minutes. */
const ANSWERS: Space = { name: 'entity-answer', ttl: 5 * 60_000 };
/** A larger answer is asked for again. */
const MAX_CHARACTERS = 64 * 1024;

/** `Cache-Control`: whether what is known already will not do (RFC 9111 §5.2.1). */
export function wantsNew(cacheControl: string | undefined): boolean {
  return /(?:^|[\s,])(?:max-age=0+|no-cache)(?:$|[\s,])/i.test(cacheControl ?? '');
}

/** The answer that is known to a question, or what `ask` gives. The store being away costs only a question. */
export async function remembered<T>(
  store: Pick<Store, 'get' | 'commit'>,
  { question, fresh }: { readonly question: readonly string[]; readonly fresh: boolean },
  ask: () => Promise<T>,
): Promise<T> {
  const id = createHash('sha256').update(JSON.stringify(question)).digest('base64url');
  const known = fresh ? undefined : await store.get(ANSWERS, id).catch(() => undefined);
  if (known !== undefined) return JSON.parse(known.value) as T;
  const answer = await ask();
  const value = JSON.stringify(answer);
  if (value.length <= MAX_CHARACTERS) {
    const kept = store.commit([{ do: 'put', space: ANSWERS, id, value }], { takesIn: true });
    await kept.catch(() => undefined);
  }
  return answer;
}
