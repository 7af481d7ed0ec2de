/** Standard Webhooks signatures, symmetric scheme `v1` (standard-webhooks/spec/standard-webhooks.md). */
import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';

/** The secret as its owner sees it. The specification asks for 24 to 64 bytes. */
export function formatSecret(bytes: Uint8Array): string {
  return PREFIX + Buffer.from(bytes).toString('base64');
}

/** The bytes to sign with. */
export function secretKey(secret: string): Buffer {
  return Buffer.from(secret.slice(PREFIX.length), 'base64');
}

export interface SignedContent {
  /** `webhook-id`: the same on every attempt. */
  readonly id: string;
  /** `webhook-timestamp`: seconds since 1970, fresh on every attempt. */
  readonly timestamp: number;
  readonly body: string | Buffer;
}

/** The `webhook-signature` header: one signature for each key, so that a receiver can change over. */
export function sign(keys: readonly Buffer[], content: SignedContent): string {
  return keys.map((key) => signOne(key, content)).join(' ');
}

function signOne(key: Buffer, { id, timestamp, body }: SignedContent): string {
  const hmac = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body);
  return `v1,${hmac.digest('base64')}`;
}
