/** Machines that react at once, again and again, are not answered: two of them would go on without end. */

/** A person reads first. */
const AT_ONCE_MS = 2_000;
const QUIET_MS = 60_000;
const MAX_KEPT = 10_000;

/** False where somebody is not answered now. In memory of the replica with the link, bounded by the least recently used. */
export type MayAnswer = (conversation: string) => boolean;

/** `limit` 0: everybody is answered. */
export function createPace(limit: number, monotonic: () => number): MayAnswer {
  const kept = new Map<string, { readonly at: number; readonly inARow: number }>();
  return (conversation) => {
    if (limit === 0) return true;
    const at = monotonic();
    const past = kept.get(conversation);
    const since = past === undefined ? QUIET_MS : at - past.at;
    const was = past?.inARow ?? 0;
    const isOver = since >= (was > limit ? QUIET_MS : AT_ONCE_MS);
    const inARow = isOver ? 0 : Math.min(was + 1, limit + 1);
    kept.delete(conversation);
    kept.set(conversation, { at, inARow });
    const [oldest = ''] = kept.keys();
    if (kept.size > MAX_KEPT) kept.delete(oldest);
    return inARow <= limit;
  };
}
