/** Ad-hoc commands (XEP-0050), as they stand in an IQ. */
import type { CommandAction, CommandNote, DataForm } from '../../contract/schemas.ts';
import { childElements, childNamed, element, textOf, type XmlElement } from '../../core/element.ts';
import { present } from '../../core/present.ts';
import { oneOf, textElement } from '../../stanza/element-helpers.ts';
import { dataForm } from './form.ts';

export const NS_COMMANDS = 'http://jabber.org/protocol/commands';
const NS_DATA = 'jabber:x:data';

const STATUSES = ['executing', 'completed', 'canceled'] as const;
const ACTIONS = ['prev', 'next', 'complete'] as const;
const REQUESTED = ['execute', 'cancel', ...ACTIONS] as const;
const NOTES = ['info', 'warn', 'error'] as const;

export type CommandStatus = (typeof STATUSES)[number];
export type RequestedAction = CommandAction | 'execute';

/** What is asked of who offers a command. */
export interface CommandRequest {
  readonly node: string;
  readonly action?: RequestedAction;
  readonly sessionid?: string;
  readonly form?: DataForm;
}

/** One answer of who offers it. */
export interface CommandReply {
  readonly node: string;
  readonly sessionid?: string;
  readonly status: CommandStatus;
  readonly form?: DataForm;
  readonly notes?: CommandNote[];
  /** Besides `cancel`, which is always possible while it is executing. */
  readonly actions?: CommandAction[];
  /** What `execute` means now. */
  readonly suggested?: CommandAction;
}

export function requestToXml({ node, action, sessionid, form }: CommandRequest): XmlElement {
  return element('command', NS_COMMANDS, { node, action, sessionid }, [
    form && dataForm.toXml(form),
  ]);
}

/** Undefined if the element asks for no command, or names an action that there is not. */
export function requestOf(command: XmlElement): CommandRequest | undefined {
  const { node, action = 'execute', sessionid } = command.attributes;
  const known = oneOf(REQUESTED, action);
  if (node === undefined || known === undefined) return undefined;
  return present<CommandRequest>({ node, action: known, sessionid, form: formIn(command) });
}

export function replyToXml(reply: CommandReply): XmlElement {
  const { node, sessionid, status, form, notes = [], actions = [], suggested } = reply;
  const offered = actions.map((name) => element(name, NS_COMMANDS));
  return element('command', NS_COMMANDS, { node, sessionid, status }, [
    offered.length > 0
      ? element('actions', NS_COMMANDS, { execute: suggested }, offered)
      : undefined,
    form && dataForm.toXml(form),
    ...notes.map(({ type, text }) => textElement('note', NS_COMMANDS, text, { type })),
  ]);
}

/** Undefined if the element is not an answer to a command. */
export function replyOf(command: XmlElement): CommandReply | undefined {
  const { node = '', sessionid, status } = command.attributes;
  const known = oneOf(STATUSES, status);
  if (command.name !== 'command' || command.namespace !== NS_COMMANDS || known === undefined) {
    return undefined;
  }
  const notes = childElements(command).filter(({ name }) => name === 'note');
  const form = formIn(command);
  return present<CommandReply>({
    ...{ node, sessionid, status: known, form },
    notes: notes.length === 0 ? undefined : notes.map(noteOf),
    ...(known === 'executing' ? actionsIn(command) : { actions: undefined, suggested: undefined }),
  });
}

function formIn(command: XmlElement): DataForm | undefined {
  const x = childNamed(command, 'x', NS_DATA);
  return x && dataForm.toJson(x);
}

/** Without a type it is `info` (§4.3). */
function noteOf(note: XmlElement): CommandNote {
  return { type: oneOf(NOTES, note.attributes['type']) ?? 'info', text: textOf(note) };
}

/**
 * Without the element, the one action is `complete`; `execute` without a default means `next` (§3.4).
 * COMPAT: ejabberd names a default that it does not list.
 */
function actionsIn(command: XmlElement) {
  const actions = childNamed(command, 'actions', NS_COMMANDS);
  const listed = ACTIONS.filter((name) => actions && childNamed(actions, name, NS_COMMANDS));
  const named = oneOf(ACTIONS, actions?.attributes['execute']);
  const offered: CommandAction[] = listed.length === 0 ? [named ?? 'complete'] : listed;
  if (named !== undefined && !offered.includes(named)) offered.push(named);
  const fallback = offered.includes('next') ? 'next' : 'complete';
  const suggested = named ?? (offered.includes(fallback) ? fallback : undefined);
  return { actions: offered, suggested };
}
