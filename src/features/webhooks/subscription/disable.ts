import { instant } from '../../../core/instant.ts';
import { bridgeEvent } from '../../events/event.ts';
import { eventChange } from '../../events/recorder.ts';
import type { Registry } from './registry.ts';
import type { Subscription } from './subscription.ts';
import type { Runtime } from '../../runtime.ts';

export interface DisableDeps extends Pick<Runtime, 'domain' | 'newId' | 'now'> {
  readonly registry: Registry;
}

/** Switches a webhook off and records `webhook.disabled`, as one. Nothing happens to one that is off or gone. */
export async function disableWebhook(deps: DisableDeps, id: string, reason: string): Promise<void> {
  const { registry, domain, newId, now } = deps;
  const present = await registry.get(id);
  if (present === undefined || present.state === 'disabled') return;
  const data = { webhookId: id, keyId: present.owner.keyId, reason };
  const stamp = { id: newId(), now: now() };
  const event = bridgeEvent(stamp, 'webhook.disabled', domain, data);
  const updatedAt = instant(stamp.now);
  const off = { state: 'disabled', disabledReason: reason, updatedAt } as const;
  // Another replica may be first: then it has told so, too.
  const change = (it: Subscription) => (it.state === 'disabled' ? undefined : { ...it, ...off });
  await registry.update(id, change, [eventChange(event)]);
}
