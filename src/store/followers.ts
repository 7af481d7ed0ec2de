import { LogFollower, type AppendedRun, type ReadAfter } from './log-follower.ts';
import type { Follower } from './store.ts';

/** Who follows which log. */
export interface Followers {
  readonly follow: (log: string, read: ReadAfter) => Follower;
  readonly has: (log: string) => boolean;
  /** This process appended: who has read all that stood before need not read this. */
  readonly ran: (log: string, run: AppendedRun) => void;
  /** Somebody appended. */
  readonly appended: (log: string, position: string) => void;
  /** Appends may have gone unheard. */
  readonly lookAll: () => void;
}

export function createFollowers(): Followers {
  const logs = new Map<string, Set<LogFollower>>();
  const each = (log: string, tell: (follower: LogFollower) => void) => {
    const followers = logs.get(log);
    if (followers !== undefined) for (const follower of followers) tell(follower);
  };
  return {
    follow(log, read) {
      const followers = logs.get(log) ?? new Set();
      logs.set(log, followers);
      const follower: LogFollower = new LogFollower(read, () => {
        followers.delete(follower);
        if (followers.size === 0 && logs.get(log) === followers) logs.delete(log);
      });
      followers.add(follower);
      return follower;
    },
    has: (log) => logs.has(log),
    ran(log, run) {
      each(log, (follower) => {
        follower.ran(run);
      });
    },
    appended(log, position) {
      each(log, (follower) => {
        follower.appended(position);
      });
    },
    lookAll() {
      for (const log of logs.keys()) {
        each(log, (follower) => {
          follower.look();
        });
      }
    },
  };
}
