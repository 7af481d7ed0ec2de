import type { Check, Contract } from '../api/contract.ts';
import type { Caller } from '../caller.ts';
import type { IqAnswerBody, MessageToSend } from '../contract/schemas.ts';
import { BridgeError } from '../errors.ts';
import type { Outgoing } from '../outbox/outgoing.ts';
import type { ReplyPorts } from '../webhooks/deliver.ts';

/** Replies in the answer of a webhook, held to the contract and to the rights of the key that made the webhook. */
export function createReplies(deps: {
  readonly contract: Contract;
  readonly outgoing: Pick<Outgoing, 'message'>;
  readonly answerIq: (caller: Caller, eventId: string, answer: IqAnswerBody) => Promise<void>;
}): ReplyPorts {
  const messageFaults = deps.contract.schema('MessageToSend');
  const answerFaults = deps.contract.schema('IqAnswer');
  return {
    async send(caller, message, key) {
      requireScope(caller, 'messages:send');
      refuse(messageFaults, message);
      await deps.outgoing.message(caller, message as MessageToSend, { idempotencyKey: key });
    },
    async answerIq(caller, event, answer) {
      requireScope(caller, 'iq:send');
      refuse(answerFaults, answer);
      await deps.answerIq(caller, event.id, answer as IqAnswerBody);
    },
  };
}

/** Throws `invalid-request` unless the value fits the schema. */
function refuse(check: Check, value: object): void {
  const errors = check(value);
  const [first] = errors;
  if (first === undefined) return;
  throw new BridgeError('invalid-request', `${first.pointer}: ${first.detail}`, { errors });
}

function requireScope(caller: Caller, scope: 'messages:send' | 'iq:send'): void {
  if (caller.scopes.has(scope)) return;
  throw new BridgeError('forbidden', `The key of this webhook lacks the scope ${scope}.`);
}
