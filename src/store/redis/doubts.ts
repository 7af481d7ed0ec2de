/**
 * Commits that must be known and of which it is not known whether they happened. They are settled one call after the other, in
 * the order in which they were made; later ones of their kind wait meanwhile, so that none overtakes.
 */
import { BridgeError } from '../../core/errors.ts';
import type { Change, CommitResult } from '../store.ts';
import type { Numbered } from './numbering.ts';
import { refusalOf } from './refusal.ts';

export interface WaitingCommit {
  readonly changes: readonly Change[];
  readonly untilKnown: boolean;
  readonly takesIn: boolean;
  readonly resolve: (result: CommitResult) => void;
  readonly reject: (error: unknown) => void;
}

/** The commits of one call. */
export interface Group {
  readonly commits: readonly WaitingCommit[];
  /** Where one of them must be known. */
  readonly numbered: Numbered | undefined;
}

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
}

interface Doubt {
  /** As it was sent: what the remembered reply is about. */
  readonly all: readonly WaitingCommit[];
  readonly numbered: Numbered;
}

const RETRY_MS = 100;
/** Before the reply to a call that had been applied. */
const KNOWN = 'known\0';

export class Doubts {
  readonly #deps: DoubtsDeps;
  readonly #doubts: Doubt[] = [];
  readonly #held: WaitingCommit[] = [];
  #isSettling = false;
  #isClosed = false;

  constructor(deps: DoubtsDeps) {
    this.#deps = deps;
  }

  /** A call failed; `behind` was to be sent after it. */
  add({ commits, numbered }: Group, behind: readonly WaitingCommit[] = []): void {
    this.#held.push(...behind);
    if (numbered !== undefined) {
      this.#doubts.push({ all: commits, numbered });
      this.#doubts.sort((one, other) => one.numbered.number - other.numbered.number);
    }
    if (this.#isSettling || this.#doubts.length + this.#held.length === 0) return;
    this.#isSettling = true;
    void this.#settleAll();
  }

  /** True where the call did nothing because the one before it was not applied: it is in doubt then as well. */
  isBehind(group: Group, reply: string): boolean {
    if (reply !== 'behind' || group.numbered === undefined) return false;
    for (const { untilKnown, reject } of group.commits) if (!untilKnown) reject(notDone());
    this.add(group);
    return true;
  }

  /** True while something is in doubt: the commit waits for it. */
  hold(commit: WaitingCommit): boolean {
    if (this.#isClosed) commit.reject(closed());
    else if (this.#isSettling) this.#held.push(commit);
    return this.#isClosed || this.#isSettling;
  }

  close(): void {
    this.#isClosed = true;
    if (!this.#isSettling) this.#rejectAll(closed());
  }

  async #settleAll(): Promise<void> {
    const { inFlight, sleep, release } = this.#deps;
    let mustWait = true;
    while (!this.#isClosed && (mustWait || this.#doubts.length > 0 || inFlight() > 0)) {
      // What is still on the way may come into doubt too, or be settled.
      if (mustWait || inFlight() > 0) await sleep(RETRY_MS);
      const [first] = this.#doubts;
      mustWait = first !== undefined && inFlight() === 0 && !(await this.#settle(first));
    }
    this.#isSettling = false;
    if (this.#isClosed) this.#rejectAll(closed());
    else release(this.#held.splice(0));
  }

  /** The first, which is the oldest that is not known. False: it has to be tried again. */
  async #settle({ all, numbered: { number, memory } }: Doubt): Promise<boolean> {
    const left = all.filter(({ untilKnown }) => untilKnown);
    try {
      const reply = await this.#deps.again(left, { number, memory });
      if (reply.startsWith(KNOWN)) this.#deps.settle(all, reply.slice(KNOWN.length));
      else this.#deps.settle(left, reply);
    } catch (error) {
      if (refusalOf(error) === 'passes') return false;
      for (const { reject } of left) reject(error);
    }
    this.#doubts.shift();
    return true;
  }

  #rejectAll(error: unknown): void {
    const doubtful = this.#doubts.splice(0).flatMap(({ all }) => all);
    for (const { reject } of [...doubtful, ...this.#held.splice(0)]) reject(error);
  }
}

function notDone(): BridgeError {
  const detail = 'The store did not answer in time, and this was not done; try again.';
  return new BridgeError('store-unavailable', detail, { retryAfter: 1 });
}

function closed(): BridgeError {
  return new BridgeError('store-unavailable', 'This replica stopped before the store answered.');
}
