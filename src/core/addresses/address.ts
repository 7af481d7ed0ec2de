/**
 * Addresses that callers write. What names an XMPP address is prepared; what is probably a slip, although RFC 7622 would
 * let it through as a domain (a phone number, a bare name), is refused.
 */
import { prepareJid, parseJid, type Jid } from '../jid/jid.ts';

/** The domains that an address without a dot may name. Both prepared. */
export interface HomeDomains {
  readonly domain: string;
  /** The XMPP server's own domain, where it is configured. */
  readonly serverDomain?: string;
}

/** What nearly all domains look like. */
const ORDINARY = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/;

/** The same with letters of all scripts. */
const HOST = /^[\w\u0080-\uffff-]+(?:\.[\w\u0080-\uffff-]+)*$/;
const IP_LITERAL = /^\[[0-9a-f:.]+\]$/;

/** Nameprep leaves them, but resolvers read them as dots (RFC 3490 §3.1). */
const FOREIGN_DOT = /[。｡]/;

const NUMBERS = /^[0-9]+(?:\.[0-9]+)*$/;
const IPV4 = /^(?:[0-9]{1,3}\.){3}[0-9]{1,3}$/;

/** The prepared address, or undefined for what `explainAddress` has a sentence about. */
export function prepareAddress(text: string, home: HomeDomains): string | undefined {
  const plain = withoutScheme(text);
  if (plain === undefined) return undefined;
  const jid = parseJid(plain);
  return jid !== undefined && isPlausible(jid, home) ? prepareJid(plain) : undefined;
}

/** RFC 5122 without a query, which would ask for more than to be addressed; undefined where it is not that simple. */
export function withoutScheme(text: string): string | undefined {
  // The colon first: this is on the way of every message.
  if (text.charCodeAt(4) !== 0x3a || !/^xmpp:/i.test(text)) return text;
  const path = text.slice(5);
  const slash = path.indexOf('/');
  const account = slash === -1 ? path : path.slice(0, slash);
  if (slash === 0 || /[?#]/.test(path) || /%(?:40|2f)/i.test(account)) return undefined;
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function isPlausible({ local, domain }: Jid, home: HomeDomains): boolean {
  if (local !== '') return ORDINARY.test(domain) || isHost(domain);
  if (isHomeDomain(domain, home)) return true;
  if (NUMBERS.test(domain)) return IPV4.test(domain);
  return isHost(domain) && (domain.includes('.') || domain.startsWith('['));
}

function isHost(domain: string): boolean {
  return (HOST.test(domain) && !FOREIGN_DOT.test(domain)) || IP_LITERAL.test(domain);
}

/** The bridge's own domain, those that it lies in, the server's, and what is on this machine. */
function isHomeDomain(host: string, { domain, serverDomain }: HomeDomains): boolean {
  return (
    host === domain || host === serverDomain || host === 'localhost' || domain.endsWith(`.${host}`)
  );
}

/** The domain whose users are most probably meant. */
export function likelyDomain({ domain, serverDomain }: HomeDomains): string {
  if (serverDomain !== undefined) return serverDomain;
  const parent = domain.slice(domain.indexOf('.') + 1);
  return parent === domain ? 'example.org' : parent;
}
