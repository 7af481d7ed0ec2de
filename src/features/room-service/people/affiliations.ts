/** Lasting relations of people to a room (XEP-0045 §9 and §10). */
import type { RoomAffiliationBody, RoomAffiliationToSet } from '../../../contract/schemas.ts';
import { element, type XmlElement } from '../../../core/element.ts';
import { present } from '../../../core/present.ts';
import { mucItemToJson } from '../../../extensions/rooms/muc-item.ts';
import { eachNamed, optionalText } from '../../../stanza/element-helpers.ts';
import type { Actor } from '../actor.ts';
import { conditionOf, NS_ADMIN, type AskRoom } from '../asking.ts';

type Affiliation = RoomAffiliationBody['affiliation'];
export type Listed = Exclude<Affiliation, 'none'>;

/** In the order in which they are told. */
export const LISTED: readonly Listed[] = ['owner', 'admin', 'member', 'outcast'];

/** `jid` is prepared and bare. */
export interface ToSet extends RoomAffiliationToSet {
  readonly jid: string;
}

/**
 * Everybody in these lists, by their JIDs. A list that the identity may not see is left out; throws the refusal where there is
 * no other.
 */
export async function readAffiliations(
  ask: AskRoom,
  actor: Actor,
  lists: readonly Listed[] = LISTED,
): Promise<readonly RoomAffiliationBody[]> {
  const refusals: unknown[] = [];
  const found = new Map<string, RoomAffiliationBody>();
  for (const affiliation of lists) {
    try {
      for (const item of await readList(ask, actor, affiliation)) {
        if (!found.has(item.jid)) found.set(item.jid, item);
      }
    } catch (error) {
      if (conditionOf(error) === undefined) throw error;
      refusals.push(error);
    }
  }
  if (refusals.length === lists.length) throw refusals[0];
  return [...found.values()].sort((a, b) => (a.jid < b.jid ? -1 : 1));
}

async function readList(ask: AskRoom, actor: Actor, affiliation: Listed) {
  const query = await ask(actor, {
    type: 'get',
    payload: element('query', NS_ADMIN, {}, [element('item', NS_ADMIN, { affiliation })]),
    needs: 'an owner or admin of the room',
  });
  const items = query && eachNamed(query, 'item', NS_ADMIN, (it) => itemIn(it, affiliation));
  return items ?? [];
}

function itemIn(item: XmlElement, affiliation: Listed): RoomAffiliationBody | undefined {
  const { jid, nick, reason } = mucItemToJson(item);
  return jid === undefined
    ? undefined
    : present<RoomAffiliationBody>({ jid, affiliation, nick, reason });
}

/** All in one request, which servers do whole, in part or not at all. */
export async function setAffiliations(
  ask: AskRoom,
  actor: Actor,
  wishes: readonly ToSet[],
): Promise<void> {
  const items = wishes.map(({ jid, affiliation, nick, reason }) =>
    element('item', NS_ADMIN, { affiliation, jid, nick }, [
      optionalText('reason', NS_ADMIN, reason),
    ]),
  );
  await ask(actor, {
    type: 'set',
    payload: element('query', NS_ADMIN, {}, items),
    needs: 'an owner of the room, or an admin for members and outcasts',
  });
}
