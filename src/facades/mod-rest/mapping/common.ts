/** The keys that every stanza may have. */
import {
  attribute,
  attributeOf,
  childText,
  each,
  isObject,
  list,
  object,
  texts,
  toText,
  type Field,
  type Fields,
} from './field.ts';
import { childNamed, element, textOf } from '../../../core/element.ts';
import { malformedBody } from '../../../core/json/json.ts';

const NS_DATA = 'jabber:x:data';

const option: Fields = { label: attribute('label'), value: childText('value') };

const formField: Fields = {
  ...each(['label', 'type', 'var'], (name) => attribute(name)),
  desc: childText('desc'),
  options: list('option', option),
  values: texts('value'),
};

/** XEP-0004, where it stands inside something else; the one of a stanza itself is in `forms.ts`. */
export const dataForm: Field = object(
  'x',
  {
    type: attribute('type'),
    title: childText('title'),
    instructions: childText('instructions'),
    fields: list('field', formField),
  },
  NS_DATA,
);

/** XEP-0059. */
export const resultSet: Field = object(
  'set',
  {
    ...each(['after', 'before', 'first', 'last'], (name) => childText(name)),
    ...each(['count', 'index', 'max'], (name) => childText(name, undefined, 'integer')),
  },
  'http://jabber.org/protocol/rsm',
);

/** XEP-0203. */
export const delay = attributeOf('delay', 'urn:xmpp:delay', 'stamp');

const NS_JSON = 'urn:xmpp:json-msg:0';

/** XEP-0432: JSON in JSON. */
const payload: Field = {
  read(from) {
    const child = childNamed(from, 'payload', NS_JSON);
    if (child === undefined) return undefined;
    const { datatype } = child.attributes;
    return { ...(datatype !== undefined && { datatype }), data: parsed(textOf(child)) };
  },
  write(value, { children }, key) {
    if (!isObject(value)) throw malformedBody(`"${key}" is an object.`);
    const { datatype, data = null } = value;
    const attributes = datatype === undefined ? {} : { datatype: toText(datatype, 'datatype') };
    children.push(element('payload', NS_JSON, attributes, [JSON.stringify(data)]));
  },
};

/** What is no JSON is shown as it is. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

export const COMMON: Fields = {
  ...each(['to', 'from', 'id', 'type'], (name) => attribute(name)),
  lang: attribute('xml:lang'),
  delay,
  nick: childText('nick', 'http://jabber.org/protocol/nick'),
  payload,
  rsm: resultSet,
};
