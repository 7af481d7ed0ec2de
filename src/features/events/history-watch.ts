/** Notices that the store lost events that it had confirmed, and tells everybody who reads. */
import { comparePositions, LOG_START, type Space, type Store } from '../../store/store.ts';
import type { Runtime } from '../runtime.ts';
import { encodeCursor } from './cursor.ts';
import { bridgeEvent, type EventStamp } from './event.ts';
import { EVENT_LOG, eventChange } from './recorder.ts';

export interface HistoryWatchDeps extends Pick<Runtime, 'store' | 'domain' | 'replica' | 'logger'> {
  readonly stamp: () => EventStamp;
}

export interface HistoryWatch {
  /** Looks now. Throws `store-unavailable`. */
  readonly look: () => Promise<void>;
  /** Losses that this replica was the first to notice. */
  readonly losses: () => number;
  readonly stop: () => void;
}

const LOOK_MS = 1_000;
/** One record: up to which position a loss was told. */
const TOLD: Space = { name: 'history-lost', ttl: 'forever' };

/**
 * Checks each second that the newest events that this process knows of, now and when the store went away, are still there.
 * If one is not, the log continues behind its position, so that no cursor that was given out lies beyond the end of the log or
 * after events that are still to come.
 */
export function watchHistory(deps: HistoryWatchDeps): HistoryWatch {
  const { store, logger } = deps;
  const end = store.watchEnd(EVENT_LOG);
  let losses = 0;
  let incarnation: string | undefined;
  /** What is known of a log that is gone. */
  let forgotten = LOG_START;

  const look = async () => {
    const doubtful = end.doubtful();
    const newest = end.newest();
    const log = await store.info(EVENT_LOG);
    if (log.incarnation !== incarnation) {
      // Readers of a log that was started over are told so by their cursors.
      if (incarnation !== undefined) forgotten = newest;
      incarnation = log.incarnation;
    }
    for (const known of [...doubtful, newest]) {
      const isKnownLost = comparePositions(known, forgotten) <= 0;
      if (!isKnownLost && !(await isThere(store, known, log))) {
        if (await tell(deps, known, log)) losses += 1;
        forgotten = known;
      }
      end.settled(known);
    }
  };
  const timer = setInterval(() => {
    look().catch((error: unknown) => {
      logger.debug({ reason: String(error) }, 'the event log could not be looked at');
    });
  }, LOOK_MS);
  return {
    look,
    losses: () => losses,
    stop: () => {
      clearInterval(timer);
    },
  };
}

type Log = Awaited<ReturnType<Store['info']>>;

/** Also true of one that was trimmed. */
async function isThere(store: Store, known: string, { first, last }: Log): Promise<boolean> {
  if (await store.find(EVENT_LOG, known)) return true;
  return comparePositions(known, first ?? last) <= 0 && comparePositions(known, last) <= 0;
}

/** False when another replica told of it, or of a later one. */
async function tell(
  { store, domain, replica, stamp, logger }: HistoryWatchDeps,
  known: string,
  { incarnation, last }: Log,
): Promise<boolean> {
  const id = incarnation;
  const told = await store.get(TOLD, id);
  if (told !== undefined && comparePositions(told.value, known) >= 0) return false;
  const cursorOf = (position: string) => encodeCursor({ incarnation, position });
  const isCut = comparePositions(last, known) < 0;
  const event = bridgeEvent(stamp(), 'history.lost', domain, {
    replica,
    ...(isCut && { after: cursorOf(last) }),
    until: cursorOf(known),
  });
  const written = await store.commit([
    { do: 'replace', space: TOLD, id, value: known, version: told?.version ?? 0 },
    { do: 'advance', log: EVENT_LOG, position: known },
    eventChange(event),
  ]);
  if (!written.ok) return false;
  logger.error({ after: isCut ? last : undefined, until: known }, 'the store lost events');
  return true;
}
