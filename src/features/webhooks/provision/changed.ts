/** A webhook after the file was applied. Pure but for new key pairs. */
import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { instant } from '../../../core/instant.ts';
import { DEFAULT_OVERLAP_S } from '../../../core/provision.ts';
import type { Owner, Provisioned, Subscription } from '../subscription/subscription.ts';
import { rotate, type Secrets } from '../target/secrets.ts';
import { formatSecret, signingOf } from '../target/signature.ts';
import type { WantedWebhook } from './wanted.ts';

/** What is absent is as good as undefined. */
export function isSame(one: Subscription, other: Subscription): boolean {
  const plain = (it: Subscription) => JSON.parse(JSON.stringify(it)) as object;
  return isDeepStrictEqual(plain(one), plain({ ...other, updatedAt: one.updatedAt }));
}

export function changedWebhook(
  present: Subscription,
  one: WantedWebhook,
  { owner, now }: { readonly owner: Owner; readonly now: number },
): Subscription {
  const { description: _, disabledReason, ...kept } = present;
  const state = stateOf(present, one, owner);
  return {
    ...kept,
    ...{ headers: undefined, authorization: undefined, oldSecrets: [] },
    ...{ ...one.terms, ...one.credentials, ...secretsOf(present, one, now) },
    ...{ owner, state, provisioned: provisionedOf(one), updatedAt: instant(now) },
    ...(state === 'disabled' && disabledReason !== undefined && { disabledReason }),
  };
}

/** What was switched off for the sake of its key is on again with another key; the rest waits for a person. */
function stateOf(
  { state, owner: before }: Subscription,
  { paused }: WantedWebhook,
  owner: Owner,
): Subscription['state'] {
  const wanted = paused === true ? 'paused' : 'enabled';
  if (state === 'disabled') return before.keyId === owner.keyId ? state : wanted;
  return paused === undefined ? state : wanted;
}

function secretsOf(present: Subscription, one: WantedWebhook, now: number): Secrets {
  const { overlapSeconds = DEFAULT_OVERLAP_S } = one;
  const { secret, oldSecrets } = present;
  const wanted = one.secret ?? (signingOf(secret) === 'ed25519' ? secret : newKeyPair());
  const isKept = overlapSeconds > 0;
  if (wanted !== secret) {
    const next = rotate(present, wanted, { now, overlapMs: overlapSeconds * 1_000 });
    return isKept ? next : { secret: wanted };
  }
  return { secret, ...(isKept && oldSecrets !== undefined && { oldSecrets }) };
}

export function provisionedOf({ name, secret, paused }: WantedWebhook): Provisioned {
  return { name, hasSecret: secret !== undefined, ...(paused !== undefined && { paused }) };
}

export function newKeyPair(): string {
  return formatSecret(randomBytes(32), 'ed25519');
}

const FIELDS = [
  ...[
    'url',
    'events',
    'identities',
    'remotes',
    'format',
    'xml',
    'description',
    'headers',
    'authorization',
  ],
  ...['owner', 'state'],
] as (keyof Subscription)[];

export function changedFields(before: Subscription, after: Subscription): readonly string[] {
  return FIELDS.filter((field) => !isDeepStrictEqual(before[field], after[field]));
}
