/** Messages that left for rooms a moment ago: their rooms reflect or refuse them, and a refusal may come over any link. */
import { bare } from '../../../core/jid/jid.ts';
import type { LedgerRecord } from '../ledger/record.ts';
import type { RoomAnswers } from '../rooms/answers.ts';

/** So many are remembered: a room answers within milliseconds. */
const MAX_LEFT = 4_096;

export class Unanswered {
  readonly #answers: RoomAnswers;
  /** By id, oldest first. */
  readonly #left = new Map<string, { readonly tries: number; readonly lane: string }>();
  /** By id: where it stood in the log at first. */
  readonly #places = new Map<string, string>();
  #hasLooked = false;

  constructor(answers: RoomAnswers) {
    this.#answers = answers;
  }

  /** A new session: what is not acknowledged is sent again, and of the rest others may have been the senders. */
  begin(): void {
    this.#left.clear();
    this.#hasLooked = false;
  }

  add(record: LedgerRecord, place: string): void {
    const { id, tries = 0 } = record;
    remember(this.#left, id, { tries, lane: laneOf(record) });
    remember(this.#places, id, place);
  }

  /** It did not leave. */
  delete(id: string): void {
    this.#left.delete(id);
  }

  /** Where a message stood in the log before a room refused it. */
  placeOf({ id, place, tries = 0, createdAt }: LedgerRecord, position: string): string {
    if (tries === 0) return position;
    // Unknown where it was refused before it was acknowledged, and its sender is gone. Positions begin with the time, by the
    // store's clock.
    return this.#places.get(id) ?? place ?? `${createdAt}-0`;
  }

  /** How many of a lane may still be refused. Throws `store-unavailable`. */
  async count(lane: string): Promise<number> {
    if (!this.#hasLooked) {
      for (const record of await this.#answers.awaited(MAX_LEFT)) {
        const { id, tries = 0 } = record;
        remember(this.#left, id, { tries, lane: laneOf(record) });
      }
      this.#hasLooked = true;
    }
    const sent = [...this.#left].flatMap(([id, one]) =>
      one.lane === lane ? { id, tries: one.tries } : [],
    );
    return sent.length === 0 ? 0 : this.#answers.missing(sent);
  }
}

/** Who says something in which room. */
export function laneOf({ from, to }: Pick<LedgerRecord, 'from' | 'to'>): string {
  return `${bare(from)} ${bare(to)}`;
}

function remember<Value>(map: Map<string, Value>, id: string, value: Value): void {
  map.delete(id);
  map.set(id, value);
  if (map.size <= MAX_LEFT) return;
  for (const oldest of map.keys()) {
    map.delete(oldest);
    return;
  }
}
