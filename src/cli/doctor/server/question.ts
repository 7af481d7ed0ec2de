/** IQs that the doctor asks, and what is answered. */
import { childElements, element, type XmlElement } from '../../../core/element.ts';
import { NS_CLIENT } from '../../../stanza/namespaces.ts';
import { stanzaErrorOf } from '../../../stanza/stanza-error.ts';
import { newId, type Connection } from './connection.ts';

export interface Question {
  readonly from: string;
  readonly to: string;
  readonly type?: 'get' | 'set';
  readonly payload: XmlElement;
}

export type Answer =
  | { readonly kind: 'result'; readonly payload: XmlElement | undefined }
  | { readonly kind: 'error'; readonly condition: string; readonly text: string }
  /** Nothing came in time. */
  | { readonly kind: 'none' };

export async function ask(
  connection: Connection,
  { from, to, type = 'get', payload }: Question,
): Promise<Answer> {
  const id = newId();
  const heard = connection.hears(
    ({ name, attributes }) => name === 'iq' && attributes['id'] === id && isAnswer(attributes),
  );
  connection.send(element('iq', NS_CLIENT, { from, to, type, id }, [payload]));
  return answerOf(await heard);
}

export function answerOf(stanza: XmlElement | undefined): Answer {
  if (stanza === undefined) return { kind: 'none' };
  if (stanza.attributes['type'] === 'error') {
    const { condition, text = '' } = stanzaErrorOf(stanza);
    return { kind: 'error', condition, text };
  }
  return { kind: 'result', payload: childElements(stanza)[0] };
}

/** Whether somebody says that we have no right to it. */
export function isRefusal(answer: Answer): boolean {
  return answer.kind === 'error' && REFUSALS.has(answer.condition);
}

/** What was answered instead of what was wanted, for a person. */
export function inWords(answer: Answer): string {
  if (answer.kind === 'none') return 'no answer in time';
  if (answer.kind === 'result') return 'an answer that says nothing';
  return answer.text === '' ? answer.condition : `${answer.condition}: ${answer.text}`;
}

const REFUSALS = new Set(['forbidden', 'not-allowed', 'not-authorized', 'registration-required']);

function isAnswer({ type }: XmlElement['attributes']): boolean {
  return type === 'result' || type === 'error';
}
