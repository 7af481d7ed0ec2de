import { setTimeout as sleep } from 'node:timers/promises';
import { BridgeError } from '../../core/errors.ts';
import { stepSize, type Scans } from '../events/scans.ts';
import type { LoggedEvent } from '../events/logged-event.ts';
import type { EventTail, TailPage } from '../events/tail.ts';
import type { Logger } from '../../observe/logger.ts';
import { retryUntilAborted } from '../../store/retry-while-down.ts';
import type { Listener } from './listener.ts';

export interface CatchUpDeps {
  readonly tail: EventTail;
  readonly scans: Scans;
  readonly logger: Logger;
  /** Bytes that may be unsent before more is read. */
  readonly pace: number;
  /** Takes the listener among the live ones if it is where they are; `isAtEnd`: it has read all there was. */
  readonly join: (isAtEnd: boolean) => boolean;
}

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
  let isFirst = true;
  while (!hasEnded(listener)) {
    // As of a poll, the first page costs nothing.
    const take = isFirst ? lookAt : lookInTurn;
    if (await retryUntilAborted(() => readOn(deps, listener, take), retry)) return;
    isFirst = false;
  }
}

/** A page of the log, and which of it the listener wants. */
interface Look extends TailPage {
  readonly wanted: ReadonlySet<LoggedEvent>;
}

type Take = (deps: CatchUpDeps, listener: Listener) => Promise<Look | undefined>;

/** True when the listener needs no more pages. */
async function readOn(deps: CatchUpDeps, listener: Listener, take: Take): Promise<boolean> {
  const { tail, pace, join } = deps;
  const { moves } = listener;
  const look = await take(deps, listener);
  if (hasEnded(listener)) return true;
  if (look === undefined || listener.moves !== moves) return false;
  const { events, wanted, lost, isEnd } = look;
  if (lost) {
    listener.end('history-lost');
    return true;
  }
  for (const logged of events) {
    listener.offer(wanted.has(logged) ? [logged] : [], logged.position, (form) => form(logged));
    if (listener.unsent() >= pace) await listener.below(pace);
    if (hasEnded(listener)) return true;
    if (listener.moves !== moves) return false;
  }
  if (join(isEnd)) return true;
  // The live readers read a log that was started over since; they are about to find out.
  if (events.length === 0) {
    const { cursor, ended: signal } = listener;
    await tail.wait(cursor, { ms: WAIT_MS, signal });
  }
  return false;
}

async function lookAt({ tail, scans }: CatchUpDeps, listener: Listener): Promise<Look> {
  const { filter } = listener;
  const page = await tail.read(listener.cursor, stepSize(filter));
  scans.looked(page.events.length);
  return { ...page, wanted: new Set(page.events.filter(({ head }) => filter(head))) };
}

/** What a key may not do yet it does later: nobody is there to be refused. */
async function lookInTurn(deps: CatchUpDeps, listener: Listener): Promise<Look | undefined> {
  try {
    return await deps.scans.step(listener.caller, () => lookAt(deps, listener));
  } catch (error) {
    if (!(error instanceof BridgeError && error.code === 'too-many-requests')) throw error;
    const { retryAfter = 1 } = error.facts;
    await sleep(retryAfter * 1_000, undefined, { signal: listener.ended }).catch(() => undefined);
    return undefined;
  }
}

function hasEnded({ ended }: Listener): boolean {
  return ended.aborted;
}
