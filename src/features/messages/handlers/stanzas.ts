import { chooseType } from '../../../core/accept.ts';
import type { Check } from '../../../contract/checks.ts';
import { echoInput, echoedBody } from './echo.ts';
import { answerOf, IQ_ANSWER_TYPES } from '../../iq/iq-answer.ts';
import { asXml } from '../../iq/iq-answer.ts';
import type { Handler } from '../../../http/operation-types.ts';
import type { Outgoing } from '../outgoing.ts';
import { readPrefer } from '../../../core/prefer.ts';
import { toSendRecord } from '../ledger.ts';
import { messagePath } from '../../../http/representations.ts';

export function sendStanza(
  outgoing: Outgoing,
  wait: { readonly maxMs: number },
): Handler<'sendStanza'> {
  return async ({ caller, body, accept, prefer, options }) => {
    const { waitMs, applied } = readPrefer(prefer, wait.maxMs);
    const type = chooseType(accept, IQ_ANSWER_TYPES);
    const sent = await outgoing.stanza(caller, body, { ...options, waitMs });
    if ('answer' in sent) return answerOf(sent.answer, type, applied);
    const { accepted } = sent;
    const headers = { location: messagePath(accepted.id) };
    return { status: 202, type: 'application/json', body: toSendRecord(accepted), headers };
  };
}

export function echoStanza(
  outgoing: Outgoing,
  schema: (name: string) => Check,
): Handler<'echoStanza'> {
  const read = echoInput(schema);
  return async (call) => {
    const type = chooseType(call.accept, ['application/xmpp+xml', 'application/json']);
    const stanza = await outgoing.echo(call.caller, read(call));
    if (type === 'application/xmpp+xml') return { status: 200, type, body: asXml(stanza) };
    return { status: 200, type, body: echoedBody(stanza) };
  };
}
