/** JSON that comes from outside: bounded in depth, and without the keys that poison prototypes. */
import { BridgeError } from './errors.ts';

/**
 * An element within an element is two levels; 32 of them (the gate's bound) and what is around them is less than this.
 * It keeps every recursion over a body short.
 */
const MAX_DEPTH = 100;

/** Throws `malformed-body`. */
export function parseJson(text: string): unknown {
  if (isDeeperThan(text, MAX_DEPTH)) throw malformedBody('The JSON is nested too deeply.');
  let value: unknown;
  try {
    value = JSON.parse(text, POISON.test(text) ? refusePoison : undefined);
  } catch (error) {
    if (error instanceof BridgeError) throw error;
    // What the parser says quotes the body.
    throw malformedBody('The body is not JSON.');
  }
  return value;
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

/** Looks at brackets outside strings only; what is no JSON is for the parser to refuse. */
function isDeeperThan(text: string, max: number): boolean {
  let depth = 0;
  let isString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isString) {
      if (code === BACKSLASH) i++;
      else if (code === QUOTE) isString = false;
    } else if (code === QUOTE) isString = true;
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > max) return true;
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
  return false;
}

/** The whole body is what is wrong. */
export function malformedBody(detail: string): BridgeError {
  return new BridgeError('malformed-body', detail, { errors: [{ pointer: '', detail }] });
}
