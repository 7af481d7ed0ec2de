import { instant } from '../../core/instant.ts';
import type { Store } from '../../store/store.ts';
import type { Runtime } from '../runtime.ts';

/** One thing that must be good before traffic should come to this replica. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail?: string;
  /** RFC 3339: when it became so. */
  readonly since?: string;
}

type ReadinessDeps = Pick<Runtime, 'store' | 'registry' | 'link' | 'stopping' | 'now'>;

/** The checks, each with the instant since when it is as it is. */
export function createReadiness(deps: ReadinessDeps): () => Promise<readonly Check[]> {
  const seen = new Map<string, { ok: boolean; since: number }>();
  const dated = (check: Check): Check => {
    const before = seen.get(check.name);
    const since = before?.ok === check.ok ? before.since : deps.now();
    seen.set(check.name, { ok: check.ok, since });
    return { since: instant(since), ...check };
  };
  return async () => {
    const checks = [
      stoppingCheck(deps.stopping.aborted),
      await storeCheck(deps.store),
      await linkCheck(deps),
    ];
    return checks.map(dated);
  };
}

function stoppingCheck(stopping: boolean): Check {
  const name = 'running';
  return stopping ? { name, ok: false, detail: 'This replica is stopping.' } : { name, ok: true };
}

async function storeCheck(store: Store): Promise<Check> {
  const name = 'store';
  try {
    await store.ping();
  } catch (error) {
    return { name, ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
  const warnings = store.warnings().map(({ detail }) => detail);
  return warnings.length === 0
    ? { name, ok: true }
    : { name, ok: true, detail: warnings.join(' ') };
}

/** A replica without a link of its own is ready when another has one: what it takes in is sent there. */
async function linkCheck({ registry, link, store }: ReadinessDeps): Promise<Check> {
  const name = 'link';
  const own = link.state();
  if (own.state === 'online') return { name, ok: true, detail: `barrier: ${own.barrier}` };
  const other = await registry.online().catch(() => undefined);
  if (other !== undefined) return { name, ok: true, detail: `held by ${other.replica}` };
  const why = own.lastError ?? (store.kind === 'redis' ? 'no replica has a link' : 'connecting');
  return { name, ok: false, detail: `${own.state}: ${why}` };
}
