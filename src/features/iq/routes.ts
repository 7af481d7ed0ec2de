/** The operations on IQs: ask, look at what was asked, answer what users asked. */
import type { IqRecordBody } from '../../contract/schemas.ts';
import { chooseType } from '../../core/accept.ts';
import { BridgeError } from '../../core/errors.ts';
import { instant } from '../../core/instant.ts';
import { readPrefer } from '../../core/prefer.ts';
import { problemOf } from '../../core/problem.ts';
import { json, type Handler, type Routes } from '../../core/route.ts';
import { iqToJson } from '../../stanza/json/iq.ts';
import type { AnswerRequest } from './responder.ts';
import type { AskedRecord, IqClient } from './client.ts';
import { answerOf, IQ_ANSWER_TYPES } from './iq-answer.ts';

export interface IqRoutesDeps {
  readonly iqClient: Pick<IqClient, 'ask' | 'askAsync' | 'find'>;
  readonly answer: AnswerRequest;
  readonly maxWaitMs: number;
}

export function iqRoutes(deps: IqRoutesDeps): Pick<Routes, 'askIq' | 'getIq' | 'answerIq'> {
  return {
    askIq: { scope: 'iq:send', handler: askIq(deps) },
    getIq: { scope: 'iq:send', handler: getIq(deps) },
    answerIq: {
      scope: 'iq:send',
      async handler({ caller, path, body, options }) {
        await deps.answer(caller, path.id, body, options);
        return { status: 204 };
      },
    },
  };
}

function askIq({ iqClient, maxWaitMs }: IqRoutesDeps): Handler<'askIq'> {
  return async ({ caller, body, accept, prefer, options }) => {
    const { waitMs, respondAsync, applied } = readPrefer(prefer, maxWaitMs);
    const type = chooseType(accept, IQ_ANSWER_TYPES);
    const ask = { idempotencyKey: options.idempotencyKey, waitMs };
    if (!respondAsync) return answerOf(await iqClient.ask(caller, body, ask), type, applied);
    const asked = await iqClient.askAsync(caller, body, ask);
    const headers = { location: pathOf(asked.id), 'preference-applied': applied };
    return json(202, pendingBody(asked), headers);
  };
}

function getIq({ iqClient }: IqRoutesDeps): Handler<'getIq'> {
  return async ({ caller, path }) => {
    const asked = await iqClient.find(caller, path.id);
    if (asked === undefined) throw new BridgeError('not-found', 'You have no IQ with this id.');
    return json(200, recordBody(asked));
  };
}

function recordBody(record: AskedRecord): IqRecordBody {
  const { outcome } = record;
  if (outcome === undefined) return pendingBody(record);
  if ('answer' in outcome) {
    return { ...commonBody(record), status: 'answered', answer: iqToJson(outcome.answer) };
  }
  const problem = problemOf(outcome.failure, pathOf(record.id));
  return { ...commonBody(record), status: 'failed', problem };
}

function pendingBody(record: AskedRecord) {
  return { ...commonBody(record), status: 'pending' as const };
}

function commonBody({ id, createdAt, expiresAt }: AskedRecord) {
  return { id, createdAt: instant(createdAt), expiresAt: instant(expiresAt) };
}

function pathOf(id: string): string {
  return `/v1/iq/${encodeURIComponent(id)}`;
}
