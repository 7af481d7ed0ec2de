/** HTTP calls made from the contract: each operation, with what fits it, what almost does, and what never will. */
import fc from 'fast-check';
import { createContract, type Operation } from '../../src/contract/checks.ts';
import { readContract } from '../../src/contract/document.ts';
import { fitting } from '../stanza/schema-arbitraries.ts';
import type { Schema } from '../stanza/contract-schemas.ts';
import { text } from '../stanza/xml-arbitraries.ts';
import { address, rawStanza } from './raw-stanzas.ts';

export interface FuzzCall {
  readonly operation: Operation;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

type Tree = Readonly<Record<string, unknown>>;

const document = readContract();
export const contract = createContract(document);
const { operations } = contract;

const word = fc.oneof(
  fc.constantFrom(
    '',
    '0',
    '1',
    '-1',
    '1e9',
    'true',
    'now',
    'oldest',
    '..',
    '%00',
    '__proto__',
    'a'.repeat(300),
  ),
  text,
);
const id = fc.oneof({ weight: 3, arbitrary: fc.constant('01JD8Q4Z7N0V4R6T1B3X5Y7W9K') }, word);

/** Long waits are left out: they are no harm and take their time. */
const query = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  {
    weight: 1,
    arbitrary: fc
      .array(
        fc.tuple(
          fc.constantFrom(
            'after',
            'limit',
            'xml',
            'types',
            'identities',
            'remotes',
            'ticket',
            'a[b]',
            '__proto__',
          ),
          word,
        ),
        { minLength: 1, maxLength: 3 },
      )
      .map(
        (pairs) =>
          `?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`,
      ),
  },
);

/** What a header can carry at all. */
const headerValue = fc.oneof(
  fc.constantFrom(
    '',
    '*/*',
    'text/html',
    'application/xmpp+xml',
    'application/json;q=0',
    'wait=0',
    'respond-async',
    'a,,b',
    '\u00e9',
    'x'.repeat(500),
  ),
  fc.string({ unit: fc.constantFrom(...Array.from('aZ0 ,;="\\/*\u00ff')), maxLength: 20 }),
);
const headers = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.dictionary(
      fc.constantFrom(
        'accept',
        'idempotency-key',
        'last-event-id',
        'origin',
        'x-request-id',
        'range',
        'cookie',
      ),
      headerValue,
      { maxKeys: 3 },
    ),
  },
);

/** Somewhere in a body, something else than fits. */
const odd = fc.oneof(
  fc.constantFrom(null, 0, -1, 1e308, '', [], {}, true, '\u0000', 'x'.repeat(5_000)),
  fc.jsonValue({ maxDepth: 2 }),
);

function changedAt(value: unknown, path: readonly number[], put: unknown): unknown {
  const [at, ...rest] = path;
  if (at === undefined || typeof value !== 'object' || value === null) return put;
  const keys = Object.keys(value);
  const key = keys[at % Math.max(keys.length, 1)];
  if (key === undefined) return put;
  const child = (value as Tree)[key];
  if (Array.isArray(value))
    return value.map((item: unknown, i) =>
      String(i) === key ? changedAt(child, rest, put) : item,
    );
  return { ...value, [key]: changedAt(child, rest, put) };
}

/** Mostly with an id of its own: what any text is as an id is known after a few. */
function addressed(body: unknown, to: string, from: string | undefined): unknown {
  if (typeof body !== 'object' || body === null || !('to' in body)) return body;
  const { id, ...rest } = body as Tree;
  const kept = typeof id === 'string' && id.length === 1 ? { id } : {};
  return { ...rest, ...kept, to, ...(from !== undefined && { from }) };
}

/** Bodies of an operation as JSON: what fits, what almost does, and what is none. */
export function jsonBodyOf(operation: Operation): fc.Arbitrary<string> {
  const content = document.paths[pathOf(operation)]?.[operation.method]?.requestBody?.content ?? {};
  return jsonBody((content['application/json'] as { schema: Schema }).schema);
}

function jsonBody(schema: Schema): fc.Arbitrary<string> {
  const good = fc
    .tuple(fitting(schema), address, fc.option(address, { freq: 2, nil: undefined }))
    .map(([body, to, from]) => addressed(body, to, from));
  const damaged = fc
    .tuple(good, fc.array(fc.nat(8), { maxLength: 3 }), odd)
    .map(([body, path, put]) => changedAt(body, path, put));
  const garbage = fc.constantFrom(
    '',
    '{',
    '[]',
    'null',
    '"',
    '{"a":1',
    '{"__proto__":{}}',
    '['.repeat(500),
    '\u0000',
  );
  return fc.oneof(
    { weight: 4, arbitrary: good.map((body) => JSON.stringify(body)) },
    { weight: 4, arbitrary: damaged.map((body) => JSON.stringify(body)) },
    { weight: 1, arbitrary: garbage },
  );
}

function bodies(operation: Operation): fc.Arbitrary<{ type: string; body: string } | undefined> {
  const content = document.paths[pathOf(operation)]?.[operation.method]?.requestBody?.content ?? {};
  const each = Object.entries(content).map(([type, media]) => {
    const { schema } = media as { schema: Schema };
    const body = type === 'application/xmpp+xml' ? rawStanza : jsonBody(schema);
    return body.map((it) => ({ type, body: it }));
  });
  if (each.length === 0) return fc.constant(undefined);
  const other = fc.constantFrom(
    'text/plain',
    'application/json; charset=latin1',
    '',
    'application/x-www-form-urlencoded',
  );
  const mislabelled = fc.tuple(other, word).map(([type, body]) => ({ type, body }));
  return fc.oneof(
    { weight: 15, arbitrary: fc.oneof(...each) },
    { weight: 1, arbitrary: mislabelled },
  );
}

function pathOf({ url }: Operation): string {
  return url.replaceAll(/:(\w+)/g, '{$1}');
}

function callsOf(operation: Operation): fc.Arbitrary<FuzzCall> {
  return fc
    .record({
      ids: fc.array(id, { minLength: 2, maxLength: 2 }),
      query,
      headers,
      body: bodies(operation),
    })
    .map((parts) => {
      let at = 0;
      const path = operation.url.replaceAll(
        /:\w+/g,
        () => encodeURIComponent(parts.ids[at++] ?? 'x') || 'x',
      );
      const { body } = parts;
      return {
        operation,
        method: operation.method.toUpperCase(),
        path: path + parts.query,
        headers: {
          prefer: 'wait=1',
          ...parts.headers,
          ...(body !== undefined && { 'content-type': body.type }),
        },
        ...(body !== undefined && { body: body.body }),
      };
    });
}

/** Operations that take bodies are met more often: there is more to them. */
export const fuzzCall: fc.Arbitrary<FuzzCall> = fc.oneof(
  ...operations.map((operation) => ({
    weight: operation.bodies.size > 0 ? 4 : 1,
    arbitrary: callsOf(operation),
  })),
);
