import { setTimeout as sleep } from 'node:timers/promises';
import { BridgeError } from '../../../core/errors.ts';
import type { Logger } from '../../../observe/logger.ts';
import { keepLease, type LeaseKeeper } from '../../../store/lease-keeper.ts';
import type { Change, Store } from '../../../store/store.ts';
import type { Runtime } from '../../runtime.ts';

export interface LivenessTimes {
  readonly ttlMs: number;
  readonly renewMs: number;
  readonly marginMs: number;
}

export const LIVENESS_TIMES: LivenessTimes = { ttlMs: 5_000, renewMs: 1_000, marginMs: 1_000 };

export interface LivenessLeaseDeps extends Pick<Runtime, 'store' | 'monotonic'> {
  /** Names this process and no other, ever. */
  readonly holder: string;
  readonly times: LivenessTimes;
  readonly logger: Logger;
  /** This replica holds the lease, or no longer does. */
  readonly changed: () => void;
}

interface Grant {
  readonly lease: string;
  readonly epoch: number;
  /** Tells this grant from every other one. */
  readonly name: string;
}

/** A store with more replicas than this has other worries. */
const MAX_REPLICAS = 1_000;

/**
 * Shows the other replicas that this one lives, by a lease: what its connections have is theirs for so long. The leases are
 * numbered, and a replica takes the first that is free, because a lease leaves its epoch in the store for ever.
 */
export class LivenessLease {
  readonly #deps: LivenessLeaseDeps;
  #grant: Grant | undefined;
  #keeper: LeaseKeeper | undefined;
  #asking: Promise<void> | undefined;
  #next: NodeJS.Timeout | undefined;
  #waiting: (() => void)[] = [];
  #isClosed = false;

  constructor(deps: LivenessLeaseDeps) {
    this.#deps = deps;
  }

  /** A prefix for the names of its connections; undefined while it is not known to live. */
  get name(): string | undefined {
    return this.#grant?.name;
  }

  /** Holds as long as the other replicas believe that this one lives. */
  fence(): Change | undefined {
    if (this.#grant === undefined) return undefined;
    const { lease, epoch } = this.#grant;
    return { do: 'fence', lease, holder: this.#deps.holder, epoch };
  }

  /** Holds the lease from now on, and resolves when it does. May be repeated. Throws `store-unavailable`. */
  async begin(): Promise<void> {
    this.#askOnce();
    if (this.#grant !== undefined) return;
    const granted = new Promise<true>((resolve) => this.#waiting.push(() => resolve(true)));
    const late = sleep(this.#deps.times.ttlMs, undefined, { ref: false });
    if ((await Promise.race([granted, late])) === undefined) throw unavailable();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#next);
    await this.#asking;
    await this.#keeper?.release();
  }

  #askOnce(): void {
    if (this.#isClosed || this.#keeper !== undefined) return;
    clearTimeout(this.#next);
    this.#asking ??= this.#ask().finally(() => (this.#asking = undefined));
  }

  async #ask(): Promise<void> {
    const { store, holder, times, logger } = this.#deps;
    try {
      for (let number = 0; number < MAX_REPLICAS; number += 1) {
        const grant = await store.acquire(leaseOf(number), holder, times.ttlMs);
        if (grant === undefined) continue;
        this.#keep(number);
        return;
      }
    } catch (error) {
      logger.debug({ reason: String(error) }, 'the liveness lease was not answered');
    }
    this.#askAgain();
  }

  #keep(number: number): void {
    const { store, holder, times, monotonic, logger } = this.#deps;
    const lease = leaseOf(number);
    this.#keeper = keepLease({
      ...{ store, lease, holder, ...times, pollMs: times.renewMs, monotonic, logger },
      granted: (epoch) => {
        this.#grant = { lease, epoch, name: `${number}.${epoch}` };
        for (const granted of this.#waiting.splice(0)) granted();
        this.#deps.changed();
      },
      lost: () => {
        this.#grant = undefined;
        this.#deps.changed();
        this.#askAnew();
      },
    });
    // Another replica may have been granted it in between; then it is asked for in vain.
    this.#next = setTimeout(() => {
      if (this.#grant === undefined) this.#askAnew();
    }, times.ttlMs);
  }

  #askAnew(): void {
    if (this.#isClosed) return;
    const keeper = this.#keeper;
    this.#keeper = undefined;
    keeper?.release().catch(() => undefined);
    this.#askOnce();
  }

  #askAgain(): void {
    if (this.#isClosed) return;
    this.#next = setTimeout(() => {
      this.#askOnce();
    }, this.#deps.times.renewMs);
  }
}

function unavailable(): BridgeError {
  return new BridgeError(
    'store-unavailable',
    'The store did not confirm the liveness lease in time; try again.',
  );
}

/** The lease that a connection was named under. */
export function livenessNameOf(connection: string): string {
  return connection.slice(0, connection.indexOf('/'));
}

/** Whether the replica that gave this name lives. */
export async function isReplicaAlive(store: Store, name: string): Promise<boolean> {
  const [number, epoch] = name.split('.');
  const held = await store.holder(leaseOf(Number(number)));
  return held?.epoch === Number(epoch);
}

function leaseOf(number: number): string {
  return `stream-desk:${number}`;
}
