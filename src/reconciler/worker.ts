import type { Logger } from '../observe/logger.ts';
import type { Tally } from '../observe/tally.ts';
import type { Store } from '../store/store.ts';
import type { Clock } from '../link/clock.ts';
import type { Agenda } from './agenda.ts';
import { dueAfter, type Item, type ItemOwner, backOff } from './item.ts';
import type { Decision, Request, Situation } from './kind.ts';
import { forgetItem, saveProblem } from './outcomes.ts';
import {
  decodeSeen,
  decodeWanted,
  planFor,
  readItem,
  situationOf,
  type Stored,
} from './records.ts';
import type { Term } from './terms.ts';
import { timeLimit } from './time-limit.ts';

/** `<what> <kind>` */
export type Counted = `${'asks' | 'failures'} ${string}`;

export interface WorkerDeps {
  readonly store: Store;
  readonly partition: number;
  readonly term: Term;
  readonly agenda: Agenda;
  readonly clock: Clock;
  readonly random: () => number;
  readonly logger: Logger;
  readonly tally: Tally<Counted>;
  /** How long it may take to send one request. */
  readonly askMs: number;
}

export interface WorkerListener {
  /** The item is no longer stored. */
  gone(item: Item): void;
  /** The item changed during its turn. */
  changed(item: Item): void;
}

/** How long an item waits where the store did not answer. */
const STORE_RETRY_MS = 250;

/** Decides what is to be done about each item of a partition, and does it in the item's turn. */
export class Worker implements ItemOwner {
  readonly #deps: WorkerDeps;
  readonly #listener: WorkerListener;
  readonly #ending: AbortSignal;

  constructor(deps: WorkerDeps, listener: WorkerListener, ending: AbortSignal) {
    this.#deps = deps;
    this.#listener = listener;
    this.#ending = ending;
  }

  /** Puts the item where it belongs on the agenda. If its turn is under way, it is looked at again after it. */
  consider(item: Item, stored: Stored): void {
    if (item.busy) item.again = true;
    else this.#decide(item, stored);
  }

  async turn(item: Item): Promise<boolean> {
    if (this.#isOver()) return false;
    item.busy = true;
    try {
      return await this.#act(item);
    } catch (error) {
      // The store did not answer: no fault of the item.
      const { logger, agenda, clock } = this.#deps;
      logger.debug({ item: item.key, reason: String(error) }, 'an item has to wait');
      if (!this.#isOver()) agenda.plan(item, clock.now() + STORE_RETRY_MS);
      return false;
    } finally {
      item.busy = false;
      if (item.again) {
        item.again = false;
        this.#listener.changed(item);
      }
    }
  }

  async #act(item: Item): Promise<boolean> {
    const { store, partition, term, clock, agenda } = this.#deps;
    // The lease is compared in the store each time: a process that was suspended must not go on where it stopped.
    const [stored, held] = await Promise.all([
      readItem(store, item.kind, partition, item.key),
      store.commit([term]),
    ]);
    if (!held.ok) throw new Error('the lease of the partition is not held any more');
    if (this.#isOver()) return false;
    const decision = this.#decide(item, stored);
    if (decision.do === 'nothing' || item.due > clock.now()) return false;
    agenda.drop(item);
    if (decision.do === 'ask') await this.#ask(item, stored);
    else if (await forgetItem(this.#deps, item, stored)) this.#listener.gone(item);
    else item.again = true;
    return decision.do === 'ask';
  }

  #decide(item: Item, stored: Stored): Decision {
    const { agenda, clock } = this.#deps;
    // Its place depends on what is changed here.
    agenda.drop(item);
    if (stored.wanted === undefined && stored.seen === undefined) {
      this.#listener.gone(item);
      return { do: 'nothing' };
    }
    noteVersions(item, stored);
    const situation = this.#situation(item, stored);
    const decision = this.#planned(item, stored, situation);
    if (item.settled) Object.assign(item, { attempts: 0, retryAt: 0, failed: false });
    item.hurried = !item.settled && (item.hurried || item.awaited);
    item.awaited = false;
    // What did not work goes behind everything else, or a few items that hang would keep the rest from its turn.
    const isRetry = item.attempts > 0 && !item.news;
    item.priority = isRetry ? -Infinity : (item.kind.priority?.(situation) ?? 0);
    agenda.plan(item, dueAfter(item, decision, clock.now()));
    return decision;
  }

  /** A kind that throws is asked again after a back-off, as if a request had failed. */
  #planned(item: Item, stored: Stored, situation: Situation<unknown, unknown>): Decision {
    try {
      const decision = planFor(item.kind, situation);
      item.settled = decision.do === 'nothing';
      return decision;
    } catch (error) {
      item.settled = false;
      if (item.retryAt <= situation.now) {
        this.#countAttempt(item);
        void this.#fail(item, stored, error).catch(() => undefined);
      }
      return { do: 'nothing', checkAt: item.retryAt };
    }
  }

  #situation(item: Item, stored: Stored): Situation<unknown, unknown> {
    const { term, clock } = this.#deps;
    const seen = decodeSeen(stored.seen);
    const isSure = (stored.seen?.version ?? 0) > item.doubtedVersion;
    const fresh = isSure && seen.epoch === term.epoch;
    const view = { fresh, attempts: item.attempts, now: clock.now() };
    return situationOf(item.key, decodeWanted(stored.wanted), seen, view);
  }

  async #ask(item: Item, stored: Stored): Promise<void> {
    const { clock, tally, term, askMs, agenda } = this.#deps;
    const unanswered = item.attempts > 0 && !item.news && !item.failed;
    const situation = this.#situation(item, stored);
    const limit = timeLimit(clock, askMs, this.#ending);
    const request: Request<unknown, unknown> = {
      ...situation,
      ...{ epoch: term.epoch, signal: limit.signal },
    };
    tally.count(`asks ${item.kind.name}`);
    Object.assign(item, { news: false, hurried: false, failed: false, askedAt: clock.now() });
    this.#countAttempt(item);
    try {
      await Promise.race([item.kind.ask(request), limit.over]);
      if (unanswered) await this.#save(item, stored, 'The XMPP side has not answered.');
    } catch (error) {
      // It may have taken long to fail.
      this.#backOff(item);
      if (!this.#isOver()) await this.#fail(item, stored, error);
    } finally {
      limit.end();
      if (!this.#isOver()) agenda.plan(item, item.retryAt);
    }
  }

  #isOver(): boolean {
    return this.#ending.aborted;
  }

  #countAttempt(item: Item): void {
    item.attempts += 1;
    this.#backOff(item);
  }

  #backOff(item: Item): void {
    item.retryAt = this.#deps.clock.now() + backOff(item.attempts, this.#deps.random());
  }

  async #fail(item: Item, stored: Stored, error: unknown): Promise<void> {
    const { tally, logger } = this.#deps;
    const detail = error instanceof Error ? error.message : String(error);
    const { key, attempts } = item;
    item.failed = true;
    tally.count(`failures ${item.kind.name}`);
    logger.debug({ kind: item.kind.name, item: key, attempts, reason: detail }, 'a request failed');
    await this.#save(item, stored, detail);
  }

  #save(item: Item, stored: Stored, detail: string): Promise<void> {
    return saveProblem(this.#deps, item, { stored, detail, at: this.#deps.clock.now() });
  }
}

function noteVersions(item: Item, { wanted, seen }: Stored): void {
  const wantedVersion = wanted?.version ?? 0;
  if (wantedVersion !== item.wantedVersion) {
    Object.assign(item, { wantedVersion, attempts: 0, retryAt: 0, failed: false });
  }
  if (item.doubtedVersion === Infinity) item.doubtedVersion = seen?.version ?? 0;
}
