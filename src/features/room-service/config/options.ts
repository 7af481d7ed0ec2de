/** The options of a room that have a name in the API, and the fields of servers' forms that they stand for (XEP-0045 §15.5.3). Pure. */
import type { DataForm, DataFormField, RoomConfig } from '../../../contract/schemas.ts';
import { fieldNamed, isTrue, type FormValues } from '../../../extensions/queries/form-values.ts';

type Value = string | number | boolean | null;
export type OptionName = keyof RoomConfig;

/** One way in which servers have an option. */
interface Entry {
  readonly field: string;
  /** Undefined for a value that this field cannot say. */
  readonly write: (value: Value, field: DataFormField) => readonly string[] | undefined;
  readonly read: (values: readonly string[]) => Value | undefined;
  /** Further fields that go with it, where the form has them. */
  readonly with?: (value: Value) => FormValues;
}

const PREFIX = 'muc#roomconfig_';

const text = (field: string): Entry => ({
  field,
  write: (value) => (typeof value === 'string' ? [value] : undefined),
  read: (values) => values.join('\n'),
});
const flag = (field: string): Entry => ({
  field,
  write: (value) => (typeof value === 'boolean' ? [value ? '1' : '0'] : undefined),
  read: isTrue,
});
const whole = (field: string): Entry => ({
  field,
  write: (value) => (typeof value === 'number' ? [String(value)] : undefined),
  read: ([value = '']) => (/^\d+$/.test(value) ? Number(value) : undefined),
});
const choice = (field: string): Entry => ({
  field,
  write: (value, { options = [] }) =>
    typeof value === 'string' && (options.length === 0 || options.some((it) => it.value === value))
      ? [value]
      : undefined,
  read: ([value]) => value,
});

/** `none`, an empty value and 0 are all said for no bound. */
const bound = (field: string): Entry => ({
  field,
  write(value, { options = [] }) {
    if (value !== null) return [String(value)];
    const none = options.find((it) => ['none', '', '0'].includes(it.value));
    return [none?.value ?? ''];
  },
  read([value = '']) {
    if (['none', '', '0'].includes(value)) return null;
    return /^\d+$/.test(value) ? Number(value) : undefined;
  },
});

const secret: Entry = {
  field: `${PREFIX}roomsecret`,
  write: (value) => (value === null ? [] : [String(value)]),
  read: ([value = '']) => (value === '' ? null : value),
  with: (value) => ({ [`${PREFIX}passwordprotectedroom`]: [value === null ? '0' : '1'] }),
};

/** COMPAT: ejabberd before 24 has a boolean for it. */
const privateMessages = (field: string): Entry => ({
  field,
  write: (value) => (value === 'anyone' ? ['1'] : value === 'none' ? ['0'] : undefined),
  read: (values) => (isTrue(values) ? 'anyone' : 'none'),
});

/** The first field that the form has is the one. */
const OPTIONS: Readonly<Record<OptionName, readonly Entry[]>> = {
  name: [text(`${PREFIX}roomname`)],
  description: [text(`${PREFIX}roomdesc`)],
  lang: [text(`${PREFIX}lang`)],
  persistent: [flag(`${PREFIX}persistentroom`)],
  public: [flag(`${PREFIX}publicroom`)],
  membersOnly: [flag(`${PREFIX}membersonly`)],
  moderated: [flag(`${PREFIX}moderatedroom`)],
  password: [secret],
  whois: [choice(`${PREFIX}whois`)],
  maxOccupants: [bound(`${PREFIX}maxusers`)],
  allowInvites: [flag(`${PREFIX}allowinvites`), flag(`${PREFIX}allowmemberinvites`)],
  changeSubject: [flag(`${PREFIX}changesubject`)],
  archive: [flag(`${PREFIX}enablearchiving`), flag(`${PREFIX}mam`), flag('mam')],
  historyLength: [whole(`${PREFIX}historylength`), whole('muc#maxhistoryfetch')],
  allowPrivateMessages: [
    choice(`${PREFIX}allowpm`),
    privateMessages(`${PREFIX}allow_private_messages`),
    privateMessages('allow_private_messages'),
  ],
  membersByDefault: [flag(`${PREFIX}members_by_default`), flag('members_by_default')],
};

export const OPTION_NAMES = Object.keys(OPTIONS) as readonly OptionName[];

function find(form: DataForm, name: OptionName) {
  for (const entry of OPTIONS[name]) {
    const field = fieldNamed(form, entry.field);
    if (field !== undefined) return { entry, field };
  }
  return undefined;
}

/** The fields to fill in, or why there are none. */
export function writeOption(
  form: DataForm,
  name: OptionName,
  value: Value,
): { readonly fields: FormValues } | { readonly refused: 'no-field' | 'no-such-value' } {
  const found = find(form, name);
  if (found === undefined) return { refused: 'no-field' };
  const { entry, field } = found;
  const values = entry.write(value, field);
  if (values === undefined) return { refused: 'no-such-value' };
  const more = Object.entries(entry.with?.(value) ?? {}).filter(([it]) => fieldNamed(form, it));
  return { fields: { [entry.field]: values, ...Object.fromEntries(more) } };
}

/** What the form says; undefined where it says nothing that is known here. */
export function readOption(form: DataForm, name: OptionName): Value | undefined {
  const found = find(form, name);
  if (found === undefined) return undefined;
  const { entry, field } = found;
  if (entry === secret && isUnprotected(form)) return null;
  return entry.read(field.values ?? []);
}

function isUnprotected(form: DataForm): boolean {
  const field = fieldNamed(form, `${PREFIX}passwordprotectedroom`);
  return field !== undefined && !isTrue(field.values ?? []);
}

/** Every option that the form has. */
export function readOptions(form: DataForm): RoomConfig {
  const known = OPTION_NAMES.flatMap((name) => {
    const value = readOption(form, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(known);
}
