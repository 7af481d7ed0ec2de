/**
 * Keeps the link alive between `start` and the end: attempts with back-off, one session at a time. Who may hold the
 * link at all is decided by whoever calls `start`, `stop` and `handOver`.
 */
import { BridgeError } from '../errors.ts';
import { nextLinkState } from './link-state.ts';
import type { LinkEvent, LinkState } from './link-state.ts';
import type { Link, LinkListener, LinkReport } from './port.ts';
import { reconnectDelay } from './reconnect-delay.ts';
import { LinkSession } from './session.ts';
import type { LinkCount, SessionDeps } from './session.ts';
import type { Trouble, TroubleKind } from './trouble.ts';

const CONFLICT_ALARM =
  'another connection has the component domain, although this replica may hold it: is a second bridge running with this secret, or does the server still keep an old connection (Prosody: component_conflict_resolve = "kick_old")?';

export interface SupervisorDeps extends Omit<SessionDeps, 'count'> {
  readonly listener: LinkListener;
  /** In [0, 1). */
  readonly random: () => number;
  /** Asked after a conflict: whether the link is still ours to hold. */
  readonly mayReconnect: () => boolean;
}

export class LinkSupervisor implements Link {
  readonly #deps: SupervisorDeps;
  readonly #counts: Partial<Record<LinkCount, number>> = {};
  #sent = 0;
  #attempts = 0;
  #losses = 0;
  #state: LinkState = 'offline';
  #since: number;
  #wanted = false;
  #paused = false;
  #session: LinkSession | undefined;
  #lastError: string | undefined;
  /** How often in a row it was the same trouble: what changes is moving, and soon over. */
  #failures = 0;
  #lastTrouble: TroubleKind | undefined;
  #conflicts = 0;
  #onlineAt: number | undefined;
  #barrierExpected = false;
  #cancelRetry: () => void = () => undefined;

  constructor(deps: SupervisorDeps) {
    this.#deps = deps;
    this.#since = deps.clock.now();
  }

  /** Connects, and reconnects from now on. */
  start(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#failures = 0;
    if (this.#session === undefined) this.#attempt();
  }

  /** Drops the link at once: what is in the socket is lost. */
  stop(): void {
    this.#giveUpWanting();
    this.#session?.destroy({ kind: 'stopped', text: 'the link was stopped' });
  }

  /**
   * Takes nothing more, has everything acknowledged, and leaves it to the server to end the stream, which it does when
   * the next holder logs in. After `patience` ms without one it is ended from here. Reads the stream to its end. Bounded.
   */
  async handOver(patience: number): Promise<void> {
    const session = await this.#quiesce();
    if (session === undefined) return;
    const cancel = this.#deps.clock.after(patience, () => session.close());
    await session.over;
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
  counts(): Readonly<Partial<Record<LinkCount, number>>> {
    return this.#counts;
  }

  /** Stanzas written, attempts to connect, and links that ended, since the start. */
  totals(): { readonly sent: number; readonly attempts: number; readonly losses: number } {
    return { sent: this.#sent, attempts: this.#attempts, losses: this.#losses };
  }

  send(stanzas: readonly string[]): boolean {
    const session = this.#session;
    if (this.#state !== 'online' || session === undefined) return false;
    if (session.unsent >= this.#deps.settings.bounds.mostUnsent) return false;
    session.send(stanzas);
    this.#sent += stanzas.length;
    return true;
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
  }

  resume(): void {
    this.#paused = false;
    this.#session?.resume();
  }

  #attempt(): void {
    this.#move('attempt');
    this.#attempts += 1;
    const count = (what: LinkCount) => (this.#counts[what] = (this.#counts[what] ?? 0) + 1);
    this.#session = new LinkSession(
      { ...this.#deps, count },
      {
        online: () => this.#online(),
        stanza: (stanza) => this.#deps.listener.stanza(stanza),
        answerTooLarge: (answer, excess) => this.#deps.listener.answerTooLarge(answer, excess),
        ended: (trouble) => this.#ended(trouble),
      },
      this.#barrierExpected,
    );
  }

  #online(): void {
    this.#move('accepted');
    this.#lastError = undefined;
    this.#onlineAt = this.#deps.clock.elapsed();
    if (this.#paused) this.#session?.pause();
    this.#deps.log.info({ failures: this.#failures }, 'the link is up');
    this.#tell('up', () => this.#deps.listener.up());
  }

  #ended(trouble: Trouble): void {
    const wasOnline = this.#onlineAt !== undefined;
    if (wasOnline) this.#barrierExpected = this.#session?.barrier.proven ?? false;
    const { stable, peaceful } = this.#deps.settings.timings;
    if (this.#lasted(stable)) this.#failures = 0;
    if (this.#lasted(peaceful)) this.#conflicts = 0;
    this.#session = undefined;
    this.#onlineAt = undefined;
    this.#move('ended');
    if (trouble.kind === 'conflict') this.#meetConflict();
    if (this.#wanted) this.#retryLater(trouble);
    else this.#deps.log.info({ reason: trouble.text }, 'the link is down');
    if (trouble.kind !== 'stopped') this.#lastError = trouble.text;
    if (wasOnline) this.#losses += 1;
    if (wasOnline) this.#tell('down', () => this.#deps.listener.down(trouble.text));
  }

  #meetConflict(): void {
    const { log, mayReconnect } = this.#deps;
    if (!this.#wanted) return;
    this.#wanted = mayReconnect();
    this.#conflicts += 1;
    if (this.#wanted) log.error({ conflicts: this.#conflicts }, CONFLICT_ALARM);
  }

  #retryLater(trouble: Trouble): void {
    const { clock, log, random } = this.#deps;
    if (trouble.kind !== this.#lastTrouble) this.#failures = 0;
    this.#lastTrouble = trouble.kind;
    const inARow = trouble.kind === 'conflict' ? this.#conflicts - 1 : this.#failures;
    const retryIn = reconnectDelay(inARow, trouble.kind, random());
    // The same news again and again is no news.
    const level = trouble.text === this.#lastError ? 'debug' : 'warn';
    log[level]({ reason: trouble.text, retryIn, failures: this.#failures }, 'the link is down');
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
      this.#deps.log.error(fields, 'nobody could be told of a change of the link');
    }
  }
}

function down(): BridgeError {
  return new BridgeError('link-down', 'There is no link to the XMPP server now.');
}
