/** When a service has to be asked. Pure. */
import type { Decision } from '../../../reconciler/kind.ts';
import { appliedOf, type Seen, type SubscriptionSituation, type Wish } from './subscription.ts';

/** A service is asked so often whether it still has the subscription: nobody tells who loses one. */
export const IDLE_MS = 60 * 60_000;
/** A node that is gone, or that lets nobody in, may have changed. */
export const AGAIN_MS = 5 * 60_000;
/** A service that does not answer is given up after so many requests, when it is only to forget. */
const MAX_GOODBYES = 4;
/** What cannot be fetched is given up after so many. */
export const MAX_FAILURES = 3;

export function planSubscription(situation: SubscriptionSituation): Decision {
  const { wanted, seen, fresh, asOf, now, attempts } = situation;
  if (wanted === undefined) {
    const isOver = seen === undefined || seen.state === 'unsubscribed' || attempts >= MAX_GOODBYES;
    return isOver ? { do: 'forget' } : { do: 'ask' };
  }
  if (seen === undefined || !fresh || seen.state === 'unsubscribed') return { do: 'ask' };
  if (isBehind(seen, wanted)) return { do: 'ask', at: asOf };
  const checkAt = asOf + (isIn(seen) ? IDLE_MS : AGAIN_MS);
  return now < checkAt ? { do: 'nothing', checkAt } : { do: 'ask' };
}

function isIn({ state }: Seen): boolean {
  return state === 'subscribed' || state === 'pending';
}

function isBehind(seen: Seen, wanted: Wish): boolean {
  if (isIn(seen) && seen.applied !== appliedOf(wanted)) return true;
  return seen.state === 'subscribed' && seen.behind === true;
}

/** Nothing more will happen soon by itself. */
export function isSettled({
  wanted,
  seen,
  fresh,
}: Pick<SubscriptionSituation, 'wanted' | 'seen' | 'fresh'>): boolean {
  if (seen === undefined) return wanted === undefined;
  if (wanted === undefined) return seen.state === 'unsubscribed';
  return fresh && seen.state !== 'unsubscribed' && !isBehind(seen, wanted);
}
