import { NS_CLIENT } from '../../stanza/namespaces.ts';
import type { XmlElement } from '../../core/element.ts';
import { iqToJson } from '../../stanza/json/iq.ts';
import { writeXml } from '../../stanza/xml/writer.ts';

/** How an answer comes, the default first. */
export const IQ_ANSWER_TYPES = ['application/json', 'application/xmpp+xml'] as const;

const NO_HEADERS = {};

/** The answer to an iq, as 200. `applied` is the value of `Preference-Applied`, empty for none. */
export function answerOf(
  answer: XmlElement,
  type: (typeof IQ_ANSWER_TYPES)[number],
  applied: string,
) {
  const headers = applied === '' ? NO_HEADERS : { 'preference-applied': applied };
  return type === 'application/json'
    ? { status: 200 as const, type, body: iqToJson(answer), headers }
    : { status: 200 as const, type, body: asXml(answer), headers };
}

/** A stanza without xmlns, as callers send it: its default namespace is that of a stream. */
export function asXml(stanza: XmlElement): string {
  return writeXml(stanza, NS_CLIENT);
}
