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
/** Clocks that differ by more tell of gaps where there are none. */
const PROOF_MS = 30_000;

/**
 * Asks for what follows the last message that was heard: by its id; or by its time where it had none, or where the archive is
 * to tell that message again. Some archives that do not know an id say so, others tell what they have that is later.
 */
export function archiveQuery({ identity, room }: Place, catchUp: CatchUp, id: string): XmlElement {
  const { stanzaId, at, isProven, after = isProven === true ? undefined : stanzaId } = catchUp;
  const queryid = `${pageName(catchUp)}-${id}`;
  const overlap = isProven === true ? PROOF_MS : OVERLAP_MS;
  const start = { var: 'start', values: [instant(at - overlap)] };
  const formType = { var: 'FORM_TYPE', type: 'hidden' as const, values: [NS_MAM] };
  const fields = after === undefined ? [formType, start] : [formType];
  const set = element('set', NS_RSM, {}, [
    element('max', NS_RSM, {}, [String(PAGE)]),
    after === undefined ? undefined : element('after', NS_RSM, {}, [after]),
  ]);
  const query = element('query', NS_MAM, { queryid }, [
    form.toXml({ type: 'submit', fields }),
    set,
  ]);
  const attributes = { from: fullJid(identity), to: room, type: 'set', id: queryid };
  return element('iq', NS_CLIENT, attributes, [query]);
}

/** A page that was asked for before something was lost must not be taken for the one that is asked for now. */
function pageName({ at, pages = 0, isProven }: CatchUp): string {
  return `room-archive-${at.toString(36)}.${pages}${isProven === true ? '.all' : ''}`;
}

export function isAnswerTo(catchUp: CatchUp | undefined, id = ''): boolean {
  return catchUp !== undefined && id.startsWith(`${pageName(catchUp)}-`);
}

/** Where a page ended. */
export interface PageEnd {
  readonly isComplete: boolean;
  /** The id of its last message. */
  readonly last?: string;
}

/** Undefined where the answer is none of an archive. */
export function pageEnd(iq: XmlElement): PageEnd | undefined {
  const fin = childNamed(iq, 'fin', NS_MAM);
  if (fin === undefined) return undefined;
  const set = childNamed(fin, 'set', NS_RSM);
  const last = set && childNamed(set, 'last', NS_RSM);
  const isComplete = TRUE.has(fin.attributes['complete'] ?? 'false');
  return last === undefined ? { isComplete } : { isComplete, last: textOf(last) };
}

/** Of XML Schema. */
const TRUE: ReadonlySet<string> = new Set(['true', '1']);
