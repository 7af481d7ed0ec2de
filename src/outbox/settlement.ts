import { retryWhileStoreDown } from '../store/retry-while-down.ts';
import type { Change, CommitResult, Space, Store } from '../store/store.ts';
import {
  decodeRecord,
  encodeRecord,
  withNews,
  type FailureReason,
  type LedgerRecord,
} from './ledger.ts';
import { isUnsettled, type MessageNews } from './message-state.ts';
import type { Waiting } from './queue-entry.ts';
import type { StatusEvent, StatusNews } from './status-news.ts';

export interface SettlementDeps {
  readonly store: Store;
  readonly ledger: Space;
  readonly log: string;
  /** The right to settle: checked by the store in each commit, so that a replica that lost it changes nothing. */
  readonly fence: Change & { readonly do: 'fence' };
  readonly statusEvent: StatusEvent;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Writes down what became of stanzas and takes them out of the log. */
export interface Settlement {
  /** After the barrier (`acknowledged`), or after a write on a link without one. False: the lease is lost. */
  settle(batch: readonly Waiting[], acknowledged: boolean): Promise<boolean>;
  /**
   * What of a page has to be written. Expired entries are settled as failed. While recovering from another
   * sender, entries that are settled already are taken out.
   */
  sendable(page: readonly Waiting[], now: number, recovering: boolean): Promise<readonly Waiting[]>;
}

const RETRY_MS = 200;
/** Stanzas that are settled by one commit: fewer round trips' worth of fences and promises, same order. */
const GROUP = 64;
/** A record as it was accepted is at its first version. */
const ACCEPTED_VERSION = 1;

export function createSettlement(deps: SettlementDeps): Settlement {
  return {
    async settle(batch, acknowledged) {
      const news: readonly MessageNews[] = acknowledged ? ['written', 'barrier'] : ['written'];
      const held = await Promise.all(groups(batch).map((group) => settleGroup(deps, group, news)));
      return held.every(Boolean);
    },
    async sendable(page, now, recovering) {
      const live = recovering ? await unsettled(deps, page) : page;
      const expired = live.filter(({ record }) => record.expiresAt <= now);
      if (expired.length === 0) return live;
      await Promise.all(expired.map((entry) => settleOne(deps, entry, ['expired'], EXPIRED)));
      return live.filter(({ record }) => record.expiresAt > now);
    },
  };
}

const EXPIRED: FailureReason = {
  code: 'expired',
  detail: 'No link to the XMPP server before the time to live ended.',
};

async function unsettled(deps: SettlementDeps, page: readonly Waiting[]): Promise<Waiting[]> {
  const ids = page.map(({ record }) => record.id);
  const stored = await deps.store.getMany(deps.ledger, ids);
  const settled = page.filter((_, i) => {
    const found = stored[i];
    return found !== undefined && !isUnsettled(decodeRecord(found.value).status);
  });
  await Promise.all(settled.map((entry) => commit(deps, [remove(deps, entry)])));
  return page.filter((entry) => !settled.includes(entry));
}

/** As one commit, which is what nearly always happens; each for itself where news of one was faster. */
async function settleGroup(
  deps: SettlementDeps,
  group: readonly Waiting[],
  news: readonly MessageNews[],
): Promise<boolean> {
  const at = deps.now();
  const outcomes = group.map((entry) =>
    settled(deps, entry, withNews(entry.record, news, at) ?? entry.record),
  );
  const result = await commit(
    deps,
    outcomes.flatMap(({ changes }) => changes),
  );
  if (result.ok) {
    for (const { told } of outcomes) told?.stored();
    return true;
  }
  if (result.reason === 'stale') return false;
  const held = await Promise.all(group.map((entry) => settleOne(deps, entry, news)));
  return held.every(Boolean);
}

function groups(batch: readonly Waiting[]): (readonly Waiting[])[] {
  const found: (readonly Waiting[])[] = [];
  for (let at = 0; at < batch.length; at += GROUP) found.push(batch.slice(at, at + GROUP));
  return found;
}

/** False when the fence refused. */
async function settleOne(
  deps: SettlementDeps,
  entry: Waiting,
  news: readonly MessageNews[],
  error?: FailureReason,
): Promise<boolean> {
  const record = withNews(entry.record, news, deps.now(), error) ?? entry.record;
  const { changes, told } = settled(deps, entry, record);
  const result = await commit(deps, changes);
  if (result.ok) {
    told?.stored();
    return true;
  }
  if (result.reason === 'stale') return false;
  // A bounce or a receipt was faster, or the record has expired: only the queue entry is left to do.
  const removed = await commit(deps, [remove(deps, entry)]);
  return removed.ok;
}

interface Settled {
  readonly changes: readonly Change[];
  readonly told: StatusNews | undefined;
}

/** The record in its new state, the entry gone, and the news of it. */
function settled(deps: SettlementDeps, entry: Waiting, record: LedgerRecord): Settled {
  const { ledger: space, statusEvent } = deps;
  const { id } = record;
  const value = encodeRecord(record);
  const replace = { do: 'replace', space, id, value, version: ACCEPTED_VERSION } as const;
  const told = statusEvent(record);
  const removed = remove(deps, entry);
  if (told === undefined) return { changes: [replace, removed], told };
  return { changes: [replace, removed, told.change], told };
}

function remove(deps: SettlementDeps, entry: Waiting): Change {
  return { do: 'remove', log: deps.log, position: entry.position };
}

/**
 * Fenced, and repeated until the store answers. A repeat of a commit that had happened finds the record at a later
 * version, which is the same as finding it settled.
 */
function commit(deps: SettlementDeps, changes: readonly Change[]): Promise<CommitResult> {
  const { store, fence, sleep } = deps;
  return retryWhileStoreDown(() => store.commit([fence, ...changes]), { every: RETRY_MS, sleep });
}
