/** What becomes of a step that somebody asks for. Pure. */
import type { DataForm } from '../../../contract/schemas.ts';
import { present } from '../../../core/present.ts';
import type { CommandRequest } from '../../../extensions/queries/command.ts';
import { fillForm, shownValues } from '../../../extensions/queries/form-fill.ts';
import type { ErrorAnswer } from '../../../stanza/stanza-error.ts';
import type { Offer } from '../offer.ts';
import { BUSY, NO_SESSION, notOffered, OVER, wrongValues } from './refusal.ts';
import { usualOf, type Session, type Step, type Values } from './session.ts';

/** What the event says. */
export interface Asked {
  readonly action: 'execute' | 'next' | 'complete';
  readonly step: number;
  readonly values?: Values;
  readonly earlier?: readonly Values[];
}

export type Turn =
  | { readonly do: 'refuse'; readonly error: ErrorAnswer }
  /** The bridge shows the last form of the session. */
  | { readonly do: 'show'; readonly session: Session; readonly fault?: string }
  /** Whoever serves the command is asked. */
  | { readonly do: 'ask'; readonly session: Session; readonly asked: Asked }
  | { readonly do: 'cancel'; readonly session: Session };

/** Somebody begins. */
export function firstTurn(
  fresh: Pick<Session, 'id' | 'identity' | 'remote' | 'node' | 'chat'>,
  { first }: Offer,
  { action }: CommandRequest,
): Turn {
  if (action !== 'execute') return refuse(NO_SESSION);
  if (first !== undefined) return { do: 'show', session: { ...fresh, steps: [first] } };
  return { do: 'ask', session: { ...fresh, steps: [] }, asked: { action: 'execute', step: 0 } };
}

/** Somebody goes on with a session of theirs. */
export function nextTurn(session: Session, request: CommandRequest, now: number): Turn {
  if (session.over === true) return refuse(OVER);
  if (request.action === 'cancel' || request.form?.type === 'cancel') {
    return { do: 'cancel', session };
  }
  if (session.asked !== undefined && session.asked.until > now) return refuse(BUSY);
  const step = session.steps.at(-1);
  if (step === undefined) return refuse(NO_SESSION);
  if (request.action === 'prev') return back(session);
  const action = wantedOf(request, step);
  if (!step.actions.includes(action)) return refuse(notOffered(action));
  return submitted(session, step, { action, form: request.form });
}

function wantedOf({ action }: CommandRequest, { actions }: Step): 'next' | 'complete' {
  return action === 'next' || action === 'complete' ? action : usualOf(actions);
}

function back(session: Session): Turn {
  if (session.steps.length < 2) return refuse(notOffered('prev'));
  return { do: 'show', session: { ...session, steps: session.steps.slice(0, -1) } };
}

function submitted(
  session: Session,
  step: Step,
  { action, form }: { readonly action: 'next' | 'complete'; readonly form: DataForm | undefined },
): Turn {
  const filled = valuesFor(step, form);
  if ('faults' in filled) return refuse(wrongValues(filled.faults));
  const { values } = filled;
  const before = session.steps.slice(0, -1);
  const steps = [...before, { ...step, ...(values !== undefined && { values }) }];
  const earlier = before.map((it) => it.values ?? {});
  const asked = present<Asked>({
    ...{ action, step: steps.length, values },
    earlier: earlier.length === 0 ? undefined : earlier,
  });
  return { do: 'ask', session: { ...session, steps }, asked };
}

/** A form that only shows something takes no values. */
function valuesFor({ form }: Step, said: DataForm | undefined) {
  if (form?.type !== 'form') return { values: undefined };
  const result = fillForm(form, givenIn(said, form), '');
  if (result.faults !== undefined) return { faults: result.faults };
  return { values: shownValues(result.form) };
}

/** Hidden fields and fixed texts go back with a form (XEP-0004 §3.2), whose own values they keep. */
function givenIn(said: DataForm | undefined, { fields = [] }: DataForm): Values {
  const kept = new Set(
    fields.filter(({ type }) => type === 'hidden' || type === 'fixed').map((it) => it.var),
  );
  const given = (said?.fields ?? []).flatMap(({ var: name, values = [] }) =>
    name === undefined || name === 'FORM_TYPE' || kept.has(name) ? [] : [[name, values] as const],
  );
  return Object.fromEntries(given);
}

function refuse(error: ErrorAnswer): Turn {
  return { do: 'refuse', error };
}
