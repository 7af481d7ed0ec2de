import { describe, expect, test } from 'vitest';
import { Lanes } from '../../../../src/features/webhooks/backlog/lanes.ts';

function taken(lanes: Lanes<string>): string | undefined {
  return lanes.take()?.items[0];
}

describe('lanes', () => {
  test('give one item of each conversation, in turn', () => {
    const lanes = new Lanes<string>();
    lanes.add('romeo', 'r1');
    lanes.add('romeo', 'r2');
    lanes.add('nurse', 'n1');
    expect([taken(lanes), taken(lanes), taken(lanes)]).toEqual(['r1', 'n1', undefined]);
  });

  test('give the next of a conversation when the one before is done', () => {
    const lanes = new Lanes<string>();
    const lane = lanes.add('romeo', 'r1');
    lanes.add('romeo', 'r2');
    lanes.take();
    lanes.done(lane);
    expect(taken(lanes)).toBe('r2');
  });

  test('give nothing of a conversation that waits, until it is ready again', () => {
    const lanes = new Lanes<string>();
    const lane = lanes.add('romeo', 'r1');
    lanes.take();
    lanes.wait(lane);
    lanes.add('romeo', 'r2');
    expect(lanes.next()).toBeUndefined();
    lanes.ready(lane);
    expect(taken(lanes)).toBe('r1');
  });

  test('count what is in them', () => {
    const lanes = new Lanes<string>();
    const lane = lanes.add('romeo', 'r1');
    lanes.add('romeo', 'r2');
    lanes.remove(lane, 'r2');
    expect(lanes.size).toBe(1);
    lanes.take();
    lanes.done(lane);
    expect(lanes.size).toBe(0);
  });

  test('never take out the head, which may be under way', () => {
    const lanes = new Lanes<string>();
    const lane = lanes.add('romeo', 'r1');
    lanes.remove(lane, 'r1');
    expect(lane.items).toEqual(['r1']);
  });

  test('keep their order over thousands of turns', () => {
    const lanes = new Lanes<number>();
    const seen: number[] = [];
    for (let n = 0; n < 5_000; n += 1) {
      lanes.add('romeo', n);
      const lane = lanes.take();
      seen.push(lane?.items[0] ?? -1);
      if (lane !== undefined) lanes.done(lane);
    }
    expect(seen).toEqual(Array.from({ length: 5_000 }, (_, n) => n));
  });

  test('take an item in before those that come after it', () => {
    const lanes = new Lanes<string>();
    for (const item of ['r1', 'r3']) lanes.add('romeo', item);
    lanes.insert('romeo', 'r2', (other) => other > 'r2');
    expect(lanes.of('romeo')?.items).toEqual(['r1', 'r2', 'r3']);
    expect(lanes.size).toBe(3);
  });

  test('take an item in last when nothing comes after it, and where there was nothing', () => {
    const lanes = new Lanes<string>();
    for (const item of ['r1', 'r2']) lanes.insert('romeo', item, (other) => other > item);
    expect(lanes.of('romeo')?.items).toEqual(['r1', 'r2']);
  });

  test('take nothing in before an item that is worked on', () => {
    const lanes = new Lanes<string>();
    const lane = lanes.add('romeo', 'r2');
    lanes.take();
    lanes.insert('romeo', 'r1', (other) => other > 'r1');
    expect(lane.items).toEqual(['r2', 'r1']);
  });

  test('give the lane first that is in a hurry, once', () => {
    const lanes = new Lanes<string>();
    for (const name of ['romeo', 'nurse', 'tybalt']) lanes.add(name, name);
    const nurse = lanes.of('nurse');
    if (nurse !== undefined) lanes.first(nurse);
    expect([taken(lanes), taken(lanes), taken(lanes), taken(lanes)]).toEqual([
      'nurse',
      'romeo',
      'tybalt',
      undefined,
    ]);
  });
});
