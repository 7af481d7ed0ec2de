/** What a call with an `Idempotency-Key` asked for: kept with what it changed, so that a repeat changes nothing. */
import { createHash } from 'node:crypto';
import type { Caller } from '../../../core/caller.ts';
import { BridgeError } from '../../../core/errors.ts';

export interface Asked {
  readonly key: string;
  readonly request: string;
}

export interface AskedOptions {
  readonly idempotencyKey?: string;
}

/** Undefined without a key. */
export function askedBy(
  caller: Caller,
  { idempotencyKey }: AskedOptions,
  request: object,
): Asked | undefined {
  if (idempotencyKey === undefined) return undefined;
  return { key: digest([caller.keyId, idempotencyKey]), request: digest(request) };
}

/** Throws `idempotency-key-reused` for the same key with another request. */
export function isRepeat(before: Asked | undefined, now: Asked | undefined): boolean {
  if (before === undefined || before.key !== now?.key) return false;
  if (before.request === now.request) return true;
  throw new BridgeError(
    'idempotency-key-reused',
    'This Idempotency-Key was used for another request; use a new one.',
  );
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url');
}
