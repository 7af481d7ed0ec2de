import type { Caller } from '../../../core/caller.ts';
import { BridgeError } from '../../../core/errors.ts';
import { remoteOf, type Event } from '../../events/event.ts';
import type { LoggedEvent } from '../../events/logged-event.ts';
import type { Span, Traces } from '../../../observe/traces.ts';
import { attempt, type Outcome } from './attempt.ts';
import type { Breaker } from './breaker.ts';
import type { WebhookFormat } from './format.ts';
import type { Reply } from './reply.ts';
import type { AttemptTarget } from '../target/target.ts';
import { WHY_WITHHELD, withholdingOf, type Withholding } from './withholding.ts';
import type { Runtime } from '../../runtime.ts';

/** What is known of a message in an answer. */
export interface SentReply {
  /** The same again accepts nothing new. */
  readonly key: string;
  /** The bare JID of whose message is answered. */
  readonly answers: string;
}

/** What a reply in the answer does. All check their input as if the caller had called the API. */
export interface ReplyPorts {
  /** Accepts a message. */
  readonly send: (caller: Caller, message: object, reply: SentReply) => Promise<void>;
  /** Answers the iq of an `iq.received` event; `answer` holds `result` or `error`. */
  readonly answerIq: (caller: Caller, event: Event, answer: object) => Promise<void>;
  /** Answers the step of a `command.requested` event. */
  readonly answerCommand: (caller: Caller, event: Event, answer: object) => Promise<void>;
  /** Sends a presence. */
  readonly presence: (caller: Caller, presence: object, reply: SentReply) => Promise<void>;
}

export interface DeliverDeps extends Pick<Runtime, 'domain' | 'logger' | 'now'> {
  readonly target: AttemptTarget;
  readonly webhook: string;
  readonly caller: Caller;
  readonly format: WebhookFormat;
  /** Whether the webhook asked for XML. */
  readonly xml: boolean;
  readonly replies: ReplyPorts;
  readonly breaker: Breaker;
  readonly withheld?: ((reason: Withholding) => void) | undefined;
  readonly traces?: Traces | undefined;
}

/** Posts an event once and does what its answer asks for. Never rejects. */
export async function deliver(deps: DeliverDeps, logged: LoggedEvent): Promise<Outcome> {
  const { event } = logged;
  const span = beginSpan(deps, event);
  const trace = span?.traceparent;
  const { format } = deps;
  const isTaken = format.isTaken && ((status: number) => format.isTaken?.(event, status) === true);
  const written = format.write(logged, deps.xml);
  const outcome = await attempt(deps.target, { id: event.id, written, trace, isTaken }, deps.now);
  span?.end({ error: outcome.report.error });
  const { answer } = outcome;
  if (answer === undefined) return outcome;
  const isLoop = looksLikeLoop(deps, event);
  const reply = format.readReply(event, answer);
  if (reply.kind === 'none') return outcome;
  // An IQ is answered once, so its answers make no loop, and without one its asker waits.
  const isAwaited = reply.kind === 'iq' || reply.kind === 'command';
  const reason = isAwaited ? undefined : withholdingOf(event, deps.domain);
  if (reason !== undefined) return withhold(deps, outcome, reason);
  return isLoop ? withhold(deps, outcome, 'loop') : withReply(deps, { outcome, event, reply });
}

function looksLikeLoop({ breaker, webhook, logger }: DeliverDeps, event: Event): boolean {
  if (event.type !== 'message.received') return false;
  const state = breaker.heard(webhook, event);
  if (state === 'opens') {
    const fields = { webhook, conversation: event.conversation };
    logger.warn(fields, 'answers are withheld: the other side reacts to each of them at once');
  }
  return state !== 'closed';
}

/** The delivery is a success all the same. */
function withhold(deps: DeliverDeps, outcome: Outcome, reason: Withholding): Outcome {
  deps.withheld?.(reason);
  return { ...outcome, report: { ...outcome.report, replyWithheld: WHY_WITHHELD[reason] } };
}

function beginSpan({ traces, webhook }: DeliverDeps, { id, trace }: Event): Span | undefined {
  const attributes = { 'bridge.webhook.id': webhook, 'bridge.event.id': id };
  return traces?.begin({ name: 'webhook attempt', kind: 'client', parent: trace, attributes });
}

interface Answered {
  readonly outcome: Outcome;
  readonly event: Event;
  readonly reply: Reply;
}

async function withReply(deps: DeliverDeps, answered: Answered): Promise<Outcome> {
  const { outcome, event, reply } = answered;
  const { report } = outcome;
  try {
    await carryOut(deps, event, reply);
    if (event.type === 'message.received') deps.breaker.answered(deps.webhook, event, deps.now());
    return outcome;
  } catch (error) {
    const replyError = deps.target.conceal(error instanceof Error ? error.message : String(error));
    const told = { ...report, replyError };
    // What may work later is delivered again; the keys keep what was already sent from being sent twice.
    if (maySoonWork(error)) return { result: 'failure', report: { ...told, error: replyError } };
    return { ...outcome, report: told };
  }
}

async function carryOut(deps: DeliverDeps, event: Event, reply: Reply): Promise<void> {
  switch (reply.kind) {
    case 'none':
      return;
    case 'wrong':
      throw new BridgeError('invalid-request', `The reply was not understood: ${reply.why}.`);
    case 'iq':
      return deps.replies.answerIq(deps.caller, event, reply.body);
    case 'command':
      return deps.replies.answerCommand(deps.caller, event, reply.answer);
    case 'messages':
      return sendAll(deps, event, reply.messages);
    case 'presence':
      return deps.replies.presence(deps.caller, reply.presence, {
        key: `${deps.webhook}:${event.id}:0`,
        answers: remoteOf(event),
      });
  }
}

/** One that is refused keeps none of the others back; throws `invalid-request` that says which were refused. */
async function sendAll(deps: DeliverDeps, event: Event, messages: readonly object[]) {
  const refusals: string[] = [];
  for (const [index, message] of messages.entries()) {
    try {
      const key = `${deps.webhook}:${event.id}:${index}`;
      await deps.replies.send(deps.caller, message, { key, answers: remoteOf(event) });
    } catch (error) {
      if (!(error instanceof BridgeError) || maySoonWork(error)) throw error;
      refusals.push(`message ${index}: ${error.message}`);
    }
  }
  if (refusals.length > 0) throw new BridgeError('invalid-request', refusals.join(' '));
}

/** Not a quota: it is used up until the day ends, and the webhook is not to wait for that. */
function maySoonWork(error: unknown): boolean {
  return error instanceof BridgeError && error.retryable && error.code !== 'quota-exceeded';
}
