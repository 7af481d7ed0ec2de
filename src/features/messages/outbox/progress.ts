import { comparePositions, LOG_START, type Space } from '../../../store/store.ts';
import type { Flight } from './flight.ts';
import type { HeldBack } from './held.ts';
import type { Settlement } from './settlement.ts';
import type { Runtime } from '../../runtime.ts';

export interface ProgressDeps extends Pick<Runtime, 'store' | 'monotonic'> {
  /** The partition's log. */
  readonly log: string;
  readonly settlement: Pick<Settlement, 'note'>;
  readonly isOnline: () => boolean;
}

/** How far one log was written, by its name. A few bytes for each partition. */
const WRITTEN: Space = { name: 'outbox-written', ttl: 'forever' };

/** What a sender leaves to the next: it is writing now, or where it stopped. */
type Note = { readonly writing: true } | { readonly upTo: string };

/** While all is well a stanza is written and acknowledged in less. */
const SLOW_MS = 400;

/**
 * How far a sender is. Entries are written in the order of the log, so one position tells which of those that are still
 * in it were ever written.
 */
export class Progress {
  readonly #deps: ProgressDeps;
  /** Whatever stands behind it was never written to any link. */
  #upTo = LOG_START;
  #session: { readonly flight: Flight; upTo: string } | undefined;
  /** When the sender last had nothing left to write; undefined while that is so. */
  #busySince: number | undefined;

  constructor(deps: ProgressDeps) {
    this.#deps = deps;
  }

  /** Learns what earlier senders have written. Throws `store-unavailable`. */
  async load(): Promise<void> {
    const { store, log } = this.#deps;
    const stored = await store.get(WRITTEN, log);
    if (stored === undefined) return;
    const note = JSON.parse(stored.value) as Note;
    // It died while it had a link: any of these may have gone out.
    this.#upTo = 'writing' in note ? (await store.info(log)).last : note.upTo;
    // So that who comes next does not take what is appended from now on for written.
    if ('writing' in note) await this.#note({ upTo: this.#upTo });
  }

  /** A link is up. False: the lease is lost. Throws `store-unavailable`; then nothing may be written. */
  async begin(flight: Flight): Promise<boolean> {
    const held = await this.#note({ writing: true });
    this.#session = { flight, upTo: LOG_START };
    this.busy();
    return held;
  }

  /** What is in the air now is not acknowledged any more. */
  linkLost(): void {
    this.#session = undefined;
  }

  /** Nothing more is written to this link. */
  async end(): Promise<void> {
    this.#session = undefined;
    // Without it, the next sender takes what is in the log for written.
    await this.#note({ upTo: this.#upTo }).catch(() => undefined);
  }

  wrote(position: string): void {
    if (comparePositions(position, this.#upTo) > 0) this.#upTo = position;
    const session = this.#session;
    // What waited for a room is written after what stands behind it.
    if (session !== undefined && comparePositions(position, session.upTo) > 0) {
      session.upTo = position;
    }
  }

  busy(): void {
    this.#busySince ??= this.#deps.monotonic();
  }

  caughtUp(): void {
    this.#busySince = undefined;
  }

  /** Whether stanzas wait to be written or acknowledged for longer than they do while all is well. */
  isBehind(): boolean {
    const session = this.#session;
    if (session === undefined || !this.#deps.isOnline()) return true;
    const now = this.#deps.monotonic();
    return now - (this.#busySince ?? now) > SLOW_MS || isStalled(session.flight);
  }

  /** Whether it was written to any link, as far as can be known. */
  wasWritten(position: string): boolean {
    return comparePositions(position, this.#upTo) <= 0;
  }

  /** Whether it was written to the present link, and that one still acknowledges. */
  isLanding(position: string): boolean {
    const session = this.#session;
    if (session === undefined || isStalled(session.flight)) return false;
    return comparePositions(position, session.upTo) <= 0;
  }

  #note(note: Note): Promise<boolean> {
    return this.#deps.settlement.note(WRITTEN, JSON.stringify(note));
  }
}

function isStalled(flight: Flight): boolean {
  return flight.stalledMs() > SLOW_MS;
}

/** Entries are written in the order of the log, except those that wait for a room. */
export function withHeld(
  progress: Progress,
  held: Pick<HeldBack, 'size' | 'has'>,
): Pick<Progress, 'isBehind' | 'wasWritten' | 'isLanding'> {
  return {
    isBehind: () => held.size > 0 || progress.isBehind(),
    wasWritten: (position) => !held.has(position) && progress.wasWritten(position),
    isLanding: (position) => !held.has(position) && progress.isLanding(position),
  };
}
