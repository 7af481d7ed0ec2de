import { expect, it } from 'vitest';
import { createTimeBudget } from '../../../src/features/hooks/render/time-budget.ts';

it('leaves a slow template alone until it has made up for what it took', () => {
  let now = 0;
  const budget = createTimeBudget(() => now);
  for (let i = 0; i < 10_000; i += 1) budget.spend('quick', 5);
  budget.spend('slow', 100);
  expect(budget.isSpent('slow')).toBe(false);
  budget.spend('slow', 150);
  expect([budget.isSpent('slow'), budget.isSpent('quick')]).toEqual([true, false]);
  now += 9_000;
  expect(budget.isSpent('slow')).toBe(true);
  now += 2_000;
  expect(budget.isSpent('slow')).toBe(false);
});
