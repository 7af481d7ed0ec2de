import { describe, expect, it } from 'vitest';
import { sizeOf } from '../../../src/core/json/json-size.ts';

describe('the size of a text of JSON', () => {
  it.each([
    ['1', { keys: 0, values: 1 }],
    ['{}', { keys: 0, values: 2 }],
    ['{"a":1,"b":[1,2,{"c":null}]}', { keys: 3, values: 7 }],
    ['["{[:,","\\"{[:,","\\\\",[]]', { keys: 0, values: 6 }],
    ['"never closed {[:,', { keys: 0, values: 1 }],
  ])('is counted outside of strings: %s', (text, size) => {
    expect(sizeOf(text)).toMatchObject(size);
  });

  it('counts different keys, each once', () => {
    const same = `[${'{"a":1,"b":{"a":2}},'.repeat(1_000)}0]`;
    expect(sizeOf(same, true)).toMatchObject({ keys: 3_000, names: 2 });
    const members = Array.from({ length: 5_000 }, (_, i) => `"key ${i}":0`);
    const size = sizeOf(`{${members.join()}}`, true);
    expect(size).toMatchObject({ keys: 5_000 });
    expect(size).toHaveProperty('names', expect.closeTo(4_700, -3));
  });

  it('is not looked for in what is nested too deeply', () => {
    expect(sizeOf('['.repeat(101))).toBe('too-deep');
    expect(sizeOf('['.repeat(100))).toMatchObject({ values: 101 });
  });
});
