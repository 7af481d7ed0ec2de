/** XEP-0004 as mod_rest shows it: whole, or as a map from the name of a field to what is in it. */
import { childNamed, element, isElement, textOf, type XmlElement } from '../../../core/element.ts';
import { malformedBody } from '../../../core/json/json.ts';
import { childText, optionalText, textElement } from '../../../stanza/element-helpers.ts';
import { isObject, listOf, named, toText, type Field } from './field.ts';

const NS = 'jabber:x:data';
const MULTIPLE = ['jid-multi', 'list-multi', 'text-multi'];

/** The form of the stanza itself. */
export const form: Field = {
  read(from) {
    const x = childNamed(from, 'x', NS);
    return x && formToJson(x);
  },
  write(value, { children }, key) {
    children.push(formToXml(value, key));
  },
};

/** A form from a map. */
export const formOfMap: Field = {
  read: () => undefined,
  write(value, { children }, key) {
    children.push(mapToForm(value, key));
  },
};

export function formToJson(x: XmlElement): Record<string, unknown> {
  return {
    ...defined({
      type: x.attributes['type'],
      title: childText(x, 'title', NS),
      instructions: childText(x, 'instructions', NS),
    }),
    fields: named(x, 'field').map(fieldToJson),
  };
}

function fieldToJson(field: XmlElement): Record<string, unknown> {
  const { var: name, type = '', label } = field.attributes;
  const isRequired = childNamed(field, 'required', NS) !== undefined;
  const options = named(field, 'option').map((it) =>
    defined({ label: it.attributes['label'], value: childText(it, 'value', NS) }),
  );
  return defined({
    ...{ var: name, type: type === '' ? undefined : type, label },
    desc: childText(field, 'desc', NS),
    required: isRequired ? true : undefined,
    value: valueOf(field, type),
    options: type.startsWith('list-') ? options : undefined,
  });
}

function valueOf(field: XmlElement, type: string): string | readonly string[] | undefined {
  const values = named(field, 'value').map(textOf);
  if (!MULTIPLE.includes(type)) return values[0];
  return type === 'text-multi' ? values.join('\n') : values;
}

export function formToXml(value: unknown, key: string): XmlElement {
  if (!isObject(value)) throw malformedBody(`"${key}" is an object.`);
  const { type, title, instructions, fields = [] } = value;
  return element('x', NS, { type: optional(type, 'type') }, [
    optionalText('title', NS, optional(title, 'title')),
    optionalText('instructions', NS, optional(instructions, 'instructions')),
    ...listOf(fields, 'fields').map(fieldToXml),
  ]);
}

function fieldToXml(value: unknown): XmlElement {
  if (!isObject(value)) throw malformedBody('A field of a form is an object.');
  const { var: name, type, label, desc, required, options = [] } = value;
  const attributes = {
    var: optional(name, 'var'),
    type: optional(type, 'type'),
    label: optional(label, 'label'),
  };
  return element('field', NS, attributes, [
    optionalText('desc', NS, optional(desc, 'desc')),
    required === true ? element('required', NS) : undefined,
    ...valuesToXml(value['value']),
    ...listOf(options, 'options').map(optionToXml),
  ]);
}

function optionToXml(value: unknown): XmlElement {
  if (!isObject(value)) throw malformedBody('An option of a field is an object.');
  const text = toText(value['value'], 'value');
  return element('option', NS, { label: optional(value['label'], 'label') }, [
    textElement('value', NS, text),
  ]);
}

function valuesToXml(value: unknown): XmlElement[] {
  if (value === undefined || value === null) return [];
  const values = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  return values.map((it) => textElement('value', NS, toText(it, 'value')));
}

/** What stands in a form, by the name of its field. */
export function formToMap(x: XmlElement): Map<string, unknown> {
  const fields = named(x, 'field').map((field) => [field.attributes['var'], shortValue(field)]);
  return new Map(fields.filter((it): it is [string, unknown] => it[0] !== undefined));
}

/** Without a type nobody knows whether there may be several. */
function shortValue(field: XmlElement): unknown {
  const values = named(field, 'value').map(textOf);
  switch (field.attributes['type']) {
    case undefined:
    case 'list-single':
    case 'list-multi':
      return values;
    case 'text-multi':
      return values.join('\n');
    case 'boolean':
      return values[0] === '1' || values[0] === 'true';
    default:
      return values[0] ?? null;
  }
}

export function mapToForm(value: unknown, key: string, type?: string): XmlElement {
  if (!isObject(value)) throw malformedBody(`"${key}" is an object.`);
  const fields = Object.entries(value).map(([name, it]) =>
    element('field', NS, { var: name }, valuesToXml(it)),
  );
  return element('x', NS, { type }, fields);
}

/** Elements of the namespace of forms. */
export function formsIn(parent: XmlElement): XmlElement[] {
  return parent.children.filter(
    (it): it is XmlElement => isElement(it) && it.name === 'x' && it.namespace === NS,
  );
}

export function optional(value: unknown, key: string): string | undefined {
  return value === undefined || value === null ? undefined : toText(value, key);
}

export function defined(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
