/** The operations on subscriptions. */
import { mayUse, resolveFrom } from '../../../core/addresses/identity.ts';
import type { HomeDomains } from '../../../core/addresses/address.ts';
import type { Caller } from '../../../core/caller.ts';
import { BridgeError } from '../../../core/errors.ts';
import { bare } from '../../../core/jid/jid.ts';
import { readListPage, type PageQuery } from '../../../core/paging.ts';
import { json, type Handler, type Routes } from '../../../core/route.ts';
import { awaited } from '../../../reconciler/awaited.ts';
import type { Declarations } from '../../../reconciler/declarations.ts';
import { serviceAddress } from '../actor.ts';
import { isSettled } from './plan.ts';
import { EMPTY, type Ring } from './ring.ts';
import { shownState, shownSubscription, type Subscription } from './shown.ts';
import { keyOf, placeOf, type Seen, type Wish } from './subscription.ts';
import { placeIn, wishOf } from './wish.ts';

export interface SubscriptionRoutesDeps {
  readonly declarations: Pick<
    Declarations<Wish, Seen>,
    'want' | 'unwant' | 'get' | 'list' | 'until'
  >;
  readonly home: HomeDomains;
  readonly rings: (keys: readonly string[]) => Promise<readonly Ring[]>;
}

export type SubscriptionOperation =
  | 'listPubsubSubscriptions'
  | 'listPubsubNodeSubscriptions'
  | 'getPubsubSubscription'
  | 'putPubsubSubscription'
  | 'deletePubsubSubscription';

const scope = 'pubsub:use' as const;

export function subscriptionRoutes(
  deps: SubscriptionRoutesDeps,
): Pick<Routes, SubscriptionOperation> {
  const { declarations, home } = deps;
  return {
    listPubsubSubscriptions: {
      scope,
      async handler({ caller, query }) {
        const { identity: asked, state } = query;
        const identity =
          asked === undefined
            ? undefined
            : bare(resolveFrom(caller, asked, home.domain, '/query/identity'));
        const list = `subscriptions ${identity ?? ''} ${state ?? ''}`;
        const fits = (item: Subscription) =>
          (identity === undefined || placeOf(item.key).identity === identity) &&
          (state === undefined || shownState(item) === state);
        return json(200, await pageOfThem(deps, caller, { list, query, fits }));
      },
    },
    listPubsubNodeSubscriptions: {
      scope,
      async handler({ caller, query, path }) {
        const service = serviceAddress(path.service, home);
        const list = `subscriptions to ${service} ${path.node}`;
        const fits = ({ key }: Subscription) => {
          const place = placeOf(key);
          return place.service === service && place.node === path.node;
        };
        return json(200, await pageOfThem(deps, caller, { list, query, fits }));
      },
    },
    getPubsubSubscription: {
      scope,
      async handler({ caller, path }) {
        const item = await declarations.get(keyOf(placeIn(caller, path, home)));
        if (item === undefined) throw notFound();
        return json(200, await shown(deps, item));
      },
    },
    putPubsubSubscription: { scope, handler: putSubscription(deps) },
    deletePubsubSubscription: { scope, handler: deleteSubscription(deps) },
  };
}

function putSubscription(deps: SubscriptionRoutesDeps): Handler<'putPubsubSubscription'> {
  const { declarations, home } = deps;
  return async (call) => {
    const key = keyOf(placeIn(call.caller, call.path, home));
    const before = await declarations.get(key);
    const isOver = before?.seen?.state === 'refused' || before?.seen?.state === 'gone';
    await declarations.want(key, wishOf(call.body), { discardSeen: isOver });
    const isDone = (it: Subscription | undefined) => it !== undefined && isSettled(it);
    const { item, applied } = await awaited(declarations, call, key, isDone);
    if (item === undefined) throw notFound();
    return json(isSettled(item) ? 200 : 202, await shown(deps, item), applied);
  };
}

function deleteSubscription(deps: SubscriptionRoutesDeps): Handler<'deletePubsubSubscription'> {
  const { declarations, home } = deps;
  return async (call) => {
    const key = keyOf(placeIn(call.caller, call.path, home));
    const wasWanted = await declarations.unwant(key);
    const { item, applied } = await awaited(declarations, call, key, (it) => it === undefined);
    if (item === undefined && !wasWanted) throw notFound();
    return item === undefined ? { status: 204 } : json(202, await shown(deps, item), applied);
  };
}

interface Listing {
  readonly list: string;
  readonly query: PageQuery;
  readonly fits: (item: Subscription) => boolean;
}

function pageOfThem(
  { declarations, home, rings }: SubscriptionRoutesDeps,
  caller: Caller,
  { list, query, fits }: Listing,
) {
  const filter = (item: Subscription) =>
    mayUse(caller, placeOf(item.key).identity, home.domain) && fits(item);
  return readListPage(list, query, async (page) => {
    const { items, next } = await declarations.list({ ...page, filter });
    const known = await rings(items.map(({ key }) => key));
    const bodies = items.map((item, index) => shownSubscription(item, known[index] ?? EMPTY));
    return { items: bodies, ...(next !== undefined && { next }) };
  });
}

async function shown({ rings }: SubscriptionRoutesDeps, item: Subscription) {
  const [ring = EMPTY] = await rings([item.key]);
  return shownSubscription(item, ring);
}

function notFound(): BridgeError {
  return new BridgeError(
    'not-found',
    'This identity is not declared to be subscribed to this node; PUT the same path to declare it.',
  );
}
