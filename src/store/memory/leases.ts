import type { Fence, Store } from '../store.ts';

export interface MemoryLeases {
  acquire(lease: string, holder: string, ttlMs: number): { epoch: number } | undefined;
  renew(grant: Fence, ttlMs: number): boolean;
  release(grant: Fence): void;
  isHeld(grant: Fence): boolean;
  holder(lease: string): Awaited<ReturnType<Store['holder']>>;
}

interface DelayedRefusals {
  readonly holder: string;
  readonly epoch: number;
  readonly expiresAt: number;
}

export function createMemoryLeases(now: () => number): MemoryLeases {
  const leases = new Map<string, DelayedRefusals>();
  const epochs = new Map<string, number>();

  const held = (lease: string) => {
    const found = leases.get(lease);
    return found !== undefined && found.expiresAt > now() ? found : undefined;
  };

  const isHeld = ({ lease, holder, epoch }: Fence) => {
    const found = held(lease);
    return found?.holder === holder && found.epoch === epoch;
  };

  const nextEpoch = (lease: string) => {
    const epoch = (epochs.get(lease) ?? 0) + 1;
    epochs.set(lease, epoch);
    return epoch;
  };

  return {
    isHeld,
    acquire(lease, holder, ttlMs) {
      const found = held(lease);
      if (found !== undefined && found.holder !== holder) return undefined;
      const epoch = found?.epoch ?? nextEpoch(lease);
      leases.set(lease, { holder, epoch, expiresAt: now() + ttlMs });
      return { epoch };
    },
    renew(grant, ttlMs) {
      if (!isHeld(grant)) return false;
      const { lease, holder, epoch } = grant;
      leases.set(lease, { holder, epoch, expiresAt: now() + ttlMs });
      return true;
    },
    release(grant) {
      if (isHeld(grant)) leases.delete(grant.lease);
    },
    holder(lease) {
      const found = held(lease);
      return found && { holder: found.holder, epoch: found.epoch };
    },
  };
}
