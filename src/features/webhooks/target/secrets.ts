/** The secrets of a webhook: one that signs, and the ones before it for as long as receivers may need them. Pure. */
import { signerOf, type Signer } from './signature.ts';

interface OldSecret {
  readonly secret: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

export interface Secrets {
  readonly secret: string;
  /** The newest first. */
  readonly oldSecrets?: readonly OldSecret[];
}

/** Every signature makes the header longer. */
const MAX_OLD = 3;

/** The secrets after a change; the present one is good for `overlapMs` more. */
export function rotate(
  present: Secrets,
  secret: string,
  when: { readonly now: number; readonly overlapMs: number },
): Secrets {
  const { now, overlapMs } = when;
  const replaced = { secret: present.secret, until: now + overlapMs };
  const oldSecrets = stillGood([replaced, ...(present.oldSecrets ?? [])], now);
  return { secret, oldSecrets: oldSecrets.slice(0, MAX_OLD) };
}

/** Until when something else than the newest secret signs, if it does; ms since 1970. */
export function oldSecretUntil({ oldSecrets = [] }: Secrets, now: number): number | undefined {
  const ends = stillGood(oldSecrets, now).map(({ until }) => until);
  return ends.length === 0 ? undefined : Math.max(...ends);
}

/** What signs at a time: the newest secret, then the old ones that are still good. */
export function signersOf({ secret, oldSecrets = [] }: Secrets): (now: number) => Signer[] {
  const newest = signerOf(secret);
  const old = oldSecrets.map((it) => ({ signer: signerOf(it.secret), until: it.until }));
  return (now) => [newest, ...stillGood(old, now).map(({ signer }) => signer)];
}

function stillGood<T extends { readonly until: number }>(list: readonly T[], now: number): T[] {
  return list.filter(({ until }) => until > now);
}
