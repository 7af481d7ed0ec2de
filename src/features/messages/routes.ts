/** The operations on messages, presence and raw stanzas. */
import type { Check } from '../../contract/checks.ts';
import { chooseType } from '../../core/accept.ts';
import { BridgeError } from '../../core/errors.ts';
import { readPrefer } from '../../core/prefer.ts';
import { json, type Handler, type Routes } from '../../core/route.ts';
import { answerOf, asXml, IQ_ANSWER_TYPES } from '../iq/iq-answer.ts';
import type { Cancel } from './cancel/asking.ts';
import { sendMessageBatch } from './handlers/batch.ts';
import { echoInput, echoedBody } from './handlers/echo.ts';
import { toSendRecord } from './ledger/ledger.ts';
import type { LedgerRecord } from './ledger/record.ts';
import type { Outgoing } from './outgoing.ts';

export interface MessageRoutesDeps {
  readonly outgoing: Outgoing;
  readonly cancel: Cancel;
  readonly limits: {
    readonly bodyBytes: number;
    readonly batchBytes: number;
    readonly batchItems: number;
    readonly iqWaitMs: number;
  };
  /** The check of a schema of the contract. */
  readonly schema: (name: string) => Check;
}

type MessageOperation =
  | 'sendMessage'
  | 'sendMessageBatch'
  | 'getMessage'
  | 'cancelMessage'
  | 'sendPresence'
  | 'sendStanza'
  | 'echoStanza';

export function messageRoutes(deps: MessageRoutesDeps): Pick<Routes, MessageOperation> {
  const { outgoing, cancel, limits, schema } = deps;
  const batch = { outgoing, limits, check: schema('MessageToSend') };
  return {
    sendMessage: {
      scope: 'messages:send',
      handler: async ({ caller, body, options }) =>
        accepted(await outgoing.message(caller, body, options)),
    },
    sendMessageBatch: {
      scope: 'messages:send',
      handler: sendMessageBatch(batch),
      bodyLimit: limits.batchBytes,
    },
    getMessage: { scope: 'messages:send', handler: getMessage(outgoing) },
    cancelMessage: {
      scope: 'messages:send',
      handler: async ({ caller, path }) => json(200, toSendRecord(await cancel(caller, path.id))),
    },
    sendPresence: {
      scope: 'presence:send',
      handler: async ({ caller, body, options }) =>
        accepted(await outgoing.presence(caller, body, options)),
    },
    sendStanza: { scope: 'stanzas:send', handler: sendStanza(outgoing, limits.iqWaitMs) },
    echoStanza: { scope: 'stanzas:send', handler: echoStanza(outgoing, schema) },
  };
}

function accepted(record: LedgerRecord) {
  const location = `/v1/messages/${encodeURIComponent(record.id)}`;
  return json(202, toSendRecord(record), { location });
}

function getMessage(outgoing: Outgoing): Handler<'getMessage'> {
  return async ({ caller, path }) => {
    const record = await outgoing.find(caller, path.id);
    if (record === undefined)
      throw new BridgeError('not-found', 'You have no message with this id.');
    return json(200, toSendRecord(record));
  };
}

function sendStanza(outgoing: Outgoing, maxWaitMs: number): Handler<'sendStanza'> {
  return async ({ caller, body, accept, prefer, options }) => {
    const { waitMs, applied } = readPrefer(prefer, maxWaitMs);
    const type = chooseType(accept, IQ_ANSWER_TYPES);
    const sent = await outgoing.stanza(caller, body, { ...options, waitMs });
    return 'answer' in sent ? answerOf(sent.answer, type, applied) : accepted(sent.accepted);
  };
}

function echoStanza(
  outgoing: Outgoing,
  schema: MessageRoutesDeps['schema'],
): Handler<'echoStanza'> {
  const read = echoInput(schema);
  return async (call) => {
    const type = chooseType(call.accept, ['application/xmpp+xml', 'application/json']);
    const stanza = await outgoing.echo(call.caller, read(call));
    if (type === 'application/xmpp+xml') return { status: 200, type, body: asXml(stanza) };
    return json(200, echoedBody(stanza));
  };
}
