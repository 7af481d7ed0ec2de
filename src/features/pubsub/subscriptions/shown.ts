/** A subscription as the contract shows it. Pure. */
import type { PubsubSubscriptionBody, PubsubSubscriptionState } from '../../../contract/schemas.ts';
import { instant } from '../../../core/instant.ts';
import type { Declared } from '../../../reconciler/kind.ts';
import type { Ring } from './ring.ts';
import { placeOf, type Seen, type Wish } from './subscription.ts';

export type Subscription = Declared<Wish, Seen>;

export function shownState({ wanted, seen, fresh }: Subscription): PubsubSubscriptionState {
  if (wanted === undefined) return 'unsubscribing';
  if (seen === undefined || seen.state === 'unsubscribed') return 'subscribing';
  return seen.state === 'subscribed' && !fresh ? 'checking' : seen.state;
}

export function shownSubscription(item: Subscription, { last }: Ring): PubsubSubscriptionBody {
  const { key, wanted, seen } = item;
  const problem = problemOf(item);
  return {
    ...placeOf(key),
    wanted: wanted !== undefined,
    state: shownState(item),
    since: instant(seen?.since ?? item.wantedAt),
    ...(item.asOf !== 0 && { asOf: instant(item.asOf) }),
    ...(seen?.subid !== undefined && { subid: seen.subid }),
    ...(last !== undefined && { lastItem: { id: last.id, at: instant(last.at) } }),
    ...(problem !== undefined && { problem }),
    ...(wanted ?? UNKNOWN),
  };
}

/** Of a subscription that was deleted, what was wanted of it is not known any more. */
const UNKNOWN = {} as Wish;

/** What the service said goes before what went wrong on the way to it. */
function problemOf({ seen, problem }: Subscription): PubsubSubscriptionBody['problem'] {
  if (seen?.problem !== undefined) return { ...seen.problem, at: instant(seen.problem.at) };
  if (problem === undefined) return undefined;
  return { reason: 'not-answered', detail: problem.detail, at: instant(problem.at) };
}
