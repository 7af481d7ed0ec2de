import { describe, expect, it } from 'vitest';
import { interestOf, summarise } from '../../../../src/features/iq/responders/interest.ts';

const EVERYTHING = { key: ['*'], identities: ['*'], remotes: ['*'] };

describe('the interest of a reader', () => {
  it.each([
    [['*'], {}],
    [['alerts', '*'], { identities: [], remotes: [] }],
    [['*'], { identities: ['nurse', '*'], remotes: ['*', 'verona.example'] }],
  ])('is everything where nothing is left out: %j %j', (key, wishes) => {
    expect(interestOf(key, wishes)).toEqual(EVERYTHING);
  });

  it('is the same whatever the order of its patterns', () => {
    const one = interestOf(['nurse', 'friar'], { remotes: ['b.example', 'a.example'] });
    const other = interestOf(['friar', 'nurse', 'friar'], { remotes: ['a.example', 'b.example'] });
    expect(JSON.stringify(one)).toBe(JSON.stringify(other));
  });
});

describe('the summary of what readers are interested in', () => {
  it('is empty without readers', () => {
    expect(summarise([])).toEqual([]);
  });

  it('joins readers that differ in the identities of their keys only', () => {
    const readers = [interestOf(['nurse'], {}), interestOf(['friar'], {})];
    expect(summarise(readers)).toEqual([interestOf(['friar', 'nurse'], {})]);
  });

  it('joins a reader of everything with one of an identity', () => {
    expect(summarise([interestOf(['*'], {}), interestOf(['nurse'], {})])).toEqual([EVERYTHING]);
  });

  it('keeps readers apart that differ in identities and remotes', () => {
    const nurse = interestOf(['nurse'], { remotes: ['verona.example'] });
    const friar = interestOf(['friar'], { remotes: ['mantua.example'] });
    expect(summarise([nurse, friar])).toEqual([nurse, friar]);
  });

  it('keeps a reader that leaves out more than its key does', () => {
    const chosen = interestOf(['bot-*'], { identities: ['bot-1'] });
    expect(summarise([chosen])).toEqual([chosen]);
  });

  it.each([
    ['101 patterns', Array.from({ length: 101 }, (_, n) => `nurse-${n}`)],
    ['long patterns', Array.from({ length: 20 }, (_, n) => `${'o'.repeat(500)}${n}`)],
  ])('is everything where it would be too large: %s', (_what, key) => {
    expect(summarise([interestOf(key, {})])).toEqual([EVERYTHING]);
  });
});
