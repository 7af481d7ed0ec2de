/** Generates values that fit a schema of the contract, so that every key is met, also one added tomorrow. */
import fc from 'fast-check';
import { resolved } from './contract-schemas.ts';
import type { Schema } from './contract-schemas.ts';
import { text, tree } from './xml-arbitraries.ts';

type Values = Readonly<Record<string, unknown>>;

/** An element that no key stands for. */
const unknownElement = tree.filter(({ namespace }) => namespace !== 'jabber:client');

/** `raw` is left out: a reader adds it where it is needed, and only there. Lists and texts are not empty. */
export function fitting(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.$ref?.endsWith('/ExtensionElement')) return unknownElement;
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
