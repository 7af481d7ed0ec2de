import type { XmlElement, XmlNode } from '../../src/core/element.ts';
import { parseXml } from '../support/xml-tree.ts';

/** Reads an example; white space between its elements, there for the eye, is dropped. */
export function readTree(xml: string, namespace = 'jabber:client'): XmlElement {
  return unindented(parseXml(xml.trim(), namespace));
}

function unindented({ name, namespace, attributes, children }: XmlElement): XmlElement {
  const mixed = children.some((child) => typeof child !== 'string');
  const kept = children.filter(
    (child) => !mixed || typeof child !== 'string' || child.trim() !== '',
  );
  const deep = (child: XmlNode) => (typeof child === 'string' ? child : unindented(child));
  return { name, namespace, attributes, children: kept.map(deep) };
}

/** The same stanza whatever the order of the elements directly inside it, and without text there. */
export function withChildrenSorted(stanza: XmlElement): XmlElement {
  const elements = stanza.children.filter((child) => typeof child !== 'string');
  return { ...stanza, children: elements.toSorted((a, b) => (written(a) < written(b) ? -1 : 1)) };
}

/** One text for each element, whatever the order of its attributes. */
export function written(element: XmlElement): string {
  return JSON.stringify([
    element.name,
    element.namespace,
    Object.entries(element.attributes).toSorted(),
    element.children.map((child) => (typeof child === 'string' ? child : written(child))),
  ]);
}
