import { createAppendWaiters, type AppendWaiters } from '../append-waiters.ts';
import { createFollowers, type Followers } from '../followers.ts';
import type { AppendedRun } from '../log-follower.ts';
import { LOG_START } from '../store.ts';

/** The listeners for appends, by the keys of the logs. */
export interface Appends {
  readonly waiters: AppendWaiters;
  readonly followers: Followers;
  /** This process appended. */
  readonly own: (key: string, run: AppendedRun) => void;
  /** The signal of an append, by whichever process: `<position> <key of the log>`. */
  readonly heard: (notice: string) => void;
  /** Signals may have been missed. */
  readonly missed: () => void;
}

export function createAppends(): Appends {
  const waiters = createAppendWaiters();
  const followers = createFollowers();
  return {
    waiters,
    followers,
    own(key, run) {
      waiters.appended(key, run.entries.at(-1)?.position ?? LOG_START);
      followers.ran(key, run);
    },
    heard(notice) {
      const end = notice.indexOf(' ');
      const [position, key] = [notice.slice(0, end), notice.slice(end + 1)];
      waiters.appended(key, position);
      followers.appended(key, position);
    },
    missed() {
      waiters.endAll();
      followers.lookAll();
    },
  };
}
