/** What somebody is told whose step is not done (XEP-0050 §4.4). Pure. */
import { childElements, element, type XmlElement } from '../../../core/element.ts';
import { NS_COMMANDS } from '../../../extensions/queries/command.ts';
import { errorReply, type ErrorAnswer } from '../../../stanza/stanza-error.ts';

/** The command stands beside the error, as in XEP-0050 §4.4: some clients find their session by it. */
export function refusalOf(iq: XmlElement, error: ErrorAnswer): XmlElement | undefined {
  const reply = errorReply(iq, error);
  const [command] = childElements(iq);
  if (reply === undefined || command === undefined) return reply;
  const { node, sessionid, action } = command.attributes;
  const named = element('command', NS_COMMANDS, { node, sessionid, action });
  return { ...reply, children: [named, ...reply.children] };
}

type Reason =
  'malformed-action' | 'bad-action' | 'bad-payload' | 'bad-sessionid' | 'session-expired';

function because(reason: Reason, text: string): ErrorAnswer {
  const condition = reason === 'session-expired' ? 'not-allowed' : 'bad-request';
  return { condition, text, extensions: [element(reason, NS_COMMANDS)] };
}

export const MALFORMED = because('malformed-action', 'There is no such action.');
export const NO_SESSION = because(
  'bad-sessionid',
  'You execute no such command here; it is kept for half an hour.',
);
export const OVER = because('session-expired', 'This command has ended.');
export const UNKNOWN: ErrorAnswer = {
  condition: 'item-not-found',
  text: 'There is no such command.',
};
export const FORBIDDEN: ErrorAnswer = {
  condition: 'forbidden',
  text: 'You may not execute this command.',
};
export const BUSY: ErrorAnswer = {
  condition: 'unexpected-request',
  text: 'The step before is still worked on.',
};
export const TOO_MANY: ErrorAnswer = {
  condition: 'resource-constraint',
  text: 'Too many commands are executed at once; complete or cancel some.',
};
export const TOO_LONG: ErrorAnswer = {
  condition: 'not-acceptable',
  text: 'That is more than a command can take.',
};

export function notOffered(action: string): ErrorAnswer {
  return because('bad-action', `"${action}" cannot be done now.`);
}

export function wrongValues(faults: readonly { pointer: string; detail: string }[]): ErrorAnswer {
  const named = faults.map(({ pointer, detail }) => `${pointer.slice(1)}: ${detail}`);
  return because('bad-payload', named.join(' ').slice(0, 1_000));
}

export function noAnswer(seconds: number): ErrorAnswer {
  return {
    condition: 'remote-server-timeout',
    text: `Nobody answered this step within ${seconds} s. Try again.`,
  };
}
