/** Where records are kept and for how long, and by what ids they are found. */
import type { Space } from '../../../store/store.ts';
import { KEY_LIFE_MS, isDerivedId } from '../../../core/idempotency.ts';
import { bare } from '../../../core/jid/jid.ts';
import { isUnsettled } from './message-state.ts';
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
