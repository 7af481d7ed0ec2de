/** The services beside a server, as it lists them (XEP-0030). */
import { childElements, element, type XmlElement } from '../../../core/element.ts';
import { formatJid, parseJid } from '../../../core/jid/jid.ts';
import type { Connection } from './connection.ts';
import { ask } from './question.ts';

export const NS_INFO = 'http://jabber.org/protocol/disco#info';
export const NS_ITEMS = 'http://jabber.org/protocol/disco#items';

export interface Service {
  readonly jid: string;
  readonly info: XmlElement;
}

/** More are not looked at. */
const MAX_SERVICES = 20;

/** The server and what it lists, but for `own`. */
export async function findServices(
  connection: Connection,
  from: string,
  server: string,
  own: string,
): Promise<readonly Service[]> {
  const payload = element('query', NS_ITEMS);
  const items = await ask(connection, { from, to: server, payload });
  const listed = items.kind === 'result' && items.payload ? jidsOf(items.payload) : [];
  const jids = [...new Set([server, ...listed])].filter((jid) => jid !== own);
  const found = await Promise.all(
    jids.slice(0, MAX_SERVICES).map((jid) => look(connection, from, jid)),
  );
  return found.filter((service) => service !== undefined);
}

export function hasFeature({ info }: Service, feature: string): boolean {
  return childElements(info).some(
    ({ name, attributes }) => name === 'feature' && attributes['var'] === feature,
  );
}

export function hasIdentity({ info }: Service, category: string, type: string): boolean {
  return childElements(info).some(
    ({ name, attributes }) =>
      name === 'identity' && attributes['category'] === category && attributes['type'] === type,
  );
}

function jidsOf(query: XmlElement): string[] {
  return childElements(query).flatMap(({ attributes: { jid, node } }) => {
    const parsed = jid === undefined || node !== undefined ? undefined : parseJid(jid);
    // Others are rooms, users or no addresses at all.
    return parsed === undefined || formatJid(parsed) !== parsed.domain ? [] : [parsed.domain];
  });
}

async function look(
  connection: Connection,
  from: string,
  jid: string,
): Promise<Service | undefined> {
  const payload = element('query', NS_INFO);
  const answer = await ask(connection, { from, to: jid, payload });
  return answer.kind === 'result' && answer.payload ? { jid, info: answer.payload } : undefined;
}
