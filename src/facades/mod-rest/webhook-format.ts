/** A webhook as `rest_callback_url` of mod_rest: the stanza is posted, and the answer may hold the stanza that is sent back. */
import { element, isElement, type XmlElement } from '../../core/element.ts';
import { BridgeError } from '../../core/errors.ts';
import type { Answer } from '../../egress/exchange.ts';
import type { Event } from '../../features/events/event.ts';
import { eventStanza } from '../../features/events/stanza-event.ts';
import type { WebhookFormat, Written } from '../../features/webhooks/attempt/format.ts';
import type { Reply } from '../../features/webhooks/attempt/reply.ts';
import { messageToJson } from '../../stanza/json/message.ts';
import { iqToJson } from '../../stanza/json/iq.ts';
import { presenceToJson } from '../../stanza/json/presence.ts';
import { stanzaErrorOf } from '../../stanza/stanza-error.ts';
import type { TreeBounds } from '../../stanza/xml/tree-builder.ts';
import { bare } from '../../core/jid/jid.ts';
import { errorOfStatus, isRefusal } from './http-errors.ts';
import { INPUTS, stanzaIn } from './input.ts';
import { encode } from './output.ts';

export function modRestFormat(bounds: TreeBounds): WebhookFormat {
  return {
    write: ({ event }, xml) => written(stanzaOf(event), xml),
    readReply: (event, answer) => readReply(event, answer, bounds),
    // Whoever asks waits: a failure is told at once. All else is tried again where that may help.
    isTaken: ({ type }, status) => status >= 400 && (type === 'iq.received' || isRefusal(status)),
  };
}

/** Other events are not in this format; see `formatFaults`. */
function stanzaOf(event: Event): XmlElement {
  return eventStanza(event) ?? element('message', 'jabber:client');
}

function written(stanza: XmlElement, xml: boolean): Written {
  const contentType = xml ? 'application/xmpp+xml' : 'application/json';
  const lang = stanza.attributes['xml:lang'];
  return {
    contentType,
    body: Buffer.from(encode(stanza, contentType)),
    headers: {
      accept: INPUTS.join(', '),
      ...(lang !== undefined && /^[\w-]+$/.test(lang) && { 'content-language': lang }),
    },
    path: (path) => filled(path, stanza),
  };
}

/** `{kind}`, `{type}`, `{to}`, `{from}` in the URL, in which braces are percent-encoded unless they are in its query. */
function filled(path: string, { name, attributes }: XmlElement): string {
  const values: Readonly<Record<string, string | undefined>> = { ...attributes, kind: name };
  return path.replace(/(?:\{|%7B)(kind|type|to|from)(?:\}|%7D)/gi, (_all, key: string) =>
    encodeURIComponent(values[key.toLowerCase()] ?? ''),
  );
}

const NONE: Reply = { kind: 'none' };

function readReply(event: Event, answer: Answer, bounds: TreeBounds): Reply {
  const asked = stanzaOf(event);
  const isAsked = event.type === 'iq.received';
  const { status } = answer;
  const isBare = status === 202 || status === 204 || answer.body.trim() === '';
  if (!isBare) {
    const found = replyIn(asked, answer, bounds);
    if (found.kind === 'iq' || !isAsked) return found;
  }
  if (!isAsked) return NONE;
  return status < 300
    ? { kind: 'iq', body: { result: {} } }
    : { kind: 'iq', body: { error: errorOfStatus(status) } };
}

function replyIn(asked: XmlElement, answer: Answer, bounds: TreeBounds): Reply {
  if (answer.cut) return wrong('it is too long to be read');
  if (answer.isGarbled) return wrong('it is not UTF-8');
  const { status, contentType, body } = answer;
  try {
    return replyOf(asked, stanzaIn(contentType, body, bounds));
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error;
    // A page that comes with a refusal is none.
    return status < 300 ? wrong(error.message.replace(/\.$/, '')) : NONE;
  }
}

function replyOf(asked: XmlElement, reply: XmlElement): Reply {
  if (reply.name !== asked.name)
    return wrong(`a ${asked.name} is not answered with a ${reply.name}`);
  const isError = reply.attributes['type'] === 'error' || hasError(reply);
  if (reply.name === 'iq')
    return { kind: 'iq', body: isError ? refusalOf(reply) : resultOf(reply) };
  if (isError) return wrong('the sender of a message or presence is told of no error');
  const { from: to, to: from } = asked.attributes;
  if (reply.name === 'presence') {
    return { kind: 'presence', presence: { ...contentOf(presenceToJson(reply)), from, to } };
  }
  return { kind: 'messages', messages: [messageOf(asked, reply)] };
}

/** What goes to everybody in a room goes to the room itself. */
function messageOf(asked: XmlElement, reply: XmlElement): object {
  const { from = '', to, type: heard } = asked.attributes;
  const { type = heard === 'chat' || heard === 'groupchat' ? heard : 'normal' } = reply.attributes;
  const address = { from: to, to: type === 'groupchat' ? bare(from) : from };
  return { ...contentOf(messageToJson(reply)), ...address, type };
}

function refusalOf(reply: XmlElement): object {
  const { type, condition, text } = stanzaErrorOf(reply);
  return { error: { type, condition, ...(text !== undefined && { text }) } };
}

function resultOf(reply: XmlElement): object {
  const { type: _type, ...result } = contentOf(iqToJson(reply));
  return { result };
}

/** Without what the bridge says itself: to whom, from whom, under which id. */
function contentOf(json: object): Record<string, unknown> {
  const own = new Set(['id', 'from', 'to']);
  return Object.fromEntries(Object.entries(json).filter(([key]) => !own.has(key)));
}

function hasError(reply: XmlElement): boolean {
  return reply.children.some(
    (child) => isElement(child) && child.name === 'error' && child.namespace === reply.namespace,
  );
}

function wrong(why: string): Reply {
  return { kind: 'wrong', why };
}
