/** A caller as it is kept for a moment: a key by its id, since its rights are known on every replica; a token by what it says. */
import type { Caller, Scope } from '../../core/caller.ts';

export function nameOfCaller(caller: Caller): string {
  if (caller.isPassing !== true) return caller.keyId;
  return JSON.stringify({ ...caller, scopes: [...caller.scopes] });
}

/** Undefined for the caller of a token that has ended. `callerOf`: the caller behind a key that is good. */
export function callerOfName(
  name: string,
  callerOf: (keyId: string) => Caller | undefined,
  now: number,
): Caller | undefined {
  // No id of a key begins so.
  if (!name.startsWith('{')) return callerOf(name);
  const kept = JSON.parse(name) as Omit<Caller, 'scopes'> & { readonly scopes: readonly Scope[] };
  const { expiresAt = 0 } = kept;
  return now < expiresAt ? { ...kept, scopes: new Set(kept.scopes) } : undefined;
}
