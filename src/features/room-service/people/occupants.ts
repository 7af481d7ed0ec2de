/** Who is in a room, and with which role. */
import type {
  RoomOccupantBody,
  RoomOccupantPageBody,
  RoomRoleToSet,
} from '../../../contract/schemas.ts';
import { element, type XmlElement } from '../../../core/element.ts';
import { present } from '../../../core/present.ts';
import { mucItemToJson } from '../../../extensions/rooms/muc-item.ts';
import { eachNamed, optionalText } from '../../../stanza/element-helpers.ts';
import { parseJid } from '../../../core/jid/jid.ts';
import type { Actor } from '../actor.ts';
import { conditionOf, NS_ADMIN, NS_ITEMS, type AskRoom } from '../asking.ts';

type Occupants = Omit<RoomOccupantPageBody, 'next'>;

/** The roles, which moderators may ask for; otherwise what the room tells everybody. */
export async function readOccupants(ask: AskRoom, actor: Actor): Promise<Occupants> {
  try {
    return { source: 'roles', complete: true, items: inOrder(await readRoles(ask, actor)) };
  } catch (error) {
    if (conditionOf(error) === undefined) throw error;
  }
  const items = inOrder(await readNicks(ask, actor));
  // A room may keep them to itself, and says so by naming nobody.
  return { source: 'discovery', complete: items.length > 0, items };
}

function inOrder(items: readonly RoomOccupantBody[]): RoomOccupantBody[] {
  const byNick = new Map(items.map((it) => [it.nick, it]));
  return [...byNick.values()].sort((a, b) => (a.nick < b.nick ? -1 : 1));
}

const ROLES = ['moderator', 'participant', 'visitor'] as const;

async function readRoles(ask: AskRoom, actor: Actor): Promise<RoomOccupantBody[]> {
  const lists: RoomOccupantBody[] = [];
  for (const role of ROLES) {
    const payload = element('query', NS_ADMIN, {}, [element('item', NS_ADMIN, { role })]);
    const query = await ask(actor, { type: 'get', payload });
    lists.push(
      ...((query && eachNamed(query, 'item', NS_ADMIN, (it) => withRole(it, role))) ?? []),
    );
  }
  return lists;
}

function withRole(item: XmlElement, role: (typeof ROLES)[number]): RoomOccupantBody | undefined {
  const { nick, jid, affiliation } = mucItemToJson(item);
  if (nick === undefined) return undefined;
  return present<RoomOccupantBody>({ nick, role, affiliation, jid });
}

async function readNicks(ask: AskRoom, actor: Actor): Promise<RoomOccupantBody[]> {
  const query = await ask(actor, { type: 'get', payload: element('query', NS_ITEMS) });
  const nicks =
    query &&
    eachNamed(query, 'item', NS_ITEMS, ({ attributes: { jid = '' } }) => parseJid(jid)?.resource);
  return (nicks ?? []).filter((nick) => nick !== '').map((nick) => ({ nick }));
}

/** XEP-0045 §8 and §9.6; the role `none` makes the occupant leave. Throws what `AskRoom` throws. */
export async function setRole(
  ask: AskRoom,
  actor: Actor,
  nick: string,
  { role, reason }: RoomRoleToSet,
): Promise<void> {
  const item = element('item', NS_ADMIN, { nick, role }, [
    optionalText('reason', NS_ADMIN, reason),
  ]);
  await ask(actor, {
    type: 'set',
    payload: element('query', NS_ADMIN, {}, [item]),
    needs: 'a moderator in the room, or an owner or admin of it',
  });
}
