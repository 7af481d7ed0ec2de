/** Why the server did not take the component, as far as it lets us know, and what to change. Pure. */
import type { LinkFailure } from '../../link/failure.ts';
import { bad, type Finding } from './finding.ts';
import type { Service } from './port-probe.ts';

export interface Wanted {
  readonly service: string;
  readonly domain: string;
  /** Users log in at this domain: it is a VirtualHost. */
  readonly isOfUsers?: boolean;
}

const PLAIN =
  'Set BRIDGE_XMPP_SERVICE to the component port of the server (often 5347): the link is plain XEP-0114, without TLS and not the port of users.';

const BEHIND_TLS =
  'Set BRIDGE_XMPP_SERVICE to the port that speaks TLS and leads to the component port of the server, or to xmpp:// and a plain component port.';

const TLS_SETTINGS =
  'BRIDGE_XMPP_CA_FILE, BRIDGE_XMPP_TLS_NAME, BRIDGE_XMPP_CERT_FILE and BRIDGE_XMPP_KEY_FILE are read again for each connection; docs/deploying.md has the whole setup.';

const ELSEWHERE: Readonly<Partial<Record<Service, string>>> = {
  http: 'an HTTP server',
  tls: 'a port that speaks TLS',
  clients: 'the port where users log in (c2s)',
  servers: 'the port of other servers (s2s)',
  redis: 'a Redis',
};

/** `found`: what was seen on the port afterwards. */
export function handshakeFinding(failure: LinkFailure, found: Service, wanted: Wanted): Finding {
  const check = 'xmpp handshake';
  const overTls = wanted.service.startsWith('xmpps:');
  const elsewhere = overTls ? notTls(found) : ELSEWHERE[found];
  if (elsewhere !== undefined) {
    return bad(check, `${wanted.service} is ${elsewhere}`, adviceElsewhere(found, wanted));
  }
  if (failure.kind === 'tls') return bad('xmpp tls', failure.text, TLS_SETTINGS);
  const { condition = '', text: said = '' } = failure.streamError ?? {};
  if (/local domain/.test(said)) return isUsersDomain(check, wanted, failure.text);
  const finding = BY_CONDITION[condition]?.(check, wanted, failure);
  const advice = overTls ? ADVICE_BEHIND_TLS : ADVICE;
  return finding ?? bad(check, failure.text, advice[failure.kind] ?? SEE_LOG);
}

/** What was seen without TLS where there should be TLS, unless it was TLS or nothing. */
function notTls(found: Service): string | undefined {
  if (found === 'component') return 'a component port without TLS';
  return found === 'tls' ? undefined : ELSEWHERE[found];
}

function adviceElsewhere(found: Service, { service }: Wanted): string {
  if (service.startsWith('xmpps:')) return BEHIND_TLS;
  if (found !== 'tls') return PLAIN;
  const same = service.replace(/^xmpp:/, 'xmpps:');
  return `Set BRIDGE_XMPP_SERVICE=${same} if it leads to the component port. Otherwise name that port (often 5347): with xmpp:// the link is plain XEP-0114, without TLS.`;
}

const SEE_LOG = 'See what the XMPP server logs.';
const ADVICE: Readonly<Partial<Record<LinkFailure['kind'], string>>> = {
  timeout: `Nothing was said there. ${PLAIN}`,
  lost: PLAIN,
  malformed: PLAIN,
};

const ADVICE_BEHIND_TLS: typeof ADVICE = {
  timeout: `Nothing was said there. ${BEHIND_TLS}`,
  lost: BEHIND_TLS,
  malformed: BEHIND_TLS,
};

type Explain = (check: string, wanted: Wanted, failure: LinkFailure) => Finding;

const BY_CONDITION: Readonly<Partial<Record<string, Explain>>> = {
  'not-authorized': (check, wanted, { text, streamError }) => {
    if (streamError?.text !== '') return withSnippet(bad(check, text, SAME_SECRET), wanted.domain);
    // COMPAT: ejabberd says this for both, and not which.
    const detail = `${text}; ejabberd says the same where ${wanted.domain} is not among the \`hosts\` of its listener`;
    const advice = `Give ${wanted.domain} in \`hosts\` of the ejabberd_service listener and the bridge the same secret, as below.`;
    return withSnippet(bad(check, detail, advice), wanted.domain);
  },
  'host-unknown': (check, wanted, { text }) => {
    if (mayBeUsersDomain(wanted)) return isUsersDomain(check, wanted, text);
    const advice = `Add the component ${wanted.domain} to the server, as below, or set BRIDGE_XMPP_DOMAIN to the one that it has. If ${wanted.domain} is a VirtualHost there, choose another name: one name cannot be both.`;
    return withSnippet(bad(check, text, advice), wanted.domain);
  },
  conflict: (check, _wanted, { text }) =>
    bad(
      check,
      text,
      'Close the other connection of this domain, or let the server close it: component_conflict_resolve = "kick_old".',
    ),
};

const SAME_SECRET =
  'The server has this component, with another secret: give it and the bridge the same secret, as below.';

function isUsersDomain(check: string, { domain }: Wanted, text: string): Finding {
  const free = `bridge.${domain}`;
  const advice = `${domain} looks like a domain of users (VirtualHost): a component needs a name of its own. Set BRIDGE_XMPP_DOMAIN=${free}, and add it to the server, as below.`;
  return withSnippet(bad(check, text, advice), free);
}

/** Components have a name below that of their server, nearly always. */
function mayBeUsersDomain({ service, domain, isOfUsers = false }: Wanted): boolean {
  return isOfUsers || domain === new URL(service).hostname || domain.split('.').length <= 2;
}

function withSnippet(finding: Finding, snippetFor: string): Finding {
  return { ...finding, snippetFor };
}
