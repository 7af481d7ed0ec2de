/** The secret of a key: what a caller sends, and what is kept of it. */
import { hash } from 'node:crypto';

/** 256 bits. */
export const SECRET_BYTES = 32;

/** Tells secret scanners what they have found. */
const PREFIX = 'sbk_';

export function formatSecret(random: Uint8Array): string {
  return PREFIX + Buffer.from(random).toString('base64url');
}

/**
 * SHA-256, base64url. A fast digest is enough for a secret of 256 random bits. A guesser learns nothing from how long
 * a look-up by it takes: the digest of a guess is not theirs to choose.
 */
export function digestOf(secret: string): string {
  return hash('sha256', secret, 'base64url');
}
