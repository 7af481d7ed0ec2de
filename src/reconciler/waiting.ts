import type { Store } from '../store/store.ts';
import { decodeNotice } from './notices.ts';

interface Awaited {
  readonly log: string;
  readonly after: string;
  readonly kind: string;
  readonly key: string;
  readonly signal: AbortSignal;
}

const PAGE = 500;
/** What no notice tells, such as a new runner, is seen after this. */
const LOOK_MS = 1_000;

/** Resolves when there may be news of an item, soon also without any, or when aborted. */
export async function waitForNotice(store: Store, awaited: Awaited): Promise<void> {
  const { log, kind, key, signal } = awaited;
  let { after } = awaited;
  for (;;) {
    await store.waitForAppend(log, after, LOOK_MS, signal);
    if (signal.aborted) return;
    const { entries, lost } = await store.read(log, after, PAGE);
    const last = entries.at(-1);
    if (lost || last === undefined) return;
    const told = entries.map(({ value }) => decodeNotice(value));
    if (told.some((notice) => notice.kind === kind && notice.key === key)) return;
    after = last.position;
  }
}
