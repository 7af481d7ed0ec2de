/** Numbers in parameters, which are text on the wire. */
import type { InputFault } from '../core/errors.ts';
import type { Resolve } from './known-keys.ts';

type Check = (value: unknown) => readonly InputFault[];

/** A group of parameters as one schema. */
export interface GroupSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, object>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false;
}

/** Names of those that are whole numbers. */
export function integersIn({ properties }: GroupSchema, schemaOf: Resolve): readonly string[] {
  const isInteger = (schema: object) => 'type' in schema && schema.type === 'integer';
  return Object.entries(properties)
    .filter(([, it]) => isInteger('$ref' in it ? (schemaOf(String(it.$ref)) ?? {}) : it))
    .map(([name]) => name);
}

const WHOLE = /^-?\d{1,15}$/;

/**
 * COMPAT: Ajv makes a number of whatever text `Number` takes, such as `0x10` and `Infinity`, and then compares only finite
 * numbers with `maximum`.
 */
export function withWholeNumbers(checkAll: Check, names: readonly string[], place: string): Check {
  if (names.length === 0) return checkAll;
  return (value) => {
    const given = value as Readonly<Record<string, unknown>>;
    const odd = names
      .filter((name) => typeof given[name] === 'string' && !WHOLE.test(given[name]))
      .map((name) => ({ pointer: `${place}/${name}`, detail: 'Use a whole number.' }));
    const faults = checkAll(value);
    if (odd.length === 0) return faults;
    const pointers = new Set(odd.map(({ pointer }) => pointer));
    return [...odd, ...faults.filter(({ pointer }) => !pointers.has(pointer))];
  };
}
