import { setTimeout as sleep } from 'node:timers/promises';
import { BridgeError } from '../../../core/errors.ts';
import type { Log } from '../../../observe/log.ts';
import { keepLease, type LeaseKeeper } from '../../../store/lease-keeper.ts';
import type { Change, Store } from '../../../store/store.ts';
import type { Runtime } from '../../runtime.ts';

export interface AttendanceTimes {
  readonly ttlMs: number;
  readonly renewMs: number;
  readonly marginMs: number;
}

export const ATTENDANCE_TIMES: AttendanceTimes = { ttlMs: 5_000, renewMs: 1_000, marginMs: 1_000 };

export interface AttendanceDeps extends Pick<Runtime, 'store' | 'monotonic'> {
  /** Names this process and no other, ever. */
  readonly holder: string;
  readonly times: AttendanceTimes;
  readonly log: Log;
  /** This replica attends, or does no longer. */
  readonly changed: () => void;
}

interface Grant {
  readonly lease: string;
  readonly epoch: number;
  /** Tells this grant from every other one. */
  readonly name: string;
}

/** A store with more replicas than this has other worries. */
const MOST_REPLICAS = 1_000;

/**
 * Shows the other replicas that this one lives, by a lease: what its members have is theirs for so long. The leases are
 * numbered, and a replica takes the first that is free, because a lease leaves its epoch in the store for ever.
 */
export class Attendance {
  readonly #deps: AttendanceDeps;
  #grant: Grant | undefined;
  #keeper: LeaseKeeper | undefined;
  #asking: Promise<void> | undefined;
  #next: NodeJS.Timeout | undefined;
  #waiting: (() => void)[] = [];
  #isClosed = false;

  constructor(deps: AttendanceDeps) {
    this.#deps = deps;
  }

  /** A prefix for the names of its members; undefined while it is not known to live. */
  get name(): string | undefined {
    return this.#grant?.name;
  }

  /** Holds as long as the other replicas believe that this one lives. */
  fence(): Change | undefined {
    if (this.#grant === undefined) return undefined;
    const { lease, epoch } = this.#grant;
    return { do: 'fence', lease, holder: this.#deps.holder, epoch };
  }

  /** Attends from now on, and resolves when it does. May be repeated. Throws `store-unavailable`. */
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
    const { store, holder, times, log } = this.#deps;
    try {
      for (let number = 0; number < MOST_REPLICAS; number += 1) {
        const grant = await store.acquire(leaseOf(number), holder, times.ttlMs);
        if (grant === undefined) continue;
        this.#keep(number);
        return;
      }
    } catch (error) {
      log.debug({ reason: String(error) }, 'attendance was not answered');
    }
    this.#askAgain();
  }

  #keep(number: number): void {
    const { store, holder, times, monotonic, log } = this.#deps;
    const lease = leaseOf(number);
    this.#keeper = keepLease({
      ...{ store, lease, holder, ...times, pollMs: times.renewMs, monotonic, logger: log },
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
  return new BridgeError('store-unavailable', 'The store did not say in time that we attend.');
}

/** The attendance that a member was named under. */
export function attendanceOf(member: string): string {
  return member.slice(0, member.indexOf('/'));
}

/** Whether the replica that gave this name lives. */
export async function attends(store: Store, name: string): Promise<boolean> {
  const [number, epoch] = name.split('.');
  const held = await store.holder(leaseOf(Number(number)));
  return held?.epoch === Number(epoch);
}

function leaseOf(number: number): string {
  return `stream-desk:${number}`;
}
