import type { StanzaError, StanzaErrorCondition, StanzaErrorType } from '../contract/schemas.ts';
import { completeElement } from './json/complete.ts';
import { NS_CLIENT, NS_STANZA_ERRORS } from './namespaces.ts';
import { childElements, childNamed, element, textOf } from '../core/element.ts';
import type { XmlElement } from '../core/element.ts';
import { present } from '../core/present.ts';
import { textElement, wholeNumber } from './element-helpers.ts';
import { sameElement } from './same-element.ts';

/** The defined conditions (RFC 6120 §8.3.3), each with the type that the RFC recommends for it. */
const CONDITION_TYPES = {
  'bad-request': 'modify',
  conflict: 'cancel',
  'feature-not-implemented': 'cancel',
  forbidden: 'auth',
  gone: 'cancel',
  'internal-server-error': 'cancel',
  'item-not-found': 'cancel',
  'jid-malformed': 'modify',
  'not-acceptable': 'modify',
  'not-allowed': 'cancel',
  'not-authorized': 'auth',
  'policy-violation': 'modify',
  'recipient-unavailable': 'wait',
  redirect: 'modify',
  'registration-required': 'auth',
  'remote-server-not-found': 'cancel',
  'remote-server-timeout': 'wait',
  'resource-constraint': 'wait',
  'service-unavailable': 'cancel',
  'subscription-required': 'auth',
  'undefined-condition': 'cancel',
  'unexpected-request': 'wait',
} as const satisfies Record<StanzaErrorCondition, StanzaErrorType>;

export type { StanzaErrorCondition, StanzaErrorType };

/** What the caller of `errorReply` decides; the type defaults to the one that the RFC recommends. */
export interface ErrorAnswer {
  readonly condition: StanzaErrorCondition;
  readonly type?: StanzaErrorType;
  readonly text?: string;
  /** Who says so, where it is not whom the stanza was sent to. */
  readonly by?: string;
  /** What says more about it (RFC 6120 §8.3.4). */
  readonly extensions?: NonNullable<StanzaError['extensions']>;
}

const TYPES: ReadonlySet<string> = new Set<StanzaErrorType>([
  'auth',
  'cancel',
  'continue',
  'modify',
  'wait',
]);

/** Conditions of the numeric codes (XEP-0086 §3), for errors that carry nothing better. */
const CONDITION_OF_CODE: Readonly<Record<string, StanzaErrorCondition>> = {
  302: 'redirect',
  400: 'bad-request',
  401: 'not-authorized',
  403: 'forbidden',
  404: 'item-not-found',
  405: 'not-allowed',
  406: 'not-acceptable',
  407: 'registration-required',
  408: 'remote-server-timeout',
  409: 'conflict',
  500: 'internal-server-error',
  501: 'feature-not-implemented',
  502: 'service-unavailable',
  503: 'service-unavailable',
  504: 'remote-server-timeout',
  510: 'service-unavailable',
};

/** The error of a stanza with `type='error'`; `undefined-condition` when it does not say. */
export function stanzaErrorOf(stanza: XmlElement): StanzaError {
  const child = childNamed(stanza, 'error', NS_CLIENT);
  if (child) return stanzaErrorToJson(child);
  return { type: CONDITION_TYPES['undefined-condition'], condition: 'undefined-condition' };
}

/** Reads any `<error/>`, also a broken or old one: what is not understood stays in `raw`. */
export function stanzaErrorToJson(error: XmlElement): StanzaError {
  const read = readError(error);
  return sameElement(stanzaErrorToXml(read), error) ? read : { ...read, raw: error };
}

export function stanzaErrorToXml(data: StanzaError): XmlElement {
  if (data.raw) return completeElement(data.raw, NS_CLIENT);
  const { type, condition, text, lang, by, code, extensions = [] } = data;
  return element(
    'error',
    NS_CLIENT,
    { code: code === undefined ? undefined : String(code), by, type },
    [
      textElement(condition, NS_STANZA_ERRORS, data.uri ?? ''),
      text === undefined
        ? undefined
        : textElement('text', NS_STANZA_ERRORS, text, { 'xml:lang': lang }),
      ...extensions.map((extension) => completeElement(extension, NS_CLIENT)),
    ],
  );
}

/**
 * The stanza that answers `stanza` with an error, or undefined where none may be sent: errors and
 * results are never answered (RFC 6120 §8.3.1, §8.2.3), nor is what has no sender.
 */
export function errorReply(stanza: XmlElement, answer: ErrorAnswer): XmlElement | undefined {
  const { type } = stanza.attributes;
  if (type === 'error' || (stanza.name === 'iq' && type === 'result')) return undefined;
  return reply(stanza, 'error', stanzaErrorToXml(withType(answer)));
}

/**
 * Whether the sender of a stanza may be told that it was refused unread. A room treats an error as our leaving it
 * (XEP-0045 §7.14), and what it relays was not sent to us alone. A refusal of presence is only told to those who ask for a
 * subscription.
 */
export function mayTellSender({ name, attributes: { type } }: XmlElement): boolean {
  if (name === 'message') return type !== 'groupchat';
  if (name === 'presence') return type === 'subscribe';
  return type === 'get' || type === 'set';
}

/** The result of an iq request with its payload, or undefined when `iq` is no request. */
export function resultReply(iq: XmlElement, payload?: XmlElement): XmlElement | undefined {
  const { type } = iq.attributes;
  if (iq.name !== 'iq' || (type !== 'get' && type !== 'set')) return undefined;
  return reply(iq, 'result', payload);
}

function reply(
  stanza: XmlElement,
  type: 'error' | 'result',
  child: XmlElement | undefined,
): XmlElement | undefined {
  const { id, from, to } = stanza.attributes;
  if (from === undefined) return undefined;
  return element(stanza.name, NS_CLIENT, { from: to, to: from, id, type }, [child]);
}

function withType(answer: ErrorAnswer): StanzaError {
  return { ...answer, type: answer.type ?? CONDITION_TYPES[answer.condition] };
}

function readError(error: XmlElement): StanzaError {
  const { type, by, code } = error.attributes;
  const defined = childElements(error).find(isCondition);
  const text = childNamed(error, 'text', NS_STANZA_ERRORS);
  const extensions = childElements(error).filter((child) => child !== defined && child !== text);
  const condition = defined?.name ?? CONDITION_OF_CODE[code ?? ''] ?? 'undefined-condition';
  return present<StanzaError>({
    type: isType(type) ? type : CONDITION_TYPES[condition],
    condition,
    text: text ? textOf(text) : legacyText(error),
    lang: text?.attributes['xml:lang'],
    by,
    uri: (defined && textOf(defined)) || undefined,
    code: code !== undefined && code.length <= 4 ? wholeNumber(code) : undefined,
    extensions: extensions.length > 0 ? extensions : undefined,
  });
}

/** COMPAT: errors from before RFC 3920 have their text directly in the element (XEP-0086). */
function legacyText(error: XmlElement): string | undefined {
  const text = textOf(error).trim();
  return text === '' ? undefined : text;
}

function isCondition(child: XmlElement): child is XmlElement & { name: StanzaErrorCondition } {
  return child.namespace === NS_STANZA_ERRORS && Object.hasOwn(CONDITION_TYPES, child.name);
}

function isType(type: string | undefined): type is StanzaErrorType {
  return type !== undefined && TYPES.has(type);
}
