/** Pages of a room's archive (XEP-0313, XEP-0059). Pure. */
import { fullJid } from '../../../core/addresses/identity.ts';
import { childNamed, element, textOf, type XmlElement } from '../../../core/element.ts';
import { instant } from '../../../core/instant.ts';
import { form } from '../../../extensions/queries/form.ts';
import { NS_CLIENT } from '../../../stanza/namespaces.ts';
import type { CatchUp, Place } from './membership.ts';

const NS_MAM = 'urn:xmpp:mam:2';
const NS_RSM = 'http://jabber.org/protocol/rsm';
const PAGE = 100;
/** The time is that at which it was heard, by another clock: what is known is dropped. */
const OVERLAP_MS = 5_000;

/** Asks for what follows the last message that was heard: by its id, or by its time where it had none. */
export function archiveQuery(
  { identity, room }: Place,
  { stanzaId, at }: CatchUp,
  id: string,
): XmlElement {
  const queryid = `room-archive-${id}`;
  const start = { var: 'start', values: [instant(at - OVERLAP_MS)] };
  const formType = { var: 'FORM_TYPE', type: 'hidden' as const, values: [NS_MAM] };
  const fields = stanzaId === undefined ? [formType, start] : [formType];
  const set = element('set', NS_RSM, {}, [
    element('max', NS_RSM, {}, [String(PAGE)]),
    stanzaId === undefined ? undefined : element('after', NS_RSM, {}, [stanzaId]),
  ]);
  const query = element('query', NS_MAM, { queryid }, [
    form.toXml({ type: 'submit', fields }),
    set,
  ]);
  const attributes = { from: fullJid(identity), to: room, type: 'set', id: queryid };
  return element('iq', NS_CLIENT, attributes, [query]);
}

/** Where a page ended. */
export interface PageEnd {
  readonly isComplete: boolean;
  /** The id of its last message. */
  readonly last?: string;
}

export function pageEnd(iq: XmlElement): PageEnd {
  const fin = childNamed(iq, 'fin', NS_MAM);
  const set = fin && childNamed(fin, 'set', NS_RSM);
  const last = set && childNamed(set, 'last', NS_RSM);
  const isComplete = fin === undefined || fin.attributes['complete'] === 'true';
  return last === undefined ? { isComplete: true } : { isComplete, last: textOf(last) };
}
