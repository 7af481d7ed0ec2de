/** From the options that are wanted to the fields to fill in, and what became of them. Pure. */
import type { DataForm, RoomConfigToSet, RoomConfiguredBody } from '../../../contract/schemas.ts';
import { fieldNamed, hasValues, type FormValues } from '../../../extensions/queries/form-values.ts';
import { quoted } from '../../../core/errors.ts';
import { OPTION_NAMES, readOption, writeOption } from './options.ts';

type RawValue = NonNullable<RoomConfigToSet['form']>[string];

/** What is to be filled in, and why the rest is not. */
export interface Plan {
  readonly changes: FormValues;
  /** By the name of the option, or of the field. */
  readonly refused: Readonly<Record<string, string>>;
}

export function planOf(form: DataForm, wanted: RoomConfigToSet): Plan {
  const changes: Record<string, readonly string[]> = {};
  const refused: Record<string, string> = {};
  for (const [name, value] of namedIn(wanted)) {
    const written = writeOption(form, name, value);
    if ('fields' in written) Object.assign(changes, written.fields);
    else refused[name] = written.refused === 'no-field' ? noField(name) : noSuchValue(value);
  }
  // A field that is named has the last word.
  for (const [name, value] of Object.entries(wanted.form ?? {})) {
    if (fieldNamed(form, name) === undefined) refused[name] = noField(name);
    else changes[name] = rawValues(value);
  }
  return { changes, refused };
}

/** Compares what was wanted with the form as it is afterwards. */
export function outcomeOf(
  wanted: RoomConfigToSet,
  { refused }: Plan,
  after: DataForm,
): RoomConfiguredBody {
  const reasons: Record<string, string> = { ...refused };
  const applied: string[] = [];
  for (const [name, value] of namedIn(wanted)) {
    if (name in reasons) continue;
    const now = readOption(after, name);
    if (now === value) applied.push(name);
    else reasons[name] = stillHas(now);
  }
  for (const [name, value] of Object.entries(wanted.form ?? {})) {
    if (name in reasons) continue;
    const field = fieldNamed(after, name);
    if (field !== undefined && hasValues(field, rawValues(value))) applied.push(name);
    else reasons[name] = stillHas(field?.values?.join(', '));
  }
  const ignored = Object.keys(reasons).sort();
  return { applied: applied.sort(), ignored, ...(ignored.length > 0 && { reasons }) };
}

function namedIn(wanted: RoomConfigToSet) {
  return OPTION_NAMES.flatMap((name) => {
    const value = wanted[name];
    return value === undefined ? [] : [[name, value] as const];
  });
}

function rawValues(value: RawValue): readonly string[] {
  if (typeof value === 'boolean') return [value ? '1' : '0'];
  return typeof value === 'string' ? value.split('\n') : value;
}

/** COMPAT: Prosody 13 hides these from everybody with less than the role of a registered user. */
const RESERVED: ReadonlySet<string> = new Set(['persistent', 'public']);

function noField(name: string): string {
  const plain = 'The form of this room does not have it.';
  if (!RESERVED.has(name)) return plain;
  return `${plain} The server may keep it from identities of the bridge: in Prosody 13, add server_user_role = "prosody:registered" to the section of the MUC component; in ejabberd, let access_persistent of mod_muc admit the bridge.`;
}

function noSuchValue(value: unknown): string {
  return `The form of this room does not offer ${quoted(String(value))}.`;
}

function stillHas(now: string | number | boolean | null | undefined): string {
  return now === undefined
    ? 'The room says nothing of it afterwards.'
    : `The room still has ${quoted(String(now))}.`;
}
