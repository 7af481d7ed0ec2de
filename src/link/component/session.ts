/** One stream with what lives as long as it does: its barrier, its keepalive, and the way of each stanza that comes in. */
import type { Logger } from '../../observe/logger.ts';
import type { Excess } from '../../stanza/bounds.ts';
import type { XmlElement } from '../../core/element.ts';
import { Barrier } from './barrier.ts';
import type { BarrierTarget, Heard } from './barrier.ts';
import type { Clock } from '../clock.ts';
import type { LinkDriver, LinkSession, SessionListener, SessionOptions } from '../driver.ts';
import { nextKeepalive } from '../keepalive.ts';
import type { Keepalive } from '../keepalive.ts';
import { Pacer, type Care, type Room } from '../pacer.ts';
import { ComponentStream } from './stream.ts';
import { createOversizeLog } from '../oversize-log.ts';
import { barrierIq, ownXml } from './own-stanza.ts';
import { kindOf, replyToBad, replyToOversize } from './refusal.ts';
import { BARRIER_ID, routeStanza } from './router.ts';
import type { Route } from './router.ts';
import type { LinkSettings } from '../settings.ts';
import { READ_TO_THE_END, silenceFailure } from '../failure.ts';
import type { LinkFailure } from '../failure.ts';

/**
 * Of a stream that is read out, in ms: how long to wait for the server to end it, how long in all. After `silence` without a
 * byte nothing more is to come.
 */
const READ_OUT = { tick: 100, silence: 1_000, patience: 2_000, most: 60_000 };

/** What is counted: stanzas by their route, and what went wrong with them. */
type LinkCount = Route | 'own' | 'oversize' | 'reply-not-sent' | 'listener-failed';

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
   * A barrier of another stream came back here: where several replicas have a link, the server may return it
   * to any. `id` is what `newId` made.
   */
  readonly strayBarrier?: (id: string) => void;
}

type Timer = 'tick' | 'soon' | 'proof' | 'careful';

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
  /** Resolves when the stream is over. */
  readonly over: Promise<void>;
  readonly #deps: SessionDeps;
  readonly #listener: SessionListener;
  readonly #stream: ComponentStream;
  #resolveOver: () => void = () => undefined;
  #isOver = false;
  #keepalive: Keepalive = {};
  readonly #options: SessionOptions;
  readonly #pacer: Pacer;
  #isSoon = false;
  readonly #timers = new Map<Timer, () => void>();
  readonly #logOversize: ReturnType<typeof createOversizeLog>;

  constructor(deps: SessionDeps, listener: SessionListener, options: SessionOptions) {
    const { settings, clock } = deps;
    this.#deps = deps;
    this.#listener = listener;
    this.#logOversize = createOversizeLog(deps.logger, clock);
    this.over = new Promise((resolve) => (this.#resolveOver = resolve));
    this.#options = options;
    this.#pacer = new Pacer({
      clock,
      write: (texts) => this.#stream.send(texts),
      ask: (when) => this.#askForBarrier(when),
    });
    this.barrier = this.#newBarrier(options.barrierExpected);
    this.#stream = new ComponentStream(settings, clock, {
      online: () => this.#online(),
      mayWrite: () => listener.mayWrite(),
      stanza: (stanza) => this.#receive(stanza),
      oversize: (root, excess) => this.#refuse(root, excess),
      isAwaited: (root) => kindOf(root) === 'iq-answer' && listener.isAwaited(root),
      ended: (failure) => this.#ended(failure),
    });
  }

  get unsent(): number {
    return this.#stream.writeBuffer.unsent + this.#pacer.heldChars;
  }

  get window(): number {
    return this.#pacer.window;
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

  /** Resolves when everything written has reached the server, or after as long as a barrier may take. */
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

  /** Ends our side of the stream; `over` resolves when the server has ended its own. */
  close(): void {
    this.#stream.close();
  }

  destroy(failure: LinkFailure): void {
    this.#stream.destroy(failure);
  }

  readOut(): void {
    for (const cancel of this.#timers.values()) cancel();
    this.barrier.lost();
    this.#pacer.end();
    this.#stream.mute();
    this.#endWhenRead(this.#deps.clock.elapsed(), undefined);
  }

  /** A server that sees no reason to end the stream goes on routing to it: it is ended from here, behind what has come. */
  #endWhenRead(since: number, closedAt: number | undefined): void {
    const { clock } = this.#deps;
    const now = clock.elapsed();
    const isSilent = this.#silence(now, closedAt ?? since) >= READ_OUT.silence;
    const isOver = now - since >= READ_OUT.most || (isSilent && closedAt !== undefined);
    if (isOver) this.destroy(READ_TO_THE_END);
    const isDue = !isOver && (isSilent || now - since >= READ_OUT.patience);
    if (isDue) this.#stream.close();
    if (this.#isOver) return;
    const closed = closedAt ?? (isDue ? now : undefined);
    this.#after('tick', READ_OUT.tick, () => this.#endWhenRead(since, closed));
  }

  /** Ms without a byte since a time; a socket that is not read says nothing. */
  #silence(now: number, since: number): number {
    return this.#stream.isReading ? now - Math.max(since, this.#stream.heardAt) : 0;
  }

  #online(): void {
    const { timings } = this.#deps.settings;
    this.#after('tick', timings.tick, () => this.#tick());
    if (!this.#options.barrierExpected) {
      this.#after('proof', PROOF_MS, () => this.#goOnUnproven());
    }
    if (this.#options.careful) {
      this.#pacer.careful = true;
      this.#after('careful', CAREFUL_MS, () => (this.#pacer.careful = false));
    }
    this.barrier.prove();
    this.#listener.online();
  }

  #ended(failure: LinkFailure): void {
    this.#isOver = true;
    for (const cancel of this.#timers.values()) cancel();
    const { unacknowledged: stanzas, directUnacknowledged: direct } = this.#pacer;
    const onItsWay = { stanzas, direct, proven: this.barrier.proven };
    this.barrier.lost();
    this.#pacer.end();
    this.#listener.ended(failure, onItsWay);
    this.#resolveOver();
  }

  #after(timer: Timer, ms: number, run: () => void): void {
    this.#timers.get(timer)?.();
    this.#timers.set(timer, this.#deps.clock.after(ms, run));
  }

  /** A server that returns no barrier must not be held up by the window until that is certain. */
  #goOnUnproven(): void {
    if (this.barrier.kind === 'unproven') this.#pacer.open();
  }

  #askForBarrier(when: 'now' | 'soon'): void {
    if (when === 'now') this.barrier.hurry();
    else if (!this.#isSoon) this.#askSoon();
  }

  /** What is sent directly waits for no barrier; one now and then tells what of it has arrived. */
  #askSoon(): void {
    this.#isSoon = true;
    this.#after('soon', SOON_MS, () => {
      this.#isSoon = false;
      if (this.#pacer.hasUnacknowledged) this.barrier.request();
    });
  }

  #receive(incoming: XmlElement): void {
    const { settings, logger } = this.#deps;
    const { route, stanza } = routeStanza(incoming, settings);
    const own = route === 'iq-request' ? this.#listener.ownReply(stanza) : undefined;
    this.#count(own === undefined ? route : 'own');
    if (own !== undefined) {
      this.#reply(own);
      return;
    }
    switch (route) {
      case 'barrier':
        this.#barrierBack((stanza.attributes['id'] ?? '').slice(BARRIER_ID.length));
        return;
      case 'bad-iq': {
        this.#reply(replyToBad(stanza));
        return;
      }
      case 'misaddressed':
      case 'unknown': {
        const fields = { route, kind: stanza.name, stanza: stanza.attributes['id'] };
        logger.debug(fields, 'an incoming stanza is dropped');
        return;
      }
      default: {
        this.#toWork(stanza, () => this.#listener.stanza(stanza));
        return;
      }
    }
  }

  #barrierBack(id: string): void {
    if (!this.barrier.returned(id)) this.#deps.strayBarrier?.(id);
  }

  #toWork(stanza: XmlElement, give: () => void): void {
    try {
      give();
    } catch (error) {
      this.#count('listener-failed');
      const reason = String(error);
      const fields = { reason, kind: stanza.name, stanza: stanza.attributes['id'] };
      this.#deps.logger.error(fields, 'an incoming stanza was not handled');
    }
  }

  /** Of a stanza over a bound only the start tag is known, if that. */
  #refuse(root: XmlElement | undefined, excess: Excess): void {
    const { settings, name } = this.#deps;
    const kind = kindOf(root);
    this.#count('oversize');
    this.#listener.overBound(kind, excess.bound);
    const routed = root && kind !== 'other' ? routeStanza(root, settings) : undefined;
    this.#logOversize(routed?.stanza ?? root, excess);
    if (routed === undefined || routed.route === 'misaddressed') return;
    const { stanza } = routed;
    if (kind !== 'iq-answer')
      this.#reply(replyToOversize(stanza, excess, { domain: settings.domain, name }));
    else this.#toWork(stanza, () => this.#listener.answerTooLarge(stanza, excess));
  }

  /** A server that takes nothing gets no answers either: what it asked is worth less than our memory. */
  #reply(reply: XmlElement | undefined): void {
    if (reply === undefined) return;
    const { settings } = this.#deps;
    const xml = this.unsent < settings.bounds.unsent ? ownXml(reply, settings.domain) : undefined;
    if (xml === undefined) this.#count('reply-not-sent');
    else this.send([xml], 'direct');
  }

  #count(what: LinkCount): void {
    this.#listener.count(what);
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

  #sendBarrier(target: BarrierTarget, id: string): void {
    const xml = barrierIq(BARRIER_ID + id, target, this.#deps.settings);
    if (xml !== undefined) this.#stream.send([xml]);
  }

  #heard(since: number): Heard {
    if (!this.#stream.isReading) return 'not-reading';
    return this.#stream.heardAt >= since ? 'something' : 'nothing';
  }

  #tick(): void {
    const { settings } = this.#deps;
    const { keepalive, then } = nextKeepalive(
      this.#keepalive,
      this.#keepaliveFacts(),
      settings.timings,
    );
    this.#keepalive = keepalive;
    if (then === 'give-up') {
      this.destroy(silenceFailure('online'));
      return;
    }
    if (then === 'ask') this.#askForLife();
    this.#after('tick', settings.timings.tick, () => this.#tick());
  }

  #keepaliveFacts() {
    const { writeBuffer, isReading } = this.#stream;
    const heardAt = Math.max(this.#stream.heardAt, this.barrier.returnedAt);
    const { unsent, taken } = writeBuffer;
    const now = this.#deps.clock.elapsed();
    return { now, heardAt, reading: isReading, unsent, taken, answers: this.barrier.trusted };
  }

  /** Any barrier will do, also one under way. Without barriers a space makes TCP find out (RFC 6120 §4.6.1). */
  #askForLife(): void {
    if (this.barrier.kind === 'none') this.#stream.send([' ']);
    else this.barrier.wait().catch(() => undefined);
  }
}
