import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerRecord } from '../../../../src/features/messages/ledger/record.ts';
import { encodeRecord } from '../../../../src/features/messages/ledger/record-form.ts';
import {
  decodeEntry,
  encodeEntry,
  expiresAtOf,
} from '../../../../src/features/messages/outbox/queue-entry.ts';

const record = (over: Partial<LedgerRecord>): LedgerRecord => ({
  ...{ id: 'm1', keyId: 'bootstrap', kind: 'message' },
  ...{ from: 'bridge.example.org', to: 'juliet@example.org' },
  ...{ createdAt: 1_000, expiresAt: 2_000, status: 'queued' },
  history: [{ status: 'queued', at: 1_000 }],
  ...over,
});
const entryOf = (over: Partial<LedgerRecord>, xml = '<message/>') => ({
  position: '1-0',
  value: encodeEntry(encodeRecord(record(over)), xml),
});

describe('an entry of the outbox', () => {
  it('is read as it was written', () => {
    const entry = entryOf({ fingerprint: 'f' }, '<message>\n</message>');
    expect(decodeEntry(entry)).toEqual({
      record: record({ fingerprint: 'f' }),
      xml: '<message>\n</message>',
      position: '1-0',
    });
  });

  it('tells when its time to live ends, whatever else stands in it', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.constant('","expiresAt":5,"'),
      fc.constant('"expiresAt":'),
    );
    fc.assert(
      fc.property(texts, texts, texts, fc.maxSafeNat(), (id, to, xml, expiresAt) => {
        expect(expiresAtOf(entryOf({ id, to, expiresAt }, xml))).toBe(expiresAt);
      }),
    );
  });

  it('of an earlier build is read too', () => {
    const old = record({ expiresAt: 7_000 });
    const entry = { position: '1-0', value: encodeEntry(JSON.stringify(old), '<message/>') };
    expect(expiresAtOf(entry)).toBe(7_000);
    expect(decodeEntry(entry).record).toEqual(old);
  });
});
