import type { EventFilter } from '../events/filter.ts';
import type { Wants } from '../iq/responders/live-readers.ts';
import { requestEvent } from '../iq/responders/readers.ts';
import { filterOf, type Subscription } from './subscription/subscription.ts';

/**
 * Which IQ requests webhooks would be sent. Only enabled ones count: one that is paused or disabled is sent nothing in
 * time. One that is failing counts, as only the replica that works for it knows that it fails, and it may be back soon.
 */
export function webhooksThatWant(
  webhooks: () => ReadonlyMap<string, Subscription>,
  domain: string,
): Wants {
  const filters = new WeakMap<Subscription, EventFilter>();
  const filterFor = (webhook: Subscription) => {
    const known = filters.get(webhook) ?? filterOf(webhook, domain);
    filters.set(webhook, known);
    return known;
  };
  return (asked) => {
    const event = requestEvent(asked);
    for (const webhook of webhooks().values()) {
      if (webhook.state === 'enabled' && filterFor(webhook)(event)) return true;
    }
    return false;
  };
}
