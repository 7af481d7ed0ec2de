import type { Caller } from '../caller.ts';
import type { EventType } from '../events/event.ts';
import { eventFilter, type EventFilter, type EventWishes } from '../events/filter.ts';
import { interestOf, type Interest } from '../iq/interest.ts';
import type { AskedOf, Wants } from '../iq/live-readers.ts';
import { createIqResponders, type IqResponders } from '../iq/responders.ts';
import { filterOf, type Subscription } from '../webhooks/subscription/subscription.ts';
import type { Foundation } from './foundation.ts';

/** A poller counts for so long between two polls. */
const POLL_LINGER_MS = 6_000;

/** Where the readers of events tell that they are there. */
export interface IqReaders {
  /** A stream, until it has ended. */
  readonly connected: (caller: Caller, wishes: EventWishes, ended: AbortSignal) => void;
  /** A poll; what it returns is called when the poll is over. */
  readonly reading: (caller: Caller, wishes: EventWishes) => () => void;
}

export function openIqResponders(
  { store, settings, newId, monotonic }: Foundation,
  webhooks: () => ReadonlyMap<string, Subscription>,
): IqResponders {
  const componentDomain = settings.xmppDomain;
  const compile = ({ key, identities, remotes }: Interest): Wants => {
    const caller = { keyId: '', identities: key };
    const filter = eventFilter({ caller, componentDomain }, { identities, remotes });
    return (asked) => filter(requestEvent(asked));
  };
  const webhookWants = webhooksThatWant(webhooks, componentDomain);
  return createIqResponders({ store, instance: newId(), monotonic, compile, webhookWants });
}

export function iqReaders({ add }: IqResponders): IqReaders {
  return {
    connected(caller, wishes, ended) {
      if (!includesIqs(wishes.types)) return;
      const gone = add(interestOf(caller.identities, wishes), 0);
      ended.addEventListener('abort', gone, { once: true });
    },
    reading(caller, wishes) {
      if (!includesIqs(wishes.types)) return () => undefined;
      return add(interestOf(caller.identities, wishes), POLL_LINGER_MS);
    },
  };
}

/**
 * Webhooks that are enabled. One that is paused or disabled is sent nothing in time. One that is failing counts: only the
 * replica that works for it knows that it fails, and it may be back at any moment.
 */
function webhooksThatWant(
  webhooks: () => ReadonlyMap<string, Subscription>,
  componentDomain: string,
): Wants {
  const filters = new WeakMap<Subscription, EventFilter>();
  const filterFor = (webhook: Subscription) => {
    const known = filters.get(webhook) ?? filterOf(webhook, componentDomain);
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

function requestEvent({ identity, remote }: AskedOf) {
  const conversation = `${identity} ${remote}`;
  return { id: '', type: 'iq.received', at: '', identity, conversation, data: {} } as const;
}

function includesIqs(types: readonly EventType[] = []): boolean {
  return types.length === 0 || types.includes('iq.received');
}
