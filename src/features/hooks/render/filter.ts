import { patternTest } from '../../../core/addresses/identity.ts';
import { asText, atPointer } from './look.ts';
import type { Payload } from './delivery.ts';
import type { Notice } from './notice.ts';

/** Values by the name of a field of the notice, or by a JSON pointer into the payload. All have to fit. */
export type Filter = Readonly<Record<string, readonly string[]>>;

export const FILTER_FIELDS = ['event', 'status', 'severity', 'title', 'text', 'key'] as const;

type Field = (typeof FILTER_FIELDS)[number];

/** A value is a text or a pattern (`prod-*`); one with `!` before it must not fit. Of a list one entry is enough. */
export function passes(filter: Filter, notice: Notice, payload: Payload): boolean {
  return Object.entries(filter).every(([name, values]) =>
    fits(valuesOf(name, notice, payload), values),
  );
}

function valuesOf(name: string, notice: Notice, payload: Payload): readonly string[] {
  const value = name.startsWith('/') ? atPointer(source(payload), name) : notice[name as Field];
  const list = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  return list.flatMap((entry) => asText(entry) ?? []);
}

/** What pointers look into: the JSON, or the fields of a form. */
export function source({ json, form }: Payload): unknown {
  return json ?? form;
}

function fits(found: readonly string[], values: readonly string[]): boolean {
  const unwanted = values.filter((value) => value.startsWith('!')).map((value) => value.slice(1));
  const wanted = values.filter((value) => !value.startsWith('!'));
  if (unwanted.length > 0 && found.some(patternTest(unwanted))) return false;
  return wanted.length === 0 || found.some(patternTest(wanted));
}
