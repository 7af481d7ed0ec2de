import type { IqToSend, MessageToSend, PresenceToSend } from '../../../contract/schemas.ts';
import { BridgeError } from '../../../core/errors.ts';
import type { XmlElement } from '../../../core/element.ts';
import { iqToJson } from '../../../stanza/json/iq.ts';
import { messageToJson } from '../../../stanza/json/message.ts';
import { presenceToJson } from '../../../stanza/json/presence.ts';
import type { Check } from '../../../contract/checks.ts';
import type { Call } from '../../../core/route.ts';
import type { EchoInput } from '../outgoing.ts';

/** Reads the body of an echo: `kind` says which form the stanza has, and is not part of it. */
export function echoInput(
  schema: (name: string) => Check,
): (call: Call<'echoStanza'>) => EchoInput {
  const checks = {
    message: schema('MessageToSend'),
    presence: schema('PresenceToSend'),
    iq: schema('IqToSend'),
  };
  return (call) => {
    if (call.mediaType === 'application/xmpp+xml') return { xml: call.body };
    const { kind = 'message', ...json } = call.body;
    const errors = checks[kind](json);
    if (errors.length === 0) return typed(kind, json);
    throw new BridgeError('invalid-request', `This is not a ${kind}; "errors" says why.`, {
      errors,
    });
  };
}

/** A stanza in the JSON form of its kind. */
export function echoedBody(stanza: XmlElement) {
  switch (stanza.name) {
    case 'message':
      return messageToJson(stanza);
    case 'presence':
      return presenceToJson(stanza);
    default:
      return iqToJson(stanza);
  }
}

/** The schema has said that it is one. */
function typed(kind: 'message' | 'presence' | 'iq', json: object): EchoInput {
  switch (kind) {
    case 'message':
      return { kind, json: json as MessageToSend };
    case 'presence':
      return { kind, json: json as PresenceToSend };
    case 'iq':
      return { kind, json: json as IqToSend };
  }
}
