/** Each reader of the log gets all of it, and each conversation in the order of the log. */
import type { Books, Heard, Reader, Verdict } from '../books.ts';
import { excusesOf, type Excuses } from './excuses.ts';
import { findings, timeOf, type Findings } from './finding.ts';

export function judgeReaders(books: Books): Verdict {
  const found = findings();
  const excuses = excusesOf(books.disturbances);
  const places = new Map<string, number>();
  // An event that stands there twice is somebody else's finding.
  for (const [index, { event }] of books.incoming.log.entries()) {
    if (!places.has(event)) places.set(event, index);
  }
  for (const reader of books.readers) judgeReader(reader, { books, found, excuses, places });
  return found.verdict();
}

interface Court {
  readonly books: Books;
  readonly found: Findings;
  readonly excuses: Excuses;
  /** Where each event stands in the log. */
  readonly places: ReadonlyMap<string, number>;
}

function judgeReader({ name, heard }: Reader, { books, found, excuses, places }: Court): void {
  const first = new Map<string, Heard>();
  for (const copy of heard) if (!first.has(copy.event)) first.set(copy.event, copy);
  found.count(`${name}: events`, first.size);
  found.count(`${name}: repeats`, heard.length - first.size);
  for (const { event, conversation, number } of books.incoming.log) {
    if (first.has(event)) continue;
    found.wrong(`${name} missed an event`, `${event} (${conversation} ${number})`);
  }
  const last = new Map<string, number>();
  for (const { event, conversation, number, at } of first.values()) {
    const place = places.get(event);
    if (place === undefined) {
      if (excuses.ofStored(at)) found.count(`${name}: of what a killed Redis forgot`);
      else found.wrong(`${name} got what is not in the log`, `${event} at ${timeOf(at)}`);
      continue;
    }
    if (place < (last.get(conversation) ?? -1)) {
      found.wrong(`${name} out of order`, `${event}: ${conversation} ${number}, ${timeOf(at)}`);
    }
    last.set(conversation, Math.max(place, last.get(conversation) ?? -1));
  }
}
