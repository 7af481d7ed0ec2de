/** Walks the contract: every list pages the same way. */
import { describe, expect, it } from 'vitest';
import {
  readContract,
  resolve,
  type OperationObject,
  type ParameterObject,
} from '../../../src/contract/document.ts';

interface ObjectSchema {
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, { readonly type?: string }>>;
}

const document = readContract();

function parametersOf({ parameters = [] }: OperationObject): readonly ParameterObject[] {
  return parameters.map((it) => resolve<ParameterObject>(document, it));
}

function pageOf({ responses }: OperationObject): ObjectSchema | undefined {
  const { content = {} } = resolve(document, responses['200'] ?? {});
  const { schema } = (content['application/json'] ?? {}) as { readonly schema?: ObjectSchema };
  const found = schema && resolve<ObjectSchema>(document, schema);
  return found?.properties?.['items'] === undefined ? undefined : found;
}

const reads = Object.entries(document.paths).flatMap(([path, { get }]) =>
  get === undefined ? [] : [{ id: get.operationId, path, operation: get, page: pageOf(get) }],
);
const lists = reads.filter(({ page }) => page !== undefined);

it('a list is called one', () => {
  const named = reads.filter(({ id }) => id.startsWith('list')).map(({ id }) => id);
  expect(lists.map(({ id }) => id)).toEqual(named);
  expect(named.length).toBeGreaterThan(6);
});

describe.each(lists)('$id', ({ operation, page }) => {
  const parameters = parametersOf(operation).filter(({ in: where }) => where === 'query');
  const schemaOf = (name: string) =>
    parameters.find((parameter) => parameter.name === name)?.schema;

  it('takes a limit from 1 to 1000, of 100 if none is given', () => {
    expect(schemaOf('limit')).toEqual({ type: 'integer', minimum: 1, maximum: 1000, default: 100 });
  });

  it('takes the place to go on from as `after`, a text that has no form of its own', () => {
    expect(schemaOf('after')).toEqual({ type: 'string', minLength: 1, maxLength: 400 });
  });

  it('has no other names for these', () => {
    const names = parameters.map(({ name }) => name);
    const others = ['cursor', 'offset', 'page', 'pageSize', 'size', 'before', 'starting_after'];
    expect(names.filter((name) => others.includes(name))).toEqual([]);
  });

  it('answers with items, and with `next` unless it is the last page', () => {
    expect(page?.required).toContain('items');
    expect(page?.required).not.toContain('next');
    const { items, next } = page?.properties ?? {};
    expect(items?.type).toBe('array');
    expect(resolve<object>(document, next ?? {})).toMatchObject({ type: 'string' });
  });
});
