import type { Caller } from '../caller.ts';
import { BridgeError } from '../errors.ts';
import { mayUse } from '../identity.ts';
import { isDebug, type Log } from '../observe/log.ts';
import type { Change, Space, Store } from '../store/store.ts';
import {
  decodeRecord,
  encodeRecord,
  ledgerWhileQueued,
  stanzaKey,
  STANZA_IDS,
  type LedgerRecord,
} from './ledger.ts';
import { partitionLog, partitionOf } from './partition.ts';
import { encodeEntry } from './queue-entry.ts';

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
  /** The id on the wire, where it is not `id`. */
  readonly stanzaId?: string | undefined;
}

export interface OutboxDeps {
  readonly store: Store;
  readonly ledger: Space;
  readonly partitions: number;
  readonly componentDomain: string;
  readonly now: () => number;
  /** Stanzas waiting, as last counted. */
  readonly depth: () => number;
  readonly maxDepth: number;
  /** W3C `traceparent` of the request that is served now. */
  readonly trace?: (() => string | undefined) | undefined;
  readonly logger: Log;
}

export interface Outbox {
  /**
   * Keeps a stanza: ledger record and queue entry in one commit. Idempotent by id: a repeat answers with the
   * first record. Throws `idempotency-key-reused`, `conflict`, `outbox-full`, `store-unavailable`.
   */
  readonly accept: (acceptance: Acceptance) => Promise<LedgerRecord>;
  /** The record of a stanza that an identity of the caller sent. */
  readonly find: (caller: Caller, id: string) => Promise<LedgerRecord | undefined>;
}

export function createOutbox(deps: OutboxDeps): Outbox {
  return {
    accept: (acceptance) => accept(deps, acceptance),
    async find(caller, id) {
      const stored = await deps.store.get(deps.ledger, id);
      if (stored === undefined) return undefined;
      const record = decodeRecord(stored.value);
      return mayUse(caller, record.from, deps.componentDomain) ? record : undefined;
    },
  };
}

async function accept(deps: OutboxDeps, acceptance: Acceptance): Promise<LedgerRecord> {
  if (deps.depth() >= deps.maxDepth) throw full(deps.maxDepth);
  const { store } = deps;
  const space = ledgerWhileQueued(deps.ledger, acceptance.ttlMs);
  const record = firstRecord(acceptance, deps.now(), deps.trace?.());
  const json = encodeRecord(record);
  const log = partitionLog(partitionOf(record.to, deps.partitions));
  const result = await store.commit([
    { do: 'create', space, id: record.id, value: json },
    { do: 'append', log, value: encodeEntry(json, acceptance.xml) },
    ...aliasOf(acceptance),
  ]);
  if (result.ok) {
    if (isDebug(deps.logger)) deps.logger.debug(idsOf(record), 'a stanza was accepted');
    return record;
  }
  if (result.found === undefined) throw new BridgeError('store-unavailable', 'Try again.');
  return sameRequest(acceptance, decodeRecord(result.found.value));
}

const idsOf = ({ id, kind, keyId }: LedgerRecord) => ({ message: id, kind, keyId });

/** What comes back names the stanza by its id on the wire. */
function aliasOf({ id, stanzaId = id, from, to }: Acceptance): readonly Change[] {
  if (stanzaId === id) return [];
  return [{ do: 'put', space: STANZA_IDS, id: stanzaKey(from, to, stanzaId), value: id }];
}

function firstRecord(acceptance: Acceptance, now: number, trace?: string): LedgerRecord {
  const { id, caller, kind, from, to, ttlMs, fingerprint } = acceptance;
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
  if (fingerprint === undefined && trace === undefined) return record;
  return {
    ...record,
    ...(fingerprint !== undefined && { fingerprint }),
    ...(trace !== undefined && { trace }),
  };
}

function sameRequest(acceptance: Acceptance, found: LedgerRecord): LedgerRecord {
  if (found.keyId !== acceptance.caller.keyId) {
    throw new BridgeError('conflict', 'This id is taken; leave "id" out to be given one.');
  }
  if (found.fingerprint !== acceptance.fingerprint) {
    throw new BridgeError(
      'idempotency-key-reused',
      'This Idempotency-Key or id came before with another body; use a new one for a new request.',
    );
  }
  return asAccepted(found);
}

/** A repeat gets the answer of the first request, also when its message is delivered by now. */
function asAccepted(record: LedgerRecord): LedgerRecord {
  const { error: _, ...rest } = record;
  return { ...rest, status: 'queued', history: record.history.slice(0, 1) };
}

function full(maxDepth: number): BridgeError {
  return new BridgeError('outbox-full', `${maxDepth} stanzas wait for the XMPP server already.`, {
    retryAfter: 5,
  });
}
