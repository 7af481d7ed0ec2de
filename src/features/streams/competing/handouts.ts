import type { Change, Space, Store } from '../../../store/store.ts';
import type { Handout } from './handout.ts';

/** One that nobody used for so long is forgotten. */
const DAYS = 30;
const HANDOUTS: Space = { name: 'consumer-handout', keep: DAYS * 24 * 60 * 60 * 1_000 };

/** A handout as the store has it. */
export interface KeptHandout {
  readonly handout: Handout;
  /** 0: it is not kept yet. */
  readonly version: number;
}

/** Undefined for a consumer that never competed. */
export async function loadHandout(store: Store, id: string): Promise<KeptHandout | undefined> {
  const record = await store.get(HANDOUTS, id);
  return record && { handout: JSON.parse(record.value) as Handout, version: record.version };
}

/** Keeps where a consumer begins; resolves with what is kept, which is another's where that one was faster. */
export async function beginHandout(store: Store, id: string, handout: Handout): Promise<Handout> {
  const value = JSON.stringify(handout);
  const result = await store.commit([{ do: 'create', space: HANDOUTS, id, value }]);
  if (result.ok || result.found === undefined) return handout;
  return JSON.parse(result.found.value) as Handout;
}

export type Kept =
  | { readonly kept: KeptHandout }
  /** Another replica was faster, and this is what it made. */
  | { readonly found: KeptHandout | undefined }
  /** The fence did not hold. */
  | { readonly stale: true };

/** Keeps what follows from `before`. */
export async function keepHandout(
  store: Store,
  id: string,
  change: { readonly before: KeptHandout; readonly after: Handout; readonly fence: Change },
): Promise<Kept> {
  const { before, after, fence } = change;
  const { version } = before;
  const value = JSON.stringify(after);
  const replace: Change = { do: 'replace', space: HANDOUTS, id, value, version };
  const result = await store.commit([fence, replace]);
  if (result.ok) return { kept: { handout: after, version: version + 1 } };
  if (result.reason === 'stale') return { stale: true };
  const { found } = result;
  return {
    found: found && { handout: JSON.parse(found.value) as Handout, version: found.version },
  };
}
