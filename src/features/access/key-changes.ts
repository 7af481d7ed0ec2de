/** How the replicas hear that a key was created, changed, rotated or revoked. */
import type { Change, Store } from '../../store/store.ts';
import { KEY_CHANGES } from './key-record.ts';

/** Older changes are not needed: a replica that missed them reads all keys again. */
const KEEP_MS = 60 * 60 * 1_000;
const MAX_LENGTH = 10_000;

/** Goes into the commit that changes the key. */
export function changeOf(id: string): Change {
  return { do: 'append', log: KEY_CHANGES, value: id };
}

/** In the background. */
export function trimChanges(store: Store, now: number): void {
  const bounds = { before: now - KEEP_MS, maxLength: MAX_LENGTH };
  store.trim(KEY_CHANGES, bounds).catch(() => undefined);
}
