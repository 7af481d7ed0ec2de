/** JSON that comes from outside: bounded in depth, and without the keys that poison prototypes. */
import { BridgeError } from '../errors.ts';
import { findJsonFault } from './json-fault.ts';
import { sizeOf, type JsonSize } from './json-size.ts';

/** What a text may hold, where its length alone does not bound what it takes to read it. */
export interface JsonBounds {
  readonly keys: number;
  readonly values: number;
  /** Different keys: each new one costs more than ten that were seen before. */
  readonly names: number;
  /** Only in texts up to this length the place of a fault is looked for. */
  readonly placed: number;
}

/** Throws `malformed-body`, with the place of the first fault; `firstLine` is where the text stands in what was sent. */
export function parseJson(text: string, firstLine = 1, bounds?: JsonBounds): unknown {
  const json = text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
  const size = sizeOf(json, bounds !== undefined);
  if (size === 'too-deep') throw malformedBody('The JSON is nested too deeply.');
  if (bounds !== undefined) refuseTooMuch(size, bounds);
  const isPlaced = json.length <= (bounds?.placed ?? Infinity);
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw isPlaced ? notJson(json, firstLine) : malformedBody('The body is not JSON.');
  }
  // Of two values with one key only the last is left, so some text holds more keys than what was made of it.
  if (size.keys !== countKeysOf(value)) {
    throw isPlaced ? notJson(json, firstLine) : malformedBody('The body holds a key twice.');
  }
  return value;
}

const BYTE_ORDER_MARK = 0xfeff;

function refuseTooMuch({ keys, values, names }: JsonSize, bounds: JsonBounds): void {
  const over =
    keys > bounds.keys
      ? `${bounds.keys} keys`
      : values > bounds.values
        ? `${bounds.values} values`
        : names > bounds.names
          ? `${bounds.names} different keys`
          : undefined;
  if (over !== undefined) throw malformedBody(`The JSON holds more than ${over}.`);
}

function notJson(json: string, firstLine: number): BridgeError {
  const fault = findJsonFault(json, firstLine);
  if (fault === undefined) return malformedBody('The body is not JSON.');
  const what = fault.pointer === '' ? 'The body is not JSON.' : 'The body holds a key twice.';
  const detail = `${what} At ${fault.detail}`;
  return new BridgeError('malformed-body', detail, { errors: [fault] });
}

/** Throws for keys that poison prototypes. Recursion ends soon: the depth was looked at before. */
function countKeysOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let keys = 0;
  if (Array.isArray(value)) {
    for (const entry of value as unknown[]) keys += countKeysOf(entry);
    return keys;
  }
  const object = value as Readonly<Record<string, unknown>>;
  // What was parsed has no inherited keys to step over.
  for (const key in object) {
    keys++;
    const inside = object[key];
    if (key === '__proto__') throw poisoned(key);
    if (typeof inside !== 'object' || inside === null) continue;
    if (key === 'constructor' && Object.hasOwn(inside, 'prototype')) throw poisoned(key);
    keys += countKeysOf(inside);
  }
  return keys;
}

function poisoned(key: string): BridgeError {
  return malformedBody(`The key "${key}" is not allowed.`);
}

/** The whole body is what is wrong. */
export function malformedBody(detail: string): BridgeError {
  return new BridgeError('malformed-body', detail, { errors: [{ pointer: '', detail }] });
}
