/** What somebody asks for as a new key, made into rights. */
import type { Caller } from '../../core/caller.ts';
import type { KeyToCreate } from '../../contract/schemas.ts';
import { BridgeError, type InputFault } from '../../core/errors.ts';
import { parseJid } from '../../core/jid/jid.ts';
import type { Rights } from './key-record.ts';
import { excessOf } from './rights.ts';

export interface OrderRules {
  readonly componentDomain: string;
  /** Requests per second of a key that does not say its own. */
  readonly defaultRate: number;
  readonly now: number;
}

/** Throws `invalid-request` for what makes no sense, `forbidden` for more than the caller has itself. */
export function rightsOf(order: KeyToCreate, caller: Caller, rules: OrderRules): Rights {
  const faults: InputFault[] = [];
  const identities = order.identities.map((pattern, index) =>
    prepared(`${pattern}@${rules.componentDomain}`, 'local', faults, `/identities/${index}`),
  );
  const recipients = (order.recipients ?? caller.recipients ?? ['*']).map((pattern, index) =>
    prepared(pattern, 'domain', faults, `/recipients/${index}`),
  );
  const expiresAt = order.expiresAt === undefined ? caller.expiresAt : Date.parse(order.expiresAt);
  if (expiresAt !== undefined && !(expiresAt > rules.now)) {
    faults.push({ pointer: '/expiresAt', detail: 'Use an instant in the future.' });
  }
  if (faults.length > 0) refuse('invalid-request', 'This makes no key; "errors" says why.', faults);
  const rights = { identities, recipients, scopes: order.scopes, ...bounds(order, caller, rules) };
  const whole = expiresAt === undefined ? rights : { ...rights, expiresAt };
  const excess = excessOf(whole, caller);
  if (excess.length > 0) refuse('forbidden', 'No key makes one that may do more.', excess);
  return whole;
}

/** What is left out is not more than the caller has. */
function bounds(order: KeyToCreate, caller: Caller, { defaultRate }: OrderRules) {
  const rate = order.rate ?? Math.min(defaultRate, caller.rate ?? Infinity);
  const quota = order.quota ?? caller.quota;
  return { rate, ...(quota !== undefined && { quota }) };
}

/** In the spelling that addresses are compared in. `*` stands for itself. */
function prepared(
  address: string,
  part: 'local' | 'domain',
  faults: InputFault[],
  pointer: string,
): string {
  const jid = parseJid(address);
  const isPlain = jid?.resource === '' && (part === 'local' || jid.local === '');
  if (jid !== undefined && isPlain && jid[part] !== '') return jid[part];
  const what = part === 'local' ? 'a local part, such as alerts' : 'a domain, such as example.org';
  faults.push({ pointer, detail: `Use ${what}; "*" stands for any characters.` });
  return '';
}

function refuse(
  code: 'invalid-request' | 'forbidden',
  detail: string,
  errors: readonly InputFault[],
): never {
  throw new BridgeError(code, detail, { errors });
}
