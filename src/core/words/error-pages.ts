/** What can be looked up: the codes of problems, why messages fail, and the conditions of stanza errors. Pure. */
import type { StanzaErrorCondition } from '../../contract/schemas.ts';
import { mayRetry, type ErrorCode } from '../errors.ts';
import { conditionStatus, problemKind, problemType, PROBLEM_TYPE } from '../problem.ts';
import { CONDITION_WORDS, type ConditionWords } from './condition-words.ts';
import { FAILURE_WORDS } from './failure-words.ts';
import { PROBLEM_WORDS, type Words } from './problem-words.ts';

export interface ErrorPage {
  readonly kind: 'problem' | 'failure' | 'condition';
  readonly name: string;
  /** In Markdown, as are `about` and `cure`. */
  readonly facts: string;
  readonly about: string;
  readonly cure: string;
  /** Of a condition: for what it is told in which words. */
  readonly causes: readonly (readonly [situation: string, words: string])[];
}

const entries = <Key extends string, Value>(table: { readonly [K in Key]?: Value }) =>
  Object.entries(table) as [Key, Value][];

function problemPage([code, words]: [ErrorCode, Words]): ErrorPage {
  const { status, title } = problemKind(code);
  const facts =
    code === 'stanza-error'
      ? `"${title}", with the status of its condition. Type \`${problemType(code)}\`.`
      : `"${title}", status ${status}${mayRetry(code) ? ', retryable' : ''}. Type \`${problemType(code)}\`.`;
  return { kind: 'problem', name: code, facts, ...words, causes: [] };
}

function failurePage([name, words]: [string, Words]): ErrorPage {
  const facts = 'The `code` in the `error` of a message that has `failed`.';
  return { kind: 'failure', name, facts, ...words, causes: [] };
}

function conditionPage([name, words]: [StanzaErrorCondition, ConditionWords]): ErrorPage {
  const { about, cure, causes } = words;
  const { any, ...exact } = causes;
  const told = entries(exact).map(([situation, text]) => [situationName(situation), text] as const);
  const rest = told.length === 0 ? 'anything' : 'anything else';
  const status = conditionStatus(name);
  const later = status < 503 ? ', and 503 where the type is `wait`' : '';
  const facts = `The \`condition\` of a stanza error (RFC 6120 §8.3.3). For an IQ the status is ${status}${later}.`;
  return { kind: 'condition', name, facts, about, cure, causes: [...told, [rest, any]] };
}

const ADDRESSES: Readonly<Record<string, string>> = {
  domain: 'a domain',
  account: 'a bare JID',
  device: 'a full JID',
  room: 'a room',
  occupant: 'an occupant of a room',
};

/** `message account` is `message to a bare JID`. */
function situationName(situation: string): string {
  const [kind = '', address] = situation.split(' ');
  const what = kind === 'iq' ? 'IQ' : kind;
  return address === undefined ? what : `${what} to ${ADDRESSES[address] ?? address}`;
}

export const ERROR_PAGES: readonly ErrorPage[] = [
  ...entries(PROBLEM_WORDS).map(problemPage),
  ...entries(FAILURE_WORDS).map(failurePage),
  ...entries(CONDITION_WORDS).map(conditionPage),
];

/** Those of a code, a reason or a condition, or of the `type` of a problem: several, as some names are used twice. */
export function errorPages(name: string): readonly ErrorPage[] {
  const plain = name.startsWith(PROBLEM_TYPE) ? name.slice(PROBLEM_TYPE.length) : name;
  return ERROR_PAGES.filter((page) => page.name === plain);
}

const HEADINGS = { problem: '', failure: 'Failed: ', condition: 'Condition: ' } as const;

/** `stanza-error`, `Failed: stanza-error`, `Condition: gone`: each once. */
export function headingOf({ kind, name }: ErrorPage): string {
  return HEADINGS[kind] + name;
}

/** For a terminal: Markdown is read as it is. */
export function errorPageText(page: ErrorPage): string {
  const { facts, about, cure, causes } = page;
  const told = causes.map(([situation, words]) => `  ${situation}: ${words}`);
  const list = told.length === 0 ? [] : ['', 'What it means, for what was sent to whom:', ...told];
  return [headingOf(page), '', about, '', `What to do: ${cure}`, ...list, '', facts].join('\n');
}
