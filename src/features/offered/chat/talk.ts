/** What becomes of a message that begins a command, or goes on with one. Pure. */
import type { DataForm } from '../../../contract/schemas.ts';
import type { Offer } from '../offer.ts';
import { BUSY, NO_SESSION, wrongValues } from '../serving/refusal.ts';
import { usualOf, type Chat, type Session, type Values } from '../serving/session.ts';
import { firstTurn, nextTurn, type Turn } from '../serving/turn.ts';
import { nextField, readField, readValues } from './fields.ts';

const UNFILLED: Chat = { filled: {}, wrong: 0 };
/** Then the command is canceled: a machine may be on the other side. */
const MAX_WRONG = 5;

/** `values`: what was written beside the word. */
export function chatBegins(
  fresh: Pick<Session, 'id' | 'identity' | 'remote' | 'node'>,
  { offer, values, now }: { readonly offer: Offer; readonly values: Values; readonly now: number },
): Turn {
  const talking = { ...fresh, chat: UNFILLED };
  const turn = firstTurn(talking, offer, { node: offer.node, action: 'execute' });
  if (Object.keys(values).length === 0) return turn;
  // Without a form, the values go into the event.
  if (turn.do === 'ask') return { ...turn, asked: { ...turn.asked, values } };
  const form = turn.do === 'show' ? turn.session.steps.at(-1)?.form : undefined;
  if (turn.do !== 'show' || form === undefined) return turn;
  const { filled, faults } = readValues(form, values);
  if (faults.length > 0) return { do: 'refuse', error: wrongValues(faults) };
  return advance({ ...turn.session, chat: { filled, wrong: 0, brief: true } }, now);
}

/** Whether a message goes on with it, or is none of its business. */
export function isTalking({ over, steps, asked }: Session, now: number): boolean {
  return over !== true && (steps.length > 0 || (asked?.until ?? 0) > now);
}

/** Somebody writes, in the middle of a command. */
export function chatGoesOn(session: Session, text: string, now: number): Turn {
  const { chat = UNFILLED, node, asked } = session;
  const step = session.steps.at(-1);
  const said = text.trim();
  if (/^[!/]?cancel$/i.test(said)) return nextTurn(session, { node, action: 'cancel' }, now);
  if (asked !== undefined && asked.until > now) return { do: 'refuse', error: BUSY };
  if (step === undefined) return { do: 'refuse', error: NO_SESSION };
  const field = step.form && nextField(step.form, chat);
  if (step.form === undefined || field?.var === undefined) {
    const isMeant = new RegExp(`^[!/]?(?:${usualOf(step.actions)}|yes|ok)$`, 'i').test(said);
    return isMeant ? submit(session, now) : wrong(session, chat, 'That was not understood.');
  }
  const read = readField(step.form, field.var, [text]);
  if (read.fault !== undefined) return wrong(session, chat, read.fault);
  const filled = { ...chat.filled, [field.var]: read.values };
  return advance({ ...session, chat: { ...chat, filled, wrong: 0 } }, now);
}

function wrong(session: Session, chat: Chat, fault: string): Turn {
  const times = chat.wrong + 1;
  if (times >= MAX_WRONG) return { do: 'cancel', session };
  return { do: 'show', session: { ...session, chat: { ...chat, wrong: times } }, fault };
}

/** Asks for the next field, or hands in what is there. */
function advance(session: Session, now: number): Turn {
  const form = session.steps.at(-1)?.form;
  const isDone = form === undefined || nextField(form, session.chat ?? UNFILLED) === undefined;
  return isDone ? submit(session, now) : { do: 'show', session };
}

/** If it is refused, all of it is asked for again: what was filled in stands there. */
function submit(session: Session, now: number): Turn {
  const { chat = UNFILLED, node, steps } = session;
  const fields = Object.entries(chat.filled).map(([name, its]) => ({
    var: name,
    values: [...its],
  }));
  const form: DataForm = { type: 'submit', fields };
  const action = usualOf(steps.at(-1)?.actions ?? []);
  return nextTurn({ ...session, chat: UNFILLED }, { node, action, form }, now);
}
