import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Heap } from '../../src/reconciler/heap.ts';

interface Job {
  readonly due: number;
}

const sorted = (jobs: readonly Job[]) => jobs.map(({ due }) => due).sort((a, b) => a - b);

function drain(heap: Heap<Job>): number[] {
  const drained: number[] = [];
  for (let next = heap.pop(); next; next = heap.pop()) drained.push(next.due);
  return drained;
}

describe('the heap', () => {
  it('gives its elements in order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50)), (dues) => {
        const heap = new Heap<Job>((one, other) => one.due < other.due);
        const jobs = dues.map((due) => ({ due }));
        for (const job of jobs) heap.add(job);
        expect(drain(heap)).toEqual(sorted(jobs));
      }),
    );
  });

  it('keeps the order when elements are removed from its middle', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(50), fc.boolean())), (entries) => {
        const heap = new Heap<Job>((one, other) => one.due < other.due);
        const jobs = entries.map(([due, stays]) => ({ due, stays }));
        for (const job of jobs) heap.add(job);
        const removed = jobs.filter(({ stays }) => !stays).map((job) => heap.remove(job));
        expect(removed.every(Boolean)).toBe(true);
        expect(drain(heap)).toEqual(sorted(jobs.filter(({ stays }) => stays)));
      }),
    );
  });

  it('says that it does not have an element', () => {
    const heap = new Heap<Job>((one, other) => one.due < other.due);
    const job = { due: 1 };
    heap.add(job);
    heap.remove(job);
    expect([heap.remove(job), heap.first(), heap.size]).toEqual([false, undefined, 0]);
  });
});
