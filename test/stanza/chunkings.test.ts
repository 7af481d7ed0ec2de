import { expect, it } from 'vitest';
import { tryChunkings } from '../fuzz/chunkings.ts';

it('makes the same trees of the same bytes, wherever they are cut', () => {
  expect(tryChunkings(2_000, 4181)).toBeUndefined();
});
