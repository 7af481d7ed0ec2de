/**
 * What receivers write where a reply is meant, besides the form of the contract. A form is taken where it can mean
 * nothing else; what may also be a plain acknowledgement is not. Pure.
 */
import { nearest } from '../../../core/nearest.ts';
import type { MessageReplyBody } from '../../../contract/schemas.ts';

/** What a reply looks like, for a person who tried another form. */
export const REPLY_FORM = 'a reply is JSON such as {"messages":[{"body":"Hello"}]}';

/** Every key of a message, so that an object with others is known to be something else. */
const MESSAGE_KEYS: Readonly<Record<keyof MessageReplyBody, true>> = {
  ...{ from: true, to: true, type: true, lang: true, ttl: true, body: true, bodyLang: true },
  ...{ subject: true, subjectLang: true, thread: true, receipt: true, chatState: true },
  ...{ marker: true, replace: true, oob: true, delay: true, originId: true, stanzaIds: true },
  ...{ hints: true, nick: true, reply: true, reactions: true, retract: true, mucUser: true },
  ...{ form: true, extensions: true, pubsubEvent: true, json: true, geoloc: true },
};

const ACKNOWLEDGEMENT =
  /^["']?(?:ok|okay|yes|true|false|null|none|ack|acknowledged|success|succeeded|successful|accepted|received|processed|handled|done|thanks)[.!]?["']?$/i;

/** Whether a text only says that the event arrived. */
export function isAcknowledgement(text: string): boolean {
  return ACKNOWLEDGEMENT.test(text.trim());
}

/** Whether a text that does not say that it is JSON may be a reply all the same. */
export function looksLikeReply(text: string): boolean {
  return (
    /^[{[]/.test(text) &&
    /["'](?:messages|body|text|reply|replies|result|error)["']\s*:/i.test(text)
  );
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A message with a text under `body`, or under a name that can mean nothing else; undefined for anything else. */
export function asMessage(value: unknown): Record<string, unknown> | undefined {
  if (!isObject(value)) return undefined;
  const aliases = Object.keys(value).filter((key) => isTextKey(key) && isText(value[key]));
  const [alias, ...more] = aliases;
  if (alias === undefined || more.length > 0) return undefined;
  const { [alias]: body, ...rest } = value;
  return Object.keys(rest).every((key) => Object.hasOwn(MESSAGE_KEYS, key))
    ? { ...rest, body }
    : undefined;
}

function isTextKey(key: string): boolean {
  return ['body', 'text', 'reply'].includes(key.toLowerCase());
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

/** Messages in a form that is not the contract's and yet is clear; undefined where there are none. */
export function looseMessages(value: unknown): readonly object[] | undefined {
  if (Array.isArray(value)) return allMessages(value);
  const single = asMessage(value);
  if (single !== undefined) return [single];
  if (!isObject(value)) return undefined;
  const [key, ...others] = Object.keys(value);
  if (key === undefined || others.length > 0 || !isMessagesKey(key)) return undefined;
  const inside = value[key];
  if (Array.isArray(inside)) return allMessages(inside);
  const wrapped = asMessage(inside);
  return wrapped && [wrapped];
}

function isMessagesKey(key: string): boolean {
  const lower = key.toLowerCase().trim();
  return ['reply', 'replies'].includes(lower) || nearest(lower, ['messages']) !== undefined;
}

function allMessages(values: readonly unknown[]): readonly object[] | undefined {
  const messages = values.map(asMessage);
  const isWhole = messages.length > 0 && messages.every((it) => it !== undefined);
  return isWhole ? messages : undefined;
}

/** Names under which people put a text that they mean to be sent. */
const SUSPECTS = [
  'body',
  'text',
  'reply',
  'replies',
  'message',
  'msg',
  'content',
  'response',
  'answer',
];
/** Beside these a text is most likely about the receipt of the event. */
const RECEIPT_KEYS = ['ok', 'success', 'status', 'code', 'error', 'result', 'received', 'id'];
const AMBIGUOUS = ['message', 'msg', 'content', 'response', 'answer'];

/** Why an answer that was perhaps meant as a reply is not used; undefined for one that was not. */
export function misunderstanding(value: unknown): string | undefined {
  if (typeof value === 'string') {
    return isText(value) && !isAcknowledgement(value) ? 'it is a JSON string' : undefined;
  }
  if (Array.isArray(value)) {
    const [first] = value as readonly unknown[];
    return isText(first) || suspectIn(first) ? 'it is a list without "messages"' : undefined;
  }
  const key = suspectIn(value);
  return key === undefined ? undefined : `it has "${key}" and no "messages"`;
}

function suspectIn(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const keys = Object.keys(value);
  const isReceipt = keys.some((key) => RECEIPT_KEYS.includes(key.toLowerCase()));
  return keys.find((key) => {
    const inside = value[key];
    const lower = key.toLowerCase().trim();
    const isSuspect =
      SUSPECTS.includes(lower) || nearest(lower, ['messages', 'body']) !== undefined;
    if (!isSuspect || (isReceipt && AMBIGUOUS.includes(lower))) return false;
    if (typeof inside === 'string') return isText(inside) && !isAcknowledgement(inside);
    return typeof inside === 'object' && inside !== null && Object.keys(inside).length > 0;
  });
}
