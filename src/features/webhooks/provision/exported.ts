/** All webhooks as a file would declare them. */
import type { ProvisionedWebhookBody } from '../../../contract/schemas.ts';
import { uniqueNames } from '../../../core/provision.ts';
import { BOOTSTRAP_KEY_ID } from '../../access/key-cache.ts';
import { namedKeys } from '../../access/provisioned-keys.ts';
import type { Runtime } from '../../runtime.ts';
import { Registry } from '../subscription/registry.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { maskedCredentials } from '../target/credentials.ts';
import { signingOf } from '../target/signature.ts';

/** Those whose key is there: nobody could say whose the others are. */
export async function exportedWebhooks({
  store,
  settings,
}: Pick<Runtime, 'store' | 'settings'>): Promise<readonly ProvisionedWebhookBody[]> {
  const all = [...(await new Registry(store).list()).values()];
  const keys = new Map((await namedKeys(store)).map(({ name, key }) => [key.id, name]));
  if (settings.apiKey !== undefined) keys.set(BOOTSTRAP_KEY_ID, BOOTSTRAP_KEY_ID);
  const unique = uniqueNames();
  for (const { provisioned } of all) if (provisioned !== undefined) unique(provisioned.name);
  return all.flatMap((it) => {
    const key = keys.get(it.owner.keyId);
    if (key === undefined) return [];
    const name = it.provisioned?.name ?? unique(new URL(it.url).hostname);
    return [exportedWebhook(it, { name, key })];
  });
}

function exportedWebhook(
  it: Subscription,
  named: { readonly name: string; readonly key: string },
): ProvisionedWebhookBody {
  const { url, events, identities, remotes, format, xml, description, state } = it;
  return {
    ...named,
    ...{ url, events, identities, remotes, format, xml, signing: signingOf(it.secret) },
    ...(description !== undefined && { description }),
    ...maskedCredentials(it),
    ...(state === 'paused' && { paused: true }),
  };
}
