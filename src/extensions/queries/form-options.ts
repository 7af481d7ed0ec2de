/**
 * Options of a service that have a name in the API, and the fields of servers' forms that they stand for: what to fill in for
 * what is wanted, and what became of it. Pure.
 */
import type { DataForm, DataFormField } from '../../contract/schemas.ts';
import { quoted } from '../../core/errors.ts';
import { fieldNamed, hasValues, isTrue, type FormValues } from './form-values.ts';

export type OptionValue = string | number | boolean | null;

/** One way in which servers have an option. */
export interface FormOption {
  readonly field: string;
  /** Undefined for a value that this field cannot say. */
  readonly write: (value: OptionValue, field: DataFormField) => readonly string[] | undefined;
  readonly read: (values: readonly string[], form: DataForm) => OptionValue | undefined;
  /** Further fields that go with it, where the form has them. */
  readonly with?: (value: OptionValue) => FormValues;
}

export const textOption = (field: string): FormOption => ({
  field,
  write: (value) => (typeof value === 'string' ? [value] : undefined),
  read: (values) => values.join('\n'),
});

export const flagOption = (field: string): FormOption => ({
  field,
  write: (value) => (typeof value === 'boolean' ? [value ? '1' : '0'] : undefined),
  read: isTrue,
});

export const wholeOption = (field: string): FormOption => ({
  field,
  write: (value) => (typeof value === 'number' ? [String(value)] : undefined),
  read: ([value = '']) => (/^\d+$/.test(value) ? Number(value) : undefined),
});

export const choiceOption = (field: string): FormOption => ({
  field,
  write: (value, { options = [] }) =>
    typeof value === 'string' && (options.length === 0 || options.some((it) => it.value === value))
      ? [value]
      : undefined,
  read: ([value]) => value,
});

/** A number, or null for no bound, which servers say in several ways; `unbounded` where the form offers none of them. */
export const boundOption = (field: string, unbounded = ''): FormOption => {
  const isNone = (value: string) => ['none', '', '0', unbounded].includes(value);
  return {
    field,
    write(value, { options = [] }) {
      if (value !== null) return [String(value)];
      const none = options.find((it) => isNone(it.value));
      return [none?.value ?? unbounded];
    },
    read([value = '']) {
      if (isNone(value)) return null;
      return /^\d+$/.test(value) ? Number(value) : undefined;
    },
  };
};

/** The first field that the form has is the one. */
export type OptionTable<Name extends string> = Readonly<Record<Name, readonly FormOption[]>>;

/** What is wanted: options by their names, and fields of the form by theirs, which have the last word. */
export type WantedOptions<Name extends string> = Readonly<Partial<Record<Name, OptionValue>>> & {
  readonly form?: Readonly<Record<string, string | boolean | readonly string[]>>;
};

/** What is to be filled in, and why the rest is not. */
export interface Plan {
  readonly changes: FormValues;
  /** By the name of the option, or of the field. */
  readonly refused: Readonly<Record<string, string>>;
}

export interface Outcome {
  readonly applied: string[];
  readonly ignored: string[];
  readonly reasons?: Record<string, string>;
}

export interface FormOptions<Name extends string> {
  readonly names: readonly Name[];
  /** What the form says; undefined where it says nothing that is known here. */
  readonly read: (form: DataForm, name: Name) => OptionValue | undefined;
  /** Every option that the form has. */
  readonly readAll: (form: DataForm) => Partial<Record<Name, OptionValue>>;
  readonly plan: (form: DataForm, wanted: WantedOptions<Name>) => Plan;
  /** Compares what was wanted with the form as it is afterwards. */
  readonly outcome: (wanted: WantedOptions<Name>, plan: Plan, after: DataForm) => Outcome;
  /** Fields for a form that nobody gave, such as a precondition. */
  readonly fields: (wanted: WantedOptions<Name>) => FormValues;
}

export interface FormWords<Name extends string> {
  /** What has the options: `room`. */
  readonly what: string;
  /** What to do where the form does not have an option. */
  readonly cure?: (name: Name | string) => string | undefined;
}

export function formOptions<Name extends string>(
  table: OptionTable<Name>,
  words: FormWords<Name>,
): FormOptions<Name> {
  const known = { table, words, names: Object.keys(table).map((name) => name as Name) };
  return {
    names: known.names,
    read: (form, name) => readOption(known, form, name),
    readAll: (form) =>
      Object.fromEntries(
        known.names.flatMap((name) => {
          const value = readOption(known, form, name);
          return value === undefined ? [] : [[name, value] as const];
        }),
      ) as Partial<Record<Name, OptionValue>>,
    plan: (form, wanted) => planOf(known, form, wanted),
    outcome: (wanted, plan, after) => outcomeOf(known, wanted, plan, after),
    fields(wanted) {
      const fields: Record<string, readonly string[]> = {};
      for (const [name, value] of namedIn(known, wanted)) {
        const [entry] = table[name];
        const values = entry?.write(value, {});
        if (entry !== undefined && values !== undefined) fields[entry.field] = values;
      }
      for (const [name, value] of formIn(wanted)) fields[name] = rawValues(value);
      return fields;
    },
  };
}

interface Known<Name extends string> {
  readonly table: OptionTable<Name>;
  readonly words: FormWords<Name>;
  readonly names: readonly Name[];
}

function find<Name extends string>({ table }: Known<Name>, form: DataForm, name: Name) {
  for (const entry of table[name]) {
    const field = fieldNamed(form, entry.field);
    if (field !== undefined) return { entry, field };
  }
  return undefined;
}

function readOption<Name extends string>(known: Known<Name>, form: DataForm, name: Name) {
  const found = find(known, form, name);
  return found?.entry.read(found.field.values ?? [], form);
}

function namedIn<Name extends string>({ names }: Known<Name>, wanted: WantedOptions<Name>) {
  return names.flatMap((name) => {
    const value = (wanted as Partial<Record<Name, OptionValue>>)[name];
    return value === undefined ? [] : [[name, value] as const];
  });
}

function formIn({ form = {} }: Pick<WantedOptions<never>, 'form'>) {
  return Object.entries(form);
}

function planOf<Name extends string>(
  known: Known<Name>,
  form: DataForm,
  wanted: WantedOptions<Name>,
): Plan {
  const { words } = known;
  const changes: Record<string, readonly string[]> = {};
  const refused: Record<string, string> = {};
  const noField = (name: string) => [noFieldIn(words), words.cure?.(name)].join(' ').trimEnd();
  for (const [name, value] of namedIn(known, wanted)) {
    const found = find(known, form, name);
    const values = found?.entry.write(value, found.field);
    if (found === undefined) refused[name] = noField(name);
    else if (values === undefined) refused[name] = notOffered(words, value);
    else Object.assign(changes, { [found.entry.field]: values }, further(form, found, value));
  }
  for (const [name, value] of formIn(wanted)) {
    if (fieldNamed(form, name) === undefined) refused[name] = noField(name);
    else changes[name] = rawValues(value);
  }
  return { changes, refused };
}

function outcomeOf<Name extends string>(
  known: Known<Name>,
  wanted: WantedOptions<Name>,
  { refused }: Plan,
  after: DataForm,
): Outcome {
  const { words } = known;
  const reasons: Record<string, string> = { ...refused };
  const applied: string[] = [];
  for (const [name, value] of namedIn(known, wanted)) {
    if (name in reasons) continue;
    const now = readOption(known, after, name);
    if (now === value) applied.push(name);
    else reasons[name] = stillHas(words, now);
  }
  for (const [name, value] of formIn(wanted)) {
    if (name in reasons) continue;
    const field = fieldNamed(after, name);
    if (field !== undefined && hasValues(field, rawValues(value))) applied.push(name);
    else reasons[name] = stillHas(words, field?.values?.join(', '));
  }
  const ignored = Object.keys(reasons).sort();
  return { applied: applied.sort(), ignored, ...(ignored.length > 0 && { reasons }) };
}

function further(form: DataForm, { entry }: { readonly entry: FormOption }, value: OptionValue) {
  const more = Object.entries(entry.with?.(value) ?? {}).filter(([it]) => fieldNamed(form, it));
  return Object.fromEntries(more);
}

/** A boolean is `1` or `0`, each line of a text a value. */
export function rawValues(value: string | boolean | readonly string[]): readonly string[] {
  if (typeof value === 'boolean') return [value ? '1' : '0'];
  return typeof value === 'string' ? value.split('\n') : value;
}

function noFieldIn({ what }: { readonly what: string }): string {
  return `The form of this ${what} does not have it.`;
}

function notOffered({ what }: { readonly what: string }, value: unknown): string {
  return `The form of this ${what} does not offer ${quoted(String(value))}.`;
}

function stillHas({ what }: { readonly what: string }, now: OptionValue | undefined): string {
  return now === undefined
    ? `The ${what} says nothing of it afterwards.`
    : `The ${what} still has ${quoted(String(now))}.`;
}
