import { createHash } from 'node:crypto';
import type { Caller } from '../../core/caller.ts';

/** The id that an `Idempotency-Key` stands for, and a digest that tells one request from another under it. */
export function idOfRepeatable(caller: Caller, idempotencyKey: string, body: object) {
  return {
    id: digest(`iq\n${caller.keyId}\n${idempotencyKey}`).slice(0, 22),
    fingerprint: digest(JSON.stringify(body)),
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
