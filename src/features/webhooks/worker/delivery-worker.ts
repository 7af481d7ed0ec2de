import { retryUntilAborted } from '../../../store/retry-while-down.ts';
import type { Fence, Store } from '../../../store/store.ts';
import { Attempts, type AttemptsDeps } from './attempts.ts';
import { Backlog, BACKLOG_BOUNDS, type BacklogBounds } from '../backlog/backlog.ts';
import { boundDeadLetters } from '../delivery/dead-letters.ts';
import type { MemoryBudget, MemoryShare } from '../backlog/memory-budget.ts';
import { DeliveredNotes } from '../delivery/notes.ts';
import { trimRecords } from '../delivery/records.ts';
import { CommandRunner } from './command-runner.ts';
import type { Undelivered } from '../attempt/measures.ts';
import { LogReading, type LogReadingDeps } from './log-reading.ts';
import { DeferredEvents } from '../backlog/deferred-events.ts';
import { loadProgress, ProgressKeeper, type Progress } from '../backlog/progress.ts';

export interface DeliveryWorkerDeps
  extends
    Omit<AttemptsDeps, 'backlog' | 'concurrency' | 'changed'>,
    Pick<LogReadingDeps, 'tail' | 'filter' | 'startAt' | 'rewind'> {
  readonly store: Store;
  readonly grant: Fence;
  readonly settings: DeliveryWorkerSettings;
  /** What the events of all webhooks of the replica may take in memory. */
  readonly memory: MemoryBudget;
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
  readonly #reading: LogReading;
  readonly #attempts: Attempts;
  readonly #progress: ProgressKeeper;
  readonly #stopped = new AbortController();
  readonly #commands: CommandRunner;
  #dropped = 0;
  #isResumed = false;
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
    this.#reading = new LogReading({
      ...deps,
      backlog: this.#backlog,
      attempts: this.#attempts,
      memory: this.#memory,
      stopped: this.#stopped.signal,
      moved: () => this.#progress.changed(true),
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
      // Who has not learnt yet how far it is knows only where the webhook once began.
      read: () => (this.#isResumed ? this.progress() : undefined),
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
      ...this.#reading.progress(),
      ...(failingSince !== undefined && { failingSince }),
      overflowed: this.#backlog.overflowed,
      dropped: this.#dropped,
      waiting: this.#backlog.waiting,
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
    if (!this.#isResumed) return;
    this.#progress.changed(true);
    this.#attempts.begin();
    this.runCommands();
    while (!this.#isStopped()) await this.#untilStored(() => this.#reading.readOn());
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
    const deferred = await this.#deferredEvents.load();
    await this.#reading.resume(progress);
    // From here on nothing can fail: what is done again would take in each of them twice.
    if (progress !== undefined) this.#goOnFrom(progress);
    this.#backlog.restore(deferred);
    this.#isResumed = true;
  }

  #goOnFrom({ dropped, overflowed, failingSince }: Progress): void {
    this.#dropped = dropped;
    this.#backlog.countOverflowed(overflowed);
    if (failingSince !== undefined) this.#attempts.goOnFailing(failingSince);
  }

  #goOn(): void {
    this.#reading.goOn();
    this.#attempts.begin();
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
