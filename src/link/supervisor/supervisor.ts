/**
 * Keeps the link alive between `start` and the end: attempts with back-off, one session at a time. Who may hold the
 * link at all is decided by the caller of `start`, `stop` and `handOver`.
 */
import { BridgeError } from '../../core/errors.ts';
import type { Logger } from '../../observe/logger.ts';
import type { Clock } from '../clock.ts';
import type { LinkDriver, LinkSession } from '../driver.ts';
import type { LinkFailure, LinkLoss } from '../failure.ts';
import type { Link, LinkListener, LinkReport } from '../link.ts';
import type { Care, Room } from '../pacer.ts';
import type { SizeLimit } from '../size-limit.ts';
import { Experience } from './experience.ts';
import { guarded, NOBODY } from './listeners.ts';
import { Retries, type RetriesDeps } from './retries.ts';
import { Run } from './run.ts';
import { LinkStatus } from './status.ts';
import { LinkTallies } from './tallies.ts';

export interface SupervisorDeps extends Pick<RetriesDeps, 'random' | 'timings'> {
  readonly driver: LinkDriver;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Characters waiting in the socket from which on nothing more is taken. */
  readonly maxUnsent: number;
}

const STOPPED: LinkFailure = { kind: 'stopped', text: 'the link was stopped' };

export class LinkSupervisor implements Link {
  readonly tallies = new LinkTallies();
  readonly #deps: SupervisorDeps;
  readonly #status: LinkStatus;
  readonly #experience = new Experience();
  readonly #retries: Retries;
  #listener: LinkListener = NOBODY;
  #wanted = false;
  #paused = false;
  /** The link is not read yet. */
  #early = false;
  #run: Run | undefined;
  /** Streams of the past that are read to their end. */
  readonly #late = new Set<Run>();

  constructor(deps: SupervisorDeps) {
    this.#deps = deps;
    this.#status = new LinkStatus(deps.clock);
    this.#retries = new Retries({ ...deps, attempt: () => this.#attempt() });
  }

  /** Says who is told; to be called once, before `start`. */
  attach(listener: LinkListener): void {
    this.#listener = guarded(listener, this.#deps.logger);
  }

  /** Connects, and reconnects from now on. */
  start(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#retries.startAfresh();
    if (this.#run === undefined) this.#attempt();
  }

  /** Drops the link at once: what is in the socket is lost. */
  stop(): void {
    this.#giveUpWanting();
    this.#session?.destroy(STOPPED);
  }

  /**
   * The right to write is gone: nothing more is written. What the server has sent is read to its end and given as late,
   * also while there is another link.
   */
  readOut(): void {
    this.#giveUpWanting();
    if (this.#status.state === 'online')
      this.#setAside('the right to send went to another replica');
    else this.#session?.destroy(STOPPED);
  }

  /**
   * Takes nothing more, has everything acknowledged, and reads the stream to its end. The server ends it when the next
   * holder logs in; from here it is ended when `succeeded` resolves, or after `patience` ms. False: it was ended from here.
   */
  async handOver(
    patience: number,
    succeeded: (signal: AbortSignal) => Promise<void> = never,
  ): Promise<boolean> {
    const session = await this.#quiesce();
    let isOurs = false;
    const close = () => {
      isOurs = true;
      session?.close();
    };
    const over = new AbortController();
    const cancel = this.#deps.clock.after(patience, close);
    if (session !== undefined) succeeded(over.signal).then(close, () => undefined);
    await Promise.all([session?.over, ...[...this.#late].map(({ session }) => session.over)]);
    over.abort();
    cancel();
    return session !== undefined && !isOurs;
  }

  /** Nothing is read from a new link until `readNow`. */
  readLater(): void {
    this.#early = true;
  }

  readNow(): void {
    this.#early = false;
    if (!this.#paused) this.#session?.resume();
  }

  state(): LinkReport {
    const session = this.#session;
    const barrier = session?.barrier.kind ?? 'unproven';
    return this.#status.report({ barrier, dropsIqs: session?.dropsIqs ?? false });
  }

  send(stanzas: readonly string[], care: Care = 'direct'): boolean {
    const session = this.#session;
    if (this.#status.state !== 'online' || session === undefined) return false;
    if (session.unsent >= this.#deps.maxUnsent || !this.#mayWrite()) return false;
    session.send(stanzas, care);
    this.tallies.sent(stanzas.length);
    return true;
  }

  async sendAlone(stanza: string): Promise<boolean> {
    while (!this.send([stanza], 'alone')) await this.drained();
    return this.barrier();
  }

  room(): Room {
    return this.#session?.room() ?? { stanzas: 0, chars: 0 };
  }

  /** Stanzas that may be on their way; 0 without a link, and where there is no limit. */
  window(): number {
    return this.#status.state === 'online' ? (this.#session?.window ?? 0) : 0;
  }

  lastLoss(): LinkLoss | undefined {
    return this.#experience.lastLoss;
  }

  sizeLimit(): SizeLimit | undefined {
    return this.#experience.sizeLimit(this.#deps.clock.elapsed());
  }

  async drained(): Promise<void> {
    if (this.#status.state !== 'online' || this.#session === undefined) throw down();
    if (!(await this.#session.drained())) {
      throw new BridgeError('link-lost', 'The link to the XMPP server dropped.');
    }
  }

  barrier(): Promise<boolean> {
    const isUp = this.#status.state === 'online' || this.#status.state === 'draining';
    return isUp && this.#session ? this.#session.barrier.wait() : Promise.reject(down());
  }

  /** Another replica had an IQ of ours to ourselves come back to it. */
  barrierReturned(id: string): void {
    this.#session?.returned(id);
  }

  pause(): void {
    this.#paused = true;
    if (this.#status.upFor !== undefined) this.#session?.pause();
    for (const { session } of this.#late) session.pause();
  }

  resume(): void {
    this.#paused = false;
    if (!this.#early) this.#session?.resume();
    for (const { session } of this.#late) session.resume();
  }

  get #session(): LinkSession | undefined {
    return this.#run?.session;
  }

  #mayWrite(): boolean {
    if (this.#listener.mayWrite()) return true;
    // A process that was suspended finds out at its first write, or when it looks at its lease.
    if (this.#status.state === 'online') this.#lapse();
    return false;
  }

  #lapse(): void {
    const reason = 'the right to send has run out';
    this.#setAside(reason);
    if (this.#wanted) this.#retryLater({ kind: 'lost', text: reason });
  }

  #setAside(reason: string): void {
    const run = this.#run;
    if (run === undefined) return;
    const { proven } = run.session.barrier;
    const loss = this.#experience.setAside({ kind: 'lost', text: reason }, proven);
    this.#late.add(run);
    this.#noLink();
    this.tallies.loss();
    this.#deps.logger.info({ reason }, 'nothing more is sent; what the server has sent is read');
    run.readOut();
    // It waited for another replica to be done reading: for nobody any more.
    if (!this.#paused) run.session.resume();
    this.#listener.down(reason, loss);
  }

  #attempt(): void {
    this.#status.move('attempt');
    this.tallies.attempt();
    const { driver, logger } = this.#deps;
    const run = new Run(
      {
        driver,
        listener: this.#listener,
        tallies: this.tallies,
        online: () => this.#online(),
        mayWrite: () => this.#mayWrite(),
        ended: (loss) => this.#ended(loss),
        readToTheEnd: ({ text: reason }, late) => {
          this.#late.delete(run);
          logger.info({ reason, late }, 'the old link is read to its end');
        },
      },
      this.#experience.options(),
    );
    this.#run = run;
  }

  #online(): void {
    this.#status.cameUp();
    if (this.#paused || this.#early) this.#session?.pause();
    this.#deps.logger.info({ failures: this.#retries.failures }, 'the link is up');
    this.#listener.up();
  }

  #ended(loss: LinkLoss): void {
    const { failure } = loss;
    const { upFor } = this.#status;
    const wasOnline = upFor !== undefined;
    this.#experience.ended(loss, { wasOnline, now: this.#deps.clock.elapsed() });
    this.#retries.ended(loss, upFor);
    this.#noLink();
    if (failure.kind === 'conflict') this.#meetConflict();
    if (this.#wanted) this.#retryLater(failure);
    else this.#deps.logger.info({ reason: failure.text }, 'the link is down');
    this.#status.failed(failure);
    if (!wasOnline) return;
    this.tallies.loss();
    this.#listener.down(failure.text, loss);
  }

  #noLink(): void {
    this.#run = undefined;
    this.#status.ended();
  }

  #meetConflict(): void {
    if (!this.#wanted) return;
    this.#wanted = this.#listener.mayReconnect();
    this.#retries.conflict(this.#wanted);
  }

  #retryLater(failure: LinkFailure): void {
    this.#retries.later(failure, this.#status.isNews(failure));
  }

  /** The session that is to be ended, with everything written acknowledged; none when there is nothing to end. */
  async #quiesce(): Promise<LinkSession | undefined> {
    this.#giveUpWanting();
    const session = this.#session;
    const wasOnline = this.#status.state === 'online';
    this.#status.move('drain');
    if (session === undefined) return undefined;
    if (wasOnline) await session.settle();
    else if (this.#status.state !== 'draining') session.destroy(STOPPED);
    return session;
  }

  #giveUpWanting(): void {
    this.#wanted = false;
    this.#retries.cancel();
  }
}

function never(): Promise<void> {
  return new Promise(() => undefined);
}

function down(): BridgeError {
  return new BridgeError('link-down', 'There is no link to the XMPP server at the moment.');
}
