/** An entry of the file, made into what is to be. */
import { meantBy } from '../../../contract/known-keys.ts';
import type { ProvisionFileBody, ProvisionedWebhookBody } from '../../../contract/schemas.ts';
import { prepareSelectors } from '../../../core/addresses/selectors.ts';
import { badEntry } from '../../../core/provision.ts';
import { targetRule } from '../../../egress/guard.ts';
import { BOOTSTRAP_KEY_ID } from '../../access/key-cache.ts';
import type { Runtime } from '../../runtime.ts';
import {
  checkUrl,
  withCredentials,
  withDefaults,
  type SubscriptionTerms,
} from '../subscription/subscription.ts';
import type { Credentials } from '../target/credentials.ts';
import { secretFault, signingOf } from '../target/signature.ts';

export interface WantedWebhook {
  readonly name: string;
  /** The name of its key. */
  readonly key: string;
  readonly terms: SubscriptionTerms;
  readonly credentials: Credentials;
  /** Absent: the bridge makes an Ed25519 key pair. */
  readonly secret?: string;
  readonly overlapSeconds?: number;
  readonly paused?: boolean;
}

/** Throws `invalid-request` and `invalid-address`. */
export function readWebhook(
  entry: ProvisionedWebhookBody,
  file: ProvisionFileBody,
  { settings, home }: Pick<Runtime, 'settings' | 'home'>,
): WantedWebhook {
  const { name, key, secret, overlapSeconds, paused, ...terms } = entry;
  requireKey(key, file, settings.apiKey !== undefined);
  requireSecret(entry);
  checkUrl(entry.url, targetRule(settings.webhookAllow));
  return {
    ...{ name, key, terms: withDefaults(prepareSelectors(terms, home)) },
    credentials: withCredentials({}, entry),
    ...(secret !== undefined && { secret }),
    ...(overlapSeconds !== undefined && { overlapSeconds }),
    ...(paused !== undefined && { paused }),
  };
}

function requireKey(key: string, { keys = [] }: ProvisionFileBody, hasBootstrapKey: boolean) {
  const known = keys.map(({ name }) => name);
  if (known.includes(key)) return;
  if (key === BOOTSTRAP_KEY_ID) {
    if (hasBootstrapKey) return;
    throw badEntry('/key', 'There is no bootstrap key: BRIDGE_API_KEY is not set.');
  }
  const meant = meantBy(key, known);
  const hint = meant === undefined ? '' : ` Did you mean ${JSON.stringify(meant)}?`;
  throw badEntry(
    '/key',
    `Name a key of this file; it has none called ${JSON.stringify(key)}.${hint}`,
  );
}

/** Nobody would be shown a shared secret that the bridge makes. */
function requireSecret({ secret, signing }: ProvisionedWebhookBody): void {
  if (secret === undefined) {
    if (signing === 'ed25519') return;
    throw badEntry('/secret', 'Add "secret": it is required, unless "signing" is ed25519.');
  }
  const fault = secretFault(secret);
  if (fault !== undefined) throw badEntry('/secret', fault);
  if (signing !== undefined && signing !== signingOf(secret)) {
    throw badEntry('/signing', `The secret is one of ${signingOf(secret)}; leave "signing" out.`);
  }
}
