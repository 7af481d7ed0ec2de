/** What a verified token (RFC 7519) says, made into a caller. Pure. */
import { hash } from 'node:crypto';
import { SCOPES, type Caller, type Scope } from '../../../core/caller.ts';
import { BridgeError } from '../../../core/errors.ts';
import { rightsOf, type OrderRules } from '../key-order.ts';
import { callerOf } from '../key-record.ts';

export type Claims = Readonly<Record<string, unknown>>;

/** Which claims say what a caller may do. */
export interface ClaimNames {
  readonly scopes: string;
  readonly identities: string;
  readonly recipients: string;
  readonly rate: string;
}

export interface ClaimRules extends OrderRules {
  readonly names: ClaimNames;
}

/** An issuer may grant anything: it is trusted like the operator who configured it. */
const ISSUER: Caller = { keyId: '', identities: ['*'], scopes: new Set(SCOPES) };

/** Characters of a subject that are kept as the name of the caller. */
const MAX_NAME = 200;

/**
 * Throws `invalid-request` for claims that make no sense. What a token does not say it does not have, except that it may
 * send to anybody, at the rate of a key that does not say its own.
 */
export function callerOfClaims(claims: Claims, rules: ClaimRules): Caller {
  const { iss, sub, exp } = claims;
  if (typeof sub !== 'string' || sub === '' || typeof exp !== 'number') throw bad('sub or exp');
  const { names } = rules;
  const recipients =
    claims[names.recipients] === undefined ? ['*'] : words(claims, names.recipients);
  const order = {
    name: '',
    identities: words(claims, names.identities),
    scopes: words(claims, names.scopes).filter(isScope),
    recipients,
    rate: rateOf(claims, rules),
  };
  const rights = rightsOf(order, ISSUER, rules);
  const caller = callerOf({ id: callerId(iss, sub), name: sub.slice(0, MAX_NAME), ...rights });
  return { ...caller, expiresAt: exp * 1_000, isEphemeral: true };
}

/** Of the same form whatever a subject is, so that it stands wherever the id of a key stands. */
function callerId(iss: unknown, sub: string): string {
  return `jwt_${hash('sha256', JSON.stringify([iss, sub]), 'base64url').slice(0, 22)}`;
}

/** RFC 8693 §4.2 separates them by spaces; many issuers write an array. */
function words(claims: Claims, name: string): readonly string[] {
  const value = claims[name] ?? [];
  if (typeof value === 'string') return value.split(' ').filter((word) => word !== '');
  if (Array.isArray(value) && value.every((it): it is string => typeof it === 'string'))
    return value;
  throw bad(name);
}

function rateOf(claims: Claims, { names, defaultRate }: ClaimRules): number {
  const rate = claims[names.rate] ?? defaultRate;
  if (typeof rate === 'number' && Number.isSafeInteger(rate) && rate > 0) return rate;
  throw bad(names.rate);
}

/** Tokens have scopes for other services too. */
function isScope(word: string): word is Scope {
  return (SCOPES as readonly string[]).includes(word);
}

function bad(claim: string): BridgeError {
  return new BridgeError('invalid-request', `The claim ${claim} does not fit.`);
}
