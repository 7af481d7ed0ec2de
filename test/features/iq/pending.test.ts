import { describe, expect, it } from 'vitest';
import { mayAnswer, outcomeAt, type PendingIq } from '../../../src/features/iq/pending.ts';

const FROM = 'page@bridge.example.org';

describe('who may answer an IQ', () => {
  it.each([
    [
      '001 the full JID that was asked',
      'juliet@example.org/balcony',
      'juliet@example.org/balcony',
      true,
    ],
    ['002 another resource of it', 'juliet@example.org/balcony', 'juliet@example.org/tomb', false],
    ['003 its bare JID', 'juliet@example.org/balcony', 'juliet@example.org', false],
    [
      '004 a full JID of the bare one that was asked',
      'juliet@example.org',
      'juliet@example.org/x',
      false,
    ],
    ['005 another account', 'juliet@example.org', 'tybalt@example.org', false],
    ['006 its server', 'juliet@example.org', 'example.org', false],
    ['007 the server that was asked', 'example.org', 'example.org', true],
    ['008 the same in capitals', 'example.org', 'EXAMPLE.ORG', true],
    ['009 nobody at all, asked somebody else', 'example.org', undefined, false],
    ['010 nobody at all, asked ourselves', 'bridge.example.org', undefined, true],
    [
      '011 our domain for an identity of ours',
      'nurse@bridge.example.org',
      'bridge.example.org',
      true,
    ],
    ['012 what is no JID', 'example.org', '@', false],
  ])('%s', (_, to, answerFrom, believed) => {
    expect(mayAnswer({ to, from: FROM }, answerFrom)).toBe(believed);
  });
});

describe('the outcome of a pending IQ', () => {
  const pending: PendingIq = {
    id: 'q1',
    keyId: 'bootstrap',
    owner: 'replica-a',
    from: FROM,
    to: 'example.org',
    createdAt: 0,
    deadline: 10_000,
    kept: true,
  };

  it('is open until the deadline', () => {
    expect(outcomeAt(pending, 10_000)).toBeUndefined();
  });

  it('is a timeout after it, also when the replica that asked is gone', () => {
    expect(outcomeAt(pending, 10_001)).toEqual({ failed: 'iq-timeout' });
  });

  it('stays what it was when an answer came in time', () => {
    const outcome = { failed: 'link-lost' } as const;
    expect(outcomeAt({ ...pending, outcome }, 99_000)).toEqual(outcome);
  });
});
