import { describe, expect, it } from 'vitest';
import { createTally } from '../../src/observe/tally.ts';

describe('a tally', () => {
  it('shows what may happen before it has happened', () => {
    expect(createTally(['failed']).counts()).toEqual([['failed', 0]]);
  });

  it('counts by name', () => {
    const tally = createTally<'juliet' | 'romeo'>();
    tally.count('juliet');
    tally.count('juliet');
    tally.count('romeo');
    expect(tally.counts()).toEqual([
      ['juliet', 2],
      ['romeo', 1],
    ]);
  });
});
