/** How mod_rest refuses: its own errors, and those of the bridge in its form. */
import { element } from '../../core/element.ts';
import { BridgeError, type ErrorCode } from '../../core/errors.ts';
import type { FacadeAnswer, FacadeRequest } from '../../core/facade.ts';
import { problemHeaders, problemOf } from '../../core/problem.ts';
import { NS_STREAM, NS_STREAM_ERRORS } from '../../stanza/namespaces.ts';
import { textElement } from '../../stanza/element-helpers.ts';
import { writeXml } from '../../stanza/xml/writer.ts';
import { chooseOutput } from './output.ts';

interface Fault {
  readonly code: number;
  readonly type: 'auth' | 'cancel' | 'modify' | 'wait';
  readonly condition: string;
  readonly text: string;
}

const fault = (code: number, type: Fault['type'], condition: string, text: string): Fault => ({
  ...{ code, type, condition, text },
});

/** As in mod_rest.lua; the names are its own. */
const OWN = {
  noauthz: fault(401, 'auth', 'not-authorized', 'No credentials provided'),
  unauthz: fault(403, 'auth', 'not-authorized', 'Credentials not accepted'),
  malformauthz: fault(403, 'auth', 'not-authorized', 'Credentials malformed'),
  prepauthz: fault(403, 'auth', 'not-authorized', 'Credentials failed stringprep'),
  parse: fault(400, 'modify', 'not-well-formed', 'Failed to parse payload'),
  xmlns: fault(422, 'modify', 'invalid-namespace', "'xmlns' attribute must be empty"),
  name: fault(
    422,
    'modify',
    'unsupported-stanza-type',
    "Invalid stanza, must be 'message', 'presence' or 'iq'.",
  ),
  to: fault(422, 'modify', 'improper-addressing', 'Invalid destination JID'),
  from: fault(422, 'modify', 'invalid-from', 'Invalid source JID'),
  from_auth: fault(
    403,
    'auth',
    'not-authorized',
    "Not authorized to send stanza with requested 'from'",
  ),
  iq_type: fault(422, 'modify', 'invalid-xml', "'iq' stanza must be of type 'get' or 'set'"),
  iq_tags: fault(422, 'modify', 'bad-format', "'iq' stanza must have exactly one child tag"),
  mediatype: fault(415, 'cancel', 'bad-format', 'Unsupported media type'),
  size: fault(413, 'modify', 'resource-constraint', 'Payload too large'),
} as const;

export type OwnFault = keyof typeof OWN;

/** One of mod_rest's own errors. */
export class Refusal extends BridgeError {
  readonly fault: OwnFault;

  constructor(name: OwnFault) {
    super('invalid-stanza', OWN[name].text);
    this.fault = name;
  }
}

/** What the bridge refuses for a reason that mod_rest knows. */
const SAME: Partial<Record<ErrorCode, OwnFault>> = {
  'malformed-body': 'parse',
  'payload-too-large': 'size',
  'identity-forbidden': 'from_auth',
  'unsupported-media-type': 'mediatype',
};

/** The rest, by what it is about. */
const CONDITIONS: Partial<Record<ErrorCode, readonly [Fault['type'], string]>> = {
  forbidden: ['auth', 'forbidden'],
  'recipient-forbidden': ['auth', 'forbidden'],
  'not-found': ['cancel', 'item-not-found'],
  'invalid-request': ['modify', 'bad-request'],
  'invalid-stanza': ['modify', 'bad-request'],
  conflict: ['cancel', 'conflict'],
  'idempotency-key-reused': ['cancel', 'conflict'],
  'iq-timeout': ['wait', 'remote-server-timeout'],
  internal: ['cancel', 'internal-server-error'],
};

const ERROR_TYPES = ['application/json', 'application/xmpp+xml'] as const;

export function refusalAnswer(error: BridgeError, { headers }: FacadeRequest): FacadeAnswer {
  const name = nameOf(error, headers['authorization']);
  const found = name === undefined ? foreign(error) : own(error, name);
  const type = chooseOutput(headers['accept'] ?? '', ERROR_TYPES);
  const body = type === 'application/json' ? asJson(found, name !== undefined) : asXml(found);
  const challenge = name === 'noauthz' ? { 'www-authenticate': CHALLENGE } : {};
  const retry = problemHeaders(error, found.code);
  return { status: found.code, headers: { ...retry, ...challenge, 'content-type': type }, body };
}

const CHALLENGE = 'Basic realm="stanza-bridge/mod_rest", Bearer realm="stanza-bridge/mod_rest"';

function nameOf(error: BridgeError, authorization: string | undefined): OwnFault | undefined {
  if (error instanceof Refusal) return error.fault;
  if (error.code === 'unauthorized') return nameOfUnauthorized(authorization);
  if (error.code !== 'invalid-address') return SAME[error.code];
  return error.facts.errors?.[0]?.pointer === '/from' ? 'from' : 'to';
}

function nameOfUnauthorized(authorization = ''): OwnFault {
  const [, scheme = '', data = ''] = /^(\S+)\s(.+)$/.exec(authorization) ?? [];
  if (!/^(?:basic|bearer)$/i.test(scheme)) return 'noauthz';
  const isMalformed = /^basic$/i.test(scheme) && !/^[^:]+:/.test(atobOrNothing(data));
  return isMalformed ? 'malformauthz' : 'unauthz';
}

function atobOrNothing(data: string): string {
  return Buffer.from(data, 'base64').toString();
}

/** The text of mod_rest, and what the bridge knows more about it. */
function own(error: BridgeError, name: OwnFault): Fault {
  const known = OWN[name];
  if (error instanceof Refusal || error.code === 'unauthorized') return known;
  return { ...known, text: `${known.text}: ${wordsOf(error)}` };
}

function foreign(error: BridgeError): Fault {
  const { status: code } = problemOf(error, '');
  const [type, condition] = CONDITIONS[error.code] ?? [
    error.retryable ? 'wait' : 'cancel',
    error.retryable ? 'resource-constraint' : 'undefined-condition',
  ];
  return { code, type, condition, text: wordsOf(error) };
}

function wordsOf({ message, facts }: BridgeError): string {
  const [first] = facts.errors ?? [];
  return first === undefined || message.includes(first.detail)
    ? message
    : `${message} ${first.detail}`;
}

function asJson({ code, type, condition, text }: Fault, isOwn: boolean): string {
  const source = isOwn ? { source: 'mod_rest' } : {};
  return JSON.stringify({ type: 'error', error: { type, condition, text, ...source }, code });
}

function asXml({ condition, text }: Fault): string {
  return writeXml(
    element('error', NS_STREAM, {}, [
      element(condition, NS_STREAM_ERRORS),
      textElement('text', NS_STREAM_ERRORS, text),
    ]),
    '',
  );
}
