import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Shares } from '../../../../src/features/webhooks/backlog/shares.ts';

describe('shares', () => {
  test('know who takes the most', () => {
    const shares = new Shares<string>();
    for (const name of ['romeo', 'nurse', 'romeo', 'romeo', 'nurse']) shares.add(name);
    expect(shares.largest()).toBe('romeo');
    shares.remove('romeo');
    shares.remove('romeo');
    expect(shares.largest()).toBe('nurse');
    expect([shares.of('romeo'), shares.of('nurse'), shares.total]).toEqual([1, 2, 3]);
  });

  test('of nobody have no largest', () => {
    const shares = new Shares<string>();
    shares.add('romeo');
    shares.remove('romeo');
    shares.remove('romeo');
    expect(shares.largest()).toBeUndefined();
    expect(shares.total).toBe(0);
  });

  test('are as somebody would count them', () => {
    const change = fc.tuple(fc.boolean(), fc.constantFrom('a', 'b', 'c', 'd'));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
        const shares = new Shares<string>();
        const counts = new Map<string, number>();
        for (const [isAdded, name] of changes) {
          if (isAdded) shares.add(name);
          else shares.remove(name);
          counts.set(name, Math.max(0, (counts.get(name) ?? 0) + (isAdded ? 1 : -1)));
        }
        const most = Math.max(0, ...counts.values());
        const largest = shares.largest();
        expect(largest === undefined ? 0 : counts.get(largest)).toBe(most);
        expect(shares.total).toBe([...counts.values()].reduce((sum, n) => sum + n, 0));
      }),
    );
  });
});
