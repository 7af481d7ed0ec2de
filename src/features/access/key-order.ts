/** What somebody asks for as a new key, made into rights. */
import type { Caller } from '../../core/caller.ts';
import type { KeyToChange, KeyToCreate } from '../../contract/schemas.ts';
import { BridgeError, type InputFault } from '../../core/errors.ts';
import { instant } from '../../core/instant.ts';
import {
  identityPattern,
  preparePatterns,
  recipientPattern,
} from '../../core/addresses/selectors.ts';
import type { HomeDomains } from '../../core/addresses/address.ts';
import type { Rights } from './key-record.ts';
import { excessOf } from './rights.ts';

export interface OrderRules extends HomeDomains {
  /** Requests per second of a key that does not say its own. */
  readonly defaultRate: number;
  readonly now: number;
}

/**
 * Throws `invalid-address` for identities and recipients that can match nothing, `invalid-request` for an end that has
 * passed, `forbidden` for more than the caller has itself.
 */
export function rightsOf(order: KeyToCreate, caller: Caller, rules: OrderRules): Rights {
  const faults: InputFault[] = [];
  const identities = preparePatterns(order.identities, (text) => identityPattern(text, rules), {
    pointer: '/identities',
    faults,
  });
  const wanted = order.recipients ?? caller.recipients ?? ['*'];
  const recipients = preparePatterns(wanted, (text) => recipientPattern(text, rules), {
    pointer: '/recipients',
    faults,
  });
  const areGood = faults.length === 0;
  const expiresAt = order.expiresAt === undefined ? caller.expiresAt : Date.parse(order.expiresAt);
  if (expiresAt !== undefined && !(expiresAt > rules.now)) {
    faults.push({ pointer: '/expiresAt', detail: 'Use an instant in the future.' });
  }
  const code = areGood ? 'invalid-request' : 'invalid-address';
  if (faults.length > 0) refuse(code, 'No key can have these rights; "errors" says why.', faults);
  const rights = { identities, recipients, scopes: order.scopes, ...bounds(order, caller, rules) };
  const whole = expiresAt === undefined ? rights : { ...rights, expiresAt };
  const excess = excessOf(whole, caller);
  if (excess.length > 0)
    refuse('forbidden', 'No key gives more rights than it has itself.', excess);
  return whole;
}

/** The rights of a key after a change; `null` stands for what a new key gets. Throws as `rightsOf`. */
export function changedRights(
  present: Rights,
  change: KeyToChange,
  caller: Caller,
  rules: OrderRules,
): Rights {
  const { expiresAt: end, ...bounds } = present;
  const before = { ...bounds, ...(end !== undefined && { expiresAt: instant(end) }) };
  const { name: _, identities, scopes, ...rest } = { ...before, ...change };
  const order = { name: '', identities, scopes, ...withoutNull(rest) };
  // A key that has expired may be renamed: only a new end has to lie ahead.
  const now = change.expiresAt === undefined ? -Infinity : rules.now;
  return rightsOf(order, caller, { ...rules, now });
}

function withoutNull(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

/** What is left out is not more than the caller has. */
function bounds(order: KeyToCreate, caller: Caller, { defaultRate }: OrderRules) {
  const rate = order.rate ?? Math.min(defaultRate, caller.rate ?? Infinity);
  const quota = order.quota ?? caller.quota;
  return { rate, ...(quota !== undefined && { quota }) };
}

function refuse(
  code: 'invalid-request' | 'invalid-address' | 'forbidden',
  detail: string,
  errors: readonly InputFault[],
): never {
  throw new BridgeError(code, detail, { errors });
}
