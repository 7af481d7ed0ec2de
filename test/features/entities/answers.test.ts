import { describe, expect, it } from 'vitest';
import { remembered, wantsNew } from '../../../src/features/entities/answers.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';

describe('an answer', () => {
  it.each([
    ['max-age=0', true],
    ['private, no-cache', true],
    ['max-age=05', false],
    ['max-age=60', false],
    [undefined, false],
  ])('is asked for anew with %s: %s', (header, is) => {
    expect(wantsNew(header)).toBe(is);
  });

  it('is remembered for the same question, unless a new one is wanted', async () => {
    const store = createMemoryStore({ now: () => 0 });
    let count = 0;
    const ask = (question: string, fresh = false) =>
      remembered(store, { question: [question], fresh }, () => Promise.resolve((count += 1)));
    expect([await ask('a'), await ask('a'), await ask('b'), await ask('a', true)]).toEqual([
      ...[1, 1, 2, 3],
    ]);
    expect(await ask('a')).toBe(3);
  });
});
