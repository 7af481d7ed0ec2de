/** One stream with what lives as long as it does: its barrier, its pacer, its timers, and the way of what comes in. */
import type { Logger } from '../../observe/logger.ts';
import type { Clock } from '../clock.ts';
import type { LinkDriver, LinkSession, SessionListener, SessionOptions } from '../driver.ts';
import { READ_TO_THE_END, silenceFailure, type LinkFailure } from '../failure.ts';
import { DROPPED_IQS } from '../link.ts';
import { Pacer, type Care, type Room } from '../pacer.ts';
import type { LinkSettings } from '../settings.ts';
import { Barrier, type BarrierTarget, type Heard } from './barrier.ts';
import { Incoming } from './incoming.ts';
import { watchLiveness } from './liveness.ts';
import { IqProbe } from './iq-probe.ts';
import { barrierIq, probeIq } from './own-stanza.ts';
import { readToTheEnd } from './read-out.ts';
import { BARRIER_ID } from './router.ts';
import { ComponentStream } from './stream.ts';
import { Timers } from './timers.ts';

export interface SessionDeps {
  readonly settings: LinkSettings;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Hard to guess, and the same characters in any case. */
  readonly newId: () => string;
  /** Of the software, for refusals. */
  readonly name: string;
  /** Of a barrier that came back, ms. */
  readonly barrierTook?: (ms: number) => void;
  /**
   * A barrier or probe of another stream came back here: where several replicas have a link, the server may return it
   * to any. `id` is what `newId` made.
   */
  readonly strayBarrier?: (id: string) => void;
}

type Timer = 'tick' | 'soon' | 'proof' | 'careful' | 'probe';

/** Without a barrier for so long the window holds nothing back, where the server has never returned one. */
const PROOF_MS = 2_000;
const SOON_MS = 100;
/** Callers who were told to try again do so within this. */
const CAREFUL_MS = 10_000;

/** Streams of an external component (XEP-0114). */
export function componentDriver(deps: SessionDeps): LinkDriver {
  return {
    open: (listener, options) => new ComponentSession(deps, listener, options),
  };
}

class ComponentSession implements LinkSession {
  readonly barrier: Barrier;
  readonly over: Promise<void>;
  readonly #deps: SessionDeps;
  readonly #listener: SessionListener;
  readonly #stream: ComponentStream;
  #resolveOver: () => void = () => undefined;
  readonly #options: SessionOptions;
  readonly #pacer: Pacer;
  readonly #timers: Timers<Timer>;
  readonly #probe: IqProbe;

  constructor(deps: SessionDeps, listener: SessionListener, options: SessionOptions) {
    const { settings, clock } = deps;
    this.#deps = deps;
    this.#listener = listener;
    this.#timers = new Timers(clock);
    this.over = new Promise((resolve) => (this.#resolveOver = resolve));
    this.#options = options;
    this.#pacer = new Pacer({
      clock,
      write: (texts) => this.#stream.send(texts),
      ask: (when) => this.#askForBarrier(when),
    });
    this.barrier = this.#newBarrier(options.barrierExpected);
    this.#probe = this.#newProbe();
    const incoming = this.#newIncoming();
    this.#stream = new ComponentStream(settings, clock, {
      online: () => this.#online(),
      mayWrite: () => listener.mayWrite(),
      stanza: (stanza) => incoming.receive(stanza),
      oversize: (root, excess) => incoming.refuse(root, excess),
      isAwaited: (root) => incoming.isAwaited(root),
      ended: (failure) => this.#ended(failure),
    });
  }

  get dropsIqs(): boolean {
    return this.#probe.drops;
  }

  get unsent(): number {
    return this.#stream.writeBuffer.unsent + this.#pacer.heldChars;
  }

  get window(): number {
    return this.#pacer.window;
  }

  returned(id: string): boolean {
    return this.barrier.returned(id) || this.#probe.returned(id);
  }

  send(stanzas: readonly string[], care: Care): void {
    this.#pacer.add(stanzas, care);
  }

  room(): Room {
    return this.#pacer.room();
  }

  async drained(): Promise<boolean> {
    await this.#pacer.hasRoom();
    return this.#stream.writeBuffer.drained();
  }

  pause(): void {
    this.#stream.pause();
  }

  resume(): void {
    this.#stream.resume();
  }

  async settle(): Promise<void> {
    const { clock, settings } = this.#deps;
    let cancel: () => void = () => undefined;
    const late = new Promise<void>((resolve) => {
      cancel = clock.after(settings.timings.barrier, resolve);
    });
    const acknowledged = this.barrier.wait().then(
      (known) => (known ? undefined : this.#stream.writeBuffer.flushed()),
      () => undefined,
    );
    await Promise.race([acknowledged, late, this.over]);
    cancel();
  }

  close(): void {
    this.#stream.close();
  }

  destroy(failure: LinkFailure): void {
    this.#stream.destroy(failure);
  }

  readOut(): void {
    this.#timers.cancelAll();
    this.barrier.lost();
    this.#pacer.end();
    this.#stream.mute();
    readToTheEnd({
      stream: this.#stream,
      clock: this.#deps.clock,
      after: (ms, run) => this.#timers.set('tick', ms, run),
      end: () => this.destroy(READ_TO_THE_END),
    });
  }

  #online(): void {
    this.#watchLiveness();
    if (!this.#options.barrierExpected) {
      // A server that returns no barrier must not be held up by the window until that is certain.
      this.#timers.set('proof', PROOF_MS, () => {
        if (this.barrier.kind === 'unproven') this.#pacer.open();
      });
    }
    if (this.#options.careful) {
      this.#pacer.careful = true;
      this.#timers.set('careful', CAREFUL_MS, () => (this.#pacer.careful = false));
    }
    this.barrier.prove();
    this.#probe.start();
    this.#listener.online();
  }

  #ended(failure: LinkFailure): void {
    this.#timers.end();
    const { unacknowledged: stanzas, directUnacknowledged: direct } = this.#pacer;
    const onItsWay = { stanzas, direct, proven: this.barrier.proven };
    this.barrier.lost();
    this.#pacer.end();
    this.#listener.ended(failure, onItsWay);
    this.#resolveOver();
  }

  /** What is sent directly waits for no barrier; one now and then tells what of it has arrived. */
  #askForBarrier(when: 'now' | 'soon'): void {
    if (when === 'now') this.barrier.hurry();
    else if (!this.#timers.isSet('soon')) {
      this.#timers.set('soon', SOON_MS, () => {
        if (this.#pacer.hasUnacknowledged) this.barrier.request();
      });
    }
  }

  #newBarrier(expected: boolean): Barrier {
    const { settings, clock, logger, newId, barrierTook } = this.#deps;
    const { timings } = settings;
    const { barrier: answer, barrierGap: gap, barrierRetry: retry } = timings;
    return new Barrier({
      send: (target, id) => this.#sendBarrier(target, id),
      heard: (since) => this.#heard(since),
      changed: (kind) => {
        logger[kind === 'none' ? 'warn' : 'info']({ barrier: kind }, 'barrier kind');
        if (kind === 'none') this.#pacer.open();
      },
      outflow: {
        added: () => this.#pacer.added,
        reach: () => this.#pacer.reach(),
        launched: () => this.#pacer.flow(),
        acknowledged: (reached, took) => {
          barrierTook?.(took);
          this.#pacer.acknowledged(reached, took);
          this.#pacer.flow();
        },
      },
      newId,
      clock,
      timings: { answer, gap, retry, repeat: timings.barrierRepeat },
      expected,
    });
  }

  #newProbe(): IqProbe {
    const { settings, logger, newId } = this.#deps;
    return new IqProbe({
      send: (id) => this.#sendOwn(probeIq(BARRIER_ID + id, settings)),
      newId,
      acknowledged: () => this.barrier.wait(),
      after: (ms, run) => this.#timers.set('probe', ms, run),
      changed: (drops) => {
        if (drops) logger.warn({ reason: DROPPED_IQS }, 'IQs are dropped');
        else logger.info({}, 'IQs are passed on again');
      },
    });
  }

  #sendBarrier(target: BarrierTarget, id: string): void {
    this.#sendOwn(barrierIq(BARRIER_ID + id, target, this.#deps.settings));
  }

  #sendOwn(xml: string | undefined): void {
    if (xml !== undefined) this.#stream.send([xml]);
  }

  #heard(since: number): Heard {
    if (!this.#stream.isReading) return 'not-reading';
    return this.#stream.heardAt >= since ? 'something' : 'nothing';
  }

  #newIncoming(): Incoming {
    const { settings, name, clock, logger, strayBarrier } = this.#deps;
    return new Incoming({
      own: settings,
      name,
      clock,
      logger,
      listener: this.#listener,
      barrierBack: (id) => {
        if (!this.returned(id)) strayBarrier?.(id);
      },
      mayReply: () => this.unsent < settings.bounds.unsent,
      reply: (xml) => this.send([xml], 'direct'),
    });
  }

  #watchLiveness(): void {
    watchLiveness({
      stream: this.#stream,
      barrier: this.barrier,
      clock: this.#deps.clock,
      timings: this.#deps.settings.timings,
      after: (ms, run) => this.#timers.set('tick', ms, run),
      dead: () => this.destroy(silenceFailure('online')),
    });
  }
}
