import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DueTimes } from '../../../../src/features/messages/outbox/due-times.ts';

function filled(times: readonly number[]): DueTimes {
  const due = new DueTimes();
  for (const [index, time] of times.entries()) due.add(time, `${time}-${index}`);
  return due;
}

const timeOf = (position: string) => Number(position.split('-')[0]);

describe('due times', () => {
  it('are taken soonest first, whatever the order they came in', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000)), (times) => {
        const taken = filled(times).take(Infinity, Infinity).map(timeOf);
        expect(taken).toEqual(times.toSorted((a, b) => a - b));
      }),
    );
  });

  it('are taken when they are due, and not before', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100)), fc.nat(100), (times, now) => {
        const due = filled(times);
        const early = times.filter((time) => time > now).length;
        expect(due.take(now, Infinity).every((position) => timeOf(position) <= now)).toBe(true);
        expect(due.size).toBe(early);
      }),
    );
  });

  it('are taken so many at a time', () => {
    const due = filled([3, 1, 2]);
    expect([due.take(9, 2), due.take(9, 2), due.take(9, 2)]).toEqual([['1-1', '2-2'], ['3-0'], []]);
  });

  it('can be put back for later', () => {
    const due = filled([5, 6]);
    const [first = ''] = due.take(5, 1);
    due.add(7, first);
    expect(due.take(7, 2)).toEqual(['6-1', '5-0']);
  });

  it('are none once they are cleared', () => {
    const due = filled([1, 2]);
    due.clear();
    expect([due.size, due.take(9, 9)]).toEqual([0, []]);
  });
});
