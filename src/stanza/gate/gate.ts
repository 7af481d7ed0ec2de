import { BridgeError } from '../../core/errors.ts';
import type { HomeDomains } from '../../core/addresses/address.ts';
import { excessOf, type StanzaBounds } from '../bounds.ts';
import type { XmlElement } from '../../core/element.ts';
import { checkFrom, checkTo } from './address.ts';
import { Faults, raisedBy } from './faults.ts';
import type { PresenceExtras } from './presence-extras.ts';
import { checkStanza } from './stanza.ts';
import { TreeCheck } from './tree.ts';
import { NS_CLIENT } from '../namespaces.ts';
import { writeXml } from '../xml/writer.ts';

/** Every `from` is at the bridge's domain. `maxBytes` is that of the serialised stanza, in UTF-8. */
export interface GateRules extends StanzaBounds, HomeDomains {
  /** Adds what the bridge says in each presence. */
  readonly dress?: PresenceExtras['dress'];
}

const NO_POINTERS: readonly string[] = [];

/**
 * The one way out: returns the stanza as it goes on the wire, with prepared addresses, or throws `invalid-stanza` with
 * every fault found (the first 20), each with where it is. What it lets through closes no stream: one bad
 * stanza would do so for everybody.
 *
 * `pointers[i]` says where child `i` of the stanza came from (RFC 6901). Without it: `/children/i`.
 */
export function passGate(
  given: XmlElement,
  rules: GateRules,
  pointers: readonly string[] = NO_POINTERS,
): string {
  const stanza = rules.dress?.(given) ?? given;
  const faults = new Faults();
  const { attributes } = stanza;
  checkStanza(stanza, faults);
  const to = checkTo(attributes['to'], faults);
  const from = checkFrom(attributes['from'], rules.domain, faults);
  new TreeCheck(rules, pointers, faults).run(stanza);
  if (faults.list.length > 0 || to === undefined || from === undefined) throw refusal(faults);
  const xml = writeXml(addressed(stanza, to, from), NS_CLIENT);
  if (isLonger(xml, rules.maxBytes)) {
    faults.add('', `is larger than ${rules.maxBytes} bytes${raisedBy(excessOf(rules, 'bytes'))}`);
    throw refusal(faults);
  }
  return xml;
}

function addressed(stanza: XmlElement, to: string, from: string): XmlElement {
  const { attributes } = stanza;
  if (attributes['to'] === to && attributes['from'] === from) return stanza;
  return { ...stanza, attributes: { ...attributes, to, from } };
}

function refusal({ list }: Faults): BridgeError {
  return new BridgeError(
    'invalid-stanza',
    'The stanza cannot be sent. See errors for what to correct.',
    {
      errors: list,
    },
  );
}

/** Whether a text has more than so many bytes in UTF-8; looks at it only when its length leaves that open. */
function isLonger(text: string, maxBytes: number): boolean {
  if (text.length * 3 <= maxBytes) return false;
  if (text.length > maxBytes) return true;
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // Each half of a surrogate pair stands for two bytes of four.
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit & 0xf800) !== 0xd800 ? 2 : 1;
  }
  return bytes > maxBytes;
}
