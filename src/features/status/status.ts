import type { StatusReport } from '../../contract/schemas.ts';
import { instant } from '../../core/instant.ts';
import { LINK_LEASE } from '../../link/holder.ts';
import type { Runtime } from '../runtime.ts';

export interface StatusCounts {
  /** Stanzas that wait in the outbox of all replicas. */
  readonly waiting: () => Promise<number>;
  /** IQs of this replica that wait for an answer. */
  readonly pendingIqs: () => number;
}

/** How this replica and its link are doing. */
export async function reportStatus(runtime: Runtime, counts: StatusCounts): Promise<StatusReport> {
  const { store } = runtime;
  const [leader, depth] = await Promise.all([store.holder(LINK_LEASE), counts.waiting()]);
  const { since, ...link } = runtime.link.state();
  return {
    replica: runtime.replica,
    version: runtime.version,
    startedAt: instant(runtime.startedAt),
    component: runtime.domain,
    leader: leader?.holder ?? null,
    epoch: leader?.epoch ?? 0,
    link: { ...link, since: instant(since) },
    outbox: { depth },
    pendingIqs: counts.pendingIqs(),
    store: { kind: store.kind, warnings: store.warnings().map(({ detail }) => detail) },
  };
}
