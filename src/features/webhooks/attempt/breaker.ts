import type { Event } from '../../events/event.ts';

/** What is known of a conversation that a webhook answers. */
interface Exchange {
  /** When those of our answers were sent that nothing came back for yet, ms since 1970: the last few, oldest first. */
  readonly unanswered: readonly number[];
  /** How often in a row the other side reacted at once. */
  readonly reactions: number;
  readonly lastHeardAt: number;
  readonly lastEvent: string;
  readonly isOpen: boolean;
}

/** A person reads first. */
const AT_ONCE_MS = 2_000;
const QUIET_MS = 60_000;
const MAX_EXCHANGES = 10_000;
/** Two machines may have as many exchanges with each other at the same time: both answer what a third says in a room. */
const MAX_UNANSWERED = 4;

/**
 * Ends exchanges in which a machine reacts to each answer of ours at once. One answer accounts for one reaction; a burst does
 * not count, as its messages came before our answers, or several came after one. In memory of the replica that delivers, bounded by the least recently used.
 */
export class Breaker {
  readonly #limit: number;
  readonly #exchanges = new Map<string, Exchange>();

  /** `limit` 0: never opens. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * To be told of each message before it is answered, in the order of the conversation. `open`: it is not to be answered;
   * `opens`: the same, for the first time.
   */
  heard(webhook: string, event: Event): 'closed' | 'opens' | 'open' {
    const key = keyOf(webhook, event);
    const past = this.#exchanges.get(key);
    if (past === undefined) return 'closed';
    // A repeat of the same delivery is no new message.
    if (past.lastEvent === event.id) return past.isOpen ? 'open' : 'closed';
    const next = after(past, event, this.#limit);
    this.#keep(key, next);
    if (!next.isOpen) return 'closed';
    return past.isOpen ? 'open' : 'opens';
  }

  answered(webhook: string, event: Event, now: number): void {
    if (this.#limit === 0) return;
    const key = keyOf(webhook, event);
    const past = this.#exchanges.get(key);
    this.#keep(key, {
      unanswered: [...(past?.unanswered ?? []), now].slice(-MAX_UNANSWERED),
      reactions: past?.reactions ?? 0,
      lastHeardAt: Date.parse(event.at),
      lastEvent: event.id,
      isOpen: false,
    });
  }

  #keep(key: string, exchange: Exchange): void {
    this.#exchanges.delete(key);
    this.#exchanges.set(key, exchange);
    if (this.#exchanges.size <= MAX_EXCHANGES) return;
    const [oldest = ''] = this.#exchanges.keys();
    this.#exchanges.delete(oldest);
  }
}

function after(past: Exchange, event: Event, limit: number): Exchange {
  const at = Date.parse(event.at);
  const heard = { ...past, lastHeardAt: at, lastEvent: event.id };
  if (past.isOpen) {
    const isQuiet = at - past.lastHeardAt >= QUIET_MS;
    return isQuiet ? { ...heard, isOpen: false, reactions: 0, unanswered: [] } : heard;
  }
  const [answeredAt] = past.unanswered;
  // Another came for our last answer already.
  if (answeredAt === undefined) return { ...heard, reactions: 0 };
  // It came before any of them.
  if (at < answeredAt) return heard;
  const last = past.unanswered.findLast((time) => time <= at) ?? answeredAt;
  if (at - last >= AT_ONCE_MS) return { ...heard, reactions: 0, unanswered: [] };
  const reactions = past.reactions + 1;
  const unanswered = past.unanswered.slice(1);
  return { ...heard, reactions, unanswered, isOpen: reactions > limit };
}

/** In a room each occupant is another side. */
function keyOf(webhook: string, event: Event): string {
  const { type, from = '' } = event.data as { readonly type?: string; readonly from?: string };
  const other = type === 'groupchat' ? from : event.conversation;
  return `${webhook} ${event.identity} ${other}`;
}
