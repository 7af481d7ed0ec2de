/** What the provisioning file may declare. A kind is one line here, a list in the contract, and code in its own folder. */
import type { ProvisionKind } from '../../core/provision.ts';
import { keyKind, type KeyKindDeps } from '../access/provisioned-keys.ts';
import { webhookKind, type WebhookKindDeps } from '../webhooks/provision/kind.ts';

export type KindDeps = KeyKindDeps & WebhookKindDeps;

/** In the order in which they are brought about; what is dropped goes in reverse. */
export function provisionKinds(deps: KindDeps): readonly ProvisionKind[] {
  return [keyKind(deps), webhookKind(deps)];
}
