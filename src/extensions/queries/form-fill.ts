/**
 * Fills in a data form with values that callers give as JSON, and checks each against its field (XEP-0004 §3.3). Pure; knows
 * nothing of what the form is for.
 */
import type { DataForm, DataFormField } from '../../contract/schemas.ts';
import { childElements, type XmlElement } from '../../core/element.ts';
import { quoted, type InputFault } from '../../core/errors.ts';
import { prepareJid } from '../../core/jid/jid.ts';
import { nearest } from '../../core/nearest.ts';
import { filledIn, type FormValues } from './form-values.ts';
import { pointerToken } from '../../core/json/pointer.ts';

/** By the names of the fields; `null` empties one. */
export type ValuesToFill = Readonly<
  Record<string, string | boolean | number | null | readonly string[]>
>;

export type FilledForm =
  | { readonly form: DataForm; readonly faults?: undefined }
  | { readonly faults: readonly InputFault[] };

/**
 * The form to submit, or what is wrong with the values. Fields that are not named go back as they came, hidden ones included.
 * `at`: the JSON pointer of the values.
 */
export function fillForm(form: DataForm, values: ValuesToFill, at: string): FilledForm {
  const faults: InputFault[] = [];
  // No prototype: the other side may name a field `__proto__`.
  const changes = Object.create(null) as Record<string, readonly string[]>;
  const byName = new Map(fillable(form).map((field) => [field.var ?? '', field]));
  for (const [name, value] of Object.entries(values)) {
    const field = byName.get(name);
    const said = field === undefined ? unknownField(form, name) : readValue(form, field, value);
    if (typeof said === 'string') faults.push({ pointer: pointerTo(at, name), detail: said });
    else changes[name] = said;
  }
  faults.push(...missing(form, { values, changes }, at));
  return faults.length > 0 ? { faults } : { form: filledIn(form, changes) };
}

/** The values of a form by their names, without what is not for people: hidden fields and fixed texts. */
export function shownValues({ fields = [] }: DataForm): Record<string, string[]> {
  return Object.fromEntries(
    fields.flatMap(({ var: name, type, values = [] }) =>
      name === undefined || type === 'hidden' || type === 'fixed' ? [] : [[name, [...values]]],
    ),
  );
}

function fillable({ fields = [] }: DataForm): readonly DataFormField[] {
  return fields.filter(
    ({ var: name = '', type }) => name !== '' && type !== 'fixed' && type !== 'hidden',
  );
}

function unknownField(form: DataForm, name: string): string {
  const field = form.fields?.find((it) => it.var === name);
  if (field?.type === 'hidden') return 'This field is hidden: it goes back as it came.';
  if (field !== undefined) return 'This is a fixed text of the form, and cannot be filled in.';
  const names = fillable(form).flatMap((it) => it.var ?? []);
  const meant = nearest(name, names);
  const has = names.length === 0 ? 'It has none to fill in.' : `It has: ${short(names)}.`;
  return `The form has no field ${quoted(name)}${meant === undefined ? '' : `; did you mean ${quoted(meant)}?`} ${has}`;
}

const MAX_NAMED = 20;

function short(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMED).join(', ');
  return names.length > MAX_NAMED ? `${shown} and ${names.length - MAX_NAMED} more` : shown;
}

/** A text says what is wrong. */
function readValue(
  form: DataForm,
  field: DataFormField,
  value: ValuesToFill[string],
): readonly string[] | string {
  const { type = 'text-single' } = field;
  const texts = textsOf(type, value);
  if (texts === undefined) return 'Give a text, not true or false.';
  if (!MULTI.has(type) && texts.length > 1) return 'This field takes one value, not a list.';
  const checked = texts.map((text) => CHECKS[type]?.(text, field, form) ?? { text });
  const fault = checked.find((it) => 'fault' in it);
  return fault?.fault ?? checked.flatMap((it) => it.text ?? []);
}

const MULTI: ReadonlySet<string> = new Set(['list-multi', 'text-multi', 'jid-multi']);

function textsOf(
  type: NonNullable<DataFormField['type']>,
  value: ValuesToFill[string],
): readonly string[] | undefined {
  if (value === null) return [];
  if (typeof value === 'boolean') return type === 'boolean' ? [value ? '1' : '0'] : undefined;
  if (typeof value === 'number') return [String(value)];
  const lines = type === 'text-multi' ? /\r\n|\r|\n/ : undefined;
  if (typeof value !== 'string') return lines ? value.flatMap((it) => it.split(lines)) : value;
  return lines ? value.split(lines) : [value];
}

type Checked =
  | { readonly text: string; readonly fault?: undefined }
  | { readonly fault: string; readonly text?: undefined };
type CheckText = (text: string, field: DataFormField, form: DataForm) => Checked;

const BOOLEANS: ReadonlyMap<string, string> = new Map([
  ['true', '1'],
  ['1', '1'],
  ['false', '0'],
  ['0', '0'],
]);

const checkJid: CheckText = (text) => {
  if (text === '') return { text };
  const jid = prepareJid(text);
  return jid === undefined
    ? { fault: `${quoted(text)} is no JID; write it as juliet@example.org.` }
    : { text: jid };
};

const checkOption: CheckText = (text, field, form) => {
  const { options = [] } = field;
  const isOffered = options.some((option) => option.value === text);
  if (isOffered || options.length === 0 || text === '' || isOpen(form, field)) return { text };
  const offered = short(options.map((option) => quoted(option.value)));
  return { fault: `The form does not offer ${quoted(text)}. Choose one of: ${offered}.` };
};

const oneLine: CheckText = (text) =>
  /[\r\n]/.test(text) ? { fault: 'This field takes one line.' } : { text };

const CHECKS: Readonly<Partial<Record<string, CheckText>>> = {
  boolean(text) {
    const value = BOOLEANS.get(text);
    return value === undefined
      ? { fault: `${quoted(text)} is neither true nor false.` }
      : { text: value };
  },
  'jid-single': checkJid,
  'jid-multi': checkJid,
  'list-single': checkOption,
  'list-multi': checkOption,
  'text-single': oneLine,
  'text-private': oneLine,
};

/** Whether values besides the options may be given (XEP-0122 §3.2); the element is in `raw`, as JSON has no key for it. */
function isOpen({ raw }: DataForm, { var: name }: DataFormField): boolean {
  if (raw === undefined) return false;
  const field = childElements(raw as XmlElement).find((it) => it.attributes['var'] === name);
  const validate = field && childElements(field).find((it) => it.name === 'validate');
  return validate !== undefined && childElements(validate).some((it) => it.name === 'open');
}

interface Said {
  readonly values: ValuesToFill;
  readonly changes: FormValues;
}

function missing(form: DataForm, { values, changes }: Said, at: string): readonly InputFault[] {
  return fillable(form).flatMap(({ var: name = '', required, values: before = [] }) => {
    if (required !== true) return [];
    const isWrong = Object.hasOwn(values, name) && !Object.hasOwn(changes, name);
    const isFilled = (changes[name] ?? before).some((text) => text !== '');
    if (isWrong || isFilled) return [];
    return [{ pointer: pointerTo(at, name), detail: 'The form requires this field.' }];
  });
}

function pointerTo(at: string, name: string): string {
  return `${at}/${pointerToken(name)}`;
}
