/** How somebody is answered who executes a command: by the answer to an IQ, or in a chat by a message. Pure. */
import type { XmlElement } from '../../../core/element.ts';
import { replyToXml, type CommandReply } from '../../../extensions/queries/command.ts';
import { resultReply, type ErrorAnswer } from '../../../stanza/stanza-error.ts';
import { chatReply, textOf } from '../chat/text.ts';
import { refusalOf } from './refusal.ts';
import { replyOf, type Session } from './session.ts';

export interface Saying {
  /** Of a message; an answer to an IQ has the id of the IQ. */
  readonly id: string;
  /** The session as it is afterwards. */
  readonly session?: Session | undefined;
  /** What was wrong with what somebody wrote. */
  readonly fault?: string | undefined;
}

/** `asked`: the IQ or the message. */
export function answerTo(
  asked: XmlElement,
  reply: CommandReply,
  { id, session, fault }: Saying,
): XmlElement | undefined {
  if (asked.name !== 'message') return resultReply(asked, replyToXml(reply));
  return chatReply(asked, textOf(reply, { chat: session?.chat, fault }), id);
}

/** In a chat, what was asked for is asked for again. */
export function refusalTo(
  asked: XmlElement,
  error: ErrorAnswer,
  { id, session }: Saying,
): XmlElement | undefined {
  if (asked.name !== 'message') return refusalOf(asked, error);
  const fault = error.text ?? `That was refused: ${error.condition}.`;
  const isOpen = session !== undefined && session.steps.length > 0;
  const text = isOpen ? textOf(replyOf(session), { chat: session.chat, fault }) : fault;
  return chatReply(asked, text, id);
}
