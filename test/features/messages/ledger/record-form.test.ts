import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LedgerRecord } from '../../../../src/features/messages/ledger/record.ts';
import { MESSAGE_STATES } from '../../../../src/features/messages/ledger/message-state.ts';
import {
  decodeRecord,
  encodeRecord,
} from '../../../../src/features/messages/ledger/record-form.ts';

const records = fc
  .record(
    {
      id: fc.string(),
      keyId: fc.string(),
      kind: fc.constantFrom('message', 'presence', 'iq'),
      from: fc.string(),
      to: fc.string(),
      createdAt: fc.nat(2e12),
      expiresAt: fc.nat(2e12),
      // A clock may be set back in between.
      history: fc.array(
        fc.record({ status: fc.constantFrom(...MESSAGE_STATES), at: fc.nat(2e12) }),
        { minLength: 1 },
      ),
      fingerprint: fc.string(),
      trace: fc.string(),
      room: fc.constant(true),
      answer: fc.constant(true),
      occupant: fc.string(),
      error: fc.constant({ code: 'expired', detail: 'late' }),
    },
    {
      requiredKeys: ['id', 'keyId', 'kind', 'from', 'to', 'createdAt', 'expiresAt', 'history'],
      noNullPrototype: true,
    },
  )
  .map((record) => ({ ...record, status: record.history.at(-1)?.status }) as LedgerRecord);

it('a record is read as it was written', () => {
  fc.assert(
    fc.property(records, (record) => {
      expect(decodeRecord(encodeRecord(record))).toEqual(record);
    }),
  );
});

it('a record of an earlier build is read', () => {
  fc.assert(
    fc.property(records, (record) => {
      expect(decodeRecord(JSON.stringify(record))).toEqual(record);
    }),
  );
});

it('a record of an ordinary message takes less than half of what its JSON would', () => {
  const at = Date.UTC(2026, 0, 31);
  const record: LedgerRecord = {
    ...{ id: '01JD8Q4Z7N0V4R6T1B3X5Y7W9K', keyId: '01JD8Q4Z7N0V4R6T1B3X5Y7W9L', kind: 'message' },
    ...{ from: 'alerts@bridge.example.org', to: 'juliet@example.org' },
    ...{ createdAt: at, expiresAt: at + 86_400_000, status: 'acknowledged' },
    history: [
      { status: 'queued', at },
      { status: 'sent', at: at + 2 },
      { status: 'acknowledged', at: at + 9 },
    ],
  };
  const written = encodeRecord(record);
  expect(written.length).toBeLessThan(170);
  expect(written.length).toBeLessThan(JSON.stringify(record).length / 2);
});
