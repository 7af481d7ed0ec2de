import { beforeEach, describe, expect, it } from 'vitest';
import type { KeyRecord } from '../../../src/features/access/key-record.ts';
import { KeyIndex } from '../../../src/features/access/key-index.ts';

const NOON = Date.UTC(2026, 0, 31, 12);

const NURSE: KeyRecord = {
  id: 'nurse',
  name: "Juliet's nurse",
  identities: ['nurse'],
  scopes: ['messages:send'],
  recipients: ['*'],
  rate: 10,
  createdAt: NOON,
  createdBy: 'bootstrap',
  digest: 'first',
};

const ROTATED: KeyRecord = {
  ...NURSE,
  digest: 'second',
  previous: { digest: 'first', until: NOON + 60_000 },
};

let index: KeyIndex;
const found = (digest: string, now = NOON) => index.find(digest, now)?.caller.keyId;

beforeEach(() => {
  index = new KeyIndex();
  index.put(NURSE);
});

describe('a key', () => {
  it('is found by the digest of its value, with its rights', () => {
    expect(index.find('first', NOON)?.caller).toEqual({
      keyId: 'nurse',
      name: "Juliet's nurse",
      identities: ['nurse'],
      scopes: new Set(['messages:send']),
      rate: 10,
    });
  });

  it('is not found by another', () => {
    expect(found('second')).toBeUndefined();
  });

  it('is gone when dropped, once', () => {
    expect(index.drop('nurse')).toBe(true);
    expect(found('first')).toBeUndefined();
    expect(index.drop('nurse')).toBe(false);
  });

  it('ends at its time to the millisecond', () => {
    index.put({ ...NURSE, expiresAt: NOON + 1 });
    expect(found('first', NOON)).toBe('nurse');
    expect(found('first', NOON + 1)).toBeUndefined();
    expect(index.callerOf('nurse', NOON + 1)).toBeUndefined();
  });

  it('that is put again unchanged ends nothing', () => {
    expect(index.put(NURSE)).toBe(false);
  });
});

describe('a rotated key', () => {
  it('has two values while they overlap', () => {
    expect(index.put(ROTATED)).toBe(false);
    expect([found('first'), found('second')]).toEqual(['nurse', 'nurse']);
  });

  it('has one afterwards', () => {
    index.put(ROTATED);
    expect(found('first', NOON + 60_000)).toBeUndefined();
    expect(found('second', NOON + 60_000)).toBe('nurse');
  });

  it('ends the value before last at once, and says so', () => {
    index.put(ROTATED);
    const again = { digest: 'third', previous: { digest: 'second', until: NOON + 60_000 } };
    expect(index.put({ ...NURSE, ...again })).toBe(true);
    expect(found('first')).toBeUndefined();
  });

  it('never outlives the key', () => {
    index.put({ ...ROTATED, expiresAt: NOON + 1_000 });
    expect(found('first', NOON + 1_000)).toBeUndefined();
  });
});

describe('pruning', () => {
  it('names what ended by time, once', () => {
    index.put(ROTATED);
    expect(index.prune(NOON)).toEqual([]);
    expect(index.prune(NOON + 60_000)).toEqual(['nurse']);
    expect(index.prune(NOON + 60_000)).toEqual([]);
    expect(index.ids()).toEqual(['nurse']);
  });

  it('forgets a key that has expired', () => {
    index.put({ ...NURSE, expiresAt: NOON + 1 });
    expect(index.prune(NOON + 1)).toEqual(['nurse']);
    expect(index.ids()).toEqual([]);
  });
});

describe('a secret that becomes that of another key', () => {
  const FRIAR: KeyRecord = { ...NURSE, id: 'friar' };
  const NEXT: KeyRecord = { ...NURSE, digest: 'second' };

  it.each([
    ['before', [FRIAR, NEXT]],
    ['after', [NEXT, FRIAR]],
  ])('is found with its rights, when that is told %s', (_, records) => {
    for (const record of records) index.put(record);
    expect([found('first'), found('second')]).toEqual(['friar', 'nurse']);
  });

  it('stays when the key that had it is dropped', () => {
    index.put(FRIAR);
    index.drop('nurse');
    expect(found('first')).toBe('friar');
  });
});
