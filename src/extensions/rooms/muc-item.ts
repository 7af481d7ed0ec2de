import type { MucItem } from '../../contract/schemas.ts';
import { childNamed, element } from '../../core/element.ts';
import type { XmlElement } from '../../core/element.ts';
import { present } from '../../core/present.ts';
import { childText, oneOf, optionalText } from '../../stanza/element-helpers.ts';

const NS = 'http://jabber.org/protocol/muc#user';
const AFFILIATIONS = ['admin', 'member', 'none', 'outcast', 'owner'] as const;
const ROLES = ['moderator', 'none', 'participant', 'visitor'] as const;
type Actor = NonNullable<MucItem['actor']>;

/** An occupant's standing, inside `muc#user` (XEP-0045). */
export function mucItemToJson(item: XmlElement): MucItem {
  const { affiliation, role, jid, nick } = item.attributes;
  const actor = childNamed(item, 'actor', NS);
  return present<MucItem>({
    affiliation: oneOf(AFFILIATIONS, affiliation),
    role: oneOf(ROLES, role),
    jid,
    nick,
    actor: actor && actorToJson(actor),
    reason: childText(item, 'reason', NS),
  });
}

export function mucItemToXml(item: MucItem): XmlElement {
  const { affiliation, role, jid, nick, actor, reason } = item;
  return element('item', NS, { affiliation, role, jid, nick }, [
    actor && element('actor', NS, actor),
    optionalText('reason', NS, reason),
  ]);
}

function actorToJson({ attributes: { jid, nick } }: XmlElement): Actor {
  return present<Actor>({ jid, nick });
}
