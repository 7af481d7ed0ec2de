/**
 * Reply in the answer: a receiver may answer a delivery with what is to be sent. What the reply lacks is taken
 * from the event that it answers. Pure: what comes out is yet to pass the same checks as any caller's input.
 */
import type { Event } from '../../events/event.ts';
import { BridgeError } from '../../errors.ts';
import { bare } from '../../stanza/jid.ts';
import type { Answer } from '../../egress/exchange.ts';

export type Reply =
  | { readonly kind: 'none' }
  | { readonly kind: 'messages'; readonly messages: readonly object[] }
  /** `body` holds `result` or `error`. */
  | { readonly kind: 'iq'; readonly body: object }
  /** It was meant as a reply but cannot be one; `why` is for a person. */
  | { readonly kind: 'wrong'; readonly why: string };

const MAX_MESSAGES = 100;

const NONE: Reply = { kind: 'none' };

/** Throws BridgeError for what is no JSON, or not to be read. */
export type ParseJson = (text: string) => unknown;

/** What a successful answer asks for: nothing, unless it is a JSON object with the keys of a reply. */
export function readReply(event: Event, answer: Answer, parse: ParseJson): Reply {
  if (answer.body === '' || !/^application\/json\b/i.test(answer.contentType ?? '')) return NONE;
  if (answer.cut) return wrong('the answer is too long to be read');
  if (answer.isGarbled) return wrong('the answer is not UTF-8');
  try {
    return replyIn(event, parse(answer.body));
  } catch (error) {
    if (error instanceof BridgeError) return wrong(error.message.replace(/\.$/, ''));
    throw error;
  }
}

function replyIn(event: Event, body: unknown): Reply {
  if (!isObject(body)) return NONE;
  if ('messages' in body) return readMessages(event, body['messages']);
  if ('result' in body || 'error' in body) return readIqAnswer(event, body);
  return NONE;
}

function readMessages(event: Event, messages: unknown): Reply {
  if (!Array.isArray(messages)) return wrong('"messages" is not a list');
  if (messages.length > MAX_MESSAGES) return wrong(`over ${MAX_MESSAGES} messages`);
  const addressed: object[] = [];
  for (const [index, message] of (messages as unknown[]).entries()) {
    if (!isObject(message)) return wrong(`message ${index} is not an object`);
    const complete = address(event, message);
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
    ...message,
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(why: string): Reply {
  return { kind: 'wrong', why };
}
