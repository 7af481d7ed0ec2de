import type { StatusReport } from '../../contract/schemas.ts';
import { instant } from '../../core/instant.ts';
import type { Asks } from '../iq/asks.ts';
import type { Store } from '../../store/store.ts';
import type { LinkReport } from '../../link/link.ts';
import { LINK_LEASE } from '../../link/holder.ts';

export interface StatusDeps {
  readonly replica: string;
  readonly version: string;
  readonly startedAt: number;
  readonly componentDomain: string;
  readonly store: Store;
  readonly link: () => LinkReport;
  readonly asks: Asks;
  readonly outboxDepth: () => Promise<number>;
}

/** How this replica and its link are doing. */
export async function reportStatus(deps: StatusDeps): Promise<StatusReport> {
  const { store } = deps;
  const [leader, depth] = await Promise.all([store.holder(LINK_LEASE), deps.outboxDepth()]);
  const { since, ...link } = deps.link();
  return {
    replica: deps.replica,
    version: deps.version,
    startedAt: instant(deps.startedAt),
    component: deps.componentDomain,
    leader: leader?.holder ?? null,
    epoch: leader?.epoch ?? 0,
    link: { ...link, since: instant(since) },
    outbox: { depth },
    pendingIqs: deps.asks.waiting(),
    store: { kind: store.kind, warnings: store.warnings().map(({ detail }) => detail) },
  };
}
