import { instant } from '../../core/instant.ts';
import { DROPPED_IQS, type Link, type LinkReport } from '../../link/link.ts';
import type { LinkRegistry } from '../../link/registry.ts';
import type { Store } from '../../store/store.ts';
import type { Runtime } from '../runtime.ts';

export interface ReadinessDeps extends Pick<Runtime, 'startedAt' | 'now'> {
  readonly store: Pick<Store, 'kind' | 'health' | 'warnings'>;
  readonly registry: Pick<LinkRegistry, 'online'>;
  readonly link: Pick<Link, 'state'>;
  readonly stopping: Pick<AbortSignal, 'aborted'>;
  /** Why this replica may not hold a link, if that is so. */
  readonly refusal?: (() => string | undefined) | undefined;
}

/** One thing that is looked at. `gates: false`: reported, and no reason to send traffic elsewhere. */
export interface ReadinessCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly gates?: false;
  readonly detail?: string;
  /** RFC 3339: when it became so. */
  readonly since?: string;
}

export interface Readiness {
  readonly checks: () => Promise<readonly ReadinessCheck[]>;
  readonly close: () => void;
}

/** One thing that is looked at, and when it became so, as far as that is known. */
interface Look {
  readonly name: string;
  readonly ok: boolean;
  readonly gates?: false;
  readonly detail?: string;
  readonly since?: number;
}

/** How late a change may be dated that nothing else dates. */
const LOOK_MS = 250;

/**
 * Ready means that this replica can store and is not stopping. The link is reported too but does not gate: without one,
 * accepted messages wait in the outbox. Checks on a timer, so that `since` is the time of the change, not of the poll.
 */
export function watchReadiness(deps: ReadinessDeps): Readiness {
  const seen = new Map<string, { readonly ok: boolean; readonly since: number }>();
  let lookedAt = deps.startedAt;
  let looking: Promise<readonly ReadinessCheck[]> | undefined;

  const dated = ({ since: known, ...look }: Look): ReadinessCheck => {
    const before = seen.get(look.name);
    // What is not known from the start was as it is since then.
    const changedAt = before === undefined ? deps.startedAt : deps.now();
    const since = known ?? (before?.ok === look.ok ? before.since : changedAt);
    seen.set(look.name, { ok: look.ok, since });
    return { ...look, since: instant(since) };
  };
  /** The present state of a link that is down is younger than its loss: each attempt is another. */
  const linkSince = (ok: boolean): number | undefined => {
    const { state, since } = deps.link.state();
    if (ok) return state === 'online' ? since : undefined;
    return seen.get('link')?.ok === true && since >= lookedAt ? since : undefined;
  };
  const look = async () => {
    const link = await lookAtLink(deps);
    const since = linkSince(link.ok);
    const looks = [
      lookAtRun(deps.stopping.aborted),
      lookAtStore(deps.store),
      { ...link, ...(since !== undefined && { since }) },
      ...lookAtIqs(deps.link.state()),
      ...lookAtMode(deps.refusal?.()),
    ];
    const checks = looks.map(dated);
    lookedAt = deps.now();
    return checks;
  };
  const checks = () => {
    looking ??= look().finally(() => (looking = undefined));
    return looking;
  };
  const timer = setInterval(() => void checks(), LOOK_MS);
  timer.unref();
  return {
    checks,
    close: () => {
      clearInterval(timer);
    },
  };
}

function lookAtRun(stopping: boolean): Look {
  const name = 'running';
  return stopping ? { name, ok: false, detail: 'This replica is stopping.' } : { name, ok: true };
}

/** Does not gate: messages and presence come through, and IQs would not by another replica either. */
function lookAtIqs({ dropsIqs }: LinkReport): readonly Look[] {
  return dropsIqs ? [{ name: 'iqs', ok: false, gates: false, detail: DROPPED_IQS }] : [];
}

/** Does not gate: a rolling change of the mode goes on only if the new replicas are ready beside the old ones. */
function lookAtMode(refusal: string | undefined): readonly Look[] {
  return refusal === undefined ? [] : [{ name: 'mode', ok: false, gates: false, detail: refusal }];
}

function lookAtStore(store: ReadinessDeps['store']): Look {
  const name = 'store';
  const { ok, since, detail = '' } = store.health();
  if (!ok) return { name, ok, since, detail: `${detail}, since ${instant(since)}` };
  const warnings = store.warnings().map((warning) => warning.detail);
  return { name, ok, since, ...(warnings.length > 0 && { detail: warnings.join(' ') }) };
}

/** A replica without a link of its own sends over that of another. */
async function lookAtLink({ registry, link, store }: ReadinessDeps): Promise<Look> {
  const its = { name: 'link', gates: false } as const;
  const own = link.state();
  if (own.state === 'online') return { ...its, ok: true, detail: `barrier: ${own.barrier}` };
  const canAsk = store.health().ok;
  const other = canAsk ? await registry.online().catch(() => undefined) : undefined;
  if (other !== undefined) return { ...its, ok: true, detail: `held by ${other.replica}` };
  const unknown = canAsk ? 'no replica has a link' : 'the store cannot say whether another has one';
  const why = own.lastError ?? (store.kind === 'redis' ? unknown : 'connecting');
  return { ...its, ok: false, detail: `${own.state}: ${why}` };
}
