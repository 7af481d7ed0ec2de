/** Accepted = delivered + failed with a reason; in order; copies only where a link was lost. */
import type { Accepted, Arrival, Books, Disturbance, LedgerRecord, Verdict } from '../books.ts';
import { excusesOf, type Excuses } from './excuses.ts';
import { groupBy } from './group.ts';
import { findings, timeOf, type Findings } from './finding.ts';

/** Statuses after which nothing is expected any more. */
const FINAL = new Set(['acknowledged', 'delivered', 'displayed', 'failed']);

/** As many are written and not acknowledged at most; a link that is lost repeats no more. */
const WINDOW = 4_096;

export function judgeOutgoing(books: Books): Verdict {
  const found = findings();
  const excuses = excusesOf(books.disturbances);
  const arrivals = groupBy(books.outgoing.arrivals, ({ id }) => id);
  const copiesOf = new Map<Disturbance, number>();
  for (const message of books.outgoing.accepted) {
    found.count('accepted');
    const copies = arrivals.get(message.id) ?? [];
    if (message.isToNobody) judgeBounce(books, message, { found, excuses });
    else judgeMessage(books, message, { found, excuses, copies });
    judgeCopies(message, copies, { found, excuses, copiesOf });
  }
  judgeWindows(copiesOf, found);
  judgeStrangers(books, { found, excuses });
  judgeOrder(books, { found, excuses });
  return found.verdict();
}

interface Court {
  readonly found: Findings;
  readonly excuses: Excuses;
}

function nameOf({ id, conversation, number, at }: Accepted): string {
  return `${id} (${conversation} ${number}, accepted ${timeOf(at)})`;
}

function timeAs(record: LedgerRecord, status: string): number | undefined {
  return record.history.find((entry) => entry.status === status)?.at;
}

function judgeMessage(
  books: Books,
  message: Accepted,
  { found, excuses, copies }: Court & { readonly copies: readonly Arrival[] },
): void {
  const record = books.outgoing.records.get(message.id);
  const name = nameOf(message);
  if (record === undefined) {
    if (excuses.ofStored(message.at) === undefined) found.wrong('accepted and forgotten', name);
    else found.count('forgotten by a killed Redis');
    return;
  }
  if (!FINAL.has(record.status)) found.wrong('an open ledger entry', `${name}: ${record.status}`);
  if (copies.length > 0) {
    found.count('delivered');
    if (record.status === 'failed') found.wrong('arrived and told failed', name);
    judgeReceipt(books, message, { found, excuses, record });
    return;
  }
  if (record.status === 'failed') {
    if (record.reason === undefined) found.wrong('failed without a reason', name);
    found.count('failed with a reason');
    return;
  }
  const acknowledgedAt = timeAs(record, 'acknowledged') ?? message.at;
  if (excuses.ofAcknowledged(acknowledgedAt)) found.count('lost by a killed server');
  else found.wrong('lost', `${name}: ${record.status}`);
}

function judgeReceipt(
  books: Books,
  message: Accepted,
  { found, excuses, record }: Court & { readonly record: LedgerRecord },
): void {
  const receipt = books.outgoing.receipts.get(message.id);
  if (receipt === undefined || record.status !== 'acknowledged') return;
  const excuse = excuses.ofIncoming(receipt.at, books.handedOver.get(receipt.id) ?? []);
  if (excuse === undefined) found.wrong('a receipt is lost', `${nameOf(message)} ${receipt.id}`);
  else found.count(`receipts lost: ${excuse}`);
}

function judgeBounce(books: Books, message: Accepted, { found, excuses }: Court): void {
  const record = books.outgoing.records.get(message.id);
  if (record === undefined) {
    if (excuses.ofStored(message.at)) {
      found.count('forgotten by a killed Redis');
      return;
    }
    found.wrong('accepted and forgotten', nameOf(message));
    return;
  }
  if (record.status === 'failed') {
    found.count('failed with a reason');
    return;
  }
  if (!FINAL.has(record.status)) {
    found.wrong('an open ledger entry', `${nameOf(message)}: ${record.status}`);
    return;
  }
  const bouncedAt = timeAs(record, 'acknowledged') ?? message.at;
  const excuse =
    excuses.ofIncoming(bouncedAt, books.handedOver.get(message.id) ?? []) ??
    excuses.ofAcknowledged(bouncedAt);
  if (excuse === undefined) found.wrong('a bounce is lost', nameOf(message));
  else found.count(`bounces lost: ${excuse}`);
}

function judgeCopies(
  message: Accepted,
  copies: readonly Arrival[],
  { found, excuses, copiesOf }: Court & { readonly copiesOf: Map<Disturbance, number> },
): void {
  for (const copy of copies.slice(1)) {
    found.count('copies');
    const cause = excuses.ofLinkLoss(copy.at);
    if (cause === undefined) {
      found.wrong('a copy without a lost link', `${nameOf(message)}, again ${timeOf(copy.at)}`);
    } else copiesOf.set(cause, (copiesOf.get(cause) ?? 0) + 1);
  }
  found.most('most copies of one message', Math.max(0, copies.length - 1));
}

function judgeWindows(copiesOf: ReadonlyMap<Disturbance, number>, found: Findings): void {
  for (const [{ what, who, from }, copies] of copiesOf) {
    found.most('most copies after one loss', copies);
    if (copies <= WINDOW) continue;
    found.wrong('more copies than a window', `${copies} after ${what} ${who} ${timeOf(from)}`);
  }
}

function judgeStrangers(books: Books, { found, excuses }: Court): void {
  const key = ({ conversation, number }: { conversation: string; number: number }) =>
    `${conversation} ${number}`;
  const accepted = new Map(books.outgoing.accepted.map((message) => [key(message), message]));
  for (const arrival of books.outgoing.arrivals) {
    const message = accepted.get(key(arrival));
    if (message?.id === arrival.id) continue;
    const at = message?.at ?? arrival.at;
    // The first call was answered by nobody: its message and its key were in what Redis lost of itself.
    if (excuses.ofStored(at - 5_000) ?? excuses.ofStored(at)) found.count('under a lost id');
    else found.wrong('arrived under another id', `${arrival.id}: ${key(arrival)}`);
  }
}

function judgeOrder({ outgoing }: Books, { found, excuses }: Court): void {
  const seen = new Set<string>();
  const last = new Map<string, Arrival>();
  for (const arrival of outgoing.arrivals) {
    if (seen.has(arrival.id)) continue;
    seen.add(arrival.id);
    const before = last.get(arrival.conversation);
    if (before === undefined || before.number < arrival.number) {
      last.set(arrival.conversation, arrival);
    } else if (excuses.isAtLogin(arrival.at)) {
      found.count('out of order at a login');
    } else {
      const { conversation, number, id } = arrival;
      found.wrong(
        'out of order',
        `${conversation}: ${number} (${id}) after ${before.number}, ${timeOf(arrival.at)}`,
      );
    }
  }
}
