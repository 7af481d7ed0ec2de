import type { Change, Space, Store } from '../../../store/store.ts';
import type { Cursor } from '../../events/cursor.ts';
import { movedTo, type Assignment } from './assignment.ts';

/** One that nobody used for so long is forgotten. */
const DAYS = 30;
const ASSIGNMENTS: Space = { name: 'consumer-handout', ttl: DAYS * 24 * 60 * 60 * 1_000 };

/** An assignment as the store has it. */
export interface KeptAssignment {
  readonly assignment: Assignment;
  /** 0: it is not kept yet. */
  readonly version: number;
}

/** Undefined for a consumer that never competed. */
export async function loadAssignment(
  store: Store,
  id: string,
): Promise<KeptAssignment | undefined> {
  const record = await store.get(ASSIGNMENTS, id);
  return record && { assignment: JSON.parse(record.value) as Assignment, version: record.version };
}

/** Keeps where a consumer begins; resolves with what is kept, which is another's where that one was faster. */
export async function beginAssignment(
  store: Store,
  id: string,
  assignment: Assignment,
): Promise<Assignment> {
  const value = JSON.stringify(assignment);
  const result = await store.commit([{ do: 'create', space: ASSIGNMENTS, id, value }]);
  if (result.ok || result.found === undefined) return assignment;
  return JSON.parse(result.found.value) as Assignment;
}

export type Kept =
  | { readonly kept: KeptAssignment }
  /** Another replica was faster, and this is what it made. */
  | { readonly found: KeptAssignment | undefined }
  /** The fence did not hold. */
  | { readonly stale: true };

/** Keeps what follows from `before`. */
export async function keepAssignment(
  store: Store,
  id: string,
  change: { readonly before: KeptAssignment; readonly after: Assignment; readonly fence: Change },
): Promise<Kept> {
  const { before, after, fence } = change;
  const { version } = before;
  const value = JSON.stringify(after);
  const replace: Change = { do: 'replace', space: ASSIGNMENTS, id, value, version };
  const result = await store.commit([fence, replace]);
  if (result.ok) return { kept: { assignment: after, version: version + 1 } };
  if (result.reason === 'stale') return { stale: true };
  const { found } = result;
  return {
    found: found && { assignment: JSON.parse(found.value) as Assignment, version: found.version },
  };
}

/** Forgets what a consumer gave to whom. */
export function forgetAssignment(id: string): Change {
  return { do: 'delete', space: ASSIGNMENTS, id };
}

/** Has a consumer go on from another place. False for one that never competed. */
export async function moveAssignment(store: Store, id: string, to: Cursor): Promise<boolean> {
  for (;;) {
    const kept = await loadAssignment(store, id);
    if (kept === undefined) return false;
    const { version } = kept;
    const value = JSON.stringify(movedTo(kept.assignment, to));
    const change: Change = { do: 'replace', space: ASSIGNMENTS, id, value, version };
    if ((await store.commit([change])).ok) return true;
  }
}
