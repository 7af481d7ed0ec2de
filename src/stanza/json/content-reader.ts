/**
 * Reads what stands directly inside a stanza.
 *
 * A key of its own is used for an element only when writing the value back gives the same element,
 * ignoring nothing; every other element goes to `extensions` as it is, and so does a second one where
 * a key has one value. Within an element the order of children is never changed. Among the elements
 * directly inside the stanza, which have no order (RFC 6120 §8.4), those of one key and those in
 * `extensions` stay in order, but not the ones to the others. Text directly inside a stanza is no part
 * of it (RFC 6121 §5.2, §4.7; in practice it is white space) and is dropped.
 */
import { extensionsOf } from './content-keys.ts';
import type { ContentKeys, Draft } from './content-keys.ts';
import { textOf } from '../../core/element.ts';
import type { XmlElement, XmlNode } from '../../core/element.ts';
import type { ElementName, Extension } from '../../extensions/extension.ts';
import { NS_CLIENT } from '../namespaces.ts';
import { sameElement } from '../same-element.ts';

/** Adds the keys for the children of a stanza. */
export type ContentReader = (stanza: XmlElement, into: Draft) => void;

/** True when the element was taken. */
type Reader = (element: XmlElement, into: Draft, stanza: XmlElement) => boolean;
/** By namespace, then name: joining the two for each element would cost more than reading most of them. */
type Readers = Map<string, Map<string, Reader>>;
export function contentReader(keys: ContentKeys): ContentReader {
  const readers: Readers = new Map();
  for (const key of keys.texts) {
    addReader(readers, { name: key, namespace: NS_CLIENT }, textReader(key));
  }
  for (const extension of extensionsOf(keys)) {
    const reader = readerOf(extension);
    for (const each of extension.elements) addReader(readers, each, reader);
  }
  return (stanza, into) => readContent(readers, stanza, into);
}

function readerOf(extension: Extension<unknown>): Reader {
  if (extension.isLenient === true) return lenientReader(extension);
  return extension.repeated ? listReader(extension) : singleReader(extension);
}

function readContent(readers: Readers, stanza: XmlElement, into: Draft): void {
  const extensions: XmlElement[] = [];
  for (const child of stanza.children) {
    if (typeof child === 'string') continue;
    const taken = readers.get(child.namespace)?.get(child.name)?.(child, into, stanza) ?? false;
    if (!taken) extensions.push(child);
  }
  if (extensions.length > 0) into['extensions'] = extensions;
}

function addReader(readers: Readers, { name, namespace }: ElementName, reader: Reader): void {
  const ofNamespace = readers.get(namespace);
  if (ofNamespace) ofNamespace.set(name, reader);
  else readers.set(namespace, new Map([[name, reader]]));
}

function singleReader(extension: Extension<unknown>): Reader {
  const { key } = extension;
  return (element, into) => {
    if (into[key] !== undefined) return false;
    const value = exactValue(extension, element);
    if (value === undefined) return false;
    into[key] = value;
    return true;
  };
}

/** Of several elements, none has the key: which one it stands for could not be told when they are written. */
function lenientReader(extension: Extension<unknown>): Reader {
  const { key } = extension;
  return (element, into, { children }) => {
    const isLike = (child: XmlNode) =>
      typeof child !== 'string' &&
      child.name === element.name &&
      child.namespace === element.namespace;
    const value = children.filter(isLike).length === 1 ? extension.toJson(element) : undefined;
    if (value === undefined) return false;
    into[key] = value;
    return sameElement(extension.toXml(value), element);
  };
}

function listReader(extension: Extension<unknown>): Reader {
  const { key } = extension;
  return (element, into) => {
    const value = exactValue(extension, element);
    if (value === undefined) return false;
    const before = into[key];
    if (Array.isArray(before)) before.push(value);
    else into[key] = [value];
    return true;
  };
}

/** The value, if it says all of the element. */
function exactValue(extension: Extension<unknown>, element: XmlElement): unknown {
  const value = extension.toJson(element);
  if (value === undefined) return undefined;
  return sameElement(extension.toXml(value), element) ? value : undefined;
}

function textReader(key: string): Reader {
  const langKey = `${key}Lang`;
  return (element, into) => {
    if (into[key] !== undefined || !isText(element)) return false;
    into[key] = textOf(element);
    const lang = element.attributes['xml:lang'];
    if (lang !== undefined) into[langKey] = lang;
    return true;
  };
}

/** Nothing but text, and no attribute but `xml:lang`. */
function isText({ attributes, children }: XmlElement): boolean {
  for (const name in attributes) if (name !== 'xml:lang') return false;
  return children.every((child) => typeof child === 'string');
}
