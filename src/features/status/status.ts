import type { StatusReport } from '../../contract/schemas.ts';
import { instant } from '../../core/instant.ts';
import type { Store, StoreHealth } from '../../store/store.ts';
import { DROPPED_IQS } from '../../link/link.ts';
import { LINK_LEASE } from '../../link/holder.ts';
import type { Runtime } from '../runtime.ts';

export interface StatusCounts {
  /** Stanzas that wait in the outbox of all replicas: counted now, and as last counted. */
  readonly outbox: { readonly count: () => Promise<number>; readonly last: () => number };
  /** IQs of this replica that wait for an answer. */
  readonly pendingIqs: () => number;
}

/** How this replica and its link are doing; without the store, what is known here. */
export async function reportStatus(
  runtime: Runtime,
  { outbox, pendingIqs }: StatusCounts,
): Promise<StatusReport> {
  const { store } = runtime;
  const shared = store.health().ok ? await askStore(store, outbox) : undefined;
  const { since, dropsIqs, ...link } = runtime.link.state();
  return {
    replica: runtime.replica,
    version: runtime.version,
    startedAt: instant(runtime.startedAt),
    component: runtime.domain,
    leader: shared?.leader?.holder ?? null,
    epoch: shared?.leader?.epoch ?? 0,
    link: { ...link, since: instant(since), ...(dropsIqs && { warnings: [DROPPED_IQS] }) },
    outbox: { depth: shared?.depth ?? outbox.last() },
    pendingIqs: pendingIqs(),
    store: storeReport(store, shared === undefined ? failing(runtime) : store.health()),
  };
}

async function askStore(store: Store, outbox: StatusCounts['outbox']) {
  try {
    const [leader, depth] = await Promise.all([store.holder(LINK_LEASE), outbox.count()]);
    return { leader, depth };
  } catch {
    return undefined;
  }
}

/** A store that has just failed a call is down, though nothing else noticed yet. */
function failing({ store, now }: Runtime): StoreHealth {
  const health = store.health();
  return health.ok ? { ok: false, since: now(), detail: 'The store does not answer' } : health;
}

function storeReport(store: Store, { ok, since, detail }: StoreHealth): StatusReport['store'] {
  return {
    kind: store.kind,
    state: ok ? 'up' : 'down',
    since: instant(since),
    ...(!ok && detail !== undefined && { detail }),
    warnings: store.warnings().map((warning) => warning.detail),
  };
}
