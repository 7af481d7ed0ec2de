/** JSON in an element (XEP-0335). Pure. */
import type { PubsubItem } from '../../contract/schemas.ts';
import { childElements, element, textOf, type XmlElement } from '../../core/element.ts';

export const NS_JSON = 'urn:xmpp:json:0';

export function writeJson(value: unknown): XmlElement {
  // JSON can say in another way what XML cannot.
  const text = JSON.stringify(value).replace(/[\uFFFE\uFFFF]/g, (it) =>
    it === '\uFFFE' ? '\\ufffe' : '\\uffff',
  );
  return element('json', NS_JSON, {}, [text]);
}

/** Undefined for what is no JSON, and for numbers that would become others: those travel as they are. */
export function readJson(container: XmlElement): Pick<PubsubItem, 'json'> | undefined {
  if (childElements(container).length > 0 || Object.keys(container.attributes).length > 0) {
    return undefined;
  }
  const text = textOf(container);
  if (hasLargeNumber(text)) return undefined;
  try {
    return { json: JSON.parse(text) as PubsubItem['json'] };
  } catch {
    return undefined;
  }
}

const STRING = /"(?:[^"\\]|\\.)*"/g;
const WHOLE = /(?<![\d.eE+])\d{16,}(?![\d.eE])/g;

/** JSON has numbers of any size, and JavaScript has 53 bits for whole ones. */
function hasLargeNumber(text: string): boolean {
  const digits = text.replace(STRING, '').match(WHOLE) ?? [];
  return digits.some((it) => !Number.isSafeInteger(Number(it)));
}
