/**
 * Decides when stanzas go out: releases what the window allows and holds the rest. A barrier is written behind what is
 * released, before what is held, and acknowledges it when it returns.
 */
import type { Clock } from './clock.ts';
import { CHARS_PER_STANZA, FIRST_WINDOW, nextWindow, type Window } from './window.ts';

export interface PacerDeps {
  /** Writes behind everything released before. */
  readonly write: (texts: readonly string[]) => void;
  /** Asks for a barrier: at once, because nothing more may be released, or soon, to learn what has arrived. */
  readonly ask: (when: 'now' | 'soon') => void;
  readonly clock: Pick<Clock, 'elapsed'>;
}

/** What may be written now without being held. */
export interface Room {
  readonly stanzas: number;
  readonly chars: number;
}

interface Item {
  readonly text: string;
  readonly care: Care;
}

/**
 * What becomes of a stanza that is lost: one that is kept is written again. `alone`: it is kept, and nothing else may be
 * on its way with it.
 */
export type Care = 'direct' | 'kept' | 'alone';

/** After such a pause, in ms, nothing is known of how fast the server is. */
const IDLE_MS = 5_000;
const UNLIMITED: Room = { stanzas: Infinity, chars: Infinity };

export class Pacer {
  readonly #deps: PacerDeps;
  #held: Item[] = [];
  #heldChars = 0;
  #unacknowledged: Item[] = [];
  #unacknowledgedChars = 0;
  /** Released since the last barrier was written. */
  #unasked: Room = NOTHING;
  #window: Window = FIRST_WINDOW;
  /** Stanzas added, and released, since the link began. */
  #added = 0;
  #released = 0;
  /** Whether the window held something back since a barrier last returned. */
  #wasFull = false;
  #isOpen = false;
  #isCareful = false;
  #movedAt: number;
  #waiters: (() => void)[] = [];

  constructor(deps: PacerDeps) {
    this.#deps = deps;
    this.#movedAt = deps.clock.elapsed();
  }

  /** In stanzas; 0 where there is no barrier, and so no window. */
  get window(): number {
    return this.#isOpen ? 0 : this.#window.size;
  }

  get heldChars(): number {
    return this.#heldChars;
  }

  /** How many stanzas were added: what a barrier has to cover that is asked for now. */
  get added(): number {
    return this.#added;
  }

  /** Written and not acknowledged, oldest first. Empty where there is no barrier. */
  get unacknowledged(): readonly string[] {
    return this.#unacknowledged.map(({ text }) => text);
  }

  /** How many of these nobody will write again. */
  get directUnacknowledged(): number {
    return this.#unacknowledged.filter(({ care }) => care === 'direct').length;
  }

  get hasUnacknowledged(): boolean {
    return this.#unacknowledged.length > 0;
  }

  /** From now on each direct stanza leaves alone, or none has to any more. */
  set careful(isCareful: boolean) {
    this.#isCareful = isCareful;
    this.flow();
  }

  add(texts: readonly string[], care: Care): void {
    for (const text of texts) {
      this.#held.push({ text, care });
      this.#heldChars += text.length;
    }
    this.#added += texts.length;
    this.flow();
  }

  room(): Room {
    if (this.#isOpen) return UNLIMITED;
    if (this.#held.length > 0 || this.#isLoneOnItsWay()) return NOTHING;
    return this.#limit();
  }

  /** Resolves when there is room for a stanza, and at the end. */
  hasRoom(): Promise<void> {
    return isRoomy(this.room())
      ? Promise.resolve()
      : new Promise((done) => this.#waiters.push(done));
  }

  /** A barrier is about to be written. Gives what it will cover: how many stanzas were released so far. */
  reach(): number {
    this.#unasked = NOTHING;
    return this.#released;
  }

  /** A barrier that covered `reached` has returned after so many ms. `flow` goes on from there. */
  acknowledged(reached: number, took: number): void {
    const before = this.#released - this.#unacknowledged.length;
    const gone = this.#unacknowledged.splice(0, Math.max(0, reached - before));
    for (const { text } of gone) this.#unacknowledgedChars -= text.length;
    this.#window = nextWindow(this.#window, { took, wasFull: this.#wasFull });
    this.#wasFull = false;
    this.#isOpen = false;
    this.#movedAt = this.#deps.clock.elapsed();
  }

  /** Nobody knows whether there is a barrier, or there is none: nothing is held any more. */
  open(): void {
    this.#isOpen = true;
    this.#unacknowledged = [];
    this.#unacknowledgedChars = 0;
    this.flow();
  }

  /** Releases what there is room for, and asks for the barrier that makes more. */
  flow(): void {
    this.#restartWhenIdle();
    this.#release();
    if (!this.#isOpen && this.hasUnacknowledged) {
      const isFull = !isRoomy(this.#limit()) || this.#held.length > 0 || this.#isLoneOnItsWay();
      if (isFull) this.#wasFull = true;
      this.#deps.ask(isFull ? 'now' : 'soon');
    }
    if (isRoomy(this.room())) this.#wake();
  }

  /** Nothing is released any more. */
  end(): void {
    this.#held = [];
    this.#heldChars = 0;
    this.#wake();
  }

  /**
   * The window less what is on its way; half of it at most until the next barrier is written, so that the server has the
   * other half to work on while that barrier returns.
   */
  #limit(): Room {
    if (this.#isOpen) return UNLIMITED;
    const { size } = this.#window;
    const chars = size * CHARS_PER_STANZA;
    const stanzasToBarrier = Math.ceil(size / 2) - this.#unasked.stanzas;
    return {
      stanzas: Math.min(size - this.#unacknowledged.length, stanzasToBarrier),
      chars: Math.min(chars - this.#unacknowledgedChars, chars / 2 - this.#unasked.chars),
    };
  }

  #release(): void {
    const { stanzas, chars } = this.#limit();
    const texts: string[] = [];
    let released = 0;
    for (const item of this.#held) {
      if (texts.length >= stanzas || released >= chars || !this.#mayGo(item)) break;
      texts.push(item.text);
      released += item.text.length;
      if (!this.#isOpen) this.#unacknowledged.push(item);
    }
    if (texts.length === 0) return;
    this.#held.splice(0, texts.length);
    this.#heldChars -= released;
    this.#released += texts.length;
    if (!this.#isOpen) this.#onItsWay(texts.length, released);
    this.#deps.write(texts);
  }

  #onItsWay(stanzas: number, chars: number): void {
    this.#unacknowledgedChars += chars;
    this.#unasked = {
      stanzas: this.#unasked.stanzas + stanzas,
      chars: this.#unasked.chars + chars,
    };
    this.#movedAt = this.#deps.clock.elapsed();
  }

  #mayGo(item: Item): boolean {
    if (this.#isOpen || !this.hasUnacknowledged) return true;
    return !this.#isLone(item) && !this.#isLoneOnItsWay();
  }

  #isLoneOnItsWay(): boolean {
    const [first] = this.#unacknowledged;
    return first !== undefined && this.#isLone(first);
  }

  #isLone({ care }: Item): boolean {
    return care === 'alone' || (care === 'direct' && this.#isCareful);
  }

  #restartWhenIdle(): void {
    if (this.hasUnacknowledged || this.#deps.clock.elapsed() - this.#movedAt < IDLE_MS) return;
    if (this.#window.size > FIRST_WINDOW.size) this.#window = FIRST_WINDOW;
  }

  #wake(): void {
    for (const done of this.#waiters.splice(0)) done();
  }
}

const NOTHING: Room = { stanzas: 0, chars: 0 };

function isRoomy({ stanzas, chars }: Room): boolean {
  return stanzas > 0 && chars > 0;
}
