/** JSON that comes from outside: bounded in depth, and without the keys that poison prototypes. */
import { BridgeError } from '../errors.ts';
import { findJsonFault } from './json-fault.ts';

/**
 * An element within an element is two levels; 32 of them (the gate's bound) and what is around them is less than this.
 * It keeps every recursion over a body short.
 */
const MAX_DEPTH = 100;

/**
 * Throws `malformed-body`, with the place of the first fault; `firstLine` is where the text stands in what was sent. Keys
 * are what takes time, so `maxKeys` bounds it.
 */
export function parseJson(text: string, firstLine = 1, maxKeys = Infinity): unknown {
  const json = text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
  const keys = countKeysIn(json);
  if (keys === TOO_DEEP) throw malformedBody('The JSON is nested too deeply.');
  if (keys > maxKeys) throw malformedBody(`The JSON holds more than ${maxKeys} keys.`);
  let value: unknown;
  try {
    value = JSON.parse(json, POISON.test(json) ? refusePoison : undefined);
  } catch (error) {
    if (error instanceof BridgeError) throw error;
    throw notJson(json, firstLine);
  }
  // Of two values with one key only the last is left, so some text holds more keys than what was made of it.
  if (keys !== countKeysOf(value)) throw notJson(json, firstLine);
  return value;
}

const BYTE_ORDER_MARK = 0xfeff;

function notJson(json: string, firstLine: number): BridgeError {
  const fault = findJsonFault(json, firstLine);
  if (fault === undefined) return malformedBody('The body is not JSON.');
  const what = fault.pointer === '' ? 'The body is not JSON.' : 'The body holds a key twice.';
  const detail = `${what} At ${fault.detail}`;
  return new BridgeError('malformed-body', detail, { errors: [fault] });
}

/** Also escaped, as in `"\u005f_proto__"`: any escaped text is looked at closely. */
const POISON = /__proto__|constructor|\\u/;

function refusePoison(key: string, value: unknown): unknown {
  const isPoison =
    key === '__proto__' ||
    (key === 'constructor' && typeof value === 'object' && value !== null && 'prototype' in value);
  if (isPoison) throw malformedBody(`The key "${key}" is not allowed.`);
  return value;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const TOO_DEEP = -1;

/** Looks outside strings only, where each colon follows a key; the parser refuses text that is not JSON. */
function countKeysIn(text: string): number {
  let keys = 0;
  let depth = 0;
  let isString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isString) {
      if (code === BACKSLASH) i++;
      else if (code === QUOTE) isString = false;
    } else if (code === QUOTE) isString = true;
    else if (code === COLON) keys++;
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > MAX_DEPTH) return TOO_DEEP;
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
  return keys;
}

/** Recursion ends soon: the depth was looked at before. */
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
    if (typeof inside === 'object') keys += countKeysOf(inside);
  }
  return keys;
}

/** The whole body is what is wrong. */
export function malformedBody(detail: string): BridgeError {
  return new BridgeError('malformed-body', detail, { errors: [{ pointer: '', detail }] });
}
