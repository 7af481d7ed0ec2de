/** How many requests of users may wait for their answer on this replica, and how large they may be together. */
export interface OpenIqBounds {
  readonly perRemote: Amount;
  readonly total: Amount;
}

interface Amount {
  readonly count: number;
  readonly bytes: number;
}

export type OverBudget = keyof OpenIqBounds;

/** Counts what is open, by the bare JID of the asker. Holds numbers only. */
export interface OpenIqBudget {
  /** Undefined when it was counted, or which bound it would break. */
  take(remote: string, bytes: number): OverBudget | undefined;
  free(remote: string, bytes: number): void;
  open(): Amount;
}

export function createOpenIqBudget({ perRemote, total }: OpenIqBounds): OpenIqBudget {
  const remotes = new Map<string, Amount>();
  let all: Amount = NOTHING;
  return {
    take(remote, bytes) {
      const itsOwn = plus(remotes.get(remote) ?? NOTHING, 1, bytes);
      const together = plus(all, 1, bytes);
      if (isOver(itsOwn, perRemote)) return 'perRemote';
      if (isOver(together, total)) return 'total';
      remotes.set(remote, itsOwn);
      all = together;
      return undefined;
    },
    free(remote, bytes) {
      const left = plus(remotes.get(remote) ?? NOTHING, -1, -bytes);
      if (left.count > 0) remotes.set(remote, left);
      else remotes.delete(remote);
      all = plus(all, -1, -bytes);
    },
    open: () => all,
  };
}

const NOTHING: Amount = { count: 0, bytes: 0 };

function plus(amount: Amount, count: number, bytes: number): Amount {
  return { count: amount.count + count, bytes: amount.bytes + bytes };
}

function isOver(amount: Amount, bound: Amount): boolean {
  return amount.count > bound.count || amount.bytes > bound.bytes;
}
