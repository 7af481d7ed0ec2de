import type { WebhookBody, WebhookCreatedBody } from '../../../contract/schemas.ts';
import { instant } from '../../../core/instant.ts';
import type { Progress } from '../backlog/progress.ts';
import { maskedCredentials } from '../target/credentials.ts';
import { oldSecretUntil } from '../target/secrets.ts';
import { publicKeyOf, signingOf } from '../target/signature.ts';
import type { Subscription } from '../subscription/subscription.ts';

/** What a caller sees of a webhook; the secret is not part of it, and of credentials the names are. */
export function webhookBody(
  subscription: Subscription,
  progress: Progress | undefined,
  now: number,
): WebhookBody {
  const { id, url, events, identities, remotes, format, xml, description } = subscription;
  const { createdAt, updatedAt, disabledReason, provisioned } = subscription;
  return {
    id,
    url,
    events,
    identities,
    remotes,
    format,
    xml,
    ...maskedCredentials(subscription),
    ...signatureFacts(subscription, now),
    ...(description !== undefined && { description }),
    ...(provisioned !== undefined && { provisionedAs: provisioned.name }),
    ...stateFacts(subscription, progress),
    ...(disabledReason !== undefined && { disabledReason }),
    backlog: backlogOf(progress),
    createdAt,
    updatedAt,
  };
}

/** The webhook with its secret; an asymmetric one is nobody else's business. */
export function webhookWithSecret(
  subscription: Subscription,
  progress: Progress | undefined,
  now: number,
): WebhookCreatedBody {
  const { secret } = subscription;
  const isShared = signingOf(secret) === 'hmac-sha256';
  return { ...webhookBody(subscription, progress, now), ...(isShared && { secret }) };
}

function signatureFacts(subscription: Subscription, now: number) {
  const publicKey = publicKeyOf(subscription.secret);
  const until = oldSecretUntil(subscription, now);
  return {
    signing: signingOf(subscription.secret),
    ...(publicKey !== undefined && { publicKey }),
    ...(until !== undefined && { oldSecretUntil: instant(until) }),
  };
}

function stateFacts({ state }: Subscription, progress: Progress | undefined) {
  const failingSince = progress?.failingSince;
  if (state !== 'enabled') return { status: state };
  if (failingSince === undefined) return { status: 'active' as const };
  return { status: 'failing' as const, failingSince: instant(failingSince) };
}

function backlogOf(progress: Progress | undefined): WebhookBody['backlog'] {
  const { waiting = 0, overflowed = 0, dropped = 0, gaps = 0 } = progress ?? {};
  return { waiting, overflowed, dropped, gaps };
}
