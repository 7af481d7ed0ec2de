import type { Space, Store, StoredRecord } from '../../../store/store.ts';
import { newsOf, type Feedback } from './evidence.ts';
import { settledSpace, stanzaKey, STANZA_IDS } from './ledger.ts';
import type { LedgerRecord } from './record.ts';
import { bounceReason } from './reasons.ts';
import type { MessageNews } from './message-state.ts';
import { decodeRecord, encodeRecord } from './record-form.ts';
import { withNews, withRefusal } from './record-changes.ts';
import type { StatusEvent } from './status-news.ts';
import type { Runtime } from '../../runtime.ts';
import { retryUntilAnswered } from '../../../store/retry-while-down.ts';

export interface FeedbackDeps extends Pick<Runtime, 'store' | 'now'> {
  readonly ledger: Space;
  readonly statusEvent: StatusEvent;
}

/** A record changes rarely and by few: more rounds than this means that the store is at fault. */
const MAX_ROUNDS = 5;

/** Writes it into the ledger, as soon as the store answers. False when there is no record of that id of which its sender can tell. */
export async function applyFeedback(deps: FeedbackDeps, feedback: Feedback): Promise<boolean> {
  return (
    (await applyTo(deps, feedback, feedback.id)) ||
    (await applyTo(deps, feedback, await ledgerIdOf(deps.store, feedback)))
  );
}

async function ledgerIdOf(store: Store, { id, carrier }: Feedback): Promise<string | undefined> {
  const { from = '', to = '' } = carrier.attributes;
  const stored = await retryUntilAnswered(() => store.get(STANZA_IDS, stanzaKey(to, from, id)));
  return stored?.value;
}

async function applyTo(
  deps: FeedbackDeps,
  feedback: Feedback,
  ledgerId: string | undefined,
): Promise<boolean> {
  if (ledgerId === undefined) return false;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const stored = await retryUntilAnswered(() => deps.store.get(deps.ledger, ledgerId));
    if (stored === undefined) return false;
    const record = decodeRecord(stored.value);
    const news = record.id === ledgerId ? newsOf(record, feedback) : undefined;
    if (news === undefined) return false;
    const next = changedBy(record, news, feedback, deps.now());
    if (next === undefined || (await write(deps, stored, record, next))) return true;
  }
  return false;
}

/** The record after what came back; an error that decides nothing is still kept. */
function changedBy(
  record: LedgerRecord,
  news: MessageNews,
  { stanzaError, carrier }: Feedback,
  at: number,
): LedgerRecord | undefined {
  if (stanzaError === undefined) return withNews(record, [news], at);
  const { from: by = '' } = carrier.attributes;
  const reason = bounceReason(record, { by, stanzaError });
  const error = news === 'refusal' ? { ...reason, mayHaveArrived: true as const } : reason;
  const next = withNews(record, [news], at, error);
  if (next !== undefined && news === 'bounce') return next;
  return withRefusal(next ?? record, { at, by, stanzaError }) ?? next;
}

/** False when another was faster. */
async function write(
  { store, ledger, statusEvent }: FeedbackDeps,
  { version }: StoredRecord,
  record: LedgerRecord,
  next: LedgerRecord,
): Promise<boolean> {
  const told = next.status === record.status ? undefined : statusEvent(next);
  const { id } = record;
  const space = settledSpace(ledger, id);
  const written = await store.commit(
    [
      { do: 'replace', space, id, value: encodeRecord(next), version },
      ...(told === undefined ? [] : [told.change]),
    ],
    { untilKnown: true },
  );
  if (written.ok) told?.stored();
  return written.ok;
}
