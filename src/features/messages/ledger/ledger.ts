import type { Space } from '../../../store/store.ts';
import type { SendRecord } from '../../../contract/schemas.ts';
import { KEY_LIFE_MS, isDerivedId } from '../../../core/idempotency.ts';
import { instant } from '../../../core/instant.ts';
import { bare } from '../../../core/jid/jid.ts';
import { isFinal, isUnsettled, shownStatus } from './message-state.ts';
import type { HistoryEntry, LedgerRecord } from './record.ts';
import { refusalWords } from './reasons.ts';
import { decodeRecord } from './record-form.ts';

export function ledgerSpace(keepMs: number): Space {
  return {
    name: 'message',
    ttl: keepMs,
    mayForget: (value) => !isUnsettled(decodeRecord(value).status),
  };
}

/**
 * Where a settled record is kept. One that an `Idempotency-Key` stands for also answers retries, which may come for a day.
 */
export function settledSpace(ledger: Space, id: string): Space {
  return isDerivedId(id) ? lasting(ledger, KEY_LIFE_MS) : ledger;
}

/**
 * Where a record is kept that is accepted now. It outlives its time to live by as long as it is kept once it is settled: its
 * end has to be written into it, and what an `Idempotency-Key` stands for is not sent again meanwhile.
 */
export function ledgerWhileQueued(ledger: Space, ttlMs: number, id: string): Space {
  const { ttl } = settledSpace(ledger, id);
  return ttl === 'forever' ? ledger : lasting(ledger, ttlMs + Math.max(ttl, OUTLIVES_MS));
}

/** Also where the retention is shorter: until some replica is there to write it. */
const OUTLIVES_MS = 60 * 60_000;

function lasting(space: Space, ms: number): Space {
  return space.ttl === 'forever' || space.ttl >= ms ? space : { ...space, ttl: ms };
}

/**
 * Ledger ids by the id on the wire, for stanzas that came with an id of their own. News of them comes within an hour or
 * never, once they are sent: they may wait for as long as their time to live.
 */
export function stanzaIds(ttlMs: number): Space {
  return { ...STANZA_IDS, ttl: ttlMs + OUTLIVES_MS };
}

/** To read them. */
export const STANZA_IDS: Space = { name: 'stanza-id', ttl: OUTLIVES_MS };

/** Such an id is unique among the stanzas from one address to another at best. */
export function stanzaKey(from: string, to: string, stanzaId: string): string {
  return `${bare(from)} ${bare(to)} ${stanzaId}`;
}

/** In a room the id is what is known; which of the identities sent it is not. */
export function roomKey(room: string, stanzaId: string): string {
  return stanzaKey('', room, stanzaId);
}

/** The record as the contract shows it. */
export function toSendRecord(record: Omit<LedgerRecord, 'keyId' | 'fingerprint'>): SendRecord {
  const { id, kind, status, from, to, error, roomStanzaId, refusals } = record;
  // One literal: joined out of others it costs five times as much, in each answer to a send.
  const shown: SendRecord = {
    id,
    kind,
    status: shownStatus(status),
    final: isFinal(status),
    createdAt: instant(record.createdAt),
    expiresAt: instant(record.expiresAt),
    from,
    to,
    history: shownHistory(record.history),
  };
  if (error === undefined && roomStanzaId === undefined && refusals === undefined) return shown;
  return {
    ...shown,
    ...(error !== undefined && { error }),
    ...(refusals !== undefined && {
      refusals: refusals.map((one) => ({
        ...one,
        at: instant(one.at),
        detail: refusalWords(record, one),
      })),
    }),
    ...(roomStanzaId !== undefined && { roomStanzaId }),
  };
}

/** A failure that proves to be final was shown as one before. */
function shownHistory(history: readonly HistoryEntry[]): SendRecord['history'] {
  const shown: SendRecord['history'][number][] = [];
  for (const { status, at } of history) {
    const next = shownStatus(status);
    if (shown.at(-1)?.status !== next) shown.push({ status: next, at: instant(at) });
  }
  return shown;
}
