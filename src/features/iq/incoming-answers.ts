import { MAX_ID } from '../../stanza/gate/stanza.ts';
import type { Logger } from '../../observe/logger.ts';
import type { XmlElement } from '../../core/element.ts';
import type { Store } from '../../store/store.ts';
import {
  decodePending,
  mayAnswer,
  outcomeAt,
  PENDING_IQS,
  type IqOutcome,
  type PendingIq,
} from './pending.ts';
import type { Waiters } from './waiters.ts';

export interface AnswerContext {
  readonly store: Store;
  readonly waiters: Waiters;
  readonly counts: { wrongSender: number; unknown: number };
  readonly now: () => number;
  readonly logger: Logger;
}

/** Answers that were not believed: from a JID that was not asked, or to nothing that we asked. */
export interface AnswerCounts {
  readonly wrongSender: number;
  readonly unknown: number;
}

/** The channel on which a replica is told that the answer to a request of its own was stored. */
export function channelOf(replica: string): string {
  return `iq:${replica}`;
}

/**
 * Ends the request of an answer, if it has one and comes from whom was asked. Exactly one answer wins. `outcome` is what
 * the answer means for the request.
 */
export async function acceptAnswer(
  context: AnswerContext,
  answer: XmlElement,
  outcome: IqOutcome,
): Promise<void> {
  const id = answer.attributes['id'] ?? '';
  const local = context.waiters.get(id);
  const pending = local ?? (await openRecord(context, id));
  if (pending === undefined) {
    context.counts.unknown += 1;
    return;
  }
  if (!mayAnswer(pending, answer.attributes['from'])) {
    context.counts.wrongSender += 1;
    const fields = { iq: id, asked: pending.to, from: answer.attributes['from'] };
    context.logger.warn(fields, 'an IQ answer from a JID that was not asked is ignored');
    return;
  }
  if (local === undefined) await store(context, pending, outcome);
  else await settleLocal(context, local, outcome);
}

/** Ends a request that gets no answer. */
export async function endRequest(
  context: AnswerContext,
  id: string,
  outcome: IqOutcome,
): Promise<void> {
  const local = context.waiters.get(id);
  const pending = local ?? (await openRecord(context, id));
  if (pending === undefined) return;
  if (local === undefined) await store(context, pending, outcome);
  else await settleLocal(context, local, outcome);
}

async function openRecord(context: AnswerContext, id: string): Promise<PendingIq | undefined> {
  const stored = id.length > MAX_ID ? undefined : await context.store.get(PENDING_IQS, id);
  const pending = stored === undefined ? undefined : decodePending(stored.value);
  const open = pending !== undefined && outcomeAt(pending, context.now()) === undefined;
  return open ? pending : undefined;
}

/** The caller need not wait for the store: nobody else can have been given another answer. */
async function settleLocal(context: AnswerContext, pending: PendingIq, outcome: IqOutcome) {
  context.waiters.settle(pending.id, outcome);
  if (pending.kept) await claim(context, pending, outcome);
}

/** Asked by another replica: the store decides who was first, then the owner is told. */
async function store(context: AnswerContext, pending: PendingIq, outcome: IqOutcome) {
  const won = await claim(context, pending, outcome);
  if (won) await context.store.publish(channelOf(pending.owner), pending.id);
  else context.counts.unknown += 1;
}

async function claim(context: AnswerContext, pending: PendingIq, outcome: IqOutcome) {
  const value = JSON.stringify({ ...pending, outcome });
  const { id } = pending;
  const written = await context.store.commit([
    { do: 'replace', space: PENDING_IQS, id, value, version: 1 },
  ]);
  return written.ok;
}

/** The answer to a request of this replica was stored by another one. */
export async function wakeOwner(context: AnswerContext, id: string): Promise<void> {
  const stored = await context.store.get(PENDING_IQS, id).catch(() => undefined);
  const outcome = stored === undefined ? undefined : decodePending(stored.value).outcome;
  if (outcome !== undefined) context.waiters.settle(id, outcome);
}
