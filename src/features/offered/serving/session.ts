/** A command of an identity that somebody executes, as it is kept. Pure. */
import type { CommandAction } from '../../../contract/schemas.ts';
import type { KeyedRequest } from '../../../core/idempotency.ts';
import { present } from '../../../core/present.ts';
import type { CommandReply } from '../../../extensions/queries/command.ts';
import type { Space } from '../../../store/store.ts';
import type { Shown } from '../offer.ts';

/** For half an hour after the last step, so that any replica goes on. */
export const SESSION_MS = 30 * 60_000;
export const SESSIONS: Space = { name: 'offered-session', ttl: SESSION_MS };

/** By the names of the fields; without what is hidden. */
export type Values = Readonly<Record<string, readonly string[]>>;

export interface Step extends Shown {
  /** What was filled in last. */
  readonly values?: Values;
}

/** A form that is filled in by messages, one field after the other. */
export interface Chat {
  /** What is known of the last form. */
  readonly filled: Values;
  /** Answers in a row that did not fit. */
  readonly wrong: number;
  /** Values stood beside the word: only what the form requires is asked for. */
  readonly brief?: true;
}

export interface Session {
  readonly id: string;
  /** Bare JID. */
  readonly identity: string;
  /** Full JID of who executes it: sessions are told apart by it too (XEP-0050 §3.2). In a chat, the bare JID. */
  readonly remote: string;
  readonly node: string;
  /** What was shown, in order; the last is filled in now. */
  readonly steps: readonly Step[];
  /** Some event told of it. */
  readonly told?: true;
  /** The event that waits for its answer, until when (ms since 1970), and which step it is about. */
  readonly asked?: { readonly event: string; readonly until: number; readonly step: number };
  /** It is talked through: where its last form stands. */
  readonly chat?: Chat;
  /** It has ended: nothing is left but that. */
  readonly over?: true;
  /** Of the last answer. */
  readonly last?: KeyedRequest | undefined;
}

export const MAX_STEPS = 32;
/** Of one session, as JSON. */
export const MAX_SESSION_BYTES = 128 * 1024;

export function decodeSession(value: string): Session {
  return JSON.parse(value) as Session;
}

/** After an answer with a form. */
export function advanced({ asked: _, ...session }: Session, shown: Shown): Session {
  return { ...session, steps: [...session.steps, shown] };
}

/** The step was refused: the form is there to be filled in once more. Where there is none yet, that was all. */
export function returned({ asked: _, ...session }: Session): Session {
  return session.steps.length === 0 ? ended(session) : session;
}

export function ended({ asked: _, ...session }: Session): Session {
  return { ...session, steps: [], over: true };
}

/** What is shown now. */
export function replyOf({ id, node, steps }: Session): CommandReply {
  const { form, actions, notes, values = {} } = steps.at(-1) ?? { actions: [] };
  const offered: CommandAction[] = steps.length > 1 ? ['prev', ...actions] : [...actions];
  const fields = form?.fields?.map((field) => {
    const said = values[field.var ?? ''];
    return said === undefined ? field : { ...field, values: [...said] };
  });
  return present<CommandReply>({
    ...{ node, sessionid: id, status: 'executing' as const },
    form: form && fields ? { ...form, fields } : form,
    notes: notes && [...notes],
    actions: offered,
    suggested: usualOf(actions),
  });
}

/** What `execute` means (XEP-0050 §3.4). */
export function usualOf(actions: Shown['actions']): 'next' | 'complete' {
  return actions.includes('next') ? 'next' : 'complete';
}
