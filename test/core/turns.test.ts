import { expect, it } from 'vitest';
import { createTurns } from '../../src/core/turns.ts';

it('work of one key waits for what came before, also where that failed', async () => {
  const inTurn = createTurns();
  const done: string[] = [];
  let fail: () => void = () => undefined;
  const first = inTurn(
    'juliet',
    () => new Promise((_, reject) => (fail = () => reject(new Error('poison')))),
  );
  const second = inTurn('juliet', () => Promise.resolve(done.push('second')));
  await inTurn('romeo', () => Promise.resolve(done.push('of another')));
  expect(done).toEqual(['of another']);
  fail();
  await expect(first).rejects.toThrow('poison');
  await second;
  expect(done).toEqual(['of another', 'second']);
});
