/** The operations on memberships of rooms. */
import { mayUse, resolveFrom } from '../../core/addresses/identity.ts';
import type { HomeDomains } from '../../core/addresses/address.ts';
import type { Caller } from '../../core/caller.ts';
import { BridgeError } from '../../core/errors.ts';
import { bare } from '../../core/jid/jid.ts';
import { readListPage } from '../../core/paging.ts';
import { json, type Handler, type Routes } from '../../core/route.ts';
import { awaited } from '../../reconciler/awaited.ts';
import type { Declarations } from '../../reconciler/declarations.ts';
import { isEnd, keyOf, placeOf, type Seen, type Wish } from './membership/membership.ts';
import type { Membership } from './membership/memberships.ts';
import { isSettled } from './membership/plan.ts';
import type { LastHeard } from './last-heard.ts';
import { shownMembership, shownState } from './shown.ts';
import { placeIn, wishOf } from './wish.ts';

export interface RoomRoutesDeps {
  readonly declarations: Pick<
    Declarations<Wish, Seen>,
    'want' | 'unwant' | 'get' | 'list' | 'until'
  >;
  readonly home: HomeDomains;
  readonly lastHeard: (keys: readonly string[]) => Promise<readonly (LastHeard | undefined)[]>;
}

type RoomOperation =
  'listRooms' | 'getRoomMembership' | 'putRoomMembership' | 'deleteRoomMembership';

export function roomRoutes(deps: RoomRoutesDeps): Pick<Routes, RoomOperation> {
  const scope = 'rooms:manage';
  return {
    listRooms: { scope, handler: listRooms(deps) },
    getRoomMembership: {
      scope,
      handler: async ({ caller, path }) => {
        const item = await deps.declarations.get(keyOf(placeIn(caller, path, deps.home)));
        if (item === undefined) throw notFound();
        return json(200, await shown(deps, item));
      },
    },
    putRoomMembership: { scope, handler: putMembership(deps) },
    deleteRoomMembership: { scope, handler: deleteMembership(deps) },
  };
}

function putMembership(deps: RoomRoutesDeps): Handler<'putRoomMembership'> {
  const { declarations, home } = deps;
  return async (call) => {
    const place = placeIn(call.caller, call.path, home);
    const wish = wishOf(place, call.body);
    const key = keyOf(place);
    const before = await declarations.get(key);
    const discardSeen = before?.seen !== undefined && isEnd(before.seen.state);
    await declarations.want(key, wish, { discardSeen });
    const { item, applied } = await awaited(
      declarations,
      call,
      key,
      (it) => it !== undefined && isSettled(it),
    );
    if (item === undefined) throw notFound();
    return json(isSettled(item) ? 200 : 202, await shown(deps, item), applied);
  };
}

function deleteMembership(deps: RoomRoutesDeps): Handler<'deleteRoomMembership'> {
  const { declarations, home } = deps;
  return async (call) => {
    const key = keyOf(placeIn(call.caller, call.path, home));
    const wasWanted = await declarations.unwant(key);
    const { item, applied } = await awaited(declarations, call, key, (it) => it === undefined);
    if (item === undefined && !wasWanted) throw notFound();
    return item === undefined ? { status: 204 } : json(202, await shown(deps, item), applied);
  };
}

function listRooms(deps: RoomRoutesDeps): Handler<'listRooms'> {
  const { declarations, home } = deps;
  return async ({ caller, query }) => {
    const { identity: asked, state } = query;
    const identity =
      asked === undefined
        ? undefined
        : bare(resolveFrom(caller, asked, home.domain, '/query/identity'));
    const filter = (item: Membership) =>
      isVisible(caller, item, home) && fits(item, identity, state);
    const list = `rooms ${identity ?? ''} ${state ?? ''}`;
    return json(
      200,
      await readListPage(list, query, async (page) => {
        const { items, next } = await declarations.list({ ...page, filter });
        const last = await deps.lastHeard(items.map(({ key }) => key));
        const bodies = items.map((item, index) => shownMembership(item, last[index]));
        return { items: bodies, ...(next !== undefined && { next }) };
      }),
    );
  };
}

function isVisible(caller: Caller, { key }: Membership, { domain }: HomeDomains): boolean {
  return mayUse(caller, placeOf(key).identity, domain);
}

function fits(item: Membership, identity: string | undefined, state: string | undefined): boolean {
  if (identity !== undefined && placeOf(item.key).identity !== identity) return false;
  return state === undefined || shownState(item) === state;
}

async function shown({ lastHeard }: RoomRoutesDeps, item: Membership) {
  const [last] = await lastHeard([item.key]);
  return shownMembership(item, last);
}

function notFound(): BridgeError {
  return new BridgeError(
    'not-found',
    'This identity is not declared to be in this room; PUT the same path to declare it.',
  );
}
