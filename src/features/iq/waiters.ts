import { BridgeError } from '../../core/errors.ts';
import type { IqOutcome, PendingIq } from './pending.ts';

/** The requests that somebody on this replica waits for. Bounded per key and in all. */
export interface Waiters {
  /** Throws `too-many-pending-iqs`. The promise always resolves: at the deadline with `iq-timeout`. */
  add(pending: PendingIq, now: number): Promise<IqOutcome>;
  get(id: string): PendingIq | undefined;
  /** False when nobody waits (any more). */
  settle(id: string, outcome: IqOutcome): boolean;
  settleAll(outcome: IqOutcome): void;
  size(): number;
}

export interface WaiterLimits {
  readonly perKey: number;
  readonly total: number;
}

interface Waiter {
  readonly pending: PendingIq;
  readonly resolve: (outcome: IqOutcome) => void;
  readonly timer: NodeJS.Timeout;
}

export function createWaiters(limits: WaiterLimits): Waiters {
  const waiters = new Map<string, Waiter>();
  const perKey = new Map<string, number>();

  const count = (keyId: string, change: number) => {
    const left = (perKey.get(keyId) ?? 0) + change;
    if (left === 0) perKey.delete(keyId);
    else perKey.set(keyId, left);
  };

  const settle = (id: string, outcome: IqOutcome) => {
    const waiter = waiters.get(id);
    if (waiter === undefined) return false;
    waiters.delete(id);
    clearTimeout(waiter.timer);
    count(waiter.pending.keyId, -1);
    waiter.resolve(outcome);
    return true;
  };

  return {
    add(pending, now) {
      const ofKey = perKey.get(pending.keyId) ?? 0;
      if (ofKey >= limits.perKey || waiters.size >= limits.total) throw tooMany(limits);
      count(pending.keyId, 1);
      return new Promise((resolve) => {
        const timer = setTimeout(
          () => settle(pending.id, { failed: 'iq-timeout' }),
          pending.deadline - now,
        );
        waiters.set(pending.id, { pending, resolve, timer });
      });
    },
    get: (id) => waiters.get(id)?.pending,
    settle,
    settleAll(outcome) {
      for (const id of [...waiters.keys()]) settle(id, outcome);
    },
    size: () => waiters.size,
  };
}

function tooMany(limits: WaiterLimits): BridgeError {
  return new BridgeError(
    'too-many-pending-iqs',
    `At most ${limits.perKey} IQs of one key (${limits.total} in all) may wait for an answer at once.`,
    { retryAfter: 1 },
  );
}
