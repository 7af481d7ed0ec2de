/** How news changes a record. Pure. */
import { present } from '../../../core/present.ts';
import type { StanzaError } from '../../../contract/schemas.ts';
import type { FailureReason, LedgerRecord, Refusal } from './record.ts';
import { isUnsettled, nextState, shownStatus, type MessageNews } from './message-state.ts';

/** Something that happened to a stanza, and when, ms since 1970. */
export interface Step {
  readonly news: MessageNews;
  readonly at: number;
}

/** The record after some news, or `undefined` when none of it changes anything. */
export function withNews(
  record: LedgerRecord,
  news: readonly MessageNews[],
  at: number,
  error?: FailureReason,
): LedgerRecord | undefined {
  return withSteps(
    record,
    news.map((item) => ({ news: item, at })),
    error,
  );
}

/** As `withNews`, for news of different times. `error` is the reason where it has failed by it. */
export function withSteps(
  record: LedgerRecord,
  steps: readonly Step[],
  error?: FailureReason,
): LedgerRecord | undefined {
  let { status } = record;
  const history = [...record.history];
  for (const { news, at } of steps) {
    const next = nextState(status, news);
    if (next === undefined) continue;
    status = next;
    history.push({ status, at });
  }
  if (history.length === record.history.length) return undefined;
  const { error: before, ...rest } = withoutText(record, status);
  const failed = shownStatus(status) === 'failed';
  const reason = failed ? (error ?? before) : undefined;
  const changed = { ...rest, status, history };
  return reason === undefined ? changed : { ...changed, error: reason };
}

/** The stanza is kept as long as it may have to go again. */
function withoutText(record: LedgerRecord, status: LedgerRecord['status']): LedgerRecord {
  if (record.xml === undefined || isUnsettled(status) || status === 'acknowledged') return record;
  const { xml: _, place: __, ...rest } = record;
  return rest;
}

/** How many are kept of one message: whoever refuses it again and again makes its record no larger. */
const MAX_REFUSALS = 4;

/** With an error that came back, whether or not it decided anything; `undefined` where there are enough already. */
export function withRefusal(record: LedgerRecord, refusal: Refusal): LedgerRecord | undefined {
  const { refusals = [] } = record;
  if (refusals.length >= MAX_REFUSALS) return undefined;
  const stanzaError = bounded(refusal.stanzaError);
  return { ...record, refusals: [...refusals, { ...refusal, stanzaError }] };
}

const MAX_TEXT = 500;
const MAX_ERROR = 2_000;

/** An error as large as a stanza may be is not kept whole: only what it says. */
export function bounded(error: StanzaError): StanzaError {
  if (JSON.stringify(error).length <= MAX_ERROR) return error;
  const { type, condition, text } = error;
  return present<StanzaError>({ type, condition, text: text?.slice(0, MAX_TEXT) });
}
