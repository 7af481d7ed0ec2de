import type { Change, CommitResult } from '../store.ts';
import type { MemoryLeases } from './leases.ts';
import type { MemoryLog } from './log.ts';
import type { MemoryRecords } from './records.ts';

export interface CommitDeps {
  readonly records: MemoryRecords;
  readonly leases: MemoryLeases;
  readonly logOf: (log: string) => MemoryLog;
  readonly appended: (log: string, position: string) => void;
  /** How many bytes a log may have. */
  readonly boundOf: (log: string) => number | undefined;
}

/** Compares every condition with what is stored, then applies every change. Nothing can come between. */
export function commitInMemory(deps: CommitDeps, changes: readonly Change[]): CommitResult {
  for (const [index, change] of changes.entries()) {
    const refusal = refuse(deps, change);
    if (refusal !== undefined) return { ok: false, change: index, ...refusal };
  }
  const positions: string[] = [];
  for (const change of changes) {
    const position = apply(deps, change);
    if (position !== undefined) positions.push(position);
  }
  return { ok: true, positions };
}

type Refusal = Omit<CommitResult & { readonly ok: false }, 'ok' | 'change'>;

function refuse({ records, leases }: CommitDeps, change: Change): Refusal | undefined {
  switch (change.do) {
    case 'create': {
      const found = records.get(change.space, change.id);
      return found && { reason: 'exists', found };
    }
    case 'replace': {
      const found = records.get(change.space, change.id);
      if ((found?.version ?? 0) === change.version) return undefined;
      return { reason: 'changed', ...(found !== undefined && { found }) };
    }
    case 'fence':
      return leases.isHeld(change) ? undefined : { reason: 'stale' };
    case 'put':
    case 'delete':
    case 'append':
    case 'advance':
    case 'remove':
      return undefined;
  }
}

function apply(deps: CommitDeps, change: Change): string | undefined {
  switch (change.do) {
    case 'create':
    case 'replace':
    case 'put':
      deps.records.write(change.space, change.id, change.value);
      return undefined;
    case 'delete':
      deps.records.delete(change.space, change.id);
      return undefined;
    case 'append': {
      const log = deps.logOf(change.log);
      const position = log.append(change.value);
      const bound = deps.boundOf(change.log);
      if (bound !== undefined) log.trimTo(bound);
      deps.appended(change.log, position);
      return position;
    }
    case 'advance':
      deps.logOf(change.log).advance(change.position);
      return undefined;
    case 'remove':
      deps.logOf(change.log).remove(change.position);
      return undefined;
    case 'fence':
      return undefined;
  }
}
