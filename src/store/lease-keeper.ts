import type { Logger } from '../observe/logger.ts';
import type { Store, Subscription } from './store.ts';

export interface LeaseKeeperDeps {
  readonly store: Store;
  readonly lease: string;
  readonly holder: string;
  readonly ttlMs: number;
  /** How often it is renewed while held. */
  readonly renewMs: number;
  /** How often it is asked for while another holds it. */
  readonly pollMs: number;
  /** Given up this long before the store would: another may be granted it at any moment after. */
  readonly marginMs: number;
  /** Whether it is asked for now, while it is not held. Absent: always. */
  readonly mayAsk?: () => boolean;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic: () => number;
  readonly logger: Logger;
  /** `granted` and `lost` are called in turn, never one of them twice without the other between. */
  readonly granted: (epoch: number, circumstances: Circumstances) => void;
  readonly lost: (reason: string) => void;
}

export interface Circumstances {
  /** The store did not answer before: whoever held the lease may still have something to write. */
  readonly afterOutage: boolean;
}

/** Keeps asking for a lease, renews it while held, and gives it up in time when the store cannot be reached. */
export interface LeaseKeeper {
  /** The epoch at which it is held at this very moment, also before a process that was suspended has noticed it. */
  readonly epoch: () => number | undefined;
  /** Gives the lease away if it is held, and asks for it again after so many ms. `lost` is called first. */
  readonly stepAside: (forMs: number) => Promise<void>;
  /** Stops asking and gives the lease away. `lost` is called first if it was held. */
  readonly release: () => Promise<void>;
}

export function keepLease(deps: LeaseKeeperDeps): LeaseKeeper {
  const keeping = new Keeping(deps);
  return {
    epoch: () => keeping.epoch,
    stepAside: (forMs) => keeping.stepAside(forMs),
    release: () => keeping.release(),
  };
}

/** On this channel a holder says that it gave a lease away, so that the next need not wait for its turn to ask. */
const freedChannel = (lease: string) => `lease:${lease}`;

class Keeping {
  readonly #deps: LeaseKeeperDeps;
  readonly #freed: Subscription;
  #held: { readonly epoch: number; readonly since: number } | undefined;
  #stopped = false;
  /** The store did not answer the last time. */
  #wasAway = false;
  #next: NodeJS.Timeout | undefined;
  #selfFence: NodeJS.Timeout | undefined;
  #current: Promise<void>;

  constructor(deps: LeaseKeeperDeps) {
    this.#deps = deps;
    this.#freed = deps.store.subscribe(freedChannel(deps.lease), (by) => {
      if (this.#held !== undefined || this.#stopped || by === deps.holder) return;
      clearTimeout(this.#next);
      this.#current = this.#current.then(() => this.#turn());
    });
    this.#current = this.#turn();
  }

  get epoch(): number | undefined {
    return this.#hasLapsed() ? undefined : this.#held?.epoch;
  }

  stepAside(forMs: number): Promise<void> {
    this.#current = this.#current.then(() => this.#aside(forMs));
    return this.#current;
  }

  async release(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#next);
    this.#freed.end();
    await this.#current;
    const epoch = this.#held?.epoch;
    this.#giveUp('the lease was given away');
    if (epoch !== undefined) await this.#giveAway(epoch);
  }

  async #aside(forMs: number): Promise<void> {
    const epoch = this.#held?.epoch;
    if (epoch === undefined || this.#stopped) return;
    clearTimeout(this.#next);
    this.#giveUp('another replica may have more luck');
    // Where the store does not answer, the lease runs out by itself.
    await this.#giveAway(epoch).catch(() => undefined);
    this.#askAfter(forMs);
  }

  async #giveAway(epoch: number): Promise<void> {
    const { store, lease, holder } = this.#deps;
    await store.release(lease, holder, epoch);
    await store.publish(freedChannel(lease), holder);
  }

  async #turn(): Promise<void> {
    const { lease, logger, pollMs, renewMs } = this.#deps;
    // One turn follows the other, also where a signal brought one forward.
    clearTimeout(this.#next);
    let answered = true;
    try {
      await this.#ask();
      this.#wasAway = false;
    } catch (error) {
      answered = false;
      this.#wasAway = true;
      // The store itself says that it is away, once.
      logger.debug({ lease, reason: String(error) }, 'the lease was not answered');
    }
    // A renewal that failed is tried again soon: the lease may outlast a short outage.
    this.#askAfter(this.#held === undefined || !answered ? pollMs : renewMs);
  }

  #askAfter(ms: number): void {
    if (this.#stopped) return;
    this.#next = setTimeout(() => {
      this.#current = this.#turn();
    }, ms);
  }

  async #ask(): Promise<void> {
    // A replica that was suspended finds its lease run out before it does anything else.
    if (this.#hasLapsed()) this.#giveUp('the process was suspended past its lease');
    if (this.#held === undefined) await this.#acquire();
    else await this.#renew(this.#held.epoch);
  }

  #hasLapsed(): boolean {
    const { monotonic, ttlMs, marginMs } = this.#deps;
    return this.#held !== undefined && monotonic() - this.#held.since > ttlMs - marginMs;
  }

  async #acquire(): Promise<void> {
    const { store, lease, holder, ttlMs, monotonic, mayAsk } = this.#deps;
    if (mayAsk?.() === false) return;
    const asked = monotonic();
    const grant = await store.acquire(lease, holder, ttlMs);
    if (grant === undefined) return;
    if (this.#stopped) await store.release(lease, holder, grant.epoch);
    else this.#hold(grant.epoch, asked);
  }

  async #renew(epoch: number): Promise<void> {
    const { store, lease, holder, ttlMs, monotonic } = this.#deps;
    const asked = monotonic();
    const renewed = await store.renew(lease, holder, epoch, ttlMs);
    if (!renewed) this.#giveUp('another replica holds the lease');
    else if (!this.#stopped) this.#hold(epoch, asked);
  }

  #hold(epoch: number, since: number): void {
    const { ttlMs, marginMs, monotonic, granted } = this.#deps;
    const fresh = this.#held === undefined;
    this.#held = { epoch, since };
    clearTimeout(this.#selfFence);
    const left = since + ttlMs - marginMs - monotonic();
    this.#selfFence = setTimeout(
      () => {
        this.#giveUp('the lease could not be renewed in time');
      },
      Math.max(0, left),
    );
    if (fresh) granted(epoch, { afterOutage: this.#wasAway });
  }

  #giveUp(reason: string): void {
    if (this.#held === undefined) return;
    clearTimeout(this.#selfFence);
    this.#held = undefined;
    this.#deps.lost(reason);
  }
}
