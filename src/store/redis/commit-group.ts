import { storeFull } from '../capacity.ts';
import type { AppendedRun } from '../log-follower.ts';
import type { Change, CommitOptions, CommitResult, LogEntry } from '../store.ts';
import { decodeReply, encodeCommit, type CommitWriter, type CommitReply } from './commit-codec.ts';
import type { Keys } from './keys.ts';
import { PackedTexts } from './packed-texts.ts';

export interface CommitGroupDeps {
  readonly keys: Keys;
  /** Runs the commit script once, with packed commits. */
  readonly run: (commits: Buffer) => Promise<string>;
  /** Groups sent and not yet answered; what comes meanwhile waits for the next group. */
  readonly maxInFlight: number;
  /** Whether somebody follows a log, by its key. */
  readonly isFollowed: (log: string) => boolean;
  /** How many bytes a log may have, by its name. */
  readonly boundOf: (log: string) => number | undefined;
  /** Whether nothing new is to be taken in. */
  readonly isFull: () => boolean;
  /** Told of the bytes of commits that take something in, when they are sent. */
  readonly takesIn: (bytes: number) => void;
  /** Told of each commit that was refused for it. */
  readonly refused: () => void;
  /** Told once for each log, by its key. */
  readonly appended: (log: string, run: AppendedRun) => void;
}

/** Joins the commits of one event-loop turn into one call of Redis, in their order. */
export type CommitGroup = (
  changes: readonly Change[],
  options?: CommitOptions,
) => Promise<CommitResult>;

interface Waiting {
  readonly changes: readonly Change[];
  readonly takesIn: boolean;
  readonly resolve: (result: CommitResult) => void;
  readonly reject: (error: unknown) => void;
}

const MAX_COMMITS = 512;
const MAX_BYTES = 1024 * 1024;

export function createCommitGroup(deps: CommitGroupDeps): CommitGroup {
  const packed = new PackedTexts();
  const { keys, isFollowed, boundOf } = deps;
  const writer = { keys, into: packed, isFollowed, boundOf };
  let queue: Waiting[] = [];
  let scheduled = false;
  let inFlight = 0;

  const flush = () => {
    scheduled = false;
    while (queue.length > 0 && inFlight < deps.maxInFlight) {
      const taken = packGroup(writer, queue, deps.takesIn);
      const waiting = queue.slice(0, taken);
      queue = queue.slice(taken);
      inFlight += 1;
      void send(packed.take(), waiting);
    }
  };

  const send = async (group: Buffer, waiting: readonly Waiting[]) => {
    try {
      const reply = await deps.run(group);
      settle(deps, waiting, reply);
    } catch (error) {
      // What waits behind a silent Redis would wait for one more silence: it fails with it, undone.
      for (const { reject } of [...waiting, ...queue.splice(0)]) reject(error);
    }
    inFlight -= 1;
    flush();
  };

  return (changes, { takesIn = false } = {}) =>
    new Promise((resolve, reject) => {
      if (takesIn && deps.isFull()) {
        deps.refused();
        reject(storeFull());
        return;
      }
      queue.push({ changes, takesIn, resolve, reject });
      if (scheduled) return;
      scheduled = true;
      setImmediate(flush);
    });
}

/** How many commits are in it. */
function packGroup(
  writer: CommitWriter,
  queue: readonly Waiting[],
  told: CommitGroupDeps['takesIn'],
): number {
  let taken = 0;
  for (const { changes, takesIn } of queue) {
    const before = writer.into.size;
    encodeCommit(writer, changes, takesIn);
    if (takesIn) told(writer.into.size - before);
    taken += 1;
    if (taken === MAX_COMMITS || writer.into.size >= MAX_BYTES) break;
  }
  return taken;
}

function settle(deps: CommitGroupDeps, waiting: readonly Waiting[], text: string): void {
  const commits = waiting.map(({ changes }) => changes);
  const reply = decodeReply(text, commits);
  for (const [index, { resolve, reject }] of waiting.entries()) {
    const result = reply.results[index];
    if (result === 'full') {
      deps.refused();
      reject(storeFull());
    } else if (result !== undefined) resolve(result);
  }
  for (const [log, run] of appendedRuns(deps.keys, commits, reply)) deps.appended(log, run);
}

interface Run extends AppendedRun {
  readonly entries: LogEntry[];
}

/** What one call appended, in order, by the key of each log. */
function appendedRuns(
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
    if (result === undefined || result === 'full' || !result.ok) continue;
    let next = 0;
    for (const change of changes) {
      if (change.do !== 'append') continue;
      const position = result.positions[next++];
      if (position !== undefined) note(keys.log(change.log), { position, value: change.value });
    }
  }
  return runs;
}
