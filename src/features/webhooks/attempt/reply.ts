/**
 * Reply in the answer: a receiver may answer a delivery with what is to be sent. What the reply lacks is taken
 * from the event that it answers. Pure: what comes out is yet to pass the same checks as any caller's input.
 */
import type { Event, EventType } from '../../events/event.ts';
import { BridgeError } from '../../../core/errors.ts';
import { bare } from '../../../core/jid/jid.ts';
import type { Answer } from '../../../egress/exchange.ts';
import {
  asMessage,
  isAcknowledgement,
  isObject,
  looksLikeReply,
  looseMessages,
  misunderstanding,
  REPLY_FORM,
} from './reply-forms.ts';

export type Reply =
  | { readonly kind: 'none' }
  | { readonly kind: 'messages'; readonly messages: readonly object[] }
  | { readonly kind: 'presence'; readonly presence: object }
  /** `body` holds `result` or `error`. */
  | { readonly kind: 'iq'; readonly body: object }
  | { readonly kind: 'command'; readonly answer: object }
  /** It was meant as a reply but cannot be one; `why` is for a person. */
  | { readonly kind: 'wrong'; readonly why: string };

const MAX_MESSAGES = 100;

const NONE: Reply = { kind: 'none' };

/** Throws BridgeError if it is not JSON or cannot be read. */
export type ParseJson = (text: string) => unknown;

/**
 * What a successful answer asks for: nothing, unless it is JSON with a reply in it. JSON that came as plain text, or as
 * nothing in particular, is used too; in a page (`text/html`) or another type it is only pointed out.
 */
export function readReply(event: Event, answer: Answer, parse: ParseJson): Reply {
  const text = answer.body.replace(/^\uFEFF/, '').trim();
  if (text === '' || isAcknowledgement(text)) return NONE;
  const type = mediaTypeOf(answer);
  const isJson = JSON_TYPE.test(type);
  if (!isJson && !looksLikeReply(text)) return NONE;
  if (answer.cut) return wrong('the answer is too long to be read');
  if (answer.isGarbled) return wrong('the answer is not UTF-8');
  const reply = parsedReply(event, text, parse);
  if (isJson || UNSAID_TYPES.includes(type) || reply.kind === 'none') return reply;
  return wrong(`it came as ${type}, and not as application/json; ${REPLY_FORM}`);
}

const JSON_TYPE = /^(?:application|text)\/(?:[\w.+-]+\+|x-)?json$/;
/** Said by servers that were not told what the answer is. */
const UNSAID_TYPES = ['', 'text/plain', 'application/octet-stream'];

function mediaTypeOf({ contentType = '' }: Answer): string {
  const [type = ''] = contentType.split(';');
  return type.trim().toLowerCase();
}

function parsedReply(event: Event, text: string, parse: ParseJson): Reply {
  try {
    return replyIn(event, parse(text));
  } catch (error) {
    if (error instanceof BridgeError) return wrong(error.message.replace(/\.$/, ''));
    throw error;
  }
}

function replyIn(event: Event, body: unknown): Reply {
  if (isObject(body) && 'messages' in body) return readMessages(event, body['messages']);
  if (isObject(body) && 'command' in body && event.type === 'command.requested') {
    const answer = body['command'];
    return isObject(answer) ? { kind: 'command', answer } : wrong('"command" is not an object');
  }
  if (isObject(body) && isIqAnswer(event, body)) return readIqAnswer(event, body);
  if (!TALKING.includes(event.type)) return NONE;
  const messages = looseMessages(body);
  if (messages !== undefined) return readMessages(event, messages);
  const why = misunderstanding(body);
  return why === undefined ? NONE : wrong(`${why}; ${REPLY_FORM}`);
}

/** Events that may be answered with a message by saying no more than its text. */
const TALKING: readonly EventType[] = ['message.received', 'presence.received'];

/** Many receivers acknowledge with `{"result":"ok"}` or `{"error":null}`; only to an iq such scalars are an answer. */
function isIqAnswer({ type }: Event, body: Record<string, unknown>): boolean {
  if (type === 'iq.received') return 'result' in body || 'error' in body;
  const keys = Object.keys(body);
  return (
    keys.some((key) => isObject(body[key])) &&
    keys.every((key) => key === 'result' || key === 'error')
  );
}

function readMessages(event: Event, given: unknown): Reply {
  if (given === null) return NONE;
  const single = asMessage(given);
  const messages = single === undefined ? given : [single];
  if (!Array.isArray(messages)) return wrong('"messages" is not a list');
  if (messages.length > MAX_MESSAGES) return wrong(`over ${MAX_MESSAGES} messages`);
  const addressed: object[] = [];
  for (const [index, message] of (messages as unknown[]).entries()) {
    if (!isObject(message)) return wrong(`message ${index} is not an object; ${REPLY_FORM}`);
    const complete = address(event, asMessage(message) ?? message);
    if (complete === undefined) return wrong(`message ${index} needs a "to"`);
    addressed.push(complete);
  }
  return { kind: 'messages', messages: addressed };
}

function readIqAnswer(event: Event, body: Record<string, unknown>): Reply {
  if (event.type !== 'iq.received') return wrong('"result" and "error" answer an iq.received only');
  if ('result' in body && 'error' in body) return wrong('both "result" and "error"');
  return { kind: 'iq', body };
}

/** The stanza's own fields, as far as they matter here. */
interface Addressed {
  readonly from?: string;
  readonly type?: string;
  readonly thread?: object;
  readonly mucUser?: object;
}

/** Undefined when the message says not where it goes and the event gives no address to answer. */
function address(event: Event, message: Record<string, unknown>): object | undefined {
  const heard: Addressed = event.data;
  const from = { from: event.identity };
  if ('to' in message) return { ...from, ...message };
  const isMessage = event.type === 'message.received';
  // RFC 6120 §8.3.1: an error is never answered.
  if (heard.from === undefined || heard.type === 'error') return undefined;
  if (!isMessage) return { ...from, to: heard.from, ...message };
  const inRoom = heard.type === 'groupchat';
  return {
    ...from,
    // XEP-0045 §7.4: what goes to everybody in a room goes to the room itself.
    to: inRoom ? bare(heard.from) : heard.from,
    ...(inRoom || heard.type === 'chat' ? { type: heard.type } : {}),
    ...(heard.thread !== undefined && { thread: heard.thread }),
    // XEP-0045 §7.5: so that it is known to be a private message in a room.
    ...(!inRoom && heard.mucUser !== undefined && { mucUser: {} }),
    ...message,
  };
}

function wrong(why: string): Reply {
  return { kind: 'wrong', why };
}
