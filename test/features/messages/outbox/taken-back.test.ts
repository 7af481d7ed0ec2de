import { describe, expect, it } from 'vitest';
import { TakenBack } from '../../../../src/features/messages/outbox/taken-back.ts';

const many = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => `${from + i}-0`);

function settle(takenBack: TakenBack, positions: readonly string[]): void {
  for (const position of positions) {
    takenBack.take(position);
    takenBack.settled(position);
  }
}

describe('what was taken back', () => {
  it('is kept in mind until the page in which it stands is done', () => {
    const takenBack = new TakenBack();
    takenBack.reads();
    settle(takenBack, ['5-0', '15-0']);
    takenBack.pageDone('10-0');
    expect([takenBack.has('5-0'), takenBack.has('15-0')]).toEqual([false, true]);
    takenBack.pageDone(undefined);
    expect(takenBack.has('15-0')).toBe(false);
  });

  it('is kept in mind as long as it is not settled', () => {
    const takenBack = new TakenBack();
    takenBack.reads();
    takenBack.take('5-0');
    takenBack.pageDone('10-0');
    takenBack.pageDone(undefined);
    expect(takenBack.has('5-0')).toBe(true);
  });

  it('is not forgotten while it may be in hand, however much is', () => {
    const takenBack = new TakenBack();
    takenBack.reads();
    settle(takenBack, many(1, 20_000));
    expect(takenBack.has('1-0')).toBe(true);
  });

  it('is bounded while nothing is read, and refuses more where it cannot be', () => {
    const takenBack = new TakenBack();
    settle(takenBack, many(1, 20_000));
    expect([takenBack.has('1-0'), takenBack.has('20000-0')]).toEqual([false, true]);
    takenBack.reads();
    settle(takenBack, many(20_001, 50_000));
    expect(takenBack.isFull).toBe(true);
    takenBack.readsNoMore();
    expect(takenBack.isFull).toBe(false);
  });
});
