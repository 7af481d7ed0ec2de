/**
 * The parts that mod_rest's JSON is made of: each reads a value out of an element and writes it back. Its table of keys is
 * `schema-xmpp.json`; what a key means there is what these functions do (Prosody's util.datamapper). Pure.
 */
import { childNamed, element, isElement, textOf } from '../../../core/element.ts';
import type { XmlElement, XmlNode } from '../../../core/element.ts';
import { malformedBody } from '../../../core/json/json.ts';
import { textElement } from '../../../stanza/element-helpers.ts';

/** An element that is being written. */
export interface Parts {
  readonly namespace: string;
  readonly attributes: Record<string, string>;
  readonly children: XmlNode[];
}

export interface Field {
  /** Undefined where the element does not say it. */
  readonly read: (from: XmlElement) => unknown;
  /** `value` is neither null nor undefined. Throws `malformed-body` for one of another type, which `key` names. */
  readonly write: (value: unknown, into: Parts, key: string) => void;
}

export type Fields = Readonly<Record<string, Field>>;

export function readFields(fields: Fields, from: XmlElement): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(fields)) {
    const value = field.read(from);
    if (value !== undefined) found[key] = value;
  }
  return found;
}

export function writeFields(fields: Fields, values: object, into: Parts): void {
  const given = new Map<string, unknown>(Object.entries(values));
  for (const [key, field] of Object.entries(fields)) {
    const value = given.get(key) ?? undefined;
    if (value !== undefined) field.write(value, into, key);
  }
}

/** How a text stands in JSON. */
type Kind = 'string' | 'integer' | 'boolean';

export function attribute(name: string, kind: Kind = 'string'): Field {
  return {
    read: ({ attributes }) => fromText(attributes[name], kind),
    write: (value, { attributes }, key) => {
      attributes[name] = toText(value, key);
    },
  };
}

/** The text of the element itself. */
export const ownText: Field = {
  read: textOf,
  write(value, { children }, key) {
    const text = toText(value, key);
    if (text !== '') children.push(text);
  },
};

export function childText(name: string, namespace?: string, kind: Kind = 'string'): Field {
  return {
    read(from) {
      const child = childNamed(from, name, namespace ?? from.namespace);
      return child && fromText(textOf(child), kind);
    },
    write(value, into, key) {
      into.children.push(textElement(name, namespace ?? into.namespace, toText(value, key)));
    },
  };
}

/** True where the element is there. */
export function flag(name: string, namespace?: string): Field {
  return {
    read: (from) => childNamed(from, name, namespace ?? from.namespace) && true,
    write(value, into) {
      if (value === true) into.children.push(element(name, namespace ?? into.namespace));
    },
  };
}

/** The name of the element that is there. */
export function oneOfElements(namespace: string, names: readonly string[]): Field {
  return {
    read: (from) => names.find((name) => childNamed(from, name, namespace) !== undefined),
    write(value, { children }, key) {
      const name = toText(value, key);
      if (!names.includes(name)) throw malformedBody(`"${key}" is one of ${names.join(', ')}.`);
      children.push(element(name, namespace));
    },
  };
}

/** An element of which one attribute is told. */
export function attributeOf(name: string, namespace: string, attributeName: string): Field {
  return {
    read: (from) => childNamed(from, name, namespace)?.attributes[attributeName],
    write(value, { children }, key) {
      children.push(element(name, namespace, { [attributeName]: toText(value, key) }));
    },
  };
}

/** An element with fields of its own. */
export function object(name: string, fields: Fields, namespace?: string): Field {
  return {
    read(from) {
      const child = childNamed(from, name, namespace ?? from.namespace);
      return child && readFields(fields, child);
    },
    write(value, into, key) {
      into.children.push(written(name, namespace ?? into.namespace, { fields, value, key }));
    },
  };
}

/** The elements of this name, each with fields of its own. */
export function list(name: string, fields: Fields, namespace?: string): Field {
  return {
    read(from) {
      const items = named(from, name, namespace).map((child) => readFields(fields, child));
      return items.length > 0 ? items : undefined;
    },
    write(value, into, key) {
      for (const item of listOf(value, key)) {
        into.children.push(
          written(name, namespace ?? into.namespace, { fields, value: item, key }),
        );
      }
    },
  };
}

/** The texts of the elements of this name. */
export function texts(name: string): Field {
  return {
    read(from) {
      const found = named(from, name).map(textOf);
      return found.length > 0 ? found : undefined;
    },
    write(value, into, key) {
      for (const item of listOf(value, key)) {
        into.children.push(textElement(name, into.namespace, toText(item, key)));
      }
    },
  };
}

/** An element around a list. */
export function wrapped(name: string, namespace: string, items: Field): Field {
  return {
    read(from) {
      const wrapper = childNamed(from, name, namespace);
      return wrapper && (items.read(wrapper) ?? []);
    },
    write(value, into, key) {
      const inside: Parts = { namespace, attributes: {}, children: [] };
      items.write(value, inside, key);
      into.children.push(element(name, namespace, {}, inside.children));
    },
  };
}

/** Fields that hold themselves. */
export function later(make: () => Field): Field {
  return {
    read: (from) => make().read(from),
    write: (value, into, key) => {
      make().write(value, into, key);
    },
  };
}

/** A row for each name, which is the key as well. */
export function each(names: readonly string[], make: (name: string) => Field): Fields {
  return Object.fromEntries(names.map((name) => [name, make(name)]));
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function listOf(value: unknown, key: string): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  throw malformedBody(`"${key}" is a list.`);
}

/** Numbers are taken for texts and texts for numbers: query strings have texts only. */
export function toText(value: unknown, key: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  throw malformedBody(`"${key}" is a text.`);
}

export function named(from: XmlElement, name: string, namespace = from.namespace): XmlElement[] {
  return from.children.filter(
    (child): child is XmlElement =>
      isElement(child) && child.name === name && child.namespace === namespace,
  );
}

interface Written {
  readonly fields: Fields;
  readonly value: unknown;
  readonly key: string;
}

function written(name: string, namespace: string, { fields, value, key }: Written): XmlElement {
  if (!isObject(value)) throw malformedBody(`"${key}" is an object.`);
  const parts: Parts = { namespace, attributes: {}, children: [] };
  writeFields(fields, value, parts);
  return element(name, namespace, parts.attributes, parts.children);
}

function fromText(text: string | undefined, kind: Kind): unknown {
  if (text === undefined || kind === 'string') return text;
  if (kind === 'boolean') return text !== 'false' && text !== '0';
  const number = Number(text);
  return text.trim() === '' || Number.isNaN(number) ? undefined : number;
}
