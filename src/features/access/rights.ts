/** What may be given on: no key makes, sees or ends one that may do more than itself. */
import type { Caller } from '../../core/caller.ts';
import type { InputFault } from '../../core/errors.ts';
import { matchesPattern } from '../../core/addresses/identity.ts';
import type { Rights } from './key-record.ts';

/** Where rights go beyond those of a caller; empty when they lie within. */
export function excessOf(rights: Rights, caller: Caller): readonly InputFault[] {
  const { recipients = ['*'] } = caller;
  return [
    ...beyond('/identities', rights.identities, covered(caller.identities)),
    ...beyond('/scopes', rights.scopes, (scope) => caller.scopes.has(scope)),
    ...beyond('/recipients', rights.recipients, covered(recipients)),
    ...above('/rate', rights.rate, caller.rate),
    ...above('/quota', rights.quota, caller.quota),
    ...above('/expiresAt', rights.expiresAt, caller.expiresAt),
  ];
}

function beyond<T extends string>(
  pointer: string,
  wanted: readonly T[],
  has: (it: T) => boolean,
): InputFault[] {
  return wanted.flatMap((it, index) =>
    has(it)
      ? []
      : [{ pointer: `${pointer}/${index}`, detail: `The calling key does not have ${it} itself.` }],
  );
}

/**
 * A pattern lies within another when it matches as a text: its `*` can then only stand where the other has one, so
 * whatever it stands for is covered too.
 */
function covered(patterns: readonly string[]): (pattern: string) => boolean {
  const within = (it: string, pattern: string) =>
    // Only `*` also means the bridge's domain itself.
    it === '*' || (pattern !== '*' && matchesPattern(it, pattern));
  return (pattern) => patterns.some((it) => within(it, pattern));
}

/** Without a bound of its own, a caller may give any; with one, at most that. */
function above(pointer: string, wanted = Infinity, bound = Infinity): InputFault[] {
  if (wanted <= bound) return [];
  return [{ pointer, detail: 'The calling key has a lower bound itself.' }];
}
