/**
 * How a record is stored. There is one for each message that was sent within the retention, so it is small: a JSON array
 * `[1, createdAt, ttl, steps, id, keyId, kind, from, to]`, with what few records have in an object at its end. `steps` is
 * the history: a letter for each state, and how many ms after `createdAt`, in base 36: `Q0S2A9`.
 *
 * Records that an earlier build wrote are JSON objects. They are still read.
 */
import type { HistoryEntry, LedgerRecord } from './record.ts';
import type { MessageState } from './message-state.ts';

const FORM = 1;

/** Upper case: base 36 is lower case here. */
const LETTERS: Readonly<Record<MessageState, string>> = {
  queued: 'Q',
  sent: 'S',
  acknowledged: 'A',
  unconfirmed: 'U',
  refused: 'R',
  delivered: 'D',
  displayed: 'P',
  failed: 'F',
};

const STATES = new Map(
  (Object.keys(LETTERS) as MessageState[]).map((state) => [LETTERS[state], state]),
);

const KINDS = { message: 'm', presence: 'p', iq: 'i' } as const;
const KIND_OF: Readonly<Record<string, LedgerRecord['kind']>> = {
  m: 'message',
  p: 'presence',
  i: 'iq',
};

type Rare = Omit<LedgerRecord, keyof Common>;
type Common = Pick<
  LedgerRecord,
  'id' | 'keyId' | 'kind' | 'from' | 'to' | 'createdAt' | 'expiresAt' | 'status' | 'history'
>;
type Stored = [
  form: number,
  createdAt: number,
  ttl: number,
  steps: string,
  id: string,
  keyId: string,
  kind: string,
  from: string,
  to: string,
  rare?: Rare,
];

export function encodeRecord(record: LedgerRecord): string {
  const { id, keyId, kind, from, to, createdAt, expiresAt, status: _, history, ...rare } = record;
  const steps = stepsOf(history, createdAt);
  const stored: Stored = [
    ...([FORM, createdAt, expiresAt - createdAt] as const),
    ...([steps, id, keyId, KINDS[kind], from, to] as const),
  ];
  if (Object.keys(rare).length > 0) stored.push(rare);
  return JSON.stringify(stored);
}

export function decodeRecord(value: string): LedgerRecord {
  if (value.startsWith('{')) return JSON.parse(value) as LedgerRecord;
  const [, createdAt, ttl, steps, id, keyId, kind, from, to, rare] = JSON.parse(value) as Stored;
  const history = historyOf(steps, createdAt);
  const record: LedgerRecord = {
    id,
    keyId,
    kind: KIND_OF[kind] ?? 'message',
    from,
    to,
    createdAt,
    expiresAt: createdAt + ttl,
    status: history.at(-1)?.status ?? 'queued',
    history,
  };
  return rare === undefined ? record : { ...record, ...rare };
}

/**
 * When the time to live of a stored record ends. Found without taking it apart, as there may be very many to look at. No text
 * in an earlier build's record can look like the number's name: JSON escapes the quotes in them.
 */
export function storedExpiry(value: string): number {
  if (value.startsWith('{')) {
    return Number.parseInt(value.slice(value.indexOf(EXPIRES_AT) + EXPIRES_AT.length), 10);
  }
  const created = value.indexOf(',') + 1;
  const ttl = value.indexOf(',', created) + 1;
  return (
    Number.parseInt(value.slice(created, ttl), 10) +
    Number.parseInt(value.slice(ttl, value.indexOf(',', ttl)), 10)
  );
}

const EXPIRES_AT = '"expiresAt":';

function stepsOf(history: readonly HistoryEntry[], createdAt: number): string {
  let steps = '';
  for (const { status, at } of history) steps += LETTERS[status] + (at - createdAt).toString(36);
  return steps;
}

function historyOf(steps: string, createdAt: number): HistoryEntry[] {
  const history: HistoryEntry[] = [];
  for (const [, letter = '', after = ''] of steps.matchAll(/([A-Z])([^A-Z]*)/g)) {
    const status = STATES.get(letter);
    if (status !== undefined) history.push({ status, at: createdAt + Number.parseInt(after, 36) });
  }
  return history;
}
