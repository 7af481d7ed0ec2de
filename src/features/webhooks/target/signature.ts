/**
 * Standard Webhooks signatures: symmetric `v1` and asymmetric `v1a`
 * (standard-webhooks/spec/standard-webhooks.md, "Signature scheme").
 */
import { createHmac, createPrivateKey, createPublicKey, sign as signEd25519 } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

export type Signing = 'hmac-sha256' | 'ed25519';

const SECRET = 'whsec_';
const PRIVATE = 'whsk_';
const PUBLIC = 'whpk_';

/** Makes one `webhook-signature` of what is signed. */
export type Signer = (prefix: string, body: string | Buffer) => string;

export interface SignedContent {
  /** `webhook-id`: the same on every attempt. */
  readonly id: string;
  /** `webhook-timestamp`: seconds since 1970, fresh on every attempt. */
  readonly timestamp: number;
  readonly body: string | Buffer;
}

/** A secret as text, from 32 random bytes: `whsec_…`, or `whsk_…` with the private key and its public half. */
export function formatSecret(bytes: Uint8Array, signing: Signing = 'hmac-sha256'): string {
  const seed = Buffer.from(bytes);
  if (signing === 'hmac-sha256') return SECRET + seed.toString('base64');
  return PRIVATE + Buffer.concat([seed, rawPublicKey(privateKey(seed))]).toString('base64');
}

export function signingOf(secret: string): Signing {
  return secret.startsWith(PRIVATE) ? 'ed25519' : 'hmac-sha256';
}

/** The public half of an `ed25519` secret, as its owner sees it; a symmetric secret has none. */
export function publicKeyOf(secret: string): string | undefined {
  if (signingOf(secret) !== 'ed25519') return undefined;
  return PUBLIC + bytesOf(secret).subarray(SEED_BYTES).toString('base64');
}

export function signerOf(secret: string): Signer {
  const bytes = bytesOf(secret);
  if (signingOf(secret) === 'hmac-sha256') {
    return (prefix, body) =>
      `v1,${createHmac('sha256', bytes).update(prefix).update(body).digest('base64')}`;
  }
  const key = privateKey(bytes.subarray(0, SEED_BYTES));
  return (prefix, body) => {
    const content = Buffer.concat([Buffer.from(prefix), Buffer.from(body)]);
    return `v1a,${signEd25519(null, content, key).toString('base64')}`;
  };
}

/** The `webhook-signature` header: one signature for each key, so that a receiver can change over. */
export function sign(signers: readonly Signer[], { id, timestamp, body }: SignedContent): string {
  const prefix = `${id}.${timestamp}.`;
  return signers.map((signer) => signer(prefix, body)).join(' ');
}

const SEED_BYTES = 32;

/** What stands before the seed in an Ed25519 private key in PKCS #8 (RFC 8410 §7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

function privateKey(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
}

function rawPublicKey(key: KeyObject): Buffer {
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return Buffer.from(x, 'base64url');
}

function bytesOf(secret: string): Buffer {
  return Buffer.from(secret.slice(secret.indexOf('_') + 1), 'base64');
}

/** What is wrong with a secret that somebody else made; undefined where nothing is. */
export function secretFault(secret: string): string | undefined {
  const bytes = bytesOf(secret);
  if (signingOf(secret) === 'hmac-sha256') {
    // "Signature scheme" of the specification.
    if (bytes.length >= 24 && bytes.length <= 64) return undefined;
    return `After ${SECRET} write 24 to 64 random bytes in Base64; these are ${bytes.length}.`;
  }
  const seed = bytes.subarray(0, SEED_BYTES);
  const isPair = bytes.length === 2 * SEED_BYTES;
  if (isPair && rawPublicKey(privateKey(seed)).equals(bytes.subarray(SEED_BYTES))) return undefined;
  return `After ${PRIVATE} write the 32 bytes of an Ed25519 private key and the 32 of its public key, in Base64.`;
}
