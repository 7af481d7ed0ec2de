/** The last message that each membership heard: where it goes on after an interruption. */
import type { Change, Space, Store } from '../../store/store.ts';

/** Kept as long as there is something to catch up with. */
const KEPT_MS = 7 * 24 * 60 * 60_000;
const LAST: Space = { name: 'room-last', ttl: KEPT_MS };

export interface LastHeard {
  readonly stanzaId?: string;
  /** ms since 1970 */
  readonly at: number;
}

export interface Heard extends LastHeard {
  /** Tells it from others, also in a room without ids. */
  readonly mark?: string;
  /** There was more than one link since. */
  readonly isOld?: true;
}

interface StoredLast extends Heard {
  /** The last one that came over an earlier link, as long as nobody has caught up from there. */
  readonly before?: Heard;
}

export interface Trail {
  /**
   * What was heard last before the present link, if nobody has caught up from there yet. What comes over a new link is later
   * than what is missing, and comes before anybody can ask what is missing.
   */
  readonly before: (key: string) => Promise<Heard | undefined>;
  /** Where to go on from; undefined where nothing was heard. */
  readonly from: (key: string) => Promise<Heard | undefined>;
  /** That is kept elsewhere from now on. */
  readonly begun: (key: string, link: number) => void;
  /** Names the link of this replica. */
  readonly link: () => number;
}

export interface TrailDeps {
  readonly store: Pick<Store, 'getMany'>;
  /** When the present link of this replica came up, ms since 1970. */
  readonly link: () => number;
  readonly now: () => number;
  /** The most memberships that may be declared. */
  readonly limit: number;
}

/** With several links another replica may have caught up, which is not told to this one; longer than that takes it never. */
const OPEN_MS = 5 * 60_000;

interface Known {
  readonly link: number;
  readonly before: Promise<Heard | undefined>;
}

export function createTrail({ store, link, now, limit }: TrailDeps): Trail {
  const known = new Map<string, Known>();
  const keep = (key: string, one: Known) => {
    known.delete(key);
    known.set(key, one);
    const [oldest] = known.keys();
    if (known.size > limit && oldest !== undefined) known.delete(oldest);
    return one;
  };
  const look = (key: string): Known => {
    const before = readStored(store, [key]).then(([last]) => last && onEarlierLink(last));
    const one = keep(key, { link: link(), before });
    before.catch(() => {
      if (known.get(key) === one) known.delete(key);
    });
    return one;
  };
  return {
    link,
    async before(key) {
      const there = known.get(key);
      const one = there?.link === link() ? there : look(key);
      return now() - one.link < OPEN_MS ? one.before : undefined;
    },
    async from(key) {
      const there = known.get(key);
      const before = there?.link === link() ? await there.before : undefined;
      if (before !== undefined) return before;
      const [last] = await readStored(store, [key]);
      return last && onEarlierLink(last);
    },
    begun(key, at) {
      if (at === link()) keep(key, { link: at, before: Promise.resolve(undefined) });
    },
  };
}

/** As a message that comes now finds it. */
function onEarlierLink(last: StoredLast): Heard {
  return last.before === undefined ? plain(last) : { ...last.before, isOld: true };
}

function plain({ before: _, ...last }: StoredLast): Heard {
  return last;
}

export function lastChange(key: string, last: Heard, before?: Heard): Change {
  const stored: StoredLast = { ...last, ...(before !== undefined && { before }) };
  return { do: 'put', space: LAST, id: key, value: JSON.stringify(stored) };
}

/** As callers see it. */
export async function readLast(
  store: Pick<Store, 'getMany'>,
  keys: readonly string[],
): Promise<readonly (LastHeard | undefined)[]> {
  return (await readStored(store, keys)).map((last) => last && shown(last));
}

function shown({ stanzaId, at }: StoredLast): LastHeard {
  return { at, ...(stanzaId !== undefined && { stanzaId }) };
}

async function readStored(
  store: Pick<Store, 'getMany'>,
  keys: readonly string[],
): Promise<readonly (StoredLast | undefined)[]> {
  const stored = await store.getMany(LAST, keys);
  return stored.map((it) => it && (JSON.parse(it.value) as StoredLast));
}
