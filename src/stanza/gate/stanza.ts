import { isElement } from '../../core/element.ts';
import type { XmlElement } from '../../core/element.ts';
import { quoted } from '../../core/errors.ts';
import type { Faults } from './faults.ts';
import { NS_CLIENT } from '../namespaces.ts';

/** Characters of the id of a stanza of ours. */
export const MAX_ID = 256;

/** RFC 6121 §5.2.2 and §4.7.1, RFC 6120 §8.2.3; undefined where a stanza needs no type. */
const TYPES: ReadonlyMap<string, ReadonlySet<string | undefined>> = new Map([
  ['message', new Set([undefined, 'chat', 'error', 'groupchat', 'headline', 'normal'])],
  [
    'presence',
    new Set([
      undefined,
      'error',
      'probe',
      'subscribe',
      'subscribed',
      'unavailable',
      'unsubscribe',
      'unsubscribed',
    ]),
  ],
  ['iq', new Set(['get', 'set', 'result', 'error'])],
]);

/** Checks what RFC 6120 and 6121 ask of each kind of stanza, addresses apart. */
export function checkStanza(stanza: XmlElement, faults: Faults): void {
  const types = TYPES.get(stanza.name);
  if (types === undefined || stanza.namespace !== NS_CLIENT) {
    faults.add('', 'is no stanza: message, presence or iq, in the namespace jabber:client');
    return;
  }
  checkType(stanza, types, faults);
  checkId(stanza, faults);
  if (stanza.name === 'iq') checkPayload(stanza, faults);
  if (stanza.attributes['type'] === 'error') checkError(stanza, faults);
}

function checkType(
  { name, attributes }: XmlElement,
  types: ReadonlySet<string | undefined>,
  faults: Faults,
): void {
  const { type } = attributes;
  if (types.has(type)) return;
  const known = [...types].filter((each) => each !== undefined).join(', ');
  const what = type === undefined ? 'is missing' : `is ${quoted(type)}`;
  const orNone = types.has(undefined) ? ', or left out' : '';
  faults.add('/type', `${what}; of ${name} it is one of ${known}${orNone}`);
}

function checkId({ name, attributes }: XmlElement, faults: Faults): void {
  const { id } = attributes;
  if (id === undefined) {
    if (name === 'iq') faults.add('/id', 'is missing; without it there is no answer');
  } else if (id === '' || id.length > MAX_ID) {
    faults.add('/id', `has ${id.length} characters; it has 1 to ${MAX_ID}`);
  }
}

/** RFC 6120 §8.2.3. */
function checkPayload({ attributes, children }: XmlElement, faults: Faults): void {
  const count = children.filter(isElement).length;
  const { type } = attributes;
  if ((type === 'get' || type === 'set') && count !== 1) {
    faults.add('', `holds ${count} elements; an iq of type ${type} holds exactly one`);
  } else if (type === 'result' && count > 1) {
    faults.add('', `holds ${count} elements; an iq of type result holds at most one`);
  }
}

/** RFC 6120 §8.3.1. */
function checkError({ children }: XmlElement, faults: Faults): void {
  const errors = children.filter(
    (child) => isElement(child) && child.name === 'error' && child.namespace === NS_CLIENT,
  );
  if (errors.length !== 1) {
    faults.add('', `holds ${errors.length} error elements; a stanza of type error holds one`);
  }
}
