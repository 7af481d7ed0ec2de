/** Where the examples of the contract stand, and how they are written there. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseDocument, parse } from 'yaml';
import { METHODS, readContract, resolve } from '../../../src/contract/document.ts';

export interface Place {
  readonly id: string;
  readonly status: string;
  readonly type: string;
}

interface Content {
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

const contract = readContract();
const operations = Object.entries(contract.paths).flatMap(([path, item]) =>
  METHODS.flatMap((method) => {
    const operation = item[method];
    return operation === undefined ? [] : [{ path, method, operation }];
  }),
);

/** Every success with a body that is JSON, and every problem with a description of its own. */
export const PLACES: readonly Place[] = operations.flatMap(({ operation }) =>
  Object.entries(operation.responses).flatMap(([status, response]) => {
    if ('$ref' in response || status === '101') return [];
    const { content = {} } = response as { readonly content?: object };
    return (
      Object.keys(content)
        // What is a line for each address is shown by hand.
        .filter((type) => type.includes('json') && type !== 'application/x-ndjson')
        .map((type) => ({ id: operation.operationId, status, type }))
    );
  }),
);

export const PROBLEMS = Object.keys(contract.components['responses'] ?? {});

export function operationOf(id: string) {
  const found = operations.find(({ operation }) => operation.operationId === id);
  if (found === undefined) throw new Error(`There is no operation ${id}.`);
  return found;
}

export function responseExample({ id, status, type }: Place): unknown {
  const { responses } = operationOf(id).operation;
  const { content = {} } = resolve(contract, responses[status] ?? {});
  return (content[type] as Content | undefined)?.example;
}

export function problemExample(name: string): unknown {
  const { content } = contract.components['responses']?.[name] as {
    readonly content: Readonly<Record<string, Content>>;
  };
  return content['application/problem+json']?.example;
}

/** Of a request body, by media type. */
export function requestExamples(id: string): Readonly<Record<string, readonly unknown[]>> {
  const content = (operationOf(id).operation.requestBody?.content ?? {}) as Readonly<
    Record<string, Content>
  >;
  return Object.fromEntries(
    Object.entries(content).map(([type, { example, examples = {} }]) => [
      type,
      [
        ...(example === undefined ? [] : [example]),
        ...Object.values(examples).map(({ value }) => value),
      ],
    ]),
  );
}

export const REQUESTS = operations.flatMap(({ operation: { operationId: id } }) =>
  Object.entries(requestExamples(id)).map(([type, examples]) => ({ id, type, examples })),
);

/** Run with UPDATE_EXAMPLES=1, then `npm run generate`: writes what the bridge says into `openapi/`. */
export const isUpdating = process.env['UPDATE_EXAMPLES'] !== undefined;

export function writeResponse({ id, status, type }: Place, example: unknown): void {
  const { path, method } = operationOf(id);
  const { paths } = parse(readFileSync('openapi/openapi.yaml', 'utf8')) as {
    readonly paths: Readonly<Record<string, { readonly $ref: string }>>;
  };
  const file = `openapi/${paths[path]?.$ref ?? ''}`;
  write(file, [method, 'responses', status, 'content', type], example);
}

export function writeProblem(name: string, example: unknown): void {
  write(
    `openapi/components/responses/${name}.yaml`,
    ['content', 'application/problem+json'],
    example,
  );
}

function write(file: string, path: readonly string[], example: unknown): void {
  const document = parseDocument(readFileSync(file, 'utf8'));
  document.setIn([...path, 'example'], document.createNode(example));
  writeFileSync(
    file,
    document.toString({
      lineWidth: 120,
      defaultStringType: 'QUOTE_SINGLE',
      defaultKeyType: 'PLAIN',
    }),
  );
}
