import { childNamed, type XmlElement } from '../../../core/element.ts';
import { bare } from '../../../core/jid/jid.ts';
import { present } from '../../../core/present.ts';
import { childText, oneOf } from '../../../stanza/element-helpers.ts';
import { NS_CLIENT } from '../../../stanza/namespaces.ts';
import type { PresenceHeard, Resource } from './book.ts';

const SHOWS = ['away', 'chat', 'dnd', 'xa'] as const;
const MAX_STATUS = 1_000;
const MAX_NAME = 300;
const NS_CAPS = 'http://jabber.org/protocol/caps';

/** What a presence without a type, or with `unavailable`, says of the resource that it comes from. */
export function presenceHeard(stanza: XmlElement): PresenceHeard {
  const { from = '', type } = stanza.attributes;
  const resource = from.slice(bare(from).length + 1);
  if (type === 'unavailable') return { available: false, resource };
  const caps = childNamed(stanza, 'c', NS_CAPS)?.attributes;
  const text = (name: string) => childText(stanza, name, NS_CLIENT);
  const priority = Number(text('priority')?.trim() ?? 0);
  const facts = present<Omit<Resource, 'since'>>({
    resource,
    show: oneOf(SHOWS, text('show')?.trim()),
    status: text('status')?.slice(0, MAX_STATUS),
    priority: Number.isInteger(priority) && Math.abs(priority) <= 128 ? priority : 0,
    client: caps?.['node']?.slice(0, MAX_NAME),
    ver: caps?.['ver']?.slice(0, MAX_NAME),
    hash: caps?.['hash']?.slice(0, 20),
  });
  return { available: true, ...facts };
}
