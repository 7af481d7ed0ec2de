import { BOOTSTRAP_KEY_ID, type KeyCache } from '../../access/key-cache.ts';
import type { Check, Contract } from '../../../contract/checks.ts';
import { requireScope, type Caller } from '../../../core/caller.ts';
import type {
  CommandAnswer,
  IqAnswerBody,
  MessageToSend,
  PresenceToSend,
} from '../../../contract/schemas.ts';
import { BridgeError } from '../../../core/errors.ts';
import type { Outgoing } from '../../messages/outgoing.ts';
import type { ReplyPorts } from './deliver.ts';

/** Answers one step of a command that an identity offers. */
export type AnswerCommand = (
  caller: Caller,
  step: { readonly identity: string; readonly session: string; readonly event: string },
  answer: CommandAnswer,
) => Promise<void>;

/**
 * Replies in the answer of a webhook, held to the contract and to the rights that the key which made the webhook has now:
 * none once it is revoked or has expired.
 */
export function createReplies(deps: {
  readonly keyCache: Pick<KeyCache, 'callerOf'>;
  readonly contract: Contract;
  readonly outgoing: Pick<Outgoing, 'message' | 'presence'>;
  readonly answerIq: (caller: Caller, eventId: string, answer: IqAnswerBody) => Promise<void>;
  readonly answerCommand: AnswerCommand;
}): ReplyPorts {
  const messageFaults = deps.contract.schema('MessageToSend');
  const presenceFaults = deps.contract.schema('PresenceToSend');
  const commandFaults = deps.contract.schema('CommandAnswer');
  const answerFaults = deps.contract.schema('IqAnswer');
  return {
    async send(owner, message, { key, answers }) {
      const caller = liveCaller(deps.keyCache, owner);
      requireScope(caller, 'messages:send', 'The key of this webhook');
      refuse(messageFaults, message);
      await deps.outgoing.message(caller, message as MessageToSend, {
        idempotencyKey: key,
        answers,
      });
    },
    async presence(owner, presence, { key }) {
      const caller = liveCaller(deps.keyCache, owner);
      requireScope(caller, 'presence:send', 'The key of this webhook');
      refuse(presenceFaults, presence);
      await deps.outgoing.presence(caller, presence as PresenceToSend, { idempotencyKey: key });
    },
    async answerIq(owner, event, answer) {
      const caller = liveCaller(deps.keyCache, owner);
      requireScope(caller, 'iq:send', 'The key of this webhook');
      refuse(answerFaults, answer);
      await deps.answerIq(caller, event.id, answer as IqAnswerBody);
    },
    async answerCommand(owner, { id: event, identity, data }, answer) {
      const caller = liveCaller(deps.keyCache, owner);
      requireScope(caller, 'iq:send', 'The key of this webhook');
      refuse(commandFaults, answer);
      const { session = '' } = data as { readonly session?: string };
      await deps.answerCommand(caller, { identity, session, event }, answer);
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

function liveCaller(keyCache: Pick<KeyCache, 'callerOf'>, owner: Caller): Caller {
  if (owner.keyId === BOOTSTRAP_KEY_ID) return owner;
  const caller = keyCache.callerOf(owner.keyId);
  if (caller !== undefined) return caller;
  throw new BridgeError('forbidden', 'The key of this webhook is revoked or has expired.');
}
