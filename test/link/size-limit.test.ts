import { describe, expect, it } from 'vitest';
import { streamErrorFailure, type LinkFailure } from '../../src/link/failure.ts';
import { isBelieved, limitAfter } from '../../src/link/size-limit.ts';

const loss = (failure: LinkFailure, ...sizes: number[]) => ({
  failure,
  onItsWay: { stanzas: sizes.map((size) => 'x'.repeat(size)), direct: 0, proven: true },
});
const tooBig = streamErrorFailure('policy-violation', 'XML stanza is too big');
const malformed = streamErrorFailure('not-well-formed', '');
const reset: LinkFailure = { kind: 'lost', text: 'reset' };

describe('a limit on the size of stanzas', () => {
  it('is learnt from the largest that was on its way when the server says that one is too big', () => {
    expect(limitAfter(undefined, loss(tooBig, 100, 30_000, 50), 7)).toEqual({
      bytes: 30_000,
      condition: 'policy-violation',
      learntAt: 7,
    });
  });

  it('is learnt from a large one alone where the server only says that it is not well-formed', () => {
    expect(limitAfter(undefined, loss(malformed, 30_000), 0)?.bytes).toBe(30_000);
    expect(limitAfter(undefined, loss(malformed, 30_000, 20_000), 0)).toBeUndefined();
    expect(limitAfter(undefined, loss(malformed, 10_000), 0)).toBeUndefined();
  });

  it('counts bytes', () => {
    const { failure, onItsWay } = loss(tooBig);
    const limit = limitAfter(undefined, { failure, onItsWay: { ...onItsWay, stanzas: ['ðð'] } }, 0);
    expect(limit?.bytes).toBe(4);
  });

  it('only becomes lower', () => {
    const low = limitAfter(undefined, loss(tooBig, 20_000), 0);
    expect(limitAfter(low, loss(tooBig, 30_000), 1)?.bytes).toBe(20_000);
  });

  it('is forgotten when the link ends in another way: the server may have been mended', () => {
    const limit = limitAfter(undefined, loss(tooBig, 20_000), 0);
    expect(limitAfter(limit, loss(reset), 1)).toBeUndefined();
    expect(limitAfter(limit, loss(malformed, 5), 1)).toBe(limit);
  });

  it('is believed for ten minutes', () => {
    const limit = limitAfter(undefined, loss(tooBig, 20_000), 1_000);
    expect(isBelieved(limit, 600_999)).toBe(true);
    expect(isBelieved(limit, 601_000)).toBe(false);
  });
});
