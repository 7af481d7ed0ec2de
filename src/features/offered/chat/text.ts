/** What is said in a chat about a command. Pure. */
import type { DataForm, DataFormField } from '../../../contract/schemas.ts';
import { childNamed, element, type XmlElement } from '../../../core/element.ts';
import { bare } from '../../../core/jid/jid.ts';
import type { CommandReply } from '../../../extensions/queries/command.ts';
import { textElement } from '../../../stanza/element-helpers.ts';
import { NS_CLIENT } from '../../../stanza/namespaces.ts';
import type { Chat } from '../serving/session.ts';
import { AS_IT_IS, nextField } from './fields.ts';

const MAX_LENGTH = 8_000;
const MAX_NAMED = 50;
const NOTHING: Chat = { filled: {}, wrong: 0 };

/** An answer to a message, in the same conversation. */
export function chatReply(message: XmlElement, text: string, id: string): XmlElement {
  const { from, to = '', type } = message.attributes;
  const said = text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
  return element('message', NS_CLIENT, { from: bare(to), to: from, id, type }, [
    textElement('body', NS_CLIENT, said),
    childNamed(message, 'thread', NS_CLIENT),
    element('origin-id', 'urn:xmpp:sid:0', { id }),
  ]);
}

export interface Spoken {
  readonly chat?: Chat | undefined;
  /** What was wrong with what somebody wrote. */
  readonly fault?: string | undefined;
}

export function textOf(reply: CommandReply, { chat = NOTHING, fault }: Spoken = {}): string {
  const { status, form, notes = [] } = reply;
  const isNew = Object.keys(chat.filled).length === 0 && fault === undefined;
  const told = isNew ? notes.map(({ text }) => text) : [];
  const lines =
    status === 'executing'
      ? [fault, ...told, ...(isNew ? openingOf(form) : []), promptOf(reply, chat)]
      : [...told, ...(form === undefined ? [] : resultOf(form))];
  const text = lines.filter((line) => line !== undefined && line !== '').join('\n');
  if (text !== '') return text;
  return status === 'canceled' ? 'Canceled.' : 'Done.';
}

function openingOf(form: DataForm | undefined): readonly (string | undefined)[] {
  const fixed = form?.fields?.filter(({ type }) => type === 'fixed') ?? [];
  return [
    form?.title,
    ...(form?.instructions ?? []),
    ...fixed.flatMap(({ values = [] }) => values),
    'Write "cancel" to end this.',
  ];
}

function promptOf({ form, suggested = 'complete' }: CommandReply, chat: Chat): string {
  const field = form && nextField(form, chat);
  if (field === undefined) return `Write "${suggested}" to go on.`;
  const { label, var: name = '', desc } = field;
  const asked = label ?? name;
  const hints = [desc, hintOf(field), defaultOf(field)].filter(Boolean);
  return [/[?:.!]$/.test(asked) ? asked : `${asked}?`, ...hints].join(' ');
}

function hintOf({ type, options = [] }: DataFormField): string | undefined {
  const named = options
    .slice(0, MAX_NAMED)
    .map(({ value, label }) => (label === undefined ? value : `${value} (${label})`))
    .join(', ');
  switch (type) {
    case 'boolean':
      return 'Yes or no.';
    case 'list-single':
      return named && `Choose one of: ${named}.`;
    case 'list-multi':
      return named && `Choose some of: ${named}; write commas between them.`;
    case 'jid-single':
      return 'An address, such as juliet@example.org.';
    case 'jid-multi':
      return 'Addresses; write commas between them.';
    default:
      return undefined;
  }
}

function defaultOf({ type, required, values = [] }: DataFormField): string | undefined {
  const said = values.filter((value) => value !== '');
  if (said.length === 0) {
    return required === true ? undefined : `"${AS_IT_IS}" leaves it empty.`;
  }
  if (type === 'text-private') return `"${AS_IT_IS}" keeps what it was.`;
  return `"${AS_IT_IS}" keeps ${shown(type, said)}.`;
}

function shown(type: DataFormField['type'], values: readonly string[]): string {
  if (type === 'boolean') return ['1', 'true'].includes(values[0] ?? '') ? 'yes' : 'no';
  return values.join(', ');
}

function resultOf({ title, instructions = [], fields = [], reported = [], items = [] }: DataForm) {
  const names = reported.map((field) => field.label ?? field.var ?? '');
  return [
    title,
    ...instructions,
    ...fields.flatMap(lineOf),
    ...(names.length > 0 && items.length > 0 ? [names.join(' | ')] : []),
    ...items.map((row) =>
      row
        .map(({ type, values = [] }) => (values.length > 0 ? shown(type, values) : ''))
        .join(' | '),
    ),
  ];
}

function lineOf({ type, var: name = '', label = name, values = [] }: DataFormField) {
  if (type === 'hidden' || values.length === 0) return [];
  return type === 'fixed' ? values : [`${label}: ${shown(type, values)}`];
}
