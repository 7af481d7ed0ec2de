import type { Cursor } from '../../events/cursor.ts';
import type { EventFilter } from '../../events/filter.ts';
import { EVENT_LOG } from '../../events/recorder.ts';
import type { EventTail, Loss } from '../../events/tail.ts';
import { retryUntilAborted } from '../../../store/retry-while-down.ts';
import { LOG_START, comparePositions, type Fence, type Store } from '../../../store/store.ts';
import { Attempts, type AttemptsDeps } from './attempts.ts';
import { Backlog, BACKLOG_BOUNDS, type BacklogBounds } from '../backlog/backlog.ts';
import { boundDeadLetters } from '../delivery/dead-letters.ts';
import type { MemoryBudget, MemoryShare } from '../backlog/memory-budget.ts';
import { PageSize } from '../backlog/page-size.ts';
import { DeliveredNotes } from '../delivery/notes.ts';
import { trimRecords } from '../delivery/records.ts';
import { CommandRunner } from './command-runner.ts';
import type { Undelivered } from '../attempt/measures.ts';
import { DeferredEvents } from '../backlog/deferred-events.ts';
import { loadProgress, ProgressKeeper, type Progress } from '../backlog/progress.ts';

export interface DeliveryWorkerDeps extends Omit<
  AttemptsDeps,
  'backlog' | 'concurrency' | 'changed'
> {
  readonly store: Store;
  readonly tail: EventTail;
  readonly grant: Fence;
  readonly filter: EventFilter;
  /** Where the webhook began, for one that has no progress yet. */
  readonly startAt: Cursor;
  /** The last replay that was asked for. */
  readonly rewind?: Rewind;
  readonly settings: DeliveryWorkerSettings;
  /** What the events of all webhooks of the replica may take in memory. */
  readonly memory: MemoryBudget;
}

/** Goes back to a place of the event log, once for each id. */
export interface Rewind {
  readonly id: string;
  readonly to: Cursor;
}

export interface DeliveryWorkerSettings {
  /** Conversations worked on at once. */
  readonly concurrency: number;
  readonly bounds: BacklogBounds;
  /** Dead letters that are kept; the oldest go, and are counted. */
  readonly deadLetters: number;
  /** Progress is saved this often at most. */
  readonly saveMs: number;
  /** What is under way is given this long to end when the webhook changes or the replica stops. */
  readonly graceMs: number;
}

export const DELIVERY_WORKER_SETTINGS: DeliveryWorkerSettings = {
  concurrency: 32,
  bounds: BACKLOG_BOUNDS,
  deadLetters: 100_000,
  saveMs: 100,
  graceMs: 5_000,
};

const WAIT_MS = 10_000;
const STORE_RETRY_MS = 1_000;

/**
 * Brings one webhook its events: reads the log from where the webhook is, as fast as its receiver takes them.
 * Runs on one replica at a time.
 */
export class DeliveryWorker {
  readonly #deps: DeliveryWorkerDeps;
  readonly #deferredEvents: DeferredEvents;
  readonly #backlog: Backlog;
  readonly #memory: MemoryShare;
  readonly #pageSize = new PageSize();
  readonly #attempts: Attempts;
  readonly #progress: ProgressKeeper;
  readonly #stopped = new AbortController();
  #incarnation: string;
  readonly #commands: CommandRunner;
  #gaps = 0;
  #dropped = 0;
  #rewound: string | undefined;
  #isResumed = false;
  #roomMade: () => void = () => undefined;
  #running: Promise<void> | undefined;

  constructor(deps: DeliveryWorkerDeps) {
    const { store, webhook, grant, startAt, settings, logger, now } = deps;
    const changed = (urgent: boolean) => {
      this.#progress.changed(urgent);
      this.#goOn();
      this.#commands.goOn();
    };
    this.#memory = deps.memory.share(() => {
      this.#goOn();
    });
    this.#deps = deps;
    this.#incarnation = startAt.incarnation;
    this.#deferredEvents = new DeferredEvents(store, webhook, deps.measures?.deadLettered);
    const notes = new DeliveredNotes(webhook, () => void this.#trimRecords());
    this.#backlog = new Backlog(
      {
        webhook,
        deferredEvents: this.#deferredEvents,
        notes,
        bounds: settings.bounds,
        memory: this.#memory,
        logger,
        now,
        isUp: () => this.#attempts.isUp(),
        changed,
      },
      startAt.position,
    );
    this.#attempts = new Attempts({
      ...deps,
      backlog: this.#backlog,
      concurrency: settings.concurrency,
      changed: () => changed(true),
    });
    this.#commands = new CommandRunner({
      ...{ store, webhook, logger },
      deferredEvents: this.#deferredEvents,
      backlog: this.#backlog,
      attempts: this.#attempts,
    });
    this.#progress = new ProgressKeeper({
      store,
      webhook,
      grant,
      everyMs: settings.saveMs,
      read: () => this.progress(),
      also: () => notes.take(),
      failed: (reason) => logger.warn({ webhook, reason }, 'progress was not saved'),
    });
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /**
   * Begins nothing new, gives what is under way some time to end, and saves how far it is. What is still under way
   * then is delivered again by the next worker.
   */
  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#roomMade();
    await this.#attempts.stop(this.#deps.settings.graceMs);
    await this.#running;
    await this.#commands.stop();
    await this.#progress.flush();
    this.#progress.drop();
    this.#memory.end();
  }

  /** As `stop`, of a webhook that is gone: writes nothing from now on. */
  async abandon(): Promise<void> {
    this.#deferredEvents.close();
    this.#progress.close();
    await this.stop();
  }

  /** Does what callers asked for since it last looked. */
  runCommands(): void {
    if (this.#isResumed) this.#commands.run();
  }

  /** What no signal tells and what time brings; to be called now and then. */
  async lookAfter(): Promise<void> {
    this.runCommands();
    const { store, webhook, settings } = this.#deps;
    const dropped = await boundDeadLetters(store, webhook, settings.deadLetters);
    if (dropped === 0) return;
    this.#dropped += dropped;
    this.#progress.changed(true);
  }

  progress(): Progress {
    const { failingSince } = this.#attempts;
    return {
      done: { incarnation: this.#incarnation, position: this.#backlog.done },
      ...(failingSince !== undefined && { failingSince }),
      gaps: this.#gaps,
      overflowed: this.#backlog.overflowed,
      dropped: this.#dropped,
      waiting: this.#backlog.waiting,
      ...(this.#rewound !== undefined && { rewound: this.#rewound }),
    };
  }

  undelivered(): Undelivered {
    const { lanes } = this.#backlog;
    const oldestAt = lanes.heads().reduce<string | undefined>((oldest, { at }) => {
      return oldest === undefined || at < oldest ? at : oldest;
    }, undefined);
    const isFailing = this.#attempts.failingSince !== undefined;
    return { events: lanes.size, isFailing, ...(oldestAt !== undefined && { oldestAt }) };
  }

  async #run(): Promise<void> {
    await this.#untilStored(() => this.#resume());
    this.#isResumed = true;
    this.#attempts.begin();
    this.runCommands();
    while (!this.#isStopped()) await this.#untilStored(() => this.#readOn());
  }

  /** Repeats what needs the store until it answers, or until stopped. */
  async #untilStored(work: () => Promise<void>): Promise<void> {
    const { webhook, logger } = this.#deps;
    const failed = (error: unknown) =>
      logger.warn({ webhook, reason: String(error) }, 'a webhook waits for the store');
    await retryUntilAborted(work, { every: STORE_RETRY_MS, signal: this.#stopped.signal, failed });
  }

  async #resume(): Promise<void> {
    const { store, webhook } = this.#deps;
    const progress = await loadProgress(store, webhook);
    this.#backlog.restore(await this.#deferredEvents.load());
    if (progress !== undefined) this.#goOnFrom(progress);
    if (await this.#missedTheBeginning()) this.#gaps += 1;
    this.#rewind();
  }

  /** To the log its beginning is a good place to read from, whatever was trimmed; not to who has been there before. */
  async #missedTheBeginning(): Promise<boolean> {
    if (this.#backlog.done !== LOG_START || this.#gaps > 0) return false;
    return (await this.#deps.store.read(EVENT_LOG, LOG_START, 1)).lost;
  }

  #goOnFrom(progress: Progress): void {
    const { done, gaps, dropped, overflowed, failingSince, rewound } = progress;
    this.#incarnation = done.incarnation;
    this.#gaps = gaps;
    this.#dropped = dropped;
    this.#rewound = rewound;
    this.#backlog.moveTo(done.position);
    this.#backlog.countOverflowed(overflowed);
    if (failingSince !== undefined) this.#attempts.goOnFailing(failingSince);
  }

  /** Only ever back: what is not delivered yet is not passed over. */
  #rewind(): void {
    const { rewind } = this.#deps;
    if (rewind === undefined || rewind.id === this.#rewound) return;
    const { id, to } = rewind;
    this.#rewound = id;
    this.#progress.changed(true);
    const isSameLog = to.incarnation === this.#incarnation;
    if (isSameLog && comparePositions(to.position, this.#backlog.done) >= 0) return;
    this.#incarnation = to.incarnation;
    this.#backlog.moveTo(to.position);
  }

  async #readOn(): Promise<void> {
    if (!this.#mayRead()) {
      await new Promise<void>((resolve) => (this.#roomMade = resolve));
      return;
    }
    const { tail, filter } = this.#deps;
    const cursor = { incarnation: this.#incarnation, position: this.#backlog.read };
    const { events, lost } = await tail.read(cursor, this.#pageSize.next(this.#memory.left));
    this.#pageSize.saw(events.map(({ text }) => text));
    if (this.#isStopped()) return;
    if (lost !== false) {
      await this.#overGap(lost);
    } else if (events.length === 0) {
      await tail.wait(cursor, WAIT_MS, this.#stopped.signal);
    } else {
      this.#backlog.take(events, ({ event }) => filter(event));
      this.#attempts.begin();
    }
  }

  #goOn(): void {
    if (this.#mayRead()) this.#roomMade();
    this.#attempts.begin();
  }

  /** A failing webhook has its backlog in the event log, and needs one event of it to probe with. */
  #mayRead(): boolean {
    const isFailing = this.#attempts.failingSince !== undefined;
    return isFailing ? this.#backlog.lanes.size === 0 : this.#backlog.hasRoom();
  }

  /** Events are gone that may not have been read: that is counted and told, and it goes on with what there is. */
  async #overGap(loss: Loss): Promise<void> {
    const { tail, webhook, logger } = this.#deps;
    const { incarnation, position } = await tail.goOnAfter(loss);
    const fields = { webhook, from: this.#backlog.read, loss };
    logger.error(fields, 'events were lost before their delivery');
    this.#incarnation = incarnation;
    this.#gaps += 1;
    this.#backlog.moveTo(position);
    this.#progress.changed(true);
  }

  async #trimRecords(): Promise<void> {
    const { store, webhook, now, logger } = this.#deps;
    await trimRecords(store, webhook, now()).catch((error: unknown) => {
      logger.warn({ webhook, reason: String(error) }, 'records of deliveries were not trimmed');
    });
  }

  #isStopped(): boolean {
    return this.#stopped.signal.aborted;
  }
}
