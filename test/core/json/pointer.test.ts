import { describe, expect, it } from 'vitest';
import { keyOfToken, pointerToken } from '../../../src/core/json/pointer.ts';

describe('a token of a JSON pointer', () => {
  it.each([
    ['a/b', 'a~1b'],
    ['m~n', 'm~0n'],
    ['~1', '~01'],
    ['', ''],
  ])('for the key %j is %j, and leads back to it', (key, token) => {
    expect(pointerToken(key)).toBe(token);
    expect(keyOfToken(token)).toBe(key);
  });
});
