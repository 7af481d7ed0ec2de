/** What becomes of a notice, from what is known. Pure. */
import type { Update } from '../dialects/dialect.ts';
import type { Storm } from '../hook.ts';
import { NO_WINDOW, type Case, type Plan, type Window } from './records.ts';

export interface Situation {
  readonly update: Update;
  readonly storm: Storm;
  /** Prepared JIDs. */
  readonly recipients: readonly string[];
  readonly said: Said;
  /** Undefined where nothing is known under the key, or there is none. */
  readonly known: Case | undefined;
  readonly window: Window | undefined;
  /** Ms since 1970. */
  readonly now: number;
  readonly newId: () => string;
}

/** What a notice says. */
export interface Said {
  /** The id of its case; undefined where the notice has no key. */
  readonly caseId: string | undefined;
  readonly title: string;
  /** Two with the same say the same, as the sender sees it, and as it reads. */
  readonly same: string;
  readonly text: string;
  readonly body: string;
  readonly ends: boolean;
}

export type Decision =
  /** It was said before, and everybody was told. */
  | { readonly do: 'nothing' }
  /** It was said before; whether everybody was told is not known. */
  | { readonly do: 'resume'; readonly plan: Plan }
  | {
      readonly do: 'send';
      readonly plan: Plan;
      readonly case: Case | undefined;
      readonly window: Window;
    }
  | { readonly do: 'hold'; readonly case: Case | undefined; readonly window: Window }
  /** A window is over, and what was held back in it comes first. */
  | { readonly do: 'flush' };

/** Of titles in a summary, and of corrections that wait. */
const MAX_TITLES = 10;
const MAX_EDITS = 1_000;

export function decide(situation: Situation): Decision {
  const { known, said, update } = situation;
  if (known !== undefined && saysSame(known, said, update)) {
    const { plan } = known;
    return plan === undefined || plan.done ? { do: 'nothing' } : { do: 'resume', plan };
  }
  const window = windowNow(situation);
  if (window === undefined) return { do: 'flush' };
  const { how, before } = wayOf(situation);
  return window.sent < situation.storm.max
    ? send(situation, window, how, before)
    : hold(situation, window, how, before);
}

/** Where a correction makes the difference seen, each difference of the text is worth one. */
function saysSame(known: Case, said: Said, update: Update): boolean {
  if (known.ends !== said.ends) return false;
  return update === 'edit' ? known.text === said.text : known.same === said.same;
}

/** Undefined while something held back has to go first. */
function windowNow({ window = NO_WINDOW, storm, now }: Situation): Window | undefined {
  if (window.isClosing === true) return undefined;
  if (now < window.since + storm.per * 1_000 && now >= window.since) return window;
  return hasHeld(window) ? undefined : { ...NO_WINDOW, since: now };
}

export function hasHeld({ held, edits }: Window): boolean {
  return held > 0 || edits.length > 0;
}

/** What is over and begins again is another case; of one that nobody was told about, everybody is told now. */
function wayOf({ known, said, update }: Situation): {
  readonly how: Plan['how'];
  readonly before: Case['first'];
} {
  const isNews = known !== undefined && !(known.ends && !said.ends);
  const before = isNews ? known.first : {};
  return { how: Object.keys(before).length === 0 ? 'new' : update, before };
}

function send(
  situation: Situation,
  window: Window,
  how: Plan['how'],
  before: Case['first'],
): Decision {
  const { recipients, newId, said } = situation;
  const messages = recipients.map((to) => {
    const about = how === 'new' ? undefined : before[to];
    return { to, id: newId(), ...(about !== undefined && { about }) };
  });
  const plan = { how, messages };
  const told = Object.fromEntries(messages.map(({ to, id }) => [to, id]));
  const first = how === 'new' && situation.update === 'new' ? told : { ...told, ...before };
  return {
    do: 'send',
    plan,
    case: said.caseId === undefined ? undefined : caseOf(situation, first, { plan }),
    window: { ...window, sent: window.sent + 1 },
  };
}

function hold(
  situation: Situation,
  window: Window,
  how: Plan['how'],
  before: Case['first'],
): Decision {
  const { said } = situation;
  const { caseId } = said;
  const isEdit = how === 'edit' && caseId !== undefined;
  const held = isEdit ? { held: said.body } : {};
  return {
    do: 'hold',
    case: caseId === undefined ? undefined : caseOf(situation, before, held),
    window: isEdit ? withEdit(window, caseId) : withTitle(window, said.title),
  };
}

function caseOf(
  { said, now }: Situation,
  first: Case['first'],
  more: Pick<Case, 'plan' | 'held'>,
): Case {
  const { same, text, ends } = said;
  return { same, text, ends, first, at: now, ...more };
}

function withEdit(window: Window, caseId: string): Window {
  const { edits } = window;
  if (edits.includes(caseId)) return window;
  return edits.length < MAX_EDITS
    ? { ...window, edits: [...edits, caseId] }
    : { ...window, held: window.held + 1 };
}

function withTitle(window: Window, title: string): Window {
  const { titles, held } = window;
  const at = titles.findIndex(([known]) => known === title);
  if (at === -1 && titles.length >= MAX_TITLES) return { ...window, held: held + 1 };
  const count = titles[at]?.[1] ?? 0;
  const counted = [title, count + 1] as const;
  const next =
    at === -1 ? [...titles, counted] : titles.map((one, index) => (index === at ? counted : one));
  return { ...window, held: held + 1, titles: next };
}
