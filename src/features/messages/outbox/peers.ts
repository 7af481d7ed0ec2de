import type { StoredRecord } from '../../../store/store.ts';
import type { Peer, Wish } from './layout.ts';

/** What a replica says of itself, again and again. */
export interface Presence extends Wish {
  readonly seen: number;
  /** Another one each time. */
  readonly beat: number;
}

const PREFIX = 'replica ';

export const presenceId = (replica: string) => PREFIX + replica;

/** One that says nothing new for so long is gone. */
export const GONE_MS = 5_000;
/** Its record goes a while later. */
const FORGET_MS = 60_000;

interface Sight {
  readonly text: string;
  readonly since: number;
}

/**
 * Which replicas live, by their presences as they change: no clock but one's own is needed, and what was not looked at does
 * not count as silence.
 */
export class Peers {
  readonly #own: string;
  readonly #seen = new Map<string, Sight>();
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(replica: string) {
    this.#own = presenceId(replica);
  }

  /** `now`: ms of a clock that never jumps. Gives those that live, and the records of those that are long gone. */
  look(
    records: ReadonlyMap<string, StoredRecord>,
    now: number,
  ): { readonly live: readonly Peer[]; readonly forgotten: readonly string[] } {
    if (now - this.#lookedAt > GONE_MS / 2) this.#seen.clear();
    this.#lookedAt = now;
    for (const id of this.#seen.keys()) if (!records.has(id)) this.#seen.delete(id);
    const live: Peer[] = [];
    const forgotten: string[] = [];
    for (const [id, { value }] of records) {
      if (!id.startsWith(PREFIX) || id === this.#own) continue;
      const silent = now - this.#sight(id, value, now).since;
      if (silent < GONE_MS) live.push(JSON.parse(value) as Presence);
      else if (silent > FORGET_MS) forgotten.push(id);
    }
    return { live, forgotten };
  }

  #sight(id: string, text: string, now: number): Sight {
    const known = this.#seen.get(id);
    if (known?.text === text) return known;
    const sight = { text, since: now };
    this.#seen.set(id, sight);
    return sight;
  }
}
