/** A stanza as the body of an answer, in the type that mod_rest would choose. Pure. */
import type { XmlElement } from '../../core/element.ts';
import { NS_CLIENT } from '../../stanza/namespaces.ts';
import { writeXml } from '../../stanza/xml/writer.ts';
import { toModRest } from './mapping/to-json.ts';

export const OUTPUTS = [
  'application/xmpp+xml',
  'application/json',
  'application/x-www-form-urlencoded',
] as const;

export type Output = (typeof OUTPUTS)[number];

/** The one that a list of types names first, whatever its qualities; the first on offer where it names none. */
export function chooseOutput<Type extends string>(
  accept: string,
  offered: readonly [Type, ...Type[]],
): Type {
  const place = (type: string) => (accept.includes(type) ? accept.indexOf(type) : Infinity);
  return offered.reduce((best, type) => (place(type) < place(best) ? type : best));
}

export function encode(stanza: XmlElement, type: Output): string {
  switch (type) {
    case 'application/xmpp+xml':
      return writeXml(stanza, NS_CLIENT);
    case 'application/json':
      return JSON.stringify(toModRest(stanza));
    case 'application/x-www-form-urlencoded':
      return new URLSearchParams(flat(toModRest(stanza))).toString();
  }
}

/** A form holds texts only. */
function flat(json: Readonly<Record<string, unknown>>): Record<string, string> {
  const pairs = Object.entries(json).flatMap(([key, value]): [string, string][] => {
    if (typeof value === 'string') return [[key, value]];
    if (typeof value === 'number') return [[key, String(value)]];
    return value === true ? [[key, '']] : [];
  });
  return Object.fromEntries(pairs);
}
