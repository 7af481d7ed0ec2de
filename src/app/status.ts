import type { StatusReport } from '../contract/schemas.ts';
import { instant } from '../instant.ts';
import type { Asks } from '../iq/asks.ts';
import type { Store, StoreHealth } from '../store/store.ts';
import type { LinkReport } from '../xmpp/port.ts';
import { LINK_LEASE } from './link-holder.ts';

export interface StatusDeps {
  readonly replica: string;
  readonly version: string;
  readonly startedAt: number;
  readonly componentDomain: string;
  readonly store: Store;
  readonly link: () => LinkReport;
  readonly asks: Asks;
  /** Counted now, and as last counted. */
  readonly outbox: { readonly count: () => Promise<number>; readonly last: () => number };
  readonly now: () => number;
}

/** How this replica and its link are doing; without the store, what is known here. */
export async function reportStatus(deps: StatusDeps): Promise<StatusReport> {
  const { store, outbox } = deps;
  const shared = store.health().ok ? await askStore(deps) : undefined;
  const { since, ...link } = deps.link();
  return {
    replica: deps.replica,
    version: deps.version,
    startedAt: instant(deps.startedAt),
    component: deps.componentDomain,
    leader: shared?.leader?.holder ?? null,
    epoch: shared?.leader?.epoch ?? 0,
    link: { ...link, since: instant(since) },
    outbox: { depth: shared?.depth ?? outbox.last() },
    pendingIqs: deps.asks.waiting(),
    store: storeReport(store, shared === undefined ? failing(deps) : store.health()),
  };
}

async function askStore({ store, outbox }: StatusDeps) {
  try {
    const [leader, depth] = await Promise.all([store.holder(LINK_LEASE), outbox.count()]);
    return { leader, depth };
  } catch {
    return undefined;
  }
}

/** A store that has just failed a call is down, though nothing else noticed yet. */
function failing({ store, now }: StatusDeps): StoreHealth {
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
