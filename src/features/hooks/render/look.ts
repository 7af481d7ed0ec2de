/** Looks into JSON of which nothing is known: own members only, and nothing is ever thrown. */
import { keyOfToken } from '../../../core/json/pointer.ts';

export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is at the end of a path of member names; undefined where there is none. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const name of path) {
    if (!isObject(found) || !Object.hasOwn(found, name)) return undefined;
    found = found[name];
  }
  return found;
}

/** As text: of a text that is not blank, a number or a boolean. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  return asText(at(value, ...path));
}

export function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? (found as readonly unknown[]) : [];
}

export function objectAt(value: unknown, ...path: readonly string[]): Json {
  const found = at(value, ...path);
  return isObject(found) ? found : {};
}

/** What a table of words has under a word from outside. */
export function ownOf<T>(table: Readonly<Record<string, T>>, word: string): T | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}

/** Members of one object that are looked at; a message can show no more. */
const MAX_MEMBERS = 1_000;

/** In their order, as many as are looked at. */
export function namesOf(object: Json): readonly string[] {
  const names: string[] = [];
  for (const name in object) {
    if (Object.hasOwn(object, name) && names.push(name) >= MAX_MEMBERS) break;
  }
  return names;
}

/** The members that can be shown as text, in their order. */
export function texts(object: Json): readonly (readonly [string, string])[] {
  return namesOf(object).flatMap((name) => {
    const text = asText(object[name]);
    return text === undefined ? [] : [[name, text] as const];
  });
}

/** Joins what is there; undefined where nothing is. */
export function joined(
  parts: readonly (string | undefined)[],
  separator = ' ',
): string | undefined {
  const there = parts.filter((part) => part !== undefined && part !== '');
  return there.length === 0 ? undefined : there.join(separator);
}

/** More than a message can show, also where each character is written as an entity. */
export const MAX_JOINED = 40_000;

/** Joins what is made of each, until it is more than a message can show. */
export function joinedOf<T>(
  items: readonly T[],
  textOf: (item: T) => string | undefined,
  separator = ' ',
): string | undefined {
  const parts: string[] = [];
  let length = 0;
  for (const item of items) {
    const text = textOf(item);
    if (text === undefined || text === '') continue;
    parts.push(text);
    length += text.length;
    if (length > MAX_JOINED) break;
  }
  return joined(parts, separator);
}

/** A value with its name; undefined where there is none. */
export function labelled(name: string, value: string | undefined): string | undefined {
  return value && `${name}: ${value}`;
}

/** RFC 6901. Undefined for what is not there. */
export function atPointer(value: unknown, pointer: string): unknown {
  let found = value;
  for (const token of pointer.split('/').slice(1)) {
    const name = keyOfToken(token);
    if (Array.isArray(found))
      found = INDEX.test(name) ? (found[Number(name)] as unknown) : undefined;
    else found = at(found, name);
  }
  return found;
}

const INDEX = /^(?:0|[1-9]\d{0,8})$/;
