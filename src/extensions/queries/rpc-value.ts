/** Values of XML-RPC, as XEP-0009 takes them over. Pure. */
import type { RpcTypedValue, RpcValue } from '../../contract/schemas.ts';
import { childElements, childNamed, element, textOf, type XmlElement } from '../../core/element.ts';
import { textElement } from '../../stanza/element-helpers.ts';

export const NS_RPC = 'jabber:iq:rpc';

type Type = keyof RpcTypedValue;

/** The element of each type; a text without one has none. */
const ELEMENTS = {
  int: 'int',
  i4: 'i4',
  double: 'double',
  boolean: 'boolean',
  string: 'string',
  dateTime: 'dateTime.iso8601',
  base64: 'base64',
  array: 'array',
  struct: 'struct',
  nil: 'nil',
} as const satisfies Partial<Record<Type, string>>;

const TYPES: ReadonlyMap<string, Type> = new Map(
  Object.entries(ELEMENTS).map(([type, name]) => [name, type as Type]),
);

export function valueToXml(value: RpcValue): XmlElement {
  const typed = typedOf(value);
  const inner = typed.untyped === undefined ? writeTyped(typed) : typed.untyped;
  return element('value', NS_RPC, {}, inner === '' ? [] : [inner]);
}

/** Undefined for what has no JSON form. */
export function valueToJson(value: XmlElement): RpcTypedValue | undefined {
  const [inner, ...more] = childElements(value);
  if (inner === undefined) return { untyped: textOf(value) };
  const type = TYPES.get(inner.name);
  if (type === undefined || more.length > 0) return undefined;
  const read = readTyped(type, inner);
  return read === undefined ? undefined : { [type]: read };
}

/** JSON without a type has the one that is nearest. */
function typedOf(value: RpcValue): RpcTypedValue {
  if (value === null) return { nil: true };
  switch (typeof value) {
    case 'string':
      return { string: value };
    case 'number':
      return Number.isInteger(value) ? { int: value } : { double: value };
    case 'boolean':
      return { boolean: value };
    default:
      return value;
  }
}

function writeTyped(value: RpcTypedValue): XmlElement {
  const { array, struct, nil, boolean, double } = value;
  if (array !== undefined) {
    return element('array', NS_RPC, {}, [element('data', NS_RPC, {}, array.map(valueToXml))]);
  }
  if (struct !== undefined) {
    return element('struct', NS_RPC, {}, Object.entries(struct).map(memberToXml));
  }
  if (nil !== undefined) return element('nil', NS_RPC);
  if (boolean !== undefined) return textElement('boolean', NS_RPC, boolean ? '1' : '0');
  if (double !== undefined) return textElement('double', NS_RPC, decimal(double));
  const [type, text] = Object.entries(value)[0] as [keyof typeof ELEMENTS, string | number];
  return textElement(ELEMENTS[type], NS_RPC, String(text));
}

function memberToXml([name, value]: readonly [string, RpcValue]): XmlElement {
  return element('member', NS_RPC, {}, [textElement('name', NS_RPC, name), valueToXml(value)]);
}

function readTyped(type: Type, inner: XmlElement): RpcTypedValue[Type] {
  const text = textOf(inner);
  switch (type) {
    case 'array':
      return listOf(childNamed(inner, 'data', NS_RPC));
    case 'struct':
      return structOf(inner);
    case 'nil':
      return true;
    case 'boolean':
      return text === '1' ? true : text === '0' ? false : undefined;
    case 'int':
    case 'i4':
      return INT.test(text) && isInt(Number(text)) ? Number(text) : undefined;
    case 'double':
      return DOUBLE.test(text) ? Number(text) : undefined;
    default:
      return text;
  }
}

const INT = /^\s*[+-]?\d+\s*$/;
const DOUBLE = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

function isInt(value: number): boolean {
  return Math.abs(value + 0.5) <= 2 ** 31 - 0.5;
}

/** The values of `params` or of an array's `data`; undefined where one of them has no JSON form. */
export function listOf(parent: XmlElement | undefined): RpcTypedValue[] | undefined {
  const values = parent && childElements(parent).map(valueToJson);
  return values?.every((value) => value !== undefined) === true ? values : undefined;
}

function structOf(struct: XmlElement): Readonly<Record<string, RpcTypedValue>> | undefined {
  const members = childElements(struct).map((member) => {
    const name = childNamed(member, 'name', NS_RPC);
    const value = childNamed(member, 'value', NS_RPC);
    const read = value && valueToJson(value);
    return name === undefined || read === undefined ? undefined : ([textOf(name), read] as const);
  });
  return members.every((member) => member !== undefined) ? Object.fromEntries(members) : undefined;
}

/** XML-RPC knows no exponents. */
function decimal(value: number): string {
  const text = String(value);
  const [, sign = '', whole = '', fraction = '', exponent] =
    /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  if (exponent === undefined) return text;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return sign + digits.padEnd(point, '0');
}
