import { createAppendWaiters, type AppendWaiters } from '../append-waiters.ts';
import { createFollowers, type Followers } from '../followers.ts';
import type { AppendedRun } from '../log-follower.ts';
import { comparePositions, LOG_START, type LogEnd } from '../store.ts';

/** The listeners for appends, by the keys of the logs. */
export interface Appends {
  readonly waiters: AppendWaiters;
  /** See `Store.watchEnd`. */
  readonly watchEnd: (key: string) => LogEnd;
  /** The store went away: it may come back without the last entries. */
  readonly doubt: () => void;
  readonly followers: Followers;
  /** This process appended. */
  readonly own: (key: string, run: AppendedRun) => void;
  /** The signal of an append, by whichever process: `<position> <key of the log>`. */
  readonly heard: (notice: string) => void;
  /** Signals may have been missed. */
  readonly missed: () => void;
}

interface End {
  newest: string;
  readonly doubtful: Set<string>;
}

/** Outages with appends in between and not one look at the log. */
const MAX_DOUBTFUL = 16;

export function createAppends(): Appends {
  const waiters = createAppendWaiters();
  const followers = createFollowers();
  const ends = new Map<string, End>();
  const note = (key: string, position: string) => {
    const end = ends.get(key);
    if (end !== undefined && comparePositions(end.newest, position) < 0) end.newest = position;
  };
  return {
    waiters,
    followers,
    watchEnd(key) {
      const end: End = ends.get(key) ?? { newest: LOG_START, doubtful: new Set() };
      ends.set(key, end);
      return {
        newest: () => end.newest,
        doubtful: () => [...end.doubtful],
        settled: (position) => void end.doubtful.delete(position),
      };
    },
    doubt() {
      for (const { newest, doubtful } of ends.values()) {
        if (newest !== LOG_START && doubtful.size < MAX_DOUBTFUL) doubtful.add(newest);
      }
    },
    own(key, run) {
      const last = run.entries.at(-1)?.position ?? LOG_START;
      note(key, last);
      waiters.appended(key, last);
      followers.ran(key, run);
    },
    heard(notice) {
      const end = notice.indexOf(' ');
      const [position, key] = [notice.slice(0, end), notice.slice(end + 1)];
      note(key, position);
      waiters.appended(key, position);
      followers.appended(key, position);
    },
    missed() {
      waiters.endAll();
      followers.lookAll();
    },
  };
}
