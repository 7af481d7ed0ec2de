import { describe, expect, it } from 'vitest';
import { createMemoryRecords } from '../../../src/store/memory/records.ts';

const space = { name: 'message', ttl: 100 };

describe('records in memory', () => {
  it('live on from their last write', () => {
    let time = 0;
    const records = createMemoryRecords(() => time);
    records.write(space, 'juliet', 'one');
    time = 90;
    records.write(space, 'juliet', 'two');
    time = 189;
    expect(records.get(space, 'juliet')).toEqual({ value: 'two', version: 2 });
    time = 190;
    expect(records.get(space, 'juliet')).toBeUndefined();
  });

  it('are let go when they expired, by the next write', () => {
    let time = 0;
    const records = createMemoryRecords(() => time);
    for (; time < 1000; time += 1) records.write(space, String(time), 'x');
    expect(records.list(space).size).toBe(100);
  });
});
