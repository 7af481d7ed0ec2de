import type { EventTail } from '../events/tail.ts';
import type { Logger } from '../../observe/logger.ts';
import { retryUntilAborted } from '../../store/retry-while-down.ts';
import type { Listener } from './listener.ts';

export interface CatchUpDeps {
  readonly tail: EventTail;
  readonly logger: Logger;
  /** Bytes that may be unsent before more is read. */
  readonly pace: number;
  /** Takes the listener among the live ones if it is where they are; `isAtEnd`: it has read all there was. */
  readonly join: (isAtEnd: boolean) => boolean;
}

const PAGE = 100;
const WAIT_MS = 1_000;
const STORE_RETRY_MS = 500;

/**
 * Brings a listener what is in the log, page by page and as fast as it reads, until it can join the live ones.
 * Never rejects.
 */
export async function catchUp(deps: CatchUpDeps, listener: Listener): Promise<void> {
  const failed = (error: unknown) =>
    deps.logger.warn({ reason: String(error) }, 'a stream waits for the store');
  const retry = { every: STORE_RETRY_MS, signal: listener.ended, failed };
  while (!hasEnded(listener)) {
    if (await retryUntilAborted(() => readOn(deps, listener), retry)) return;
  }
}

/** True when the listener needs no more pages. */
async function readOn({ tail, pace, join }: CatchUpDeps, listener: Listener): Promise<boolean> {
  const { events, lost, more } = await tail.read(listener.cursor, PAGE);
  if (hasEnded(listener)) return true;
  if (lost) {
    listener.end('history-lost');
    return true;
  }
  for (const logged of events) {
    listener.offer([logged], (form) => form(logged));
    if (listener.unsent() >= pace) await listener.below(pace);
    if (hasEnded(listener)) return true;
  }
  if (join(!more)) return true;
  // The live readers read a log that was started over since; they are about to find out.
  if (events.length === 0) await tail.wait(listener.cursor, WAIT_MS, listener.ended);
  return false;
}

function hasEnded({ ended }: Listener): boolean {
  return ended.aborted;
}
