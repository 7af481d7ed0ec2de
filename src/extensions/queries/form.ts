import type { DataForm, DataFormField } from '../../contract/schemas.ts';
import { childNamed, element, textOf } from '../../core/element.ts';
import type { XmlElement } from '../../core/element.ts';
import { keepingRaw } from '../extension.ts';
import type { ElementMapping, Extension } from '../extension.ts';
import { present } from '../../core/present.ts';
import {
  childText,
  eachNamed,
  oneOf,
  optionalText,
  textElement,
} from '../../stanza/element-helpers.ts';
import { fieldToJson, fieldToXml } from './form-field.ts';

const NS = 'jabber:x:data';
const TYPES = ['cancel', 'form', 'result', 'submit'] as const;

/** A data form wherever it stands; `disco-info.ts` has them too. */
export const dataForm: ElementMapping<DataForm> = keepingRaw<DataForm>({
  toJson: formToJson,
  toXml: formToXml,
});

/** Data forms. */
export const form: Extension<DataForm> = {
  key: 'form',
  spec: 'XEP-0004',
  kinds: ['message'],
  elements: [{ name: 'x', namespace: NS }],
  ...dataForm,
};

function formToJson(x: XmlElement): DataForm | undefined {
  const type = oneOf(TYPES, x.attributes['type']);
  if (type === undefined) return undefined;
  const reported = childNamed(x, 'reported', NS);
  return present<DataForm>({
    type,
    title: childText(x, 'title', NS),
    instructions: eachNamed(x, 'instructions', NS, textOf),
    fields: eachNamed(x, 'field', NS, fieldToJson),
    reported: reported && fieldsOf(reported),
    items: eachNamed(x, 'item', NS, fieldsOf),
  });
}

function formToXml(value: DataForm): XmlElement {
  const { type, title, instructions = [], fields = [], reported, items = [] } = value;
  return element('x', NS, { type }, [
    optionalText('title', NS, title),
    ...instructions.map((text) => textElement('instructions', NS, text)),
    ...fields.map(fieldToXml),
    reported && group('reported', reported),
    ...items.map((item) => group('item', item)),
  ]);
}

function fieldsOf(parent: XmlElement): DataFormField[] {
  return eachNamed(parent, 'field', NS, fieldToJson) ?? [];
}

function group(name: 'reported' | 'item', fields: readonly DataFormField[]): XmlElement {
  return element(name, NS, {}, fields.map(fieldToXml));
}
