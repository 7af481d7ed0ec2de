/**
 * The XML tree, in one form everywhere: what the parser makes, what the gate checks and writes,
 * and what a caller sees as an entry of `extensions` in JSON.
 *
 * Attribute names: plain (`to`), `xml:lang` for the xml namespace, and `{urn:example}name` for any
 * other namespace. Prefixes are never kept: they carry no meaning.
 */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
}

export type XmlNode = XmlElement | string;

/** Builds an element; children that are `undefined` are left out. */
export function element(
  name: string,
  namespace: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
  children: readonly (XmlNode | undefined)[] = [],
): XmlElement {
  return {
    name,
    namespace,
    attributes: definedOnly(attributes),
    children: children.every(isDefined) ? children : children.filter(isDefined),
  };
}

export function isElement(node: XmlNode): node is XmlElement {
  return typeof node !== 'string';
}

export function childElements(parent: XmlElement): XmlElement[] {
  return parent.children.filter(isElement);
}

export function childNamed(
  parent: XmlElement,
  name: string,
  namespace: string,
): XmlElement | undefined {
  for (const child of parent.children) {
    if (typeof child !== 'string' && child.name === name && child.namespace === namespace) {
      return child;
    }
  }
  return undefined;
}

/** The text directly inside an element; text of deeper elements is not part of it. */
export function textOf(parent: XmlElement): string {
  const [only] = parent.children;
  if (parent.children.length === 1 && typeof only === 'string') return only;
  return parent.children.filter((child) => typeof child === 'string').join('');
}

/** On the path of every stanza: nothing is copied where nothing is left out. */
function definedOnly(
  attributes: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  if (allDefined(attributes)) return attributes;
  const kept: Record<string, string> = {};
  for (const name in attributes) {
    const value = attributes[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}

function allDefined(
  attributes: Readonly<Record<string, string | undefined>>,
): attributes is Readonly<Record<string, string>> {
  for (const name in attributes) if (attributes[name] === undefined) return false;
  return true;
}

function isDefined<Value>(value: Value | undefined): value is Value {
  return value !== undefined;
}
