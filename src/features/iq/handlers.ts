import { BridgeError } from '../../core/errors.ts';
import { chooseType } from '../../core/accept.ts';
import { answerOf, IQ_ANSWER_TYPES } from './iq-answer.ts';
import type { Handler } from '../../http/operation-types.ts';
import type { Asking } from '../../http/ports.ts';
import { readPrefer } from '../../core/prefer.ts';
import { iqPath, iqRecordBody, pendingIqBody } from '../../http/representations.ts';

export function askIq(asking: Asking, wait: { readonly maxMs: number }): Handler<'askIq'> {
  return async ({ caller, body, accept, prefer, options }) => {
    const { waitMs, respondAsync, applied } = readPrefer(prefer, wait.maxMs);
    const type = chooseType(accept, IQ_ANSWER_TYPES);
    const ask = { idempotencyKey: options.idempotencyKey, waitMs };
    if (!respondAsync) return answerOf(await asking.ask(caller, body, ask), type, applied);
    const asked = await asking.askAsync(caller, body, ask);
    const headers = { location: iqPath(asked.id), 'preference-applied': applied };
    return { status: 202, type: 'application/json', body: pendingIqBody(asked), headers };
  };
}

export function getIq(asking: Asking): Handler<'getIq'> {
  return async ({ caller, path }) => {
    const asked = await asking.find(caller, path.id);
    if (asked === undefined) throw new BridgeError('not-found', 'No iq of yours has this id.');
    return { status: 200, type: 'application/json', body: iqRecordBody(asked) };
  };
}

export function answerIq(asking: Asking): Handler<'answerIq'> {
  return async ({ caller, path, body, options }) => {
    await asking.answer(caller, path.id, body, options);
    return { status: 204 };
  };
}
