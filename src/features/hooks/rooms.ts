import type { Caller } from '../../core/caller.ts';
import { element, type XmlElement } from '../../core/element.ts';
import { domainOf } from '../../core/jid/jid.ts';

const DISCO_INFO = 'http://jabber.org/protocol/disco#info';
const WAIT_MS = 2_000;
const MAX_KNOWN = 1_000;
/** How services of rooms are usually called. */
const ROOMS = /^(?:conference|conf|muc|rooms?|chat|groupchat|groups?|channels?)[.\d-]/;

export type Ask = (
  caller: Caller,
  iq: XmlElement,
  options: { readonly waitMs: number },
) => Promise<XmlElement>;

/** Whether an address is at a service of rooms: as its domain says (XEP-0030, XEP-0045 §6.2), or by its name. */
export function createRoomFinder(ask: Ask, caller: Caller): (jid: string) => Promise<boolean> {
  const known = new Map<string, boolean>();
  return async (jid) => {
    const domain = domainOf(jid);
    if (!jid.includes('@')) return false;
    const before = known.get(domain);
    if (before !== undefined) return before;
    const said = await askDomain(ask, caller, domain);
    if (said === undefined) return ROOMS.test(domain);
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(domain, said);
    return said;
  };
}

/** Undefined where it does not say. */
async function askDomain(ask: Ask, caller: Caller, domain: string): Promise<boolean | undefined> {
  const iq = element('iq', 'jabber:component:accept', { type: 'get', to: domain }, [
    element('query', DISCO_INFO),
  ]);
  try {
    const answer = await ask(caller, iq, { waitMs: WAIT_MS });
    return identitiesOf(answer).includes('conference');
  } catch {
    return undefined;
  }
}

function identitiesOf(answer: XmlElement): readonly string[] {
  const children = answer.children.flatMap((child) =>
    typeof child !== 'string' && child.name === 'query' ? child.children : [],
  );
  return children.flatMap((child) =>
    typeof child !== 'string' && child.name === 'identity'
      ? [child.attributes['category'] ?? '']
      : [],
  );
}
