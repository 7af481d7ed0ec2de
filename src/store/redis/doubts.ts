/**
 * Commits that must be known and of which it is not known whether they happened. They are settled one call after the other, in
 * the order in which they were made; later ones of their kind wait meanwhile, so that none overtakes.
 */
import { BridgeError } from '../../core/errors.ts';
import type { Group, WaitingCommit } from './commit-group.ts';
import type { Numbered } from './numbering.ts';
import { refusalOf } from './refusal.ts';

export interface DoubtsDeps {
  /** Makes a call again, under its number, with what is left of its commits. */
  readonly again: (commits: readonly WaitingCommit[], numbered: Numbered) => Promise<string>;
  /** Gives each commit its result. */
  readonly settle: (commits: readonly WaitingCommit[], reply: string) => void;
  /** Nothing is in doubt any more: what was held may be sent. */
  readonly release: (held: readonly WaitingCommit[]) => void;
  /** Numbered calls on the way. */
  readonly inFlight: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic: () => number;
}

export interface Doubts {
  /** A call failed; `behind` was to be sent after it. */
  add(group: Group, behind: readonly WaitingCommit[]): void;
  /** True where the call did nothing because the one before it was not applied: it is in doubt then as well. */
  isBehind(group: Group, reply: string): boolean;
  /** True while something is in doubt: the commit waits for it. */
  hold(commit: WaitingCommit): boolean;
  close(): void;
}

interface Doubt {
  /** As it was sent: what the remembered reply is about. */
  readonly all: readonly WaitingCommit[];
  readonly numbered: Numbered;
}

const RETRY_MS = 100;
/** A memory that is full is not waited for: reading on is what lets it become empty. */
const FULL_MS = 2_000;
/** Before the reply to a call that had been applied. */
const KNOWN = 'known\0';

export function createDoubts(deps: DoubtsDeps): Doubts {
  const doubts: Doubt[] = [];
  let held: WaitingCommit[] = [];
  let isSettling = false;
  let isClosed = false;
  let fullSince: number | undefined;

  const rejectAll = (error: unknown) => {
    const waiting = [...doubts.splice(0).flatMap(({ all }) => all), ...held.splice(0)];
    for (const { reject } of waiting) reject(error);
  };

  /** Undefined when the first is settled, one way or the other. */
  const settleFirst = async ({ all, numbered }: Doubt): Promise<'wait' | undefined> => {
    const left = all.filter(({ untilKnown }) => untilKnown);
    try {
      // It is the oldest that is not known, so nothing stands before it.
      const reply = await deps.again(left, { number: numbered.number, memory: numbered.memory });
      fullSince = undefined;
      if (reply.startsWith(KNOWN)) deps.settle(all, reply.slice(KNOWN.length));
      else deps.settle(left, reply);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === 'passes') return 'wait';
      fullSince = refusal === 'full' ? (fullSince ?? deps.monotonic()) : undefined;
      if (refusal === 'full') {
        if (deps.monotonic() - (fullSince ?? 0) < FULL_MS) return 'wait';
        rejectAll(error);
        return undefined;
      }
      for (const { reject } of left) reject(error);
    }
    doubts.shift();
    return undefined;
  };

  const settleAll = async () => {
    isSettling = true;
    let step: 'wait' | undefined = 'wait';
    while (!isClosed && (doubts.length > 0 || deps.inFlight() > 0 || step === 'wait')) {
      if (step === 'wait' || deps.inFlight() > 0) await deps.sleep(RETRY_MS);
      // What is still on the way may come into doubt too, or be settled.
      step = undefined;
      const [first] = doubts;
      if (first !== undefined && deps.inFlight() === 0) step = await settleFirst(first);
    }
    isSettling = false;
    if (isClosed) rejectAll(closed());
    else deps.release(held.splice(0));
  };

  return {
    add({ commits, numbered }, behind) {
      held.push(...behind);
      if (numbered !== undefined) {
        doubts.push({ all: commits, numbered });
        doubts.sort((one, other) => one.numbered.number - other.numbered.number);
      }
      if (!isSettling && (doubts.length > 0 || held.length > 0)) void settleAll();
    },
    isBehind(group, reply) {
      if (reply !== 'behind' || group.numbered === undefined) return false;
      for (const { untilKnown, reject } of group.commits) if (!untilKnown) reject(notDone());
      this.add(group, []);
      return true;
    },
    hold(commit) {
      if (isClosed) commit.reject(closed());
      else if (isSettling) held.push(commit);
      return isClosed || isSettling;
    },
    close() {
      isClosed = true;
      if (!isSettling) rejectAll(closed());
    },
  };
}

function notDone(): BridgeError {
  const detail = 'The store did not answer in time, and this was not done; try again.';
  return new BridgeError('store-unavailable', detail, { retryAfter: 1 });
}

function closed(): BridgeError {
  return new BridgeError('store-unavailable', 'This replica stopped before the store answered.');
}
