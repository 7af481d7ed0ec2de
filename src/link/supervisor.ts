/**
 * Keeps the link alive between `start` and the end: attempts with back-off, one session at a time. Who may hold the
 * link at all is decided by the caller of `start`, `stop` and `handOver`.
 */
import { BridgeError } from '../core/errors.ts';
import { nextLinkState } from './link-state.ts';
import type { LinkEvent, LinkState } from './link-state.ts';
import type { XmlElement } from '../core/element.ts';
import type { Logger } from '../observe/logger.ts';
import type { Excess } from '../stanza/bounds.ts';
import type { Clock } from './clock.ts';
import type { LinkDriver, LinkSession } from './driver.ts';
import type { Link, LinkListener, LinkReport } from './link.ts';
import { reconnectDelay } from './reconnect-delay.ts';
import {
  blamesStanza,
  culpritOf,
  type FailureKind,
  type LinkFailure,
  type LinkLoss,
  type OnItsWay,
} from './failure.ts';
import type { Care, Room } from './pacer.ts';
import { isBelieved, limitAfter, type SizeLimit } from './size-limit.ts';

const CONFLICT_ALARM =
  'another connection has the component domain, although this replica may hold it: is a second bridge running with this secret, or does the server still keep an old connection (Prosody: component_conflict_resolve = "kick_old")?';

export interface SupervisorDeps {
  readonly driver: LinkDriver;
  readonly clock: Clock;
  readonly logger: Logger;
  /** In [0, 1). */
  readonly random: () => number;
  /** A link that lasted so long was a good one, or ends a quarrel about the domain; ms. */
  readonly timings: { readonly stable: number; readonly peaceful: number };
  /** Characters waiting in the socket from which on nothing more is taken. */
  readonly maxUnsent: number;
}

/** A session and whether it is only read out. */
interface Run {
  late: boolean;
  session?: LinkSession;
  /** Stanzas read since it is late. */
  readLate: number;
}

export class LinkSupervisor implements Link {
  readonly #deps: SupervisorDeps;
  readonly #counts: Record<string, number> = {};
  readonly #overBounds: Record<string, number> = {};
  #listener: LinkListener = NOBODY;
  #sent = 0;
  #attempts = 0;
  #losses = 0;
  #state: LinkState = 'offline';
  #since: number;
  #wanted = false;
  #paused = false;
  #run: Run | undefined;
  /** Streams of the past that are read to their end. */
  readonly #late = new Set<Run>();
  #lastError: string | undefined;
  /** How often in a row it was the same failure: what changes is moving, and soon over. */
  #failures = 0;
  #lastFailure: FailureKind | undefined;
  #conflicts = 0;
  #onlineAt: number | undefined;
  #barrierExpected = false;
  #lastLoss: LinkLoss | undefined;
  #sizeLimit: SizeLimit | undefined;
  #cancelRetry: () => void = () => undefined;

  constructor(deps: SupervisorDeps) {
    this.#deps = deps;
    this.#since = deps.clock.now();
  }

  /** Says who is told; to be called once, before `start`. */
  attach(listener: LinkListener): void {
    this.#listener = listener;
  }

  /** Connects, and reconnects from now on. */
  start(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#failures = 0;
    if (this.#run === undefined) this.#attempt();
  }

  /** Drops the link at once: what is in the socket is lost. */
  stop(): void {
    this.#giveUpWanting();
    this.#session?.destroy({ kind: 'stopped', text: 'the link was stopped' });
  }

  /**
   * The right to write is gone: nothing more is written. What the server has sent is read to its end and given as late,
   * also while there is another link.
   */
  readOut(): void {
    this.#giveUpWanting();
    if (this.#state === 'online') this.#setAside('the right to send went to another replica');
    else this.#session?.destroy({ kind: 'stopped', text: 'the link was stopped' });
  }

  /**
   * Takes nothing more, has everything acknowledged, and reads the stream to its end. The server ends it when the next
   * holder logs in; after `patience` ms without one it is ended from here.
   */
  async handOver(patience: number): Promise<void> {
    const session = await this.#quiesce();
    const cancel = this.#deps.clock.after(patience, () => session?.close());
    await Promise.all([session?.over, ...[...this.#late].map((run) => run.session?.over)]);
    cancel();
  }

  state(): LinkReport {
    return {
      state: this.#state,
      since: this.#since,
      barrier: this.#session?.barrier.kind ?? 'unproven',
      ...(this.#lastError === undefined ? {} : { lastError: this.#lastError }),
    };
  }

  /** What came in by its route, and what went wrong with it, since the start. */
  counts(): Readonly<Record<string, number>> {
    return this.#counts;
  }

  /** Incoming stanzas over a bound, by `<kind> <bound>`, since the start. */
  overBounds(): Readonly<Record<string, number>> {
    return this.#overBounds;
  }

  /** Stanzas written, attempts to connect, and links that ended, since the start. */
  totals(): { readonly sent: number; readonly attempts: number; readonly losses: number } {
    return { sent: this.#sent, attempts: this.#attempts, losses: this.#losses };
  }

  send(stanzas: readonly string[], care: 'direct' | 'kept' = 'direct'): boolean {
    return this.#send(stanzas, care);
  }

  async sendAlone(stanza: string): Promise<boolean> {
    while (!this.#send([stanza], 'alone')) await this.drained();
    return this.barrier();
  }

  room(): Room {
    return this.#session?.room() ?? { stanzas: 0, chars: 0 };
  }

  /** Stanzas that may be on their way; 0 without a link, and where there is no limit. */
  window(): number {
    return this.#state === 'online' ? (this.#session?.window ?? 0) : 0;
  }

  lastLoss(): LinkLoss | undefined {
    return this.#lastLoss;
  }

  sizeLimit(): SizeLimit | undefined {
    const limit = this.#sizeLimit;
    return isBelieved(limit, this.#deps.clock.elapsed()) ? limit : undefined;
  }

  async drained(): Promise<void> {
    if (this.#state !== 'online' || this.#session === undefined) throw down();
    if (!(await this.#session.drained())) {
      throw new BridgeError('link-lost', 'The link to the XMPP server dropped.');
    }
  }

  barrier(): Promise<boolean> {
    const isUp = this.#state === 'online' || this.#state === 'draining';
    return isUp && this.#session ? this.#session.barrier.wait() : Promise.reject(down());
  }

  /** Another replica had a barrier of ours come back to it. */
  barrierReturned(id: string): void {
    this.#session?.barrier.returned(id);
  }

  pause(): void {
    this.#paused = true;
    if (this.#onlineAt !== undefined) this.#session?.pause();
    for (const { session } of this.#late) session?.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#session?.resume();
    for (const { session } of this.#late) session?.resume();
  }

  get #session(): LinkSession | undefined {
    return this.#run?.session;
  }

  #mayWrite(): boolean {
    if (this.#listener.mayWrite()) return true;
    // A process that was suspended finds out at its first write, or when it looks at its lease.
    if (this.#state === 'online') this.#lapse();
    return false;
  }

  #lapse(): void {
    const reason = 'the right to send has run out';
    this.#setAside(reason);
    if (this.#wanted) this.#retryLater({ kind: 'lost', text: reason });
  }

  #setAside(reason: string): void {
    const run = this.#run;
    if (run?.session === undefined) return;
    run.late = true;
    this.#late.add(run);
    this.#run = undefined;
    this.#onlineAt = undefined;
    // No stanza is to blame for it.
    const onItsWay = { stanzas: [], direct: 0, proven: run.session.barrier.proven };
    const loss: LinkLoss = { failure: { kind: 'lost', text: reason }, onItsWay };
    this.#lastLoss = loss;
    this.#losses += 1;
    this.#move('ended');
    this.#deps.logger.info({ reason }, 'nothing more is sent; what the server has sent is read');
    run.session.readOut();
    this.#tell('down', () => this.#listener.down(reason, loss));
  }

  #hear(run: Run, stanza: XmlElement): void {
    const late = run.late || !this.#listener.mayWrite();
    if (late) run.readLate += 1;
    this.#listener.stanza(stanza, late);
  }

  #attempt(): void {
    this.#move('attempt');
    this.#attempts += 1;
    const run: Run = { late: false, readLate: 0 };
    this.#run = run;
    const told = {
      online: () => this.#online(),
      mayWrite: () => this.#mayWrite(),
      stanza: (stanza: XmlElement) => this.#hear(run, stanza),
      ownReply: (iq: XmlElement) => this.#listener.ownReply(iq),
      isAwaited: (answer: XmlElement) => this.#listener.isAwaited(answer),
      answerTooLarge: (answer: XmlElement, excess: Excess) => {
        this.#listener.answerTooLarge(answer, excess);
      },
      overBound: (kind: string, bound: string) => {
        const key = `${kind} ${bound}`;
        this.#overBounds[key] = (this.#overBounds[key] ?? 0) + 1;
      },
      count: (what: string) => (this.#counts[what] = (this.#counts[what] ?? 0) + 1),
      ended: (failure: LinkFailure, onItsWay: OnItsWay) => {
        if (run.late) this.#readToTheEnd(run, failure);
        else this.#ended({ failure, onItsWay });
      },
    };
    run.session = this.#deps.driver.open(told, {
      barrierExpected: this.#barrierExpected,
      careful: this.#isSuspicious(),
    });
  }

  #isSuspicious(): boolean {
    const loss = this.#lastLoss;
    return loss !== undefined && blamesStanza(loss.failure) && loss.onItsWay.direct > 0;
  }

  #send(stanzas: readonly string[], care: Care): boolean {
    const session = this.#session;
    if (this.#state !== 'online' || session === undefined) return false;
    if (session.unsent >= this.#deps.maxUnsent || !this.#mayWrite()) return false;
    session.send(stanzas, care);
    this.#sent += stanzas.length;
    return true;
  }

  #online(): void {
    this.#move('accepted');
    this.#lastError = undefined;
    this.#onlineAt = this.#deps.clock.elapsed();
    if (this.#paused) this.#session?.pause();
    this.#deps.logger.info({ failures: this.#failures }, 'the link is up');
    this.#tell('up', () => this.#listener.up());
  }

  #readToTheEnd(run: Run, { text: reason }: LinkFailure): void {
    this.#late.delete(run);
    this.#deps.logger.info({ reason, late: run.readLate }, 'the old link is read to its end');
  }

  #ended(loss: LinkLoss): void {
    const { failure, onItsWay } = loss;
    const wasOnline = this.#onlineAt !== undefined;
    if (wasOnline) this.#barrierExpected = onItsWay.proven;
    if (wasOnline) this.#lastLoss = loss;
    this.#sizeLimit = limitAfter(this.#sizeLimit, loss, this.#deps.clock.elapsed());
    const { stable, peaceful } = this.#deps.timings;
    // A server that works, and ends the stream because of one stanza: the others need not wait longer for that.
    if (this.#lasted(stable) || culpritOf(loss) !== undefined) this.#failures = 0;
    if (this.#lasted(peaceful)) this.#conflicts = 0;
    this.#run = undefined;
    this.#onlineAt = undefined;
    this.#move('ended');
    if (failure.kind === 'conflict') this.#meetConflict();
    if (this.#wanted) this.#retryLater(failure);
    else this.#deps.logger.info({ reason: failure.text }, 'the link is down');
    if (failure.kind !== 'stopped') this.#lastError = failure.text;
    if (wasOnline) this.#losses += 1;
    if (wasOnline) this.#tell('down', () => this.#listener.down(failure.text, loss));
  }

  #meetConflict(): void {
    const { logger } = this.#deps;
    if (!this.#wanted) return;
    this.#wanted = this.#listener.mayReconnect();
    this.#conflicts += 1;
    if (this.#wanted) logger.error({ conflicts: this.#conflicts }, CONFLICT_ALARM);
  }

  #retryLater(failure: LinkFailure): void {
    const { clock, logger, random } = this.#deps;
    if (failure.kind !== this.#lastFailure) this.#failures = 0;
    this.#lastFailure = failure.kind;
    const inARow = failure.kind === 'conflict' ? this.#conflicts - 1 : this.#failures;
    const retryIn = reconnectDelay(inARow, failure.kind, random());
    // The same news again and again is no news.
    const level = failure.text === this.#lastError ? 'debug' : 'warn';
    logger[level]({ reason: failure.text, retryIn, failures: this.#failures }, 'the link is down');
    this.#failures += 1;
    this.#cancelRetry = clock.after(retryIn, () => this.#attempt());
  }

  #lasted(atLeast: number): boolean {
    return this.#onlineAt !== undefined && this.#deps.clock.elapsed() - this.#onlineAt >= atLeast;
  }

  /** The session that is to be ended, with everything written acknowledged; none when there is nothing to end. */
  async #quiesce(): Promise<LinkSession | undefined> {
    this.#giveUpWanting();
    const session = this.#session;
    const wasOnline = this.#state === 'online';
    this.#move('drain');
    if (session === undefined) return undefined;
    if (wasOnline) await session.settle();
    else if (this.#state !== 'draining') session.destroy({ kind: 'stopped', text: 'stopped' });
    return session;
  }

  #giveUpWanting(): void {
    this.#wanted = false;
    this.#cancelRetry();
  }

  #move(event: LinkEvent): void {
    const next = nextLinkState(this.#state, event);
    if (next === this.#state) return;
    this.#state = next;
    this.#since = this.#deps.clock.now();
  }

  #tell(what: string, tell: () => void): void {
    try {
      tell();
    } catch (error) {
      const fields = { reason: String(error), what };
      this.#deps.logger.error(fields, 'nobody could be told of a change of the link');
    }
  }
}

const NOBODY: LinkListener = {
  stanza: () => undefined,
  ownReply: () => undefined,
  isAwaited: () => false,
  answerTooLarge: () => undefined,
  up: () => undefined,
  down: () => undefined,
  mayWrite: () => true,
  mayReconnect: () => true,
};

function down(): BridgeError {
  return new BridgeError('link-down', 'There is no link to the XMPP server at the moment.');
}
