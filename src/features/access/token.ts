/** The value of a key: what a caller sends, and what is kept of it. */
import { hash } from 'node:crypto';

/** 256 bits. */
export const TOKEN_BYTES = 32;

/** Tells secret scanners what they have found. */
const PREFIX = 'sbk_';

export function formatToken(random: Uint8Array): string {
  return PREFIX + Buffer.from(random).toString('base64url');
}

/**
 * SHA-256, base64url. A fast digest is enough for a value of 256 random bits. Whoever guesses learns nothing from how long
 * a look-up by it takes: the digest of a guess is not theirs to choose.
 */
export function digestOf(token: string): string {
  return hash('sha256', token, 'base64url');
}
