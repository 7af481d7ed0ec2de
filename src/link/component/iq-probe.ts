/**
 * Finds out whether the server passes on the IQs that we send to domains and bare JIDs. It works through a stream in
 * order (RFC 6120 §10.1): when a barrier that was sent after an IQ to our own domain comes back and the IQ does not, the
 * server has dropped it, and drops those of callers alike.
 *
 * COMPAT: ejabberd 24.10 to 24.12 drops them without an error while mod_privilege is loaded (processone/ejabberd#4336). It
 * passes on what goes to a full JID, as our barrier does.
 */

export interface IqProbeDeps {
  /** Writes an IQ to our own domain. */
  readonly send: (id: string) => void;
  readonly newId: () => string;
  /** As `Barrier.wait`. */
  readonly acknowledged: () => Promise<boolean>;
  /** Runs after so many ms, unless the stream is over by then. */
  readonly after: (ms: number, run: () => void) => void;
  readonly changed: (drops: boolean) => void;
}

/** Between two looks, ms. A server whose configuration is mended is to be known soon. */
const EVERY = 30_000;
const EVERY_WHERE_DROPPED = 5_000;
/** For an IQ that comes back over the link of another replica, and is passed on from there. */
const GRACE = 250;
/** One may come back over a link that dies with it. */
const TRIES = 2;

export class IqProbe {
  readonly #deps: IqProbeDeps;
  readonly #ids = new Set<string>();
  #drops = false;

  constructor(deps: IqProbeDeps) {
    this.#deps = deps;
  }

  /** Whether the last look found that IQs are dropped. */
  get drops(): boolean {
    return this.#drops;
  }

  /** Looks now, and again from time to time. */
  start(): void {
    this.#try(1);
  }

  /** True when the id was one of ours. */
  returned(id: string): boolean {
    if (!this.#ids.has(id)) return false;
    this.#ids.clear();
    this.#become(false);
    return true;
  }

  #try(attempt: number): void {
    const { send, newId, after } = this.#deps;
    const id = newId();
    this.#ids.add(id);
    send(id);
    this.#dealtWith().then((known) => {
      after(GRACE, () => this.#judge(known, attempt));
    }, ended);
  }

  /** The first barrier to return may have left before the IQ; the second cannot. False when there is none. */
  async #dealtWith(): Promise<boolean> {
    const { acknowledged } = this.#deps;
    return (await acknowledged()) && (await acknowledged());
  }

  #judge(known: boolean, attempt: number): void {
    const isMissing = known && this.#ids.size > 0;
    if (isMissing && attempt < TRIES) {
      this.#try(attempt + 1);
      return;
    }
    if (isMissing) this.#become(true);
    this.#ids.clear();
    this.#deps.after(this.#drops ? EVERY_WHERE_DROPPED : EVERY, () => this.start());
  }

  #become(drops: boolean): void {
    if (drops === this.#drops) return;
    this.#drops = drops;
    this.#deps.changed(drops);
  }
}

/** The stream is over, and so is the looking. */
function ended(): void {
  // As said.
}
