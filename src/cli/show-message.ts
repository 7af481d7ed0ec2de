/** The record of a message for a person: why it failed comes in words, with what to do. */
import type { SendRecord } from '../contract/schemas.ts';
import { errorPages } from '../core/words/error-pages.ts';
import { harmless } from '../core/words/harmless.ts';
import { show, type Look } from './show.ts';

/** The longest text of a reason, with room to spare. */
const MAX_WORDS = 2_000;

/** Shows a `SendRecord`; any other answer is shown unchanged. */
export function showMessage(answer: unknown, look?: Look): string {
  if (!isRecord(answer)) return show(answer, look);
  const { history, error, refusals = [], ...plain } = answer;
  return [
    show(plain, look),
    `history: ${history.map(({ status, at }) => `${status} ${at}`).join(', ')}`,
    ...(error === undefined ? [] : reasonLines(error)),
    ...refusals.map(({ at, detail }) => `refused ${at}: ${harmless(detail, MAX_WORDS)}`),
  ].join('\n');
}

function isRecord(answer: unknown): answer is SendRecord {
  return typeof answer === 'object' && answer !== null && 'history' in answer && 'kind' in answer;
}

function reasonLines(error: NonNullable<SendRecord['error']>): readonly string[] {
  const { code, detail, stanzaError, mayHaveArrived } = error;
  const { name = code, cure = '' } = pageOf(error) ?? {};
  const type = stanzaError === undefined ? '' : ` (a stanza error of type ${stanzaError.type})`;
  return [
    `why: ${harmless(detail, MAX_WORDS)}`,
    `reason: ${name}${type}; more: stanza-bridge explain ${name}`,
    ...(mayHaveArrived === true
      ? ['It may have arrived all the same; the status can still change.']
      : []),
    ...(cure === '' ? [] : [`what to do: ${cure}`]),
  ];
}

function pageOf({ code, stanzaError }: NonNullable<SendRecord['error']>) {
  const [kind, name] =
    stanzaError === undefined ? ['failure', code] : ['condition', stanzaError.condition];
  return errorPages(name).find((page) => page.kind === kind);
}
