/** The options of a room that have a name in the API, and the fields of servers' forms that they stand for (XEP-0045 §15.5.3). Pure. */
import type { DataForm, RoomConfig } from '../../../contract/schemas.ts';
import {
  boundOption,
  choiceOption,
  flagOption,
  formOptions,
  textOption,
  wholeOption,
  type FormOption,
} from '../../../extensions/queries/form-options.ts';
import { fieldNamed, isTrue } from '../../../extensions/queries/form-values.ts';

type OptionName = Exclude<keyof RoomConfig, 'form'>;

const PREFIX = 'muc#roomconfig_';

const secret: FormOption = {
  field: `${PREFIX}roomsecret`,
  write: (value) => (value === null ? [] : [String(value)]),
  read: ([value = ''], form) => (value === '' || isUnprotected(form) ? null : value),
  with: (value) => ({ [`${PREFIX}passwordprotectedroom`]: [value === null ? '0' : '1'] }),
};

function isUnprotected(form: DataForm): boolean {
  const field = fieldNamed(form, `${PREFIX}passwordprotectedroom`);
  return field !== undefined && !isTrue(field.values ?? []);
}

/** COMPAT: ejabberd before 24 has a boolean for it. */
const privateMessages = (field: string): FormOption => ({
  field,
  write: (value) => (value === 'anyone' ? ['1'] : value === 'none' ? ['0'] : undefined),
  read: (values) => (isTrue(values) ? 'anyone' : 'none'),
});

/** COMPAT: Prosody 13 hides these from everybody with less than the role of a registered user. */
const RESERVED: ReadonlySet<string> = new Set(['persistent', 'public']);
const RESERVED_CURE =
  'The server may keep it from identities of the bridge: in Prosody 13, add server_user_role = "prosody:registered" to the section of the MUC component; in ejabberd, let access_persistent of mod_muc admit the bridge.';

export const ROOM_OPTIONS = formOptions<OptionName>(
  {
    name: [textOption(`${PREFIX}roomname`)],
    description: [textOption(`${PREFIX}roomdesc`)],
    lang: [textOption(`${PREFIX}lang`)],
    persistent: [flagOption(`${PREFIX}persistentroom`)],
    public: [flagOption(`${PREFIX}publicroom`)],
    membersOnly: [flagOption(`${PREFIX}membersonly`)],
    moderated: [flagOption(`${PREFIX}moderatedroom`)],
    password: [secret],
    whois: [choiceOption(`${PREFIX}whois`)],
    maxOccupants: [boundOption(`${PREFIX}maxusers`)],
    allowInvites: [flagOption(`${PREFIX}allowinvites`), flagOption(`${PREFIX}allowmemberinvites`)],
    changeSubject: [flagOption(`${PREFIX}changesubject`)],
    archive: [
      flagOption(`${PREFIX}enablearchiving`),
      flagOption(`${PREFIX}mam`),
      flagOption('mam'),
    ],
    historyLength: [wholeOption(`${PREFIX}historylength`), wholeOption('muc#maxhistoryfetch')],
    allowPrivateMessages: [
      choiceOption(`${PREFIX}allowpm`),
      privateMessages(`${PREFIX}allow_private_messages`),
      privateMessages('allow_private_messages'),
    ],
    membersByDefault: [flagOption(`${PREFIX}members_by_default`), flagOption('members_by_default')],
  },
  { what: 'room', cure: (name) => (RESERVED.has(name) ? RESERVED_CURE : undefined) },
);
