import type { MessageToSend } from '../../../contract/schemas.ts';
import { BridgeError } from '../../../core/errors.ts';
import type { Outgoing } from '../../messages/outgoing.ts';
import type { Hook } from '../hook.ts';
import type { Speaker } from './messages.ts';

export interface SendDeps {
  readonly message: Outgoing['message'];
  /** A recipient of a hook was left out. */
  readonly refused: (hook: Hook, to: string, error: BridgeError) => void;
}

/** It was accepted before, maybe with a template that was changed since. */
const SENT_BEFORE: ReadonlySet<BridgeError['code']> = new Set(['idempotency-key-reused']);

/**
 * Puts messages into the outbox, each once by its id. A recipient that is refused for good is left out; rejects when all
 * are, and with what may succeed later.
 */
export async function sendAll(
  deps: SendDeps,
  speaker: Speaker,
  messages: readonly MessageToSend[],
): Promise<readonly string[]> {
  const sent: string[] = [];
  const refusals: BridgeError[] = [];
  const results = await Promise.all(messages.map((message) => sendOne(deps, speaker, message)));
  for (const result of results) {
    if (typeof result === 'string') sent.push(result);
    else refusals.push(result);
  }
  const passing = refusals.find(({ retryable }) => retryable);
  const [first] = refusals;
  if (passing !== undefined) throw passing;
  if (first !== undefined && sent.length === 0) throw first;
  return sent;
}

async function sendOne(
  { message: send, refused }: SendDeps,
  { hook, caller }: Speaker,
  message: MessageToSend,
): Promise<string | BridgeError> {
  try {
    return (await send(caller, message, {})).id;
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error;
    if (SENT_BEFORE.has(error.code)) return message.id ?? '';
    if (!error.retryable) refused(hook, message.to, error);
    return error;
  }
}
