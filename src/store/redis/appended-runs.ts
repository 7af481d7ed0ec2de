import type { AppendedRun } from '../log-follower.ts';
import type { Change, LogEntry } from '../store.ts';
import type { CommitReply } from './commit-codec.ts';
import type { Keys } from './keys.ts';

interface Run extends AppendedRun {
  readonly entries: LogEntry[];
}

/** What one call appended, in order, by the key of each log. */
export function appendedRuns(
  keys: Keys,
  commits: readonly (readonly Change[])[],
  { results, before }: CommitReply,
): ReadonlyMap<string, AppendedRun> {
  const runs = new Map<string, Run>();
  const note = (log: string, entry: LogEntry) => {
    const run = runs.get(log) ?? { entries: [], before: before.get(log) };
    runs.set(log, run);
    run.entries.push(entry);
  };
  for (const [index, changes] of commits.entries()) {
    const result = results[index];
    if (result?.ok !== true) continue;
    let next = 0;
    for (const change of changes) {
      if (change.do !== 'append') continue;
      const position = result.positions[next++];
      if (position !== undefined) note(keys.log(change.log), { position, value: change.value });
    }
  }
  return runs;
}
