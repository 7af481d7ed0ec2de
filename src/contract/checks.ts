/**
 * The contract as functions: for each operation, what of a request or of a response does not follow it.
 * Bodies are never coerced; parameters and headers are text on the wire, so they are.
 */
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { InputFault } from '../core/errors.ts';
import {
  METHODS,
  resolve,
  type ContractDocument,
  type Method,
  type OperationObject,
  type ParameterObject,
  type PathItem,
  type Reference,
} from './document.ts';
import { inputFaults } from './input-faults.ts';
import type { Resolve } from './known-keys.ts';
import { integersIn, withWholeNumbers, type GroupSchema } from './whole-numbers.ts';
import { pointerToken } from '../core/json/pointer.ts';

/** What is wrong with a value; empty when nothing is. Parameters are coerced and get their defaults in place. */
export type Check = (value: unknown) => readonly InputFault[];

export interface Operation {
  readonly id: string;
  readonly method: Method;
  /** With parameters in Fastify's form: `/v1/iq/:id`. */
  readonly url: string;
  readonly scopes: readonly string[];
  readonly params?: Check;
  readonly query: Check;
  readonly headers?: Check;
  /** By media type; empty for an operation without a body. */
  readonly bodies: ReadonlyMap<string, Check>;
  /** Whether a request may come without a body where there is one. */
  readonly isBodyOptional: boolean;
  /** By status, then by media type; a response without a body has no media type. */
  readonly responses: ReadonlyMap<number, ReadonlyMap<string, () => Check>>;
}

export interface Contract {
  readonly operations: readonly Operation[];
  /** The check of a schema in `components/schemas`. */
  readonly schema: (name: string) => Check;
}

export function createContract(document: ContractDocument): Contract {
  const compile = compilers(document);
  const operations: Operation[] = [];
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const found = item[method];
      if (found) operations.push(operation(document, compile, { path, method, item, found }));
    }
  }
  return { operations, schema: (name) => compile.body(`/components/schemas/${name}`) };
}

interface Compilers {
  /** By JSON pointer into the document. */
  body(pointer: string): Check;
  parameters(schema: GroupSchema, place: string): Check;
}

function compilers(document: ContractDocument): Compilers {
  const exact = ajv({ coerceTypes: false, useDefaults: false });
  const coercing = ajv({ coerceTypes: 'array', useDefaults: true });
  // The document itself counts as a schema too, because references lead into it.
  for (const instance of [exact, coercing]) {
    instance.addVocabulary(['example', 'discriminator', ...Object.keys(document)]);
    instance.addSchema(document, 'openapi:');
  }
  const schemaOf = ($ref: string) =>
    resolve<object>(document, { $ref: $ref.slice($ref.indexOf('#')) });
  return {
    body: (pointer) =>
      lazily(() => check(exact.compile({ $ref: `openapi:#${pointer}` }), '', schemaOf)),
    parameters: (schema, place) =>
      lazily(() => {
        const checkAll = check(coercing.compile(rooted(schema)), place, schemaOf);
        return withWholeNumbers(checkAll, integersIn(schema, schemaOf), place);
      }),
  };
}

/** What refers into the document says so, because a group of parameters is a schema of its own. */
function rooted(schema: object): object {
  return JSON.parse(
    JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"openapi:#/'),
  ) as object;
}

function ajv(options: { coerceTypes: false | 'array'; useDefaults: boolean }): Ajv2020 {
  const instance = new Ajv2020({
    allErrors: true,
    verbose: true,
    strictTypes: false,
    strictRequired: false,
    validateSchema: false,
    ...options,
  });
  formats.default(instance);
  return instance;
}

function check(validate: ValidateFunction, place: string, schemaOf: Resolve): Check {
  return (value) => {
    if (validate(value)) return NO_FAULTS;
    return inputFaults(validate.errors as ErrorObject[], place, schemaOf);
  };
}

const NO_FAULTS: readonly InputFault[] = [];

/**
 * Compiles the check on first use. Compiling all of them took a third of the processor time of a start, and most are never
 * used; the first message takes some hundredths of a second longer.
 */
function lazily(make: () => Check): Check {
  const made = once(make);
  return (value) => made()(value);
}

interface Place {
  readonly path: string;
  readonly method: Method;
  readonly item: PathItem;
  readonly found: OperationObject;
}

function operation(document: ContractDocument, compile: Compilers, place: Place): Operation {
  const { path, method, item, found } = place;
  const pointer = `/paths/${token(path)}/${method}`;
  const all = [...(item.parameters ?? []), ...(found.parameters ?? [])];
  const parameters = all.map((it) => resolve<ParameterObject>(document, it));
  const group = (where: ParameterObject['in'], name: string) =>
    compile.parameters(groupSchema(parameters, where), `/${name}`);
  const bodies = Object.keys(found.requestBody?.content ?? {});
  return {
    id: found.operationId,
    method,
    url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
    scopes: found.security?.[0]?.['bearer'] ?? [],
    query: group('query', 'query'),
    ...(has(parameters, 'path') && { params: group('path', 'path') }),
    ...(has(parameters, 'header') && { headers: group('header', 'headers') }),
    bodies: new Map(
      bodies.map((type) => [
        type,
        compile.body(`${pointer}/requestBody/content/${token(type)}/schema`),
      ]),
    ),
    isBodyOptional: found.requestBody?.required !== true,
    responses: responses(document, compile, found, `${pointer}/responses`),
  };
}

function responses(
  document: ContractDocument,
  compile: Compilers,
  { responses: found }: OperationObject,
  pointer: string,
): Operation['responses'] {
  return new Map(
    Object.entries(found).map(([status, response]) => {
      const { content = {} } = resolve(document, response);
      const base = (response as Partial<Reference>).$ref?.slice(1) ?? `${pointer}/${status}`;
      const types = Object.keys(content).map((type) => {
        const compiled = () => compile.body(`${base}/content/${token(type)}/schema`);
        return [type, once(compiled)] as const;
      });
      return [Number(status), new Map(types)];
    }),
  );
}

function has(parameters: readonly ParameterObject[], where: ParameterObject['in']): boolean {
  return parameters.some((parameter) => parameter.in === where);
}

/** Unknown query parameters are refused; headers that are not ours are nobody's business. */
function groupSchema(
  parameters: readonly ParameterObject[],
  where: ParameterObject['in'],
): GroupSchema {
  const chosen = parameters.filter((parameter) => parameter.in === where);
  const key = (name: string) => (where === 'header' ? name.toLowerCase() : name);
  return {
    type: 'object',
    properties: Object.fromEntries(chosen.map(({ name, schema }) => [key(name), schema])),
    required: chosen.filter(({ required }) => required).map(({ name }) => key(name)),
    ...(where === 'query' && { additionalProperties: false }),
  };
}

function token(key: string): string {
  return encodeURIComponent(pointerToken(key));
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
