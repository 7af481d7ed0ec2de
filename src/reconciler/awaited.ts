/** How the operations on what is declared wait for it (`Prefer: wait=…`, RFC 7240 §4.3). */
import { readPrefer } from '../core/prefer.ts';
import type { Declarations } from './declarations.ts';
import type { Declared } from './kind.ts';

const MAX_WAIT_MS = 60_000;

export interface Waiting {
  readonly prefer: string | undefined;
  /** Aborts when nobody waits any more. */
  readonly signal: () => AbortSignal;
}

export interface Found<Wanted, Seen> {
  readonly item: Declared<Wanted, Seen> | undefined;
  /** Headers that say what was waited for. */
  readonly applied: Readonly<Record<string, string>>;
}

/** The item as it is, or where the caller waits, once it is as wanted or the time is over. */
export async function awaited<Wanted, Seen>(
  declarations: Pick<Declarations<Wanted, Seen>, 'get' | 'until'>,
  { prefer, signal }: Waiting,
  key: string,
  isDone: (item: Declared<Wanted, Seen> | undefined) => boolean,
): Promise<Found<Wanted, Seen>> {
  const { waitMs, applied } = readPrefer(prefer, MAX_WAIT_MS);
  if (!applied.includes('wait=')) return { item: await declarations.get(key), applied: {} };
  const over = AbortSignal.any([AbortSignal.timeout(waitMs), signal()]);
  const item = await declarations.until(key, isDone, over);
  return { item, applied: { 'preference-applied': applied } };
}
