import { storeFull } from '../capacity.ts';
import type { AppendedRun } from '../log-follower.ts';
import type { Change, CommitOptions, CommitResult, LogEntry } from '../store.ts';
import { decodeReply, encodeCommit, type CommitWriter, type CommitReply } from './commit-codec.ts';
import { Doubts, type Group, type WaitingCommit } from './doubts.ts';
import type { Keys } from './keys.ts';
import { createNumbering, type Numbered } from './numbering.ts';
import { PackedTexts } from './packed-texts.ts';

export interface CommitGroupDeps {
  readonly keys: Keys;
  /** Runs the commit script once, with packed commits. */
  readonly run: (commits: Buffer, numbered?: Numbered) => Promise<string>;
  /** Names this process among all that ever wrote; see `numbering.ts`. */
  readonly writer: string;
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
  readonly sleep: (ms: number) => Promise<unknown>;
}

/** Joins the commits of one event-loop turn into one call of Redis, in their order. */
export interface CommitGroup {
  (changes: readonly Change[], options?: CommitOptions): Promise<CommitResult>;
  /** Rejects what waits to be known. */
  close(): void;
}

const MAX_COMMITS = 512;
const MAX_BYTES = 1024 * 1024;

export function createCommitGroup(deps: CommitGroupDeps): CommitGroup {
  const queue = new CommitQueue(deps);
  const commit = (changes: readonly Change[], options?: CommitOptions) =>
    queue.commit(changes, options);
  return Object.assign(commit, { close: () => queue.close() });
}

class CommitQueue {
  readonly #deps: CommitGroupDeps;
  readonly #writer: CommitWriter;
  readonly #numbering: ReturnType<typeof createNumbering>;
  readonly #doubts: Doubts;
  #queue: WaitingCommit[] = [];
  #isScheduled = false;
  #inFlight = 0;

  constructor(deps: CommitGroupDeps) {
    const { keys, isFollowed, boundOf } = deps;
    const writer = { keys, into: new PackedTexts(), isFollowed, boundOf };
    this.#deps = deps;
    this.#writer = writer;
    this.#numbering = createNumbering(keys, deps.writer);
    this.#doubts = new Doubts({
      ...deps,
      inFlight: this.#numbering.inFlight,
      again: (commits, numbered) => deps.run(packAll(writer, commits), numbered),
      settle: (commits, reply) => settle(deps, commits, reply),
      release: (held) => {
        this.#queue = [...held, ...this.#queue];
        this.#schedule();
      },
    });
  }

  commit(
    changes: readonly Change[],
    { untilKnown = false, takesIn = false }: CommitOptions = {},
  ): Promise<CommitResult> {
    if (takesIn && this.#deps.isFull()) {
      this.#deps.refused();
      return Promise.reject(storeFull());
    }
    return new Promise((resolve, reject) => {
      const waiting = { changes, untilKnown, takesIn, resolve, reject };
      if (untilKnown && this.#doubts.hold(waiting)) return;
      this.#queue.push(waiting);
      this.#schedule();
    });
  }

  close(): void {
    this.#doubts.close();
  }

  #schedule(): void {
    if (!this.#isScheduled) setImmediate(() => this.#flush());
    this.#isScheduled = true;
  }

  #flush(): void {
    const { maxInFlight, takesIn } = this.#deps;
    this.#isScheduled = false;
    while (this.#queue.length > 0 && this.#inFlight < maxInFlight) {
      const commits = this.#queue.splice(0, packGroup(this.#writer, this.#queue, takesIn));
      this.#inFlight += 1;
      const mustBeKnown = commits.some(({ untilKnown }) => untilKnown);
      const numbered = mustBeKnown ? this.#numbering.next() : undefined;
      void this.#send(this.#writer.into.take(), { commits, numbered });
    }
  }

  async #send(bytes: Buffer, group: Group): Promise<void> {
    try {
      const reply = await this.#deps.run(bytes, group.numbered);
      if (!this.#doubts.isBehind(group, reply)) settle(this.#deps, group.commits, reply);
    } catch (error) {
      // What waits behind a silent Redis would wait for one more silence: it fails with it, undone.
      const behind = this.#queue.splice(0);
      rejectImpatient([...group.commits, ...behind], error);
      const known = behind.filter(({ untilKnown }) => untilKnown);
      this.#doubts.add(group, known);
    }
    if (group.numbered !== undefined) this.#numbering.answered();
    this.#inFlight -= 1;
    this.#flush();
  }
}

/** Who need not know decides itself what may be repeated. */
function rejectImpatient(commits: readonly WaitingCommit[], error: unknown): void {
  for (const { untilKnown, reject } of commits) if (!untilKnown) reject(error);
}

function packAll(writer: CommitWriter, commits: readonly WaitingCommit[]): Buffer {
  for (const { changes, takesIn } of commits) encodeCommit(writer, changes, takesIn);
  return writer.into.take();
}

/** How many commits are in it. */
function packGroup(
  writer: CommitWriter,
  queue: readonly WaitingCommit[],
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

function settle(deps: CommitGroupDeps, waiting: readonly WaitingCommit[], text: string): void {
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
