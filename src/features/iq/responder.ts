import type { Caller } from '../../core/caller.ts';
import type { IqAnswerBody } from '../../contract/schemas.ts';
import { BridgeError } from '../../core/errors.ts';
import { keyedRequest } from '../../core/idempotency.ts';
import { mayUse } from '../../core/addresses/identity.ts';
import type { XmlElement } from '../../core/element.ts';
import type { RepeatOptions } from '../../core/route.ts';
import { checkMaySend } from '../../stanza/may-send.ts';
import { passGate, type GateRules } from '../../stanza/gate/gate.ts';
import { iqPayloadToXml } from '../../stanza/json/iq.ts';
import { errorReply, resultReply } from '../../stanza/stanza-error.ts';
import type { Requests } from './requests.ts';

export interface IqResponderDeps {
  readonly requests: Pick<Requests, 'find' | 'answer'>;
  readonly gate: GateRules;
}

export type AnswerRequest = (
  caller: Caller,
  eventId: string,
  answer: IqAnswerBody,
  options?: RepeatOptions,
) => Promise<void>;

/**
 * Answers an IQ request that came in, once; resolves when the answer is stored. Throws `not-found` if there is no such request or it is too late, and
 * `invalid-stanza` for an answer that cannot be sent: the request stays open then.
 */
export function createIqResponder({ requests, gate }: IqResponderDeps): AnswerRequest {
  return async (caller, eventId, answer, { idempotencyKey } = {}) => {
    const request = await requests.find(eventId);
    const to = request?.iq.attributes['to'] ?? '';
    if (request === undefined || !mayUse(caller, to, gate.domain)) {
      throw unknown();
    }
    // It is answered where it is read.
    if (request.otherwise !== undefined) throw unknown();
    const { iq } = request;
    const reply = replyTo(iq, answer);
    passGate(reply, gate);
    checkMaySend(caller, { element: reply, from: to, to: iq.attributes['from'] ?? '' });
    const keyed =
      idempotencyKey === undefined
        ? undefined
        : keyedRequest({ caller, operation: 'answerIq' }, idempotencyKey, answer);
    await requests.answer(request, reply, { keyed });
  };
}

function replyTo(iq: XmlElement, answer: IqAnswerBody): XmlElement {
  const reply =
    'error' in answer
      ? errorReply(iq, answer.error)
      : resultReply(iq, iqPayloadToXml(answer.result));
  if (reply === undefined) throw unknown();
  return reply;
}

function unknown(): BridgeError {
  return new BridgeError('not-found', 'No IQ with this id is waiting for an answer.');
}
