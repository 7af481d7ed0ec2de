import { describe, expect, it } from 'vitest';
import {
  MAX_HEARD,
  pair,
  withHeard,
  type Heard,
} from '../../../../src/features/messages/conversations/pairing.ts';

const at = 1_000;
const foreign: Heard = { at, from: 'foreign' };
const self: Heard = { at, from: 'self' };
const answer: Heard = { at, from: 'answer' };
const done = (heard: Heard): Heard => ({ ...heard, answered: true });

describe('a message that is sent', () => {
  it('is an original when nothing was heard', () => {
    expect(pair([], 0)).toEqual({ kind: 'original' });
  });

  it('is an original when what was heard is out of the window', () => {
    expect(pair([foreign, answer], at)).toEqual({ kind: 'original' });
  });

  it('answers the oldest open foreign message', () => {
    const second = { ...foreign, at: 1_001 };
    expect(pair([self, foreign, second], 0)).toEqual({
      kind: 'answer',
      heard: [self, done(foreign), second],
    });
  });

  it('answers a message of another identity when no foreign one is open', () => {
    expect(pair([done(foreign), answer, self], 0)).toEqual({
      kind: 'answer',
      heard: [done(foreign), answer, done(self)],
    });
  });

  it('is a loop when only answers of the bridge are open', () => {
    expect(pair([done(foreign), done(self), answer], 0)).toEqual({ kind: 'loop' });
  });

  it('is one more answer when all is answered', () => {
    expect(pair([done(foreign)], 0)).toEqual({ kind: 'answer' });
  });

  it('answers a foreign message although an answer of the bridge came after it', () => {
    expect(pair([foreign, answer], 0)).toMatchObject({ kind: 'answer' });
  });
});

describe('what was heard', () => {
  it('is forgotten after the window', () => {
    expect(withHeard([foreign], [{ at: 3_000, from: 'self' }], 2_000)).toEqual([
      { at: 3_000, from: 'self' },
    ]);
  });

  it('is bounded', () => {
    const many = Array.from({ length: 2 * MAX_HEARD }, () => answer);
    expect(withHeard(many, [foreign], 0)).toHaveLength(MAX_HEARD);
    expect(withHeard(many, [foreign], 0).at(-1)).toEqual(foreign);
  });
});
