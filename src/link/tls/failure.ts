/** What went wrong with TLS, by the codes of Node.js and OpenSSL, and what to change. Pure. */
import { harmless } from '../../core/words/harmless.ts';
import type { LinkFailure, LinkStage } from '../failure.ts';
import { TlsFileFault } from './files.ts';

const OURS = 'the certificate of the component port';
const UNKNOWN_AUTHORITY = `${OURS} is of an authority that is not trusted: name the PEM file of that authority in BRIDGE_XMPP_CA_FILE`;
const PLAIN =
  'the port in BRIDGE_XMPP_SERVICE does not speak TLS: name the port that does, or write xmpp:// for a plain one';
const WANTED = 'the component port wants a client certificate';
const NAME_ONE =
  'name one that it trusts in BRIDGE_XMPP_CERT_FILE, and its key in BRIDGE_XMPP_KEY_FILE';
const REFUSED = `the component port refused the client certificate of the bridge: ${NAME_ONE}`;
const VERSIONS =
  'the component port and the bridge have no TLS version or cipher in common: the bridge needs TLS 1.2 or 1.3';

/** Without what is at the front of every code of an alert or an error of OpenSSL. */
const TEXTS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: `${OURS} has expired: renew it there, or set the clock of the bridge`,
  CERT_NOT_YET_VALID: `${OURS} is not valid yet: check the clocks of both sides`,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNKNOWN_AUTHORITY,
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_AUTHORITY,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_AUTHORITY,
  WRONG_VERSION_NUMBER: PLAIN,
  PACKET_LENGTH_TOO_LONG: PLAIN,
  HTTP_REQUEST: PLAIN,
  UNEXPECTED_MESSAGE: PLAIN,
  ALERT_CERTIFICATE_REQUIRED: `${WANTED}: ${NAME_ONE}`,
  ALERT_HANDSHAKE_FAILURE: `the component port refused the TLS handshake: it may want a client certificate (${NAME_ONE}), or has no cipher in common with the bridge`,
  ALERT_BAD_CERTIFICATE: REFUSED,
  ALERT_CERTIFICATE_EXPIRED: `${REFUSED}; it says that it has expired`,
  ALERT_CERTIFICATE_REVOKED: `${REFUSED}; it says that it is revoked`,
  ALERT_CERTIFICATE_UNKNOWN: REFUSED,
  ALERT_UNSUPPORTED_CERTIFICATE: REFUSED,
  ALERT_UNKNOWN_CA: `${REFUSED}; it says that its authority is unknown`,
  ALERT_ACCESS_DENIED: REFUSED,
  ALERT_DECRYPT_ERROR: REFUSED,
  ALERT_PROTOCOL_VERSION: VERSIONS,
  ALERT_INSUFFICIENT_SECURITY: VERSIONS,
  UNSUPPORTED_PROTOCOL: VERSIONS,
  UNRECOGNIZED_NAME:
    'the component port does not know the name it is asked for (SNI): set BRIDGE_XMPP_TLS_NAME to one that it has',
};

const MAX_NAMES = 200;

/** Undefined for what has nothing to do with TLS. */
export function tlsFailure(error: unknown, stage: LinkStage): LinkFailure | undefined {
  if (error instanceof TlsFileFault) return { kind: 'tls', text: error.message };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const text = textFor(code, error as Error);
  if (text !== undefined) return { kind: 'tls', text: `${text} (${code})` };
  return stage === 'securing' ? brokenOff(code) : undefined;
}

/** The first bytes of an alert, where a stream header was expected (RFC 8446 §5.1). */
export function isTlsAlert(text: string): boolean {
  return text.startsWith('\u0015\u0003');
}

export const SPEAKS_TLS: LinkFailure = {
  kind: 'tls',
  text: 'the port in BRIDGE_XMPP_SERVICE speaks TLS: write xmpps:// for it, or name the plain component port',
};

function textFor(code: string, error: Error): string | undefined {
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return otherName(error);
  const short = code
    .replace(/^ERR_SSL_/, '')
    .replace(/^(?:SSLV3|TLSV1|TLSV13)_(?=ALERT|UNREC)/, '');
  if (Object.hasOwn(TEXTS, short)) return TEXTS[short];
  // What OpenSSL finds wrong with a certificate has no prefix (X509_V_ERR_…).
  return /^(?:CERT_|CRL_|UNABLE_TO_|INVALID_|HOSTNAME_MISMATCH|PATH_LENGTH|EE_|CA_)/.test(code)
    ? `${OURS} cannot be trusted`
    : undefined;
}

interface OtherName {
  readonly host?: string;
  readonly cert?: {
    readonly subjectaltname?: string;
    readonly subject?: { readonly CN?: string | readonly string[] };
  };
}

function otherName(error: object): string {
  const { host = '', cert } = error as OtherName;
  const names = harmless(cert?.subjectaltname ?? String(cert?.subject?.CN ?? ''), MAX_NAMES);
  const those = names === '' ? 'for no name' : `for ${names}`;
  return `${OURS} is not for ${host}, but ${those}: set BRIDGE_XMPP_TLS_NAME to a name that it is for, or give that port another certificate`;
}

function brokenOff(code: string): LinkFailure {
  const how = code === '' ? '' : ` (${code})`;
  return {
    kind: 'tls',
    text: `the connection was closed in the TLS handshake${how}: does the port in BRIDGE_XMPP_SERVICE speak TLS?`,
  };
}
