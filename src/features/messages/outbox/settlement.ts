import { retryWhileStoreDown } from '../../../store/retry-while-down.ts';
import type { Change, CommitResult, Space } from '../../../store/store.ts';
import { settledSpace } from '../ledger/ledger.ts';
import type { FailureReason, LedgerRecord } from '../ledger/record.ts';
import { withSteps, type Step } from '../ledger/record-changes.ts';
import { decodeRecord, encodeRecord } from '../ledger/record-form.ts';
import { isUnsettled } from '../ledger/message-state.ts';
import { settledChange, type Stored } from '../ledger/settled-log.ts';
import { createRoomAnswers, type RoomAnswers } from '../rooms/answers.ts';
import { awaitReflections } from '../rooms/unreflected.ts';
import type { Waiting } from './queue-entry.ts';
import type { StatusEvent, StatusNews } from '../ledger/status-news.ts';
import type { Runtime } from '../../runtime.ts';

export interface SettlementDeps extends Pick<Runtime, 'store' | 'now'> {
  readonly ledger: Space;
  readonly log: string;
  /** The right to settle: checked by the store in each commit, so that a replica that lost it changes nothing. */
  readonly fence: Change & { readonly do: 'fence' };
  readonly statusEvent: StatusEvent;
  readonly sleep: (ms: number) => Promise<void>;
}

/** An entry and the time at which it was written to the link, ms since 1970. */
export interface Written {
  readonly entry: Waiting;
  readonly at: number;
}

/** Writes down what became of stanzas and takes them out of the log. */
export interface Settlement {
  /** After the barrier (`acknowledged`), or after a write on a link without one. False: the lease is lost. */
  settle(batch: readonly Written[], acknowledged: boolean): Promise<boolean>;
  /** Their time to live has ended. False: the lease is lost. */
  expire(batch: readonly Waiting[], reason: FailureReason): Promise<boolean>;
  /** It waits no more, by its sender's wish. False: the lease is lost. */
  cancel(entry: Waiting, reason: FailureReason): Promise<boolean>;
  /** Whether the record says what became of it. Throws `store-unavailable`. */
  isSettled(id: string): Promise<boolean>;
  /** The server does not take it. False: the lease is lost. */
  refuse(entry: Waiting, reason: FailureReason): Promise<boolean>;
  /** Those of a page that are not settled yet. The others are taken out of the log. */
  unsettled(page: readonly Waiting[]): Promise<readonly Waiting[]>;
  readonly answers: RoomAnswers;
  /** Stores a value of the sender's own. False: the lease is lost. Throws `store-unavailable`. */
  note(space: Space, value: string): Promise<boolean>;
}

const RETRY_MS = 200;
/** Stanzas that are settled by one commit: fewer round trips' worth of fences and promises, same order. */
const GROUP = 64;
/** A record as it was accepted is at its first version. */
const ACCEPTED_VERSION = 1;
/** What `replace` compares where there is no record. */
const NO_VERSION = 0;

export function createSettlement(deps: SettlementDeps): Settlement {
  return {
    settle(batch, acknowledged) {
      const at = deps.now();
      const outcomes = batch.map(({ entry, at: writtenAt }) =>
        outcomeOf(entry, acknowledged ? acknowledgedSteps(writtenAt, at) : [written(writtenAt)]),
      );
      return settleAll(deps, outcomes);
    },
    expire(batch, reason) {
      const news = reason.mayHaveArrived === true ? 'unconfirmed' : 'expired';
      const steps: readonly Step[] = [{ news, at: deps.now() }];
      return settleAll(
        deps,
        batch.map((entry) => outcomeOf(entry, steps, reason)),
      );
    },
    cancel(entry, reason) {
      const steps: readonly Step[] = [{ news: 'cancelled', at: deps.now() }];
      return settleAll(deps, [outcomeOf(entry, steps, reason)]);
    },
    async isSettled(id) {
      const stored = await deps.store.get(deps.ledger, id);
      return stored !== undefined && !isUnsettled(decodeRecord(stored.value).status);
    },
    refuse(entry, reason) {
      const steps: readonly Step[] = [{ news: 'bounce', at: deps.now() }];
      return settleAll(deps, [outcomeOf(entry, steps, reason)]);
    },
    unsettled: (page) => unsettled(deps, page),
    answers: createRoomAnswers(deps),
    async note(space, value) {
      const put = { do: 'put', space, id: deps.log, value } as const;
      return (await deps.store.commit([deps.fence, put])).ok;
    },
  };
}

const written = (at: number): Step => ({ news: 'written', at });

/** A clock that was set back in between must not make it acknowledged before it was written. */
function acknowledgedSteps(writtenAt: number, at: number): readonly Step[] {
  return [written(Math.min(writtenAt, at)), { news: 'barrier', at }];
}

/** An entry and its record as it is to be from now on. */
interface Outcome {
  readonly entry: Waiting;
  readonly record: LedgerRecord;
}

function outcomeOf(entry: Waiting, steps: readonly Step[], error?: FailureReason): Outcome {
  return { entry, record: withSteps(entry.record, steps, error) ?? entry.record };
}

async function unsettled(
  deps: SettlementDeps,
  page: readonly Waiting[],
): Promise<readonly Waiting[]> {
  const tracked = page.filter(({ record }) => record.untracked !== true);
  const ids = tracked.map(({ record }) => record.id);
  const stored = await deps.store.getMany(deps.ledger, ids);
  const settled = tracked.filter(({ record }, i) => {
    const found = stored[i];
    return found !== undefined && isOver(record, decodeRecord(found.value));
  });
  await Promise.all(settled.map((entry) => commit(deps, [remove(deps, entry)])));
  return page.filter((entry) => !settled.includes(entry));
}

/** It is settled, or stands in the log again after a room refused it. */
function isOver(queued: LedgerRecord, stored: LedgerRecord): boolean {
  return !isUnsettled(stored.status) || (stored.tries ?? 0) > (queued.tries ?? 0);
}

async function settleAll(deps: SettlementDeps, outcomes: readonly Outcome[]): Promise<boolean> {
  const held = await Promise.all(groups(outcomes).map((group) => settleGroup(deps, group)));
  return held.every(Boolean);
}

/** As one commit, which is what nearly always happens; each for itself where news of one was faster. */
async function settleGroup(deps: SettlementDeps, group: readonly Outcome[]): Promise<boolean> {
  const settled = group.map((outcome) => settledBy(deps, outcome, versionOf(outcome)));
  const result = await commit(deps, [
    ...settled.flatMap(({ changes }) => changes),
    ...listed(settled),
    ...reflectionsOf(deps, group),
  ]);
  if (result.ok) {
    for (const { told } of settled) told?.stored();
    return true;
  }
  if (result.reason === 'stale') return false;
  const held = await Promise.all(group.map((outcome) => settleOne(deps, outcome)));
  return held.every(Boolean);
}

function groups(outcomes: readonly Outcome[]): (readonly Outcome[])[] {
  const found: (readonly Outcome[])[] = [];
  for (let at = 0; at < outcomes.length; at += GROUP) found.push(outcomes.slice(at, at + GROUP));
  return found;
}

function versionOf({ entry }: Outcome): number {
  return entry.record.version ?? ACCEPTED_VERSION;
}

/** False when the fence refused. */
async function settleOne(
  deps: SettlementDeps,
  outcome: Outcome,
  version = versionOf(outcome),
): Promise<boolean> {
  const settled = settledBy(deps, outcome, version);
  const { changes, told } = settled;
  const all = [...changes, ...listed([settled]), ...reflectionsOf(deps, [outcome])];
  const result = await commit(deps, all);
  if (result.ok) {
    told?.stored();
    return true;
  }
  if (result.reason === 'stale') return false;
  // No replica ran until the record itself had expired: the entry still says what it was.
  if (result.found === undefined && version !== NO_VERSION) {
    return settleOne(deps, outcome, NO_VERSION);
  }
  // A bounce or a receipt was faster: only the queue entry is left to do.
  const removed = await commit(deps, [remove(deps, outcome.entry), ...listed([settled])]);
  return removed.ok;
}

interface Settled {
  readonly changes: readonly Change[];
  readonly told: StatusNews | undefined;
  /** Undefined for what has no record. */
  readonly stored: Stored | undefined;
}

/** What the bound of the ledger is to know of. */
function listed(settled: readonly Settled[]): readonly Change[] {
  const stored = settled.flatMap((it) => it.stored ?? []);
  return stored.length === 0 ? [] : [settledChange(stored)];
}

/** Notes which messages their rooms have to reflect. */
function reflectionsOf({ now }: SettlementDeps, group: readonly Outcome[]): readonly Change[] {
  const change = awaitReflections(
    group.map(({ record }) => record),
    now(),
  );
  return change === undefined ? [] : [change];
}

/** The record in its new state, the entry gone, and the news of it. */
function settledBy(deps: SettlementDeps, { entry, record }: Outcome, version: number): Settled {
  const { ledger, statusEvent } = deps;
  if (record.untracked === true) {
    return { changes: [remove(deps, entry)], told: undefined, stored: undefined };
  }
  const { id, claim } = record;
  const space = settledSpace(ledger, id);
  const value = encodeRecord(inLedger(record, entry));
  const stored = { id, value, claim };
  const replace = { do: 'replace', space, id, value, version } as const;
  const told = statusEvent(record);
  const removed = remove(deps, entry);
  if (told === undefined) return { changes: [replace, removed], told, stored };
  return { changes: [replace, removed, told.change], told, stored };
}

/** As long as a room may still refuse it, it is kept to be sent again. */
function inLedger(queued: LedgerRecord, { xml, position }: Waiting): LedgerRecord {
  if (queued.held !== true) return queued;
  const { version: _, place = position, ...record } = queued;
  return record.status === 'acknowledged' ? { ...record, xml, place } : record;
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
