/** Whom a batch asks, and what: one target for each line of the response. */
import type { Check } from '../../contract/checks.ts';
import type { ContactsToAsk, IqBatch, IqToSend } from '../../contract/schemas.ts';
import type { Caller } from '../../core/caller.ts';
import { BridgeError } from '../../core/errors.ts';

export interface Target {
  readonly index: number;
  /** As the request has it; empty where it says nobody. */
  readonly to: string;
  /** What is asked, or why it cannot be. */
  readonly iq: IqToSend | BridgeError;
  /** Tells it from the others of the batch, and is the same when the batch is sent again. */
  readonly name: string;
}

export interface TargetsDeps {
  /** Addresses of contacts, and the identity whose they are. */
  readonly contactsOf: (
    caller: Caller,
    wanted: ContactsToAsk,
    pointer: string,
  ) => Promise<{ readonly identity: string; readonly addresses: readonly string[] }>;
  /** Of an `IqToSend`. */
  readonly check: Check;
  readonly maxTargets: number;
}

/** Throws `invalid-request`, `payload-too-large` for too many, and what `contactsOf` throws. */
export async function targetsOf(
  deps: TargetsDeps,
  caller: Caller,
  { to, iq, requests }: IqBatch,
): Promise<readonly Target[]> {
  if (requests !== undefined) {
    if (to !== undefined || iq !== undefined) throw bothForms();
    refuseTooMany(requests.length, deps.maxTargets);
    return named(requests.map((request) => checked(request, deps.check)));
  }
  if (to === undefined || iq === undefined) throw new BridgeError('internal', 'No targets.');
  if (isList(to)) {
    refuseTooMany(to.length, deps.maxTargets);
    return named(to.map((address) => ({ to: address, iq: { ...iq, to: address } })));
  }
  const { identity, addresses } = await deps.contactsOf(caller, to, '/to');
  refuseTooMany(addresses.length, deps.maxTargets);
  return named(addresses.map((it) => ({ to: it, iq: { from: identity, ...iq, to: it } })));
}

function bothForms(): BridgeError {
  const detail = 'Write either "to" and "iq", or "requests".';
  return new BridgeError('invalid-request', detail, {
    errors: [{ pointer: '/requests', detail }],
  });
}

function isList(to: NonNullable<IqBatch['to']>): to is readonly string[] {
  return Array.isArray(to);
}

/** Who is asked twice is asked twice: the second is named apart. Contacts may come in another order the next time. */
function named(targets: readonly Pick<Target, 'to' | 'iq'>[]): readonly Target[] {
  const seen = new Map<string, number>();
  return targets.map(({ to, iq }, index) => {
    const times = (seen.get(to) ?? 0) + 1;
    seen.set(to, times);
    return { index, to, iq, name: `${times} ${to}` };
  });
}

function checked(request: unknown, check: Check): Pick<Target, 'to' | 'iq'> {
  const errors = check(request);
  if (errors.length === 0) {
    const iq = request as IqToSend;
    return { to: iq.to, iq };
  }
  const { to } = (request ?? {}) as { readonly to?: unknown };
  const detail = 'This is not an IQ to send; "errors" says why.';
  return {
    to: typeof to === 'string' ? to : '',
    iq: new BridgeError('invalid-request', detail, { errors }),
  };
}

function refuseTooMany(count: number, most: number): void {
  if (count <= most) return;
  const detail = `Ask at most ${most} addresses at once; this batch has ${count}.`;
  throw new BridgeError('payload-too-large', detail);
}
