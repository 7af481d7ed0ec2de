/**
 * Knows what the server has read. XEP-0114 acknowledges nothing, but a server works through a stream in order
 * (RFC 6120 §10.1): when an iq sent after a batch has come back, the batch has been dealt with.
 *
 * The iq goes to a JID of our own component domain, which the server routes back to us. Where that does not come back it
 * goes to the server's own JID, where any answer counts. Where neither does, there is no barrier.
 *
 * It is written behind what was released so far (see pacer.ts): who waits for what is still held waits for a later one.
 */
import { BridgeError } from '../../core/errors.ts';
import type { Clock } from '../clock.ts';
import type { BarrierKind } from '../link.ts';

export type BarrierTarget = 'self' | 'server';

/** What came in since an instant. A paused socket says nothing about the server. */
export type Heard = 'something' | 'nothing' | 'not-reading';

export interface BarrierDeps {
  /** Writes the iq behind everything written before. */
  readonly send: (target: BarrierTarget, id: string) => void;
  /** `since` is an instant of `clock.elapsed`. */
  readonly heard: (since: number) => Heard;
  /** The kind has changed. */
  readonly changed: (kind: BarrierKind) => void;
  readonly outflow: Outflow;
  readonly newId: () => string;
  readonly clock: Clock;
  readonly timings: BarrierTimings;
  /** An earlier link to this server had a barrier: silence is then trouble of the link, not lack of a barrier. */
  readonly expected: boolean;
}

/** What the barriers acknowledge. Counts are of stanzas since the link began. */
export interface Outflow {
  /** How many there are, released or held. */
  readonly added: () => number;
  /** How many are released: the next barrier covers them. */
  readonly reach: () => number;
  /** A barrier was written: more may be released behind it. */
  readonly launched: () => void;
  /** One that covered `reached` has come back, so many ms after it was first sent. */
  readonly acknowledged: (reached: number, took: number) => void;
}

/** In milliseconds. */
export interface BarrierTimings {
  /** Until another kind is tried. */
  readonly answer: number;
  /** Between two barriers. */
  readonly gap: number;
  /** Until it is tried again where there was none. */
  readonly retry: number;
  /** Until it is sent again, because it may come back over another link, which may die with it. */
  readonly repeat: number;
}

/** How often to ask, alternating between the targets, before there is said to be no barrier. */
const ASKS = 2;
/** A server that has answered before is slow rather than unable. */
const ASKS_WHERE_TRUSTED = 4;

interface Caller {
  /** What it wants acknowledged: the first so many stanzas. */
  readonly upTo: number;
  readonly resolve: (known: boolean) => void;
  readonly reject: (error: BridgeError) => void;
}

/** One barrier under way, perhaps asked more than once: any of its ids coming back covers its callers. */
interface Flight {
  readonly callers: Caller[];
  readonly reached: number;
  readonly ids: Map<string, BarrierTarget>;
  readonly launchedAt: number;
  /** How often a target was asked, without mere repeats. */
  asks: number;
  /** When the present target was asked, and until when it may answer. */
  askedAt: number;
  dueAt: number;
}

export class Barrier {
  readonly #deps: BarrierDeps;
  #kind: BarrierKind = 'unproven';
  #target: BarrierTarget = 'self';
  #flight: Flight | undefined;
  /** Came after the flight was sent: only the next one covers them. */
  #waiting: Caller[] = [];
  #lastSent = Number.NEGATIVE_INFINITY;
  #returnedAt = Number.NEGATIVE_INFINITY;
  #cancelTimer: () => void = () => undefined;
  #over = false;

  constructor(deps: BarrierDeps) {
    this.#deps = deps;
  }

  get kind(): BarrierKind {
    return this.#kind;
  }

  get proven(): boolean {
    return this.#kind === 'self' || this.#kind === 'server';
  }

  /** A missing answer means that the link is dead, because one came before. */
  get trusted(): boolean {
    return this.proven || this.#deps.expected;
  }

  /** When one last came back, by `clock.elapsed`: the server lives, over whichever link it said so. */
  get returnedAt(): number {
    return this.#returnedAt;
  }

  /** Finds out, when the link comes up, whether there is a barrier. */
  prove(): void {
    if (this.#flight === undefined) this.#launch();
  }

  /** True when all that was written before this call has reached the server; false when that cannot be known. */
  wait(): Promise<boolean> {
    if (this.#over) return Promise.reject(lost());
    if (this.#kind === 'none') return Promise.resolve(false);
    return new Promise((resolve, reject) => {
      const caller = { upTo: this.#deps.outflow.added(), resolve, reject };
      if (this.#flight !== undefined && caller.upTo <= this.#flight.reached) {
        this.#flight.callers.push(caller);
        return;
      }
      this.#waiting.push(caller);
      if (this.#flight === undefined && this.#waiting.length === 1) this.#launchWhenDue();
    });
  }

  /** Writes one now, unless one is under way or there is none. */
  hurry(): void {
    if (!this.#over && this.#flight === undefined && this.#kind !== 'none') this.#launch();
  }

  /** Writes one when it is due, unless one is under way or there is none. */
  request(): void {
    if (!this.#over && this.#flight === undefined && this.#kind !== 'none') this.#launchWhenDue();
  }

  /** True when the id was one of ours: its iq has come back, or was answered in whatever way. */
  returned(id: string): boolean {
    const target = this.#flight?.ids.get(id);
    if (this.#flight === undefined || target === undefined) return false;
    const { callers, launchedAt, reached } = this.#flight;
    this.#flight = undefined;
    this.#returnedAt = this.#deps.clock.elapsed();
    this.#cancelTimer();
    this.#target = target;
    this.#become(target);
    for (const caller of callers) caller.resolve(true);
    this.#deps.outflow.acknowledged(reached, this.#returnedAt - launchedAt);
    if (this.#waiting.length > 0) this.request();
    return true;
  }

  /** The link is gone: nobody will ever know. */
  lost(): void {
    this.#over = true;
    this.#cancelTimer();
    for (const caller of this.#takeAll()) caller.reject(lost());
  }

  #launchWhenDue(): void {
    const { clock, timings } = this.#deps;
    const wait = this.#lastSent + timings.gap - clock.elapsed();
    if (wait <= 0) this.#launch();
    else this.#setTimer(wait, () => this.#launch());
  }

  #launch(): void {
    const { clock, outflow } = this.#deps;
    const times = { launchedAt: clock.elapsed(), askedAt: 0, dueAt: 0 };
    const reached = outflow.reach();
    const callers = this.#waiting.filter(({ upTo }) => upTo <= reached);
    this.#waiting = this.#waiting.filter(({ upTo }) => upTo > reached);
    this.#flight = { callers, reached, ids: new Map(), asks: 0, ...times };
    this.#ask(this.#flight);
    outflow.launched();
  }

  #ask(flight: Flight): void {
    const { clock, timings } = this.#deps;
    flight.asks += 1;
    flight.askedAt = clock.elapsed();
    flight.dueAt = flight.askedAt + timings.answer;
    this.#send(flight);
  }

  #send(flight: Flight): void {
    const { clock, newId, send } = this.#deps;
    const id = newId();
    flight.ids.set(id, this.#target);
    this.#lastSent = clock.elapsed();
    this.#await(flight);
    send(this.#target, id);
  }

  #await(flight: Flight): void {
    const { clock, timings } = this.#deps;
    const left = flight.dueAt - clock.elapsed();
    if (timings.repeat < left) this.#setTimer(timings.repeat, () => this.#send(flight));
    else this.#setTimer(left, () => this.#late(flight));
  }

  #late(flight: Flight): void {
    if (this.#linkIsSuspect(flight)) {
      flight.dueAt = this.#deps.clock.elapsed() + this.#deps.timings.answer;
      this.#await(flight);
    } else if (flight.asks < this.#patience()) {
      this.#target = this.#target === 'self' ? 'server' : 'self';
      this.#ask(flight);
    } else {
      this.#giveUp();
    }
  }

  #patience(): number {
    return this.trusted ? ASKS_WHERE_TRUSTED : ASKS;
  }

  /** A link that says nothing at all has no news about barriers; whether it lives is the keep-alive's question. */
  #linkIsSuspect(flight: Flight): boolean {
    const heard = this.#deps.heard(flight.askedAt);
    return heard === 'not-reading' || (heard === 'nothing' && this.trusted);
  }

  #giveUp(): void {
    const callers = this.#takeAll();
    this.#target = 'self';
    this.#become('none');
    for (const caller of callers) caller.resolve(false);
    this.#setTimer(this.#deps.timings.retry, () => this.#launch());
  }

  #become(kind: BarrierKind): void {
    if (kind === this.#kind) return;
    this.#kind = kind;
    this.#deps.changed(kind);
  }

  #takeAll(): Caller[] {
    const all = [...(this.#flight?.callers ?? []), ...this.#waiting];
    this.#flight = undefined;
    this.#waiting = [];
    return all;
  }

  #setTimer(delay: number, run: () => void): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#deps.clock.after(delay, run);
  }
}

function lost(): BridgeError {
  return new BridgeError('link-lost', 'The link to the XMPP server dropped before it answered.');
}
