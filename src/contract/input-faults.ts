/** What Ajv found wrong, as places and sentences that say what to do. */
import type { ErrorObject } from 'ajv';
import type { InputFault } from '../core/errors.ts';
import { knownKeys, meantBy, type Resolve } from './known-keys.ts';
import { pointerToken } from '../core/json/pointer.ts';

/** More would only be noise; the rest shows after the first are mended. */
const MAX_FAULTS = 20;

/**
 * `place` is put before each pointer: empty for a body, `/query` and the like for the rest of a request. `resolve` finds
 * the schemas that others refer to.
 */
export function inputFaults(
  errors: readonly ErrorObject[],
  place: string,
  resolve: Resolve,
): readonly InputFault[] {
  const faults = new Map<string, InputFault>();
  for (const error of withoutNoise(errors)) {
    const fault = {
      pointer: place + pointerOf(error),
      detail: adviceFor(error, { place, resolve }),
    };
    faults.set(`${fault.pointer} ${fault.detail}`, fault);
    if (faults.size === MAX_FAULTS) break;
  }
  return [...faults.values()];
}

/** The place, with the name of a key that is missing or too many. */
function pointerOf(error: ErrorObject): string {
  const key = keyOf(error);
  return key === undefined ? error.instancePath : `${error.instancePath}/${pointerToken(key)}`;
}

function keyOf({ params }: ErrorObject): string | undefined {
  const facts = params as Record<string, unknown>;
  const key =
    facts['missingProperty'] ?? facts['additionalProperty'] ?? facts['unevaluatedProperty'];
  return typeof key === 'string' ? key : undefined;
}

/**
 * A choice of schemas reports every branch. Where the branches only name required keys, one sentence says it;
 * where the value went into one of them, only what is wrong inside is of use.
 */
function withoutNoise(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const choices = errors.filter(isChoice);
  if (choices.length === 0) return errors;
  return errors.filter((error) => !choices.some((choice) => hides(choice, error, errors)));
}

function hides(choice: ErrorObject, error: ErrorObject, all: readonly ErrorObject[]): boolean {
  if (requiredKeys(choice) !== undefined) {
    return error.keyword === 'required' && error.schemaPath.startsWith(`${choice.schemaPath}/`);
  }
  const isInside = all.some((other) => pointerOf(other).startsWith(`${choice.instancePath}/`));
  const isOfBranch = error.instancePath === choice.instancePath && error.keyword === 'type';
  return isInside ? error === choice || isOfBranch : isOfBranch;
}

function isChoice(error: ErrorObject): boolean {
  return error.keyword === 'oneOf' || error.keyword === 'anyOf';
}

/** The keys of a choice between `{required: [key]}` schemas. */
function requiredKeys(choice: ErrorObject): readonly string[] | undefined {
  const branches = choice.schema as readonly { readonly required?: readonly string[] }[];
  const keys = branches.map((branch) =>
    Object.keys(branch).length === 1 ? branch.required?.[0] : undefined,
  );
  return keys.every((key) => key !== undefined) ? keys : undefined;
}

type Advice = (limit: unknown, error: ErrorObject, schemas: Schemas) => string;

interface Schemas {
  readonly place: string;
  readonly resolve: Resolve;
}

const unknownKey: Advice = (_, error, { place, resolve }) => {
  const key = keyOf(error) ?? '';
  // Parameters that were left out have their defaults by now.
  const given = place === '' ? (error.data as object) : {};
  const known = knownKeys(error.parentSchema ?? {}, resolve);
  const meant = meantBy(
    key,
    known.filter((it) => !(it in given)),
  );
  return meant === undefined
    ? `Remove "${key}": it is not known here.`
    : `Remove "${key}": it is not known here; did you mean "${meant}"?`;
};

const type: Advice = (types, { instancePath, data }) => {
  const plain = `Use ${[types].flat().map(named).join(' or ')}.`;
  if (instancePath !== '/to' || !Array.isArray(data)) return plain;
  return `${plain} A message to many goes to POST /v1/messages/batch as a list of messages: [{"to": "…", "body": "…"}, …].`;
};

const oneOfValues: Advice = (values, { data }) => {
  const known = [values].flat().map(String);
  const meant = typeof data === 'string' ? meantBy(data, known) : undefined;
  const plain = `Use one of: ${known.join(', ')}.`;
  return meant === undefined ? plain : `${plain} Did you mean "${meant}"?`;
};
const choice: Advice = (_, error) => {
  const keys = requiredKeys(error);
  return keys === undefined ? `Use ${typesOf(error)}.` : `Give exactly one of: ${keys.join(', ')}.`;
};

const ADVICE: Readonly<Record<string, Advice>> = {
  type,
  required: (_, error) => `Add "${keyOf(error) ?? ''}": it is required.`,
  additionalProperties: unknownKey,
  unevaluatedProperties: unknownKey,
  oneOf: choice,
  anyOf: choice,
  enum: oneOfValues,
  const: (value) => `Use ${JSON.stringify(value)}.`,
  pattern: (pattern) => `Use the form ${String(pattern)}.`,
  format: (format) => `Use the format ${String(format)}.`,
  minLength: (limit) => (limit === 1 ? 'Use at least one character.' : least(limit, 'characters')),
  maxLength: (limit) => most(limit, 'characters'),
  minItems: (limit) => (limit === 1 ? 'Give at least one entry.' : least(limit, 'entries')),
  maxItems: (limit) => most(limit, 'entries'),
  minProperties: (limit) => (limit === 1 ? 'Give at least one key.' : least(limit, 'keys')),
  maxProperties: (limit) => (limit === 0 ? 'Use an empty object.' : most(limit, 'keys')),
  minimum: (limit) => `Use ${String(limit)} or more.`,
  maximum: (limit) => `Use ${String(limit)} or less.`,
  uniqueItems: () => 'Name each entry once.',
};

function adviceFor(error: ErrorObject, schemas: Schemas): string {
  const advice = ADVICE[error.keyword];
  return advice === undefined
    ? `It ${error.message ?? 'is not valid'}.`
    : advice(error.schema, error, schemas);
}

function least(limit: unknown, what: string): string {
  return `Use at least ${String(limit)} ${what}.`;
}

function most(limit: unknown, what: string): string {
  return `Use at most ${String(limit)} ${what}.`;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  array: 'an array',
  null: 'null',
};

function named(type: unknown): string {
  return TYPE_NAMES[String(type)] ?? String(type);
}

/** Of a choice between simple types; a branch that refers elsewhere is an object in this contract. */
function typesOf(choice: ErrorObject): string {
  const branches = choice.schema as readonly { readonly type?: string }[];
  return [...new Set(branches.map(({ type = 'object' }) => named(type)))].join(' or ');
}
