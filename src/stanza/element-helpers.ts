/** The small questions that the forms of extensions ask of elements, and the small elements they write. */
import { childNamed, element, textOf } from '../core/element.ts';
import type { XmlElement } from '../core/element.ts';

/** Text of the first child with this name. */
export function childText(parent: XmlElement, name: string, namespace: string): string | undefined {
  const child = childNamed(parent, name, namespace);
  return child && textOf(child);
}

/** What `read` makes of each child with this name; undefined when that is nothing. */
export function eachNamed<Value>(
  parent: XmlElement,
  name: string,
  namespace: string,
  read: (child: XmlElement) => Value | undefined,
): Value[] | undefined {
  const values: Value[] = [];
  for (const child of parent.children) {
    if (typeof child === 'string' || child.name !== name || child.namespace !== namespace) continue;
    const value = read(child);
    if (value !== undefined) values.push(value);
  }
  return values.length > 0 ? values : undefined;
}

const WHOLE = /^(?:0|[1-9][0-9]{0,14})$/;

/** A number that is written back as it was read; undefined for anything else. */
export function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && WHOLE.test(text) ? Number(text) : undefined;
}

/** The one of `names` that `text` is. */
export function oneOf<Name extends string>(
  names: readonly Name[],
  text: string | undefined,
): Name | undefined {
  return names.find((name) => name === text);
}

/** An element with nothing but text in it. */
export function textElement(
  name: string,
  namespace: string,
  text: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
): XmlElement {
  return element(name, namespace, attributes, text === '' ? [] : [text]);
}

/** The same, left out where there is no text. */
export function optionalText(
  name: string,
  namespace: string,
  text: string | undefined,
): XmlElement | undefined {
  return text === undefined ? undefined : textElement(name, namespace, text);
}
