/** What is wrong with a URL, as a sentence that says what to write; undefined when nothing is. */

const PARTS = /^(?<scheme>[a-z][a-z0-9+.-]*):\/\/(?<authority>[^/?#]*)(?<tail>.*)$/is;
const HOST_AND_PORT = /^(?:\[[0-9a-f:.]+\]|[^\s:@[\]]+)(?::(?<port>.*))?$/i;
const MAX_PORT = 65_535;

interface UrlParts {
  readonly scheme: string;
  readonly credentials: boolean;
  readonly port: string | undefined;
  readonly tail: string;
}

/** The component port of an XMPP server: `xmpp://host:port` or `xmpps://host:port`, and nothing else. */
export function serviceUrlFault(text: string): string | undefined {
  const parts = split(text);
  const isTls = typeof parts === 'object' && parts.scheme === 'xmpps';
  const example = isTls ? 'xmpps://xmpp.example.org:5348' : 'xmpp://localhost:5347';
  if (typeof parts === 'string') return `write a URL with a port, such as ${example}; ${parts}`;
  const { scheme, credentials, port, tail } = parts;
  if (scheme !== 'xmpp' && !isTls)
    return `write a URL with xmpp:// or xmpps://, such as ${example}, not ${scheme}://`;
  if (credentials)
    return `write ${example} without user or password; the secret is BRIDGE_XMPP_SECRET`;
  if (port === undefined) return `write the component port behind the host, as in ${example}`;
  if (!isPort(port)) return portFault(example);
  if (tail !== '') return `write nothing behind the port, as in ${example}`;
  return undefined;
}

/** A URL that is fetched or posted to. */
export function httpUrlFault(text: string, example: string): string | undefined {
  const parts = split(text);
  if (typeof parts === 'string')
    return `write a URL with http:// or https://, such as ${example}; ${parts}`;
  const { scheme, credentials, port, tail } = parts;
  if (scheme !== 'http' && scheme !== 'https') {
    return `write a URL with http:// or https://, such as ${example}, not ${scheme}://`;
  }
  if (credentials) return `write a URL without user or password, such as ${example}`;
  if (port !== undefined && !isPort(port)) return portFault(example);
  if (tail.includes('#'))
    return `write a URL without a # part, such as ${example}; a # of the path is %23`;
  return URL.canParse(text) ? undefined : `write a host name or an address, as in ${example}`;
}

/** What a browser sends as `Origin`: scheme, host and port (RFC 6454). Those of apps have schemes of their own. */
export function originFault(text: string): string | undefined {
  if (text === 'null' || /^(?!https?:)[a-z][a-z0-9+.-]*:\/\/[^/\s]+$/.test(text)) return undefined;
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) {
    return 'write origins such as https://shop.example or http://localhost:3000';
  }
  const { origin } = new URL(text);
  if (origin === text) return undefined;
  return `write ${origin}: browsers send no path, no default port and no capitals`;
}

/** Hides user and password in a URL that is shown. */
export function withoutCredentials(text: string): string {
  return text.replace(/:\/\/.*@/s, '://…@');
}

function split(text: string): UrlParts | string {
  if (/\s/.test(text)) return 'there is a space in it';
  const { scheme = '', authority = '', tail = '' } = PARTS.exec(text)?.groups ?? {};
  if (scheme === '') return 'the scheme is missing';
  const at = authority.lastIndexOf('@');
  const host = HOST_AND_PORT.exec(authority.slice(at + 1))?.groups;
  // An unencoded `/`, `?` or `#` of a password ends the authority early: what seems to be the port is its beginning.
  const isCut = tail.includes('@') && !/^\d*$/.test(host?.['port'] ?? '');
  const credentials = at >= 0 || isCut;
  if (host === undefined && !credentials) {
    return /^(?::\d*)?$/.test(authority)
      ? 'the host is missing'
      : 'the host has to be a name or an address, an IPv6 address in brackets';
  }
  return {
    scheme: scheme.toLowerCase(),
    credentials,
    port: host?.['port'],
    tail,
  };
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= MAX_PORT;
}

function portFault(example: string): string {
  return `write a port from 1 to ${MAX_PORT}, as in ${example}`;
}
