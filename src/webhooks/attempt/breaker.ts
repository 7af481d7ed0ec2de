import type { Event } from '../../events/event.ts';

/** What is known of a conversation that a webhook answers. */
interface Exchange {
  /** When our last answer was sent, ms since 1970. */
  readonly answeredAt: number;
  /** Messages that came since. */
  readonly heardSince: number;
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

/**
 * Ends exchanges in which a machine reacts to each answer of ours, strictly in turn. A burst does not count: its messages came
 * before our answer, or several came after it. In memory of the replica that delivers, bounded by the least recently used.
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
      answeredAt: now,
      heardSince: 0,
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
  const heardSince = past.heardSince + 1;
  const heard = { ...past, heardSince, lastHeardAt: at, lastEvent: event.id };
  if (past.isOpen) {
    const isQuiet = at - past.lastHeardAt >= QUIET_MS;
    return isQuiet ? { ...heard, isOpen: false, reactions: 0 } : heard;
  }
  const delay = at - past.answeredAt;
  const isReaction = heardSince === 1 && delay >= 0 && delay < AT_ONCE_MS;
  const reactions = isReaction ? past.reactions + 1 : 0;
  return { ...heard, reactions, isOpen: reactions > limit };
}

/** In a room each occupant is another side. */
function keyOf(webhook: string, event: Event): string {
  const { type, from = '' } = event.data as { readonly type?: string; readonly from?: string };
  const other = type === 'groupchat' ? from : event.conversation;
  return `${webhook} ${event.identity} ${other}`;
}
