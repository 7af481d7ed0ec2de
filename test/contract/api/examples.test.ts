/** Every example in the contract follows its schema; `test/integration/contract-examples` compares those of calls with a bridge. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect, it } from 'vitest';
import { readContract } from '../../../src/contract/document.ts';
import { decodeCursor } from '../../../src/features/events/cursor.ts';

const document = readContract();
const ajv = new Ajv2020({ strict: false, validateSchema: false });
formats.default(ajv);
ajv.addSchema(document, 'openapi:');

interface Found {
  readonly pointer: string;
  readonly example: unknown;
}

type Node = Readonly<Record<string, unknown>>;

/** Whatever has a schema and an example of it, and schemas that have examples of themselves. */
function* examplesIn(value: unknown, pointer = ''): Generator<Found> {
  if (typeof value !== 'object' || value === null) return;
  const node = value as Node;
  const { schema, example, examples, type } = node;
  if (schema !== undefined) {
    if (example !== undefined) yield { pointer: `${pointer}/schema`, example };
    for (const named of Object.values(examples ?? {}))
      yield { pointer: `${pointer}/schema`, example: (named as { value: unknown }).value };
  } else if (isSchema(pointer, node)) {
    for (const one of Array.isArray(examples) ? (examples as unknown[]) : [])
      yield { pointer, example: one };
    if (example !== undefined && type !== undefined) yield { pointer, example };
  }
  for (const [key, inner] of Object.entries(node)) {
    if (key === 'example' || key === 'examples') continue;
    yield* examplesIn(inner, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  }
}

function isSchema(pointer: string, node: Node): boolean {
  const isNamedKey = pointer.endsWith('/properties');
  return !isNamedKey && ['type', 'oneOf', 'anyOf', 'allOf', '$ref'].some((it) => it in node);
}

const all = [...examplesIn(document)];

it('follows its schema', () => {
  const faults = all.flatMap(({ pointer, example }) => {
    // Text that is no JSON, such as a stream, is a string for its schema.
    const place = pointer.split('/').map(encodeURIComponent).join('/');
    const validate = ajv.compile({ $ref: `openapi:#${place}` });
    return validate(example) ? [] : [{ pointer, example, errors: validate.errors }];
  });
  expect(faults).toEqual([]);
  expect(all.length).toBeGreaterThan(150);
});

it('has cursors as the bridge makes them', () => {
  const cursors = all.flatMap(({ example }) => cursorsIn(example));
  expect(cursors.length).toBeGreaterThan(10);
  for (const cursor of cursors) expect(() => decodeCursor(cursor), cursor).not.toThrow();
});

function cursorsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'cursor' && typeof inner === 'string' ? [inner] : cursorsIn(inner),
  );
}
