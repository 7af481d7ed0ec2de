import { beforeEach, describe, expect, it } from 'vitest';
import type { KeyRecord } from '../../../src/features/access/key-record.ts';
import { KeyRing } from '../../../src/features/access/key-ring.ts';

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

let ring: KeyRing;
const found = (digest: string, now = NOON) => ring.find(digest, now)?.caller.keyId;

beforeEach(() => {
  ring = new KeyRing();
  ring.put(NURSE);
});

describe('a key', () => {
  it('is found by the digest of its value, with its rights', () => {
    expect(ring.find('first', NOON)?.caller).toEqual({
      keyId: 'nurse',
      identities: ['nurse'],
      scopes: new Set(['messages:send']),
      rate: 10,
    });
  });

  it('is not found by another', () => {
    expect(found('second')).toBeUndefined();
  });

  it('is gone when dropped, once', () => {
    expect(ring.drop('nurse')).toBe(true);
    expect(found('first')).toBeUndefined();
    expect(ring.drop('nurse')).toBe(false);
  });

  it('ends at its time to the millisecond', () => {
    ring.put({ ...NURSE, expiresAt: NOON + 1 });
    expect(found('first', NOON)).toBe('nurse');
    expect(found('first', NOON + 1)).toBeUndefined();
    expect(ring.callerOf('nurse', NOON + 1)).toBeUndefined();
  });

  it('that is put again unchanged ends nothing', () => {
    expect(ring.put(NURSE)).toBe(false);
  });
});

describe('a rotated key', () => {
  it('has two values while they overlap', () => {
    expect(ring.put(ROTATED)).toBe(false);
    expect([found('first'), found('second')]).toEqual(['nurse', 'nurse']);
  });

  it('has one afterwards', () => {
    ring.put(ROTATED);
    expect(found('first', NOON + 60_000)).toBeUndefined();
    expect(found('second', NOON + 60_000)).toBe('nurse');
  });

  it('ends the value before last at once, and says so', () => {
    ring.put(ROTATED);
    const again = { digest: 'third', previous: { digest: 'second', until: NOON + 60_000 } };
    expect(ring.put({ ...NURSE, ...again })).toBe(true);
    expect(found('first')).toBeUndefined();
  });

  it('never outlives the key', () => {
    ring.put({ ...ROTATED, expiresAt: NOON + 1_000 });
    expect(found('first', NOON + 1_000)).toBeUndefined();
  });
});

describe('pruning', () => {
  it('names what ended by time, once', () => {
    ring.put(ROTATED);
    expect(ring.prune(NOON)).toEqual([]);
    expect(ring.prune(NOON + 60_000)).toEqual(['nurse']);
    expect(ring.prune(NOON + 60_000)).toEqual([]);
    expect(ring.ids()).toEqual(['nurse']);
  });

  it('forgets a key that has expired', () => {
    ring.put({ ...NURSE, expiresAt: NOON + 1 });
    expect(ring.prune(NOON + 1)).toEqual(['nurse']);
    expect(ring.ids()).toEqual([]);
  });
});
