import type { DataFormField } from '../../contract/schemas.ts';
import { childNamed, element, textOf } from '../../core/element.ts';
import type { XmlElement } from '../../core/element.ts';
import { present } from '../../core/present.ts';
import {
  childText,
  eachNamed,
  oneOf,
  optionalText,
  textElement,
} from '../../stanza/element-helpers.ts';

const NS = 'jabber:x:data';
const TYPES = [
  'boolean',
  'fixed',
  'hidden',
  'jid-multi',
  'jid-single',
  'list-multi',
  'list-single',
  'text-multi',
  'text-private',
  'text-single',
] as const satisfies readonly DataFormField['type'][];
type Option = NonNullable<DataFormField['options']>[number];

/** One field of a data form (XEP-0004 §3.2). */
export function fieldToJson(field: XmlElement): DataFormField {
  const { var: name, type, label } = field.attributes;
  return present<DataFormField>({
    var: name,
    type: oneOf(TYPES, type),
    label,
    desc: childText(field, 'desc', NS),
    required: childNamed(field, 'required', NS) && true,
    values: eachNamed(field, 'value', NS, textOf),
    options: eachNamed(field, 'option', NS, optionToJson),
  });
}

export function fieldToXml(field: DataFormField): XmlElement {
  const { var: name, type, label, desc, required, values = [], options = [] } = field;
  return element('field', NS, { var: name, type, label }, [
    optionalText('desc', NS, desc),
    required && element('required', NS),
    ...values.map((value) => textElement('value', NS, value)),
    ...options.map(optionToXml),
  ]);
}

function optionToJson(option: XmlElement): Option | undefined {
  const value = childText(option, 'value', NS);
  if (value === undefined) return undefined;
  return present<Option>({ label: option.attributes['label'], value });
}

function optionToXml({ label, value }: Option): XmlElement {
  return element('option', NS, { label }, [textElement('value', NS, value)]);
}
