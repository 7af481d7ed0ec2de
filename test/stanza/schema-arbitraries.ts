/** Generates values that fit a schema of the contract, so that every key is met, also one added tomorrow. */
import fc from 'fast-check';
import { resolved } from './contract-schemas.ts';
import { readJson, writeJson } from '../../src/extensions/pubsub/json-container.ts';
import type { Schema } from './contract-schemas.ts';
import { text, tree } from './xml-arbitraries.ts';

type Values = Readonly<Record<string, unknown>>;

/** An element that no key stands for. */
const unknownElement = tree.filter(({ namespace }) => namespace !== 'jabber:client');

/** `raw` is left out: a reader adds it where it is needed, and only there. Lists and texts are not empty. */
export function fitting(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.$ref?.endsWith('/ExtensionElement')) return unknownElement;
  if (schema.$ref?.endsWith('/Rpc')) return rpc;
  // As blanks in it, or another order, would stand in `extensions` too.
  if (schema.$ref?.endsWith('/JsonValue')) return jsonValue;
  const known = resolved(schema);
  if (known.const !== undefined) return fc.constant(known.const);
  if (known.enum) return fc.constantFrom(...known.enum);
  switch (known.type) {
    case 'string':
      return text;
    case 'integer':
      return fc.integer({ min: known.minimum ?? 0, max: known.maximum ?? 1e9 });
    case 'number':
      // Zero has no sign in XML.
      return fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((number) => number + 0);
    case 'array':
      return fc.array(fitting(known.items ?? {}), { minLength: 1, maxLength: 3 });
    default:
      return fittingObject(known);
  }
}

/** Whole numbers that JavaScript cannot hold stay as they came. */
const jsonValue = fc
  .jsonValue()
  .map((value) => JSON.parse(JSON.stringify(value)) as unknown)
  .filter((value) => readJson(writeJson(value)) !== undefined);

const int = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const { rpcValue } = fc.letrec<{ rpcValue: object }>((tie) => ({
  rpcValue: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ int }),
    fc.record({ i4: int }),
    fc.record({ double: fc.double({ noNaN: true, noDefaultInfinity: true }).map((it) => it + 0) }),
    fc.record({ boolean: fc.boolean() }),
    fc.record({ string: text }),
    fc.record({ untyped: text }),
    fc.record({ dateTime: text }),
    fc.record({ base64: text }),
    fc.record({ nil: fc.constant(true) }),
    fc.record({ array: fc.array(tie('rpcValue'), { maxLength: 3 }) }),
    fc.record({
      struct: fc.dictionary(fc.constantFrom('room', 'lit', '__proto__', ''), tie('rpcValue')),
    }),
  ),
}));
const rpcValues = fc.array(rpcValue, { maxLength: 3 });
/** With types everywhere, as the bridge reads it. */
const rpc = fc.oneof(
  fc.record({ method: text, params: rpcValues }, { requiredKeys: ['method'] }),
  fc.record({ result: rpcValue }),
  fc.record({ results: rpcValues.filter(({ length }) => length !== 1) }),
  fc.record({ fault: fc.record({ code: int, text }) }),
);

function fittingObject(schema: Schema): fc.Arbitrary<unknown> {
  if (typeof schema.additionalProperties === 'object') return otherAttributes;
  if (schema.allOf?.length === 1) return fitting(schema.allOf[0] ?? {});
  const { properties, required, dependentRequired } = merged(schema);
  const values = Object.fromEntries(
    Object.entries(properties)
      .filter(([key]) => key !== 'raw')
      .map(([key, property]) => [key, fitting(property)]),
  );
  if (schema.maxProperties === 1) {
    return fc.oneof(...Object.entries(values).map(([key, value]) => fc.record({ [key]: value })));
  }
  return fc
    .record(values, { requiredKeys: [...required] })
    .map((value) => withoutOrphans(value, dependentRequired));
}

const otherAttributes = fc.dictionary(fc.constantFrom('mood', '{urn:x}a', 'constructor'), text, {
  minKeys: 1,
});

function withoutOrphans(value: Values, needs: Readonly<Record<string, readonly string[]>>): Values {
  return Object.fromEntries(
    Object.entries(value).filter(([key]) => (needs[key] ?? []).every((other) => other in value)),
  );
}

function merged(
  schema: Schema,
): Required<Pick<Schema, 'properties' | 'required' | 'dependentRequired'>> {
  const parts = [schema, ...(schema.allOf ?? []).map((part) => merged(resolved(part)))];
  return {
    properties: Object.assign({}, ...parts.map((part) => part.properties)) as Record<
      string,
      Schema
    >,
    required: parts.flatMap((part) => part.required ?? []),
    dependentRequired: Object.assign({}, ...parts.map((part) => part.dependentRequired)) as Record<
      string,
      readonly string[]
    >,
  };
}
