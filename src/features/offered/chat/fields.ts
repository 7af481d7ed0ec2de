/** The fields of a form that are asked for in a chat, one after the other, and what is answered. Pure. */
import type { DataForm, DataFormField } from '../../../contract/schemas.ts';
import { fillForm, type ValuesToFill } from '../../../extensions/queries/form-fill.ts';
import { fieldNamed } from '../../../extensions/queries/form-values.ts';
import type { Chat, Values } from '../serving/session.ts';

/** The next one that is asked for; undefined where all are known. */
export function nextField(form: DataForm, { filled, brief }: Chat): DataFormField | undefined {
  return form.fields?.find(({ var: name = '', type, required, values = [] }) => {
    if (name === '' || type === 'hidden' || type === 'fixed') return false;
    if (Object.hasOwn(filled, name)) return false;
    return brief !== true || (required === true && values.every((it) => it === ''));
  });
}

export type ReadField =
  | { readonly values: readonly string[]; readonly fault?: undefined }
  /** What is expected. */
  | { readonly fault: string };

/** Leaves a field as it stands there. */
export const AS_IT_IS = '-';

/** What somebody wrote for one field. */
export function readField(form: DataForm, name: string, texts: readonly string[]): ReadField {
  const field = fieldNamed(form, name);
  const said = field === undefined ? texts : meant(field, texts);
  const value = said.length === 1 ? said[0] : said;
  const filled = fillForm(onlyRequired(form, name), { [name]: value } as ValuesToFill, '');
  if (filled.faults !== undefined) {
    return { fault: filled.faults.map(({ detail }) => detail).join(' ') };
  }
  return { values: fieldNamed(filled.form, name)?.values ?? [] };
}

/** The others are asked for later. */
function onlyRequired(form: DataForm, name: string): DataForm {
  const fields = form.fields?.map(({ required, ...field }) =>
    field.var === name && required === true ? { ...field, required } : field,
  );
  return fields === undefined ? form : { ...form, fields };
}

const YES: ReadonlySet<string> = new Set(['yes', 'y', 'on', 'true']);
const NO: ReadonlySet<string> = new Set(['no', 'n', 'off', 'false']);

/** What people write for what the form wants. */
function meant(field: DataFormField, texts: readonly string[]): readonly string[] {
  if (texts.length === 1 && texts[0]?.trim() === AS_IT_IS) return field.values ?? [];
  switch (field.type) {
    case 'boolean':
      return texts.map((text) => booleanOf(text.trim()));
    case 'list-multi':
      return parted(texts).map((text) => optionOf(field, text));
    case 'list-single':
      return texts.map((text) => optionOf(field, text.trim()));
    case 'jid-multi':
      return parted(texts);
    case 'text-multi':
      return texts;
    default:
      return texts.map((text) => text.trim());
  }
}

function booleanOf(text: string): string {
  const word = text.toLowerCase();
  if (YES.has(word)) return 'true';
  return NO.has(word) ? 'false' : text;
}

function parted(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => text.split(/[,\n]/)).flatMap((text) => text.trim() || []);
}

/** By its value, or by its label. */
function optionOf({ options = [] }: DataFormField, text: string): string {
  const same = (other = '') => other.toLowerCase() === text.toLowerCase();
  const found =
    options.find(({ value }) => value === text) ??
    options.find(({ value }) => same(value)) ??
    options.find(({ label }) => same(label));
  return found?.value ?? text;
}

export interface ReadValues {
  readonly filled: Values;
  readonly faults: readonly { readonly pointer: string; readonly detail: string }[];
}

/** The values that were written beside the word. */
export function readValues(form: DataForm, values: Values): ReadValues {
  const read = Object.entries(values).map(
    ([name, texts]) => [name, readField(form, name, texts)] as const,
  );
  return {
    filled: Object.fromEntries(
      read.flatMap(([name, it]) => (it.fault === undefined ? [[name, it.values]] : [])),
    ),
    faults: read.flatMap(([name, { fault }]) =>
      fault === undefined ? [] : [{ pointer: `/${name}`, detail: fault }],
    ),
  };
}
