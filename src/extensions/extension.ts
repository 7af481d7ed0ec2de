import { completeElement } from '../stanza/json/complete.ts';
import type { ElementJson } from '../contract/schemas.ts';
import type { XmlElement } from '../core/element.ts';
import { sameElement } from '../stanza/same-element.ts';

export type StanzaKind = 'message' | 'presence' | 'iq';

export interface ElementName {
  readonly name: string;
  readonly namespace: string;
}

/** Both directions between an element and its JSON form. */
export interface ElementMapping<Value> {
  /**
   * Undefined where the element cannot be said in JSON keys. It need not look for what it does not
   * know: `content-reader.ts` writes the value back and takes it only if that gives the same element.
   */
  toJson(element: XmlElement): Value | undefined;
  /** The value fits its schema. */
  toXml(value: Value): XmlElement;
}

/** One key of the JSON form of a stanza. */
export interface Extension<Value> extends ElementMapping<Value> {
  readonly key: string;
  /** Where it is specified, as `XEP-0184`. */
  readonly spec: string;
  /** Namespaces that service discovery lists for it (XEP-0030 §3): the bridge understands them on every address. */
  readonly disco?: readonly string[];
  /** The stanzas that have the key. */
  readonly kinds: readonly StanzaKind[];
  /** The elements, directly inside the stanza, that the key stands for. */
  readonly elements: readonly ElementName[];
  /** The key has a list: one value for each element. */
  readonly repeated?: true;
  /**
   * Its value is read also where it does not say all of the element, such as the blanks in it; `extensions` then has the element
   * as well, and that is what is written.
   */
  readonly isLenient?: true;
}

/**
 * For rich elements that servers write in many orders and enrich: what the keys do not say
 * completely is still read, and the element itself goes along in `raw`.
 */
export function keepingRaw<Value extends { readonly raw?: ElementJson }>(
  mapping: ElementMapping<Value>,
): ElementMapping<Value> {
  const toXml = (value: Value) =>
    value.raw ? completeElement(value.raw, '') : mapping.toXml(value);
  return {
    toXml,
    toJson(element) {
      const value = mapping.toJson(element);
      if (value === undefined) return undefined;
      return sameElement(mapping.toXml(value), element) ? value : { ...value, raw: element };
    },
  };
}
