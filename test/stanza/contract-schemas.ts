import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';

/** A schema of the contract as JSON Schema; only what the mappings use of it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxProperties?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
  readonly items?: Schema;
  readonly additionalProperties?: boolean | Schema;
  readonly allOf?: readonly Schema[];
}

const FILE = new URL('../../src/contract/openapi.gen.json', import.meta.url);
const contract = JSON.parse(readFileSync(FILE, 'utf8')) as {
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};
const ajv = new Ajv2020({ strict: false, validateSchema: false, validateFormats: false });
ajv.addSchema(contract, 'contract');

export function schemaNamed(name: string): Schema {
  const schema = contract.components.schemas[name];
  if (schema === undefined) throw new Error(`The contract has no schema ${name}.`);
  return schema;
}

/** The schema behind a `$ref` of the bundled contract. */
export function resolved(schema: Schema): Schema {
  return schema.$ref === undefined
    ? schema
    : schemaNamed(schema.$ref.replace('#/components/schemas/', ''));
}

/** What is wrong with `value` by the schema of that name; empty for nothing. */
export function violations(name: string, value: unknown): readonly string[] {
  const validate = validator(name);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    (error) => `${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`,
  );
}

const validators = new Map<string, ValidateFunction>();

function validator(name: string): ValidateFunction {
  const known = validators.get(name);
  if (known) return known;
  const made = ajv.compile({ $ref: `contract#/components/schemas/${name}` });
  validators.set(name, made);
  return made;
}
