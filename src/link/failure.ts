import { harmless } from '../core/words/harmless.ts';

/** Why an attempt or a link ended: a kind for the supervisor, a sentence for a person. */
export type FailureKind =
  /** Nobody listens there. */
  | 'refused'
  /** No such name, no route. */
  | 'unreachable'
  /** Not online in time. */
  | 'timeout'
  /** The server does not want us: secret, domain. */
  | 'denied'
  /** Another connection has our domain. */
  | 'conflict'
  /** Any other stream error. */
  | 'stream-error'
  /** No TLS, or not with this certificate. */
  | 'tls'
  /** What came was no XMPP. */
  | 'malformed'
  /** No sign of life. */
  | 'dead'
  /** The connection broke or was closed. */
  | 'lost'
  /** We ended it. */
  | 'stopped'
  /** A fault of the bridge itself. */
  | 'internal';

export interface LinkFailure {
  readonly kind: FailureKind;
  readonly text: string;
  /** What the server said, where it ended the stream with an error (RFC 6120 §4.9). */
  readonly streamError?: StreamError;
}

export interface StreamError {
  readonly condition: string;
  /** The server's own words; may be empty. */
  readonly text: string;
}

/** What was written to a stream and not acknowledged when it ended. */
export interface OnItsWay {
  readonly stanzas: readonly string[];
  /** How many of them nobody will write again. */
  readonly direct: number;
  /** Whether the server had acknowledged something on this stream: it worked. */
  readonly proven: boolean;
}

/** How a link that was up ended. */
export interface LinkLoss {
  readonly failure: LinkFailure;
  readonly onItsWay: OnItsWay;
}

/** The stanza that was alone on its way when the server ended the stream because of something that was written. */
export function culpritOf({ failure, onItsWay }: LinkLoss): string | undefined {
  const { stanzas, proven } = onItsWay;
  return proven && stanzas.length === 1 && blamesStanza(failure) ? stanzas[0] : undefined;
}

export const READ_TO_THE_END: LinkFailure = {
  kind: 'stopped',
  text: 'another replica may send now; what the server had sent was read',
};

/** How far an attempt has come; `over` is the end of every one. */
export type LinkStage =
  'connecting' | 'securing' | 'opening' | 'authenticating' | 'online' | 'over';

/** The longest defined one has 24 characters. */
const MAX_CONDITION = 60;

const CONDITIONS: Readonly<Record<string, LinkFailure>> = {
  'not-authorized': {
    kind: 'denied',
    text: 'the XMPP server refused the secret (not-authorized): check BRIDGE_XMPP_SECRET against the component secret of the server',
  },
  'host-unknown': {
    kind: 'denied',
    text: 'the XMPP server does not know this component (host-unknown): check BRIDGE_XMPP_DOMAIN against the components of the server',
  },
  'invalid-namespace': {
    kind: 'denied',
    text: 'this is no component port (invalid-namespace): check the port in BRIDGE_XMPP_SERVICE',
  },
  conflict: {
    kind: 'conflict',
    text: 'another connection has taken the component domain (conflict)',
  },
  'system-shutdown': {
    kind: 'lost',
    text: 'the XMPP server is shutting down (system-shutdown)',
  },
};

/** RFC 6120 §4.9.3. `said` is the server's own text, if it sent one. */
export function streamErrorFailure(named: string, said: string): LinkFailure {
  const condition = harmless(named, MAX_CONDITION);
  const known = Object.hasOwn(CONDITIONS, condition) ? CONDITIONS[condition] : undefined;
  const { kind, text } = known ?? {
    kind: 'stream-error',
    text: `the XMPP server ended the stream (${condition})`,
  };
  const words = harmless(said, 200);
  const streamError = { condition, text: words };
  return { kind, text: words === '' ? text : `${text}; it says: ${words}`, streamError };
}

/** Conditions that are about the stream, the server or who we are, whatever was written (RFC 6120 §4.9.3). */
const NOT_ABOUT_A_STANZA: ReadonlySet<string> = new Set([
  ...['conflict', 'connection-timeout', 'host-gone', 'host-unknown', 'internal-server-error'],
  ...['invalid-namespace', 'not-authorized', 'remote-connection-failed', 'reset'],
  ...['resource-constraint', 'see-other-host', 'system-shutdown', 'unsupported-version'],
]);

/** Whether a link may have ended because of something that was written to it. */
export function blamesStanza({ streamError }: LinkFailure): boolean {
  return streamError !== undefined && !NOT_ABOUT_A_STANZA.has(streamError.condition);
}

const SYSTEM: Readonly<Record<string, LinkFailure>> = {
  ECONNREFUSED: {
    kind: 'refused',
    text: 'the XMPP server refused the connection (ECONNREFUSED): is it running, and is the port in BRIDGE_XMPP_SERVICE its component port?',
  },
  ENOTFOUND: {
    kind: 'unreachable',
    text: 'the name of the XMPP server is unknown (ENOTFOUND): check the host in BRIDGE_XMPP_SERVICE',
  },
  EAI_AGAIN: {
    kind: 'unreachable',
    text: 'the name of the XMPP server cannot be looked up now (EAI_AGAIN)',
  },
  ECONNRESET: { kind: 'lost', text: 'the connection was reset (ECONNRESET)' },
  EPIPE: { kind: 'lost', text: 'the connection is broken (EPIPE)' },
  ETIMEDOUT: { kind: 'unreachable', text: 'the XMPP server cannot be reached (ETIMEDOUT)' },
  EHOSTUNREACH: {
    kind: 'unreachable',
    text: 'there is no route to the XMPP server (EHOSTUNREACH)',
  },
  ENETUNREACH: { kind: 'unreachable', text: 'there is no route to the XMPP server (ENETUNREACH)' },
};

/** Any error of the socket or the library; an unknown one keeps its own message. */
export function errorFailure(
  error: unknown,
  stage: LinkStage = 'connecting',
  overTls = false,
): LinkFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // Whoever closes a connection without reading what came resets it.
  if (isReset(code) && isBeforeAccepted(stage)) return closedFailure(stage, overTls);
  const known = SYSTEM[code];
  if (known !== undefined) return known;
  const message = error instanceof Error ? error.message : String(error);
  return { kind: code === '' ? 'internal' : 'lost', text: `the connection failed: ${message}` };
}

const isReset = (code: string) => code === 'ECONNRESET' || code === 'EPIPE';
const isBeforeAccepted = (stage: LinkStage) => stage === 'opening' || stage === 'authenticating';

const SILENT_AT: Readonly<Record<LinkStage, string>> = {
  connecting: 'the XMPP server did not accept the connection in time',
  securing:
    'the connection was accepted, and the TLS handshake never answered: does the port in BRIDGE_XMPP_SERVICE speak TLS?',
  opening: 'the XMPP server accepted the connection and never answered the stream header',
  authenticating: 'the XMPP server never answered the handshake',
  online: 'the XMPP server gave no sign of life',
  over: 'the link was over',
};

export function silenceFailure(stage: LinkStage): LinkFailure {
  return { kind: stage === 'online' ? 'dead' : 'timeout', text: SILENT_AT[stage] };
}

/** `overTls`: something that speaks TLS may stand before the server. */
export function closedFailure(stage: LinkStage, overTls = false): LinkFailure {
  if (stage === 'online') return { kind: 'lost', text: 'the XMPP server closed the connection' };
  const ask = overTls ? ASK_BEHIND_TLS : ASK_PLAIN;
  const text = `the XMPP server closed the connection before the handshake was done: ${ask}`;
  return { kind: 'lost', text };
}

const ASK_PLAIN =
  'is the port in BRIDGE_XMPP_SERVICE its component port, and plain? A port that speaks TLS needs xmpps://';
const ASK_BEHIND_TLS =
  'does what speaks TLS there lead to its component port, and is the XMPP server up?';

/** `detail`: what the parser says. */
export function malformedFailure(detail: string): LinkFailure {
  const text = `the XMPP server sent something that is not XMPP: ${detail.slice(0, 200)}`;
  return { kind: 'malformed', text };
}
