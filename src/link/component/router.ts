import { childElements } from '../../core/element.ts';
import type { XmlElement } from '../../core/element.ts';
import { formatJid, parseJid } from '../../core/jid/jid.ts';

/** Whose business an incoming stanza is. */
export type Route =
  /** A barrier of ours that came back, or the server's answer to one. */
  | 'barrier'
  | 'message'
  | 'presence'
  /** A message or presence that came back as an error. */
  | 'bounce'
  | 'iq-answer'
  | 'iq-request'
  /** An iq that cannot be understood (RFC 6120 §8.2.3); answered where it may be. */
  | 'bad-iq'
  /** Without a valid sender, or not for our domain: nobody to answer, nobody to hear it. */
  | 'misaddressed'
  /** Neither message, presence nor iq. */
  | 'unknown';

/** Begins the id of every barrier, so that one of an earlier link is known for what it is. */
export const BARRIER_ID = 'barrier-';

export interface Addresses {
  readonly domain: string;
  readonly serverHost: string;
}

/** `stanza`: with prepared addresses, where they are valid. */
export interface Routed {
  readonly route: Route;
  readonly stanza: XmlElement;
}

export function routeStanza(incoming: XmlElement, own: Addresses): Routed {
  const stanza = withPreparedAddresses(incoming, own.domain);
  if (stanza === undefined) return { route: 'misaddressed', stanza: incoming };
  return { route: routeOf(stanza, own), stanza };
}

function routeOf(stanza: XmlElement, own: Addresses): Route {
  const { type } = stanza.attributes;
  if (stanza.name === 'iq') return routeOfIq(stanza, own);
  if (stanza.name !== 'message' && stanza.name !== 'presence') return 'unknown';
  return type === 'error' ? 'bounce' : stanza.name;
}

function routeOfIq(iq: XmlElement, own: Addresses): Route {
  const { id, type } = iq.attributes;
  if (id?.startsWith(BARRIER_ID) && isOwnOrServer(iq, own)) return 'barrier';
  if (type === 'result' || type === 'error') return 'iq-answer';
  const children = childElements(iq);
  const [payload] = children;
  if (type !== 'get' && type !== 'set') return 'bad-iq';
  if (!id || payload === undefined || children.length > 1) return 'bad-iq';
  return 'iq-request';
}

/** To ourselves barriers go to a full JID: see iq-probe.ts. */
export function barrierJid({ domain }: Pick<Addresses, 'domain'>): string {
  return `${domain}/barrier`;
}

/** Nobody else can send from these. */
function isOwnOrServer({ attributes: { from } }: XmlElement, own: Addresses): boolean {
  return from === own.domain || from === barrierJid(own) || from === own.serverHost;
}

/** Undefined without a valid sender, or when the stanza is not for our domain. */
function withPreparedAddresses(stanza: XmlElement, domain: string): XmlElement | undefined {
  const { from = '', to = '' } = stanza.attributes;
  const sender = parseJid(from);
  const recipient = parseJid(to);
  if (sender === undefined || recipient?.domain !== domain) return undefined;
  const preparedFrom = formatJid(sender);
  const preparedTo = formatJid(recipient);
  if (preparedFrom === from && preparedTo === to) return stanza;
  return {
    ...stanza,
    attributes: { ...stanza.attributes, from: preparedFrom, to: preparedTo },
  };
}
