/**
 * What an `Idempotency-Key` stands for. A key belongs to one caller and one operation; a retry is the same request under
 * the same key. Everything is derived from the request, so every replica comes to the same result without asking.
 */
import { hash } from 'node:crypto';
import type { Caller } from './caller.ts';
import { BridgeError } from './errors.ts';

/** For how long a retry is recognised at least, ms. */
export const KEY_LIFE_MS = 24 * 60 * 60 * 1_000;

/** A request under an `Idempotency-Key`. */
export interface KeyedRequest {
  readonly id: string;
  readonly fingerprint: string;
}

/** Whose key it is, and for what; an operation on a resource names the resource too. */
export interface KeyScope {
  readonly caller: Pick<Caller, 'keyId'>;
  readonly operation: string;
}

export function keyedRequest(
  scope: KeyScope,
  idempotencyKey: string,
  request: unknown,
): KeyedRequest {
  return { id: derivedId(scope, idempotencyKey), fingerprint: fingerprintOf(request) };
}

/** The contract refuses it in an id that a caller chooses, and it needs no escaping in XML or in a path. */
const DERIVED_MARK = '~';
/** 132 bits. */
const DERIVED_LENGTH = 22;

/** The id that the key stands for. No caller can choose such an id, so nobody can take it before the request comes. */
export function derivedId({ caller, operation }: KeyScope, idempotencyKey: string): string {
  const digest = digestOf(JSON.stringify([operation, caller.keyId, idempotencyKey]));
  return DERIVED_MARK + digest.slice(0, DERIVED_LENGTH);
}

export function isDerivedId(id: string): boolean {
  return id.startsWith(DERIVED_MARK);
}

/** Tells one request from another: the same for JSON that differs in the order of its keys only. */
export function fingerprintOf(request: unknown): string {
  return digestOf(canonical(request));
}

/** Throws `idempotency-key-reused` unless both requests have the same fingerprint. `what` names what they share. */
export function requireSameRequest(
  first: string | undefined,
  now: string | undefined,
  what: 'Idempotency-Key' | 'id' = 'Idempotency-Key',
): void {
  if (first === now) return;
  throw new BridgeError(
    'idempotency-key-reused',
    `This ${what} was used for another request; use a new one for a new request.`,
  );
}

/** Whether a request is a retry of the one before. Throws `idempotency-key-reused` for another under the same key. */
export function isRetry(before: KeyedRequest | undefined, now: KeyedRequest | undefined): boolean {
  if (before === undefined || before.id !== now?.id) return false;
  requireSameRequest(before.fingerprint, now.fingerprint);
  return true;
}

function digestOf(text: string): string {
  return hash('sha256', text, 'base64url');
}

/** JSON with sorted keys (as RFC 8785). Recursion is short: bodies and stanzas are bounded in depth. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const object = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const key of Object.keys(object).sort()) {
    const member = object[key];
    // As JSON has it: absent.
    if (member !== undefined) text += `${JSON.stringify(key)}:${canonical(member)},`;
  }
  return `{${text}}`;
}
