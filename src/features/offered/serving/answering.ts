/** The answers to steps of commands that identities offer: each event is answered once. */
import type { CommandAnswerToPost } from '../../../contract/schemas.ts';
import type { Caller } from '../../../core/caller.ts';
import type { XmlElement } from '../../../core/element.ts';
import { BridgeError } from '../../../core/errors.ts';
import { isRetry, keyedRequest, type KeyedRequest } from '../../../core/idempotency.ts';
import { present } from '../../../core/present.ts';
import type { RepeatOptions } from '../../../core/route.ts';
import type { CommandReply } from '../../../extensions/queries/command.ts';
import { passGate } from '../../../stanza/gate/gate.ts';
import { checkMaySend } from '../../../stanza/may-send.ts';
import type { Requests } from '../../iq/requests.ts';
import type { Runtime } from '../../runtime.ts';
import type { Shown } from '../offer.ts';
import type { OpenSessions } from './open-sessions.ts';
import { answerTo, refusalTo } from './said.ts';
import {
  advanced,
  decodeSession,
  ended,
  MAX_SESSION_BYTES,
  MAX_STEPS,
  replyOf,
  returned,
  SESSIONS,
  type Session,
} from './session.ts';

export interface AnsweringDeps extends Pick<Runtime, 'store' | 'gate' | 'newId'> {
  readonly requests: Pick<Requests, 'find' | 'answer'>;
  readonly open: Pick<OpenSessions, 'free'>;
}

/** Which step is answered. */
export interface AnsweredStep {
  readonly identity: string;
  readonly session: string;
  /** Only this event is meant. */
  readonly event?: string;
}

export type AnswerCommand = (
  caller: Caller,
  which: AnsweredStep,
  answer: CommandAnswerToPost,
  options?: RepeatOptions,
) => Promise<void>;

/**
 * Resolves when the answer is stored. Throws `not-found` where no step waits for it (any more), `conflict` for another step,
 * `invalid-request` for an answer that contradicts itself, `invalid-stanza` for one that cannot be sent.
 */
export function createAnswering(deps: AnsweringDeps): AnswerCommand {
  const { store, requests, gate, open, newId } = deps;
  return async (caller, which, answer, { idempotencyKey } = {}) => {
    const stored = await store.get(SESSIONS, which.session);
    const session = stored && decodeSession(stored.value);
    if (stored === undefined || session?.identity !== which.identity) throw nothingWaits();
    const keyed = keyedFor(caller, which, { idempotencyKey, answer });
    if (isRetry(session.last, keyed)) return;
    const request = await requests.find(askedOf(session, which, answer.step));
    if (request === undefined) throw nothingWaits();
    const { after, reply } = outcome(session, answer, { iq: request.iq, id: newId() });
    passGate(reply, gate);
    const { from = '', to = '' } = reply.attributes;
    checkMaySend(caller, { element: reply, from, to });
    const value = JSON.stringify({ ...after, last: keyed });
    checkSize(after, value);
    const { version } = stored;
    const change = { do: 'replace', space: SESSIONS, id: session.id, value, version } as const;
    await requests.answer(request, reply, { keyed, also: [change] });
    if (after.over === true) open.free(session.id);
  };
}

function keyedFor(
  caller: Caller,
  { session }: AnsweredStep,
  said: { readonly idempotencyKey: string | undefined; readonly answer: CommandAnswerToPost },
): KeyedRequest | undefined {
  if (said.idempotencyKey === undefined) return undefined;
  const scope = { caller, operation: `answerCommand ${session}` };
  return keyedRequest(scope, said.idempotencyKey, said.answer);
}

/** The event that waits. */
function askedOf({ asked }: Session, { event }: AnsweredStep, step: number | undefined): string {
  if (asked === undefined || (event ?? asked.event) !== asked.event) throw nothingWaits();
  if ((step ?? asked.step) === asked.step) return asked.event;
  const detail = `Step ${asked.step} waits for an answer, not step ${step ?? 0}.`;
  throw new BridgeError('conflict', detail, { errors: [{ pointer: '/step', detail }] });
}

interface Outcome {
  readonly after: Session;
  readonly reply: XmlElement;
}

/** `iq`: what was asked; in a chat, the message. `id`: of the message that answers it. */
function outcome(
  session: Session,
  answer: CommandAnswerToPost,
  { iq, id }: { readonly iq: XmlElement; readonly id: string },
): Outcome {
  const { error, step: _, ...rest } = answer;
  if (error !== undefined) {
    if (Object.keys(rest).length > 0) throw bad('/error', 'An error stands alone.');
    const after = returned(session);
    return { after, reply: sent(refusalTo(iq, present(error), { id, session: after })) };
  }
  const { status = rest.form?.type === 'form' ? 'executing' : 'completed' } = rest;
  if (status !== 'executing' && rest.actions !== undefined) {
    throw bad('/actions', `Nothing can be done with a command that is ${status}.`);
  }
  const after = status === 'executing' ? advanced(session, shownOf(rest)) : ended(session);
  const said = status === 'executing' ? replyOf(after) : endOf(session, { ...rest, status });
  return { after, reply: sent(answerTo(iq, said, { id, session: after })) };
}

function shownOf({ form, notes, actions = ['complete'] }: CommandAnswerToPost): Shown {
  return present<Shown>({ form, notes, actions });
}

function endOf(
  { id, node }: Session,
  { form, notes, status }: CommandAnswerToPost & { readonly status: 'completed' | 'canceled' },
): CommandReply {
  return present<CommandReply>({ node, sessionid: id, status, form, notes: notes && [...notes] });
}

function checkSize({ steps }: Session, value: string): void {
  if (steps.length <= MAX_STEPS && value.length <= MAX_SESSION_BYTES) return;
  const detail = `The forms of one command are ${MAX_STEPS} at most, of ${MAX_SESSION_BYTES} bytes together.`;
  throw bad('/form', detail);
}

function sent(reply: XmlElement | undefined): XmlElement {
  if (reply === undefined) throw nothingWaits();
  return reply;
}

function bad(pointer: string, detail: string): BridgeError {
  return new BridgeError('invalid-request', detail, { errors: [{ pointer, detail }] });
}

function nothingWaits(): BridgeError {
  return new BridgeError(
    'not-found',
    'No step of such a command waits for an answer: it was answered, canceled, or it is too late.',
  );
}
