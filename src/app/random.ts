import { randomFillSync } from 'node:crypto';

const DRAWN_BYTES = 4096;

/**
 * Bytes from the system's source, for ids that must not be guessed. They are drawn many at a time: a draw costs more
 * than all that is done with most ids.
 */
function randomBytes(): (count: number) => Buffer {
  const drawn = Buffer.alloc(DRAWN_BYTES);
  let next = drawn.length;
  return (count) => {
    if (next + count > drawn.length) {
      randomFillSync(drawn);
      next = 0;
    }
    next += count;
    return drawn.subarray(next - count, next);
  };
}

/** Numbers in [0, 1), each of 32 random bits. */
export function randomFractions(): () => number {
  const bytes = randomBytes();
  return () => bytes(4).readUInt32LE() / 0x1_0000_0000;
}

/** Texts of 128 random bits each. */
export function randomTexts(encoding: 'base64url' | 'hex'): () => string {
  const bytes = randomBytes();
  return () => bytes(16).toString(encoding);
}
