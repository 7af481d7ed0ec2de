import { createHash } from 'node:crypto';

/** Crockford's base 32 in the lower half of ULID's alphabet order: ids sort and read alike. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 26;

/**
 * The id that an `Idempotency-Key` stands for: the same key of the same caller is the same stanza, on every replica
 * and without asking the store first.
 */
export function idOfIdempotencyKey(keyId: string, idempotencyKey: string): string {
  const digest = createHash('sha256').update(`${keyId}\n${idempotencyKey}`).digest();
  let id = '';
  for (let i = 0; i < LENGTH; i += 1) id += ALPHABET.charAt((digest[i] ?? 0) % 32);
  return id;
}

/** Tells one request from another under the same id. */
export function fingerprintOf(operation: string, body: unknown): string {
  return createHash('sha256')
    .update(`${operation}\n${JSON.stringify(body)}`)
    .digest('base64url');
}
