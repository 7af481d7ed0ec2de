import { expect, it } from 'vitest';
import { createPace } from '../../../../src/features/offered/chat/pace.ts';

function paceOf(limit: number) {
  let now = 0;
  const mayAnswer = createPace(limit, () => now);
  return (after: number, who = 'juliet') => {
    now += after;
    return mayAnswer(who);
  };
}

it('who reacts at once too often in a row is not answered until it was quiet for a minute', () => {
  const hears = paceOf(2);
  expect([hears(0), hears(10), hears(10), hears(10), hears(10)]).toEqual([
    ...[true, true, true],
    ...[false, false],
  ]);
  expect(hears(0, 'romeo')).toBe(true);
  expect(hears(59_999)).toBe(false);
  expect(hears(60_000)).toBe(true);
});

it('a person who reads first is always answered', () => {
  const hears = paceOf(1);
  expect(Array.from({ length: 10 }, () => hears(2_000))).not.toContain(false);
});

it('without a limit everybody is answered', () => {
  const hears = paceOf(0);
  expect(Array.from({ length: 10 }, () => hears(1))).not.toContain(false);
});
