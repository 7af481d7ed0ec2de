/** Everything that is to hold, of one run. */
import type { Books, Verdict } from '../books.ts';
import { judgeCalls, type Call } from './calls.ts';
import { judgeHealth, type Health } from './health.ts';
import { judgeIncoming } from './incoming.ts';
import { judgeIqs } from './iqs.ts';
import { judgeLinks } from './links.ts';
import { judgeOutgoing } from './outgoing.ts';
import { judgeReaders } from './readers.ts';

export interface Run {
  readonly books: Books;
  readonly calls: readonly Call[];
  readonly health: Health;
}

/** By what was looked at. */
export function judge({ books, calls, health }: Run): Readonly<Record<string, Verdict>> {
  return {
    'messages out': judgeOutgoing(books),
    'messages in': judgeIncoming(books),
    readers: judgeReaders(books),
    IQs: judgeIqs(books),
    links: judgeLinks(books),
    'HTTP calls': judgeCalls(calls, books.disturbances),
    health: judgeHealth(health),
  };
}
