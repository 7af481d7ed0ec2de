/** What users sent is in the log once, or was refused to their face, or was lost where nobody can help it. */
import type { Books, Heard, HandedOver, Spoken, Verdict } from '../books.ts';
import { excusesOf, type Excuses } from './excuses.ts';
import { groupBy } from './group.ts';
import { findings, timeOf, type Findings } from './finding.ts';

interface Court {
  readonly found: Findings;
  readonly excuses: Excuses;
}

export function judgeIncoming(books: Books): Verdict {
  const court = { found: findings(), excuses: excusesOf(books.disturbances) };
  const { incoming, handedOver } = books;
  const logged = groupBy(incoming.log, keyOf);
  for (const spoken of incoming.spoken) {
    court.found.count('sent by users');
    const events = logged.get(keyOf(spoken)) ?? [];
    judgeOne(books, spoken, { ...court, events, handed: handedOver.get(spoken.id) ?? [] });
  }
  judgeEvents(incoming.events, court.found);
  judgeOrder(books, court);
  return court.found.verdict();
}

function keyOf({ conversation, number }: { conversation: string; number: number }): string {
  return `${conversation} ${number}`;
}

function judgeOne(
  { incoming }: Books,
  spoken: Spoken,
  court: Court & { readonly events: readonly Heard[]; readonly handed: readonly HandedOver[] },
): void {
  const { found, excuses, events, handed } = court;
  const name = `${spoken.id} (${keyOf(spoken)}, sent ${timeOf(spoken.at)})`;
  const isRefused = incoming.refused.has(spoken.id);
  const receiptAt = incoming.receipts.get(spoken.id);
  if (events.length > 1) {
    found.wrong('stored twice', `${name}: ${events.map(({ event }) => event).join(', ')}`);
  }
  if (events.length > 0) {
    found.count('stored');
    if (isRefused) found.wrong('stored and refused', name);
    if (receiptAt === undefined) found.count('stored without a receipt');
    return;
  }
  if (receiptAt !== undefined) {
    if (excuses.ofStored(receiptAt)) {
      found.count('forgotten by a killed Redis');
      return;
    }
    found.wrong('a receipt for what is not stored', name);
    return;
  }
  if (isRefused) {
    found.count('refused');
    return;
  }
  const excuse = excuses.ofIncoming(spoken.at, handed);
  if (excuse !== undefined) {
    found.count(`lost: ${excuse}`);
    return;
  }
  const where = handed.map(({ to, at }) => `handed to replica ${to} at ${timeOf(at)}`);
  found.wrong('lost on the way in', `${name} ${where.join(', ') || 'never handed over'}`);
}

function judgeEvents(events: Books['incoming']['events'], found: Findings): void {
  const [ids, cursors] = [new Set<string>(), new Set<string>()];
  for (const { id, cursor } of events) {
    if (ids.has(id)) found.wrong('an event twice in the log', id);
    if (cursors.has(cursor)) found.wrong('a cursor twice in the log', cursor);
    ids.add(id);
    cursors.add(cursor);
  }
  found.count('events in the log', events.length);
}

function judgeOrder({ incoming, handedOver }: Books, { found, excuses }: Court): void {
  const ids = new Map(incoming.spoken.map((spoken) => [keyOf(spoken), spoken.id]));
  const last = new Map<string, number>();
  const seen = new Set<string>();
  for (const heard of incoming.log) {
    const key = keyOf(heard);
    const before = last.get(heard.conversation) ?? -1;
    if (heard.number > before) last.set(heard.conversation, heard.number);
    else if (!seen.has(key)) {
      // A paused replica had it, while the next one was given what came after it.
      if (excuses.isLate(handedOver.get(ids.get(key) ?? '') ?? [])) found.count('stored late');
      else found.wrong('out of order in the log', `${heard.event}: ${key} after ${before}`);
    }
    seen.add(key);
  }
}
