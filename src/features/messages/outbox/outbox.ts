import type { Caller } from '../../../core/caller.ts';
import { BridgeError } from '../../../core/errors.ts';
import { isDerivedId, requireSameRequest } from '../../../core/idempotency.ts';
import { mayUse } from '../../../core/addresses/identity.ts';
import { isDebug } from '../../../observe/logger.ts';
import type { XmlElement } from '../../../core/element.ts';
import type { Change, Space } from '../../../store/store.ts';
import { ledgerWhileQueued, roomKey, stanzaIds, stanzaKey } from '../ledger/ledger.ts';
import type { LedgerRecord } from '../ledger/record.ts';
import { decodeRecord, encodeRecord } from '../ledger/record-form.ts';
import { isInRoom } from '../conversations/classify.ts';
import type { LoopGuard, Verdict } from '../conversations/loop-guard.ts';
import { encodeEntry } from './queue-entry.ts';
import type { OutboxRoom } from './room.ts';
import type { Runtime } from '../../runtime.ts';

/** A stanza that passed the gate, ready to be kept. */
export interface Acceptance {
  readonly id: string;
  readonly caller: Caller;
  readonly kind: LedgerRecord['kind'];
  readonly from: string;
  readonly to: string;
  readonly xml: string;
  readonly ttlMs: number;
  readonly fingerprint?: string | undefined;
  /** The id that the `Idempotency-Key` stands for, where the caller also chose an id. */
  readonly claim?: string | undefined;
  /** The id on the wire, where it is not `id`. */
  readonly stanzaId?: string | undefined;
  /** The stanza as a tree. */
  readonly element?: XmlElement;
  /** A webhook's answer to what came from the recipient. */
  readonly isReply?: boolean;
  /** It leaves when its sender is in the room. */
  readonly isHeld?: boolean;
}

/** A reply that passed the gate. */
export interface Reply {
  readonly stanza: XmlElement;
  readonly xml: string;
  /** Until when it is of any use, ms since 1970. */
  readonly keepUntil: number;
  /** It has to be kept also where the outbox is full; whoever owes it bounds how many there are. */
  readonly isOwed?: true;
}

export interface OutboxDeps extends Pick<Runtime, 'store' | 'domain' | 'now' | 'logger'> {
  readonly ledger: Space;
  /** Gives the log for a recipient to what appends to it. */
  readonly appending: <T>(to: string, commit: (log: string) => Promise<T>) => Promise<T>;
  readonly room: OutboxRoom;
  /** W3C `traceparent` of the request that is served now. */
  readonly trace?: (() => string | undefined) | undefined;
  /** Without one, nothing is an answer. */
  readonly guard?: Pick<LoopGuard, 'concerns' | 'judge'>;
}

export interface Outbox {
  /**
   * Keeps a stanza: ledger record and queue entry in one commit. Idempotent by id: a repeat answers with the
   * first record. Throws `idempotency-key-reused`, `conflict`, `loop-detected`, `outbox-full`, `store-unavailable`.
   */
  readonly accept: (acceptance: Acceptance) => Promise<LedgerRecord>;
  /**
   * Keeps a reply to a stanza that came in, in the commit of its caller: only the queue entry, no record in the ledger.
   * Throws `outbox-full`, unless it is owed.
   */
  readonly queueReply: <T>(reply: Reply, commit: (change: Change) => Promise<T>) => Promise<T>;
  /** The record of a stanza that an identity of the caller sent. */
  readonly find: (caller: Caller, id: string) => Promise<LedgerRecord | undefined>;
}

export function createOutbox(deps: OutboxDeps): Outbox {
  return {
    accept: (acceptance) => accept(deps, acceptance),
    async queueReply(reply, commit) {
      const refusal = reply.isOwed === true ? undefined : deps.room.refusal();
      if (refusal !== undefined) throw refusal;
      const record = replyRecord(reply, deps.now());
      const value = encodeEntry(encodeRecord(record), reply.xml);
      return deps.appending(record.to, (log) => commit({ do: 'append', log, value }));
    },
    async find(caller, id) {
      const stored = await deps.store.get(deps.ledger, id);
      if (stored === undefined) return undefined;
      const record = decodeRecord(stored.value);
      // Under a claim stands a copy of the record as it was at first.
      if (record.id !== id) return undefined;
      return mayUse(caller, record.from, deps.domain) ? record : undefined;
    },
  };
}

function accept(deps: OutboxDeps, acceptance: Acceptance): Promise<LedgerRecord> {
  const refusal = deps.room.refusal();
  if (refusal !== undefined) return Promise.reject(refusal);
  const { guard } = deps;
  const { to, element } = acceptance;
  if (guard === undefined || element === undefined || !guard.concerns(to, element)) {
    return keep(deps, acceptance, NO_VERDICT);
  }
  return acceptJudged(deps, guard, acceptance);
}

const NO_VERDICT: Verdict = { isAnswer: false, changes: [] };

/** As many may be sent into one conversation at the same time before one is taken for an answer without more ado. */
const MAX_ROUNDS = 50;

async function acceptJudged(
  deps: OutboxDeps,
  guard: Pick<LoopGuard, 'judge'>,
  acceptance: Acceptance,
): Promise<LedgerRecord> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const verdict = await guard.judge(acceptance).catch((error: unknown) => {
      return error instanceof BridgeError && error.code === 'loop-detected' ? error : raise(error);
    });
    if (verdict instanceof BridgeError) return repeatOf(deps, acceptance, verdict);
    const kept = await tryToKeep(deps, acceptance, verdict);
    if (kept !== undefined) return kept;
  }
  return keep(deps, acceptance, { isAnswer: true, changes: [] });
}

function raise(error: unknown): never {
  throw error;
}

/** A repeat of what was accepted gets the first answer, whatever was heard since. */
async function repeatOf(
  deps: OutboxDeps,
  acceptance: Acceptance,
  refusal: BridgeError,
): Promise<LedgerRecord> {
  const found = acceptance.fingerprint && (await deps.store.get(deps.ledger, acceptance.id));
  if (!found) throw refusal;
  return firstAnswer(deps, acceptance, decodeRecord(found.value));
}

async function keep(
  deps: OutboxDeps,
  acceptance: Acceptance,
  verdict: Verdict,
): Promise<LedgerRecord> {
  const record = await tryToKeep(deps, acceptance, verdict);
  if (record === undefined) throw new BridgeError('store-unavailable', 'Try again.');
  return record;
}

/** Undefined when what the verdict was founded on has changed. */
async function tryToKeep(
  deps: OutboxDeps,
  acceptance: Acceptance,
  verdict: Verdict,
): Promise<LedgerRecord | undefined> {
  const { store } = deps;
  const space = ledgerWhileQueued(deps.ledger, acceptance.ttlMs, acceptance.id);
  const first = firstRecord(acceptance, deps.now(), deps.trace?.());
  const record: LedgerRecord = verdict.isAnswer ? { ...first, answer: true } : first;
  const json = encodeRecord(record);
  const claims = claimsOf(deps.ledger, acceptance, json);
  deps.room.took(json.length + acceptance.xml.length);
  const result = await deps.appending(record.to, (log) =>
    store.commit(
      [
        { do: 'create', space, id: record.id, value: inLedger(record, json, acceptance.xml) },
        ...claims,
        { do: 'append', log, value: encodeEntry(json, acceptance.xml) },
        ...aliasOf(acceptance),
        ...verdict.changes,
      ],
      { takesIn: true },
    ),
  );
  if (result.ok) {
    if (isDebug(deps.logger)) deps.logger.debug(idsOf(record), 'a stanza was accepted');
    return record;
  }
  if (result.change > claims.length) return undefined;
  if (result.found === undefined) throw new BridgeError('store-unavailable', 'Try again.');
  return firstAnswer(deps, acceptance, decodeRecord(result.found.value));
}

/** Under a claim stands a copy of the record as it was at first, which does not say whether it was cancelled. */
async function firstAnswer(
  { store, ledger }: OutboxDeps,
  acceptance: Acceptance,
  found: LedgerRecord,
): Promise<LedgerRecord> {
  const first = sameRequest(acceptance, found);
  if (found.id === acceptance.id) return first;
  const stored = await store.get(ledger, found.id);
  return stored === undefined ? first : asAccepted(decodeRecord(stored.value));
}

/** A retry under the same key and another id finds the first record here. */
function claimsOf(ledger: Space, { claim, ttlMs }: Acceptance, value: string): readonly Change[] {
  if (claim === undefined) return NO_CHANGES;
  return [{ do: 'create', space: ledgerWhileQueued(ledger, ttlMs, claim), id: claim, value }];
}

const idsOf = ({ id, kind, keyId }: LedgerRecord) => ({ message: id, kind, keyId });

/** What comes back names the stanza by its id on the wire. */
function aliasOf(acceptance: Acceptance): readonly Change[] {
  const { id, stanzaId = id, from, to, ttlMs, element } = acceptance;
  if (stanzaId === id) return NO_CHANGES;
  const keys = [stanzaKey(from, to, stanzaId)];
  if (element?.attributes['type'] === 'groupchat') keys.push(roomKey(to, stanzaId));
  const space = stanzaIds(ttlMs);
  return keys.map((key) => ({ do: 'put', space, id: key, value: id }));
}

const NO_CHANGES: readonly Change[] = [];

/** A room may refuse it after it has left the queue. */
function inLedger(record: LedgerRecord, json: string, xml: string): string {
  return record.held === true ? encodeRecord({ ...record, xml }) : json;
}

function firstRecord(acceptance: Acceptance, now: number, trace?: string): LedgerRecord {
  const { id, caller, kind, from, to, ttlMs, fingerprint, claim, element, isHeld } = acceptance;
  const room = isHeld === true || (element !== undefined && isInRoom(element));
  const record: LedgerRecord = {
    id,
    keyId: caller.keyId,
    kind,
    from,
    to,
    createdAt: now,
    expiresAt: now + ttlMs,
    status: 'queued',
    history: [{ status: 'queued', at: now }],
  };
  if (fingerprint === undefined && trace === undefined && !room) return record;
  return {
    ...record,
    ...(room && { room }),
    ...(isHeld === true && { held: true as const }),
    ...(fingerprint !== undefined && { fingerprint: shortened(fingerprint) }),
    ...(claim !== undefined && { claim }),
    ...(trace !== undefined && { trace }),
  };
}

function replyRecord({ stanza, keepUntil }: Reply, now: number): LedgerRecord {
  const { from = '', to = '' } = stanza.attributes;
  return {
    id: 'reply',
    keyId: '',
    kind: 'iq',
    from,
    to,
    createdAt: now,
    expiresAt: keepUntil,
    status: 'queued',
    history: [{ status: 'queued', at: now }],
    untracked: true,
  };
}

function sameRequest(acceptance: Acceptance, found: LedgerRecord): LedgerRecord {
  if (found.keyId !== acceptance.caller.keyId) {
    throw new BridgeError('conflict', 'This id is taken; leave out "id" to get a new one.');
  }
  const { id, fingerprint } = acceptance;
  const shared = found.id === id && !isDerivedId(id) ? 'id' : 'Idempotency-Key';
  requireSameRequest(shortened(found.fingerprint), shortened(fingerprint), shared);
  return asAccepted(found);
}

/** 132 bits of the digest tell one request from another. */
function shortened<T extends string | undefined>(fingerprint: T): T {
  return fingerprint?.slice(0, 22) as T;
}

/**
 * A repeat gets the answer of the first request, also when its message is delivered by now. That it was cancelled is told:
 * who repeats the request would wait for it.
 */
function asAccepted(record: LedgerRecord): LedgerRecord {
  if (record.error?.code === 'cancelled') return record;
  const { error: _, refusals: _refusals, roomStanzaId: _id, ...rest } = record;
  return { ...rest, status: 'queued', history: record.history.slice(0, 1) };
}
