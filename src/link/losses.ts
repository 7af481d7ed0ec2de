import type { Change, Space, Store, StoredRecord } from '../store/store.ts';
import type { Link } from './link.ts';

/**
 * Which links of the bridge went a while ago. A server that spreads stanzas over several links loses what it wrote to one that
 * went, and whatever was on it may be for anything that any replica looks after.
 */
export interface LinkLosses {
  /** From when on something may be missing, ms since 1970; undefined where no link went lately. */
  readonly since: () => Promise<number | undefined>;
  /** Resolves when the others know of this replica: before it has a link, as it may die as soon as it has one. */
  readonly start: () => Promise<void>;
  /** Goes on telling the others of the link of this replica until that is gone. */
  readonly stop: () => void;
}

export interface LinkLossesDeps {
  readonly store: Pick<Store, 'list' | 'commit'>;
  readonly link: Pick<Link, 'state'>;
  readonly replica: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic: () => number;
  /** Called once for each link that went: something may be missing from then on, ms since 1970. */
  readonly lost: (since: number) => void;
}

const SPACE: Space = { name: 'links', ttl: 'forever' };
const UP = 'up ';
const LOST = 'lost ';
const TICK_MS = 1_000;
/** A link of which nothing new is said for so long is gone. */
export const GONE_MS = 4_000;
/** How long a loss is told of: whoever takes something over meanwhile has to know. */
export const KEPT_MS = 10 * 60_000;
/** A dead peer is noticed within 15 s, and what came before may not have been stored yet. */
export const MARGIN_MS = 20_000;
/** What was read is good for so long. */
const FRESH_MS = 500;

interface Up {
  /** ms since 1970, another one each time. */
  readonly at: number;
}

interface Loss {
  readonly from: number;
  readonly at: number;
}

/** Which links are silent, as their records change: no clock but one's own is needed. */
export class Sights {
  readonly #seen = new Map<string, { readonly text: string; readonly since: number }>();
  #lookedAt = Number.NEGATIVE_INFINITY;

  /** `now`: ms of a clock that never jumps. What was not looked at does not count as silence. */
  silent(records: ReadonlyMap<string, StoredRecord>, now: number): readonly string[] {
    if (now - this.#lookedAt > GONE_MS / 2) this.#seen.clear();
    this.#lookedAt = now;
    for (const id of this.#seen.keys()) if (!records.has(id)) this.#seen.delete(id);
    return [...records].flatMap(([id, { value }]) => {
      if (!id.startsWith(UP)) return [];
      const known = this.#seen.get(id);
      if (known?.text !== value) this.#seen.set(id, { text: value, since: now });
      return known?.text === value && now - known.since >= GONE_MS ? [id] : [];
    });
  }
}

export function watchLosses(deps: LinkLossesDeps): LinkLosses {
  const watch = new Watch(deps);
  let timer: NodeJS.Timeout | undefined;
  let isStopping = false;
  const tick = () => {
    if (isStopping && !isUp(deps.link)) clearInterval(timer);
    // A store that is away is asked again at the next turn.
    else watch.turn().catch(() => undefined);
  };
  return {
    since: () => watch.since(),
    async start() {
      timer = setInterval(tick, TICK_MS);
      timer.unref();
      await watch.turn().catch(() => undefined);
    },
    stop() {
      isStopping = true;
      if (!isUp(deps.link)) clearInterval(timer);
    },
  };
}

function isUp(link: LinkLossesDeps['link']): boolean {
  return ['online', 'draining'].includes(link.state().state);
}

class Watch {
  readonly #deps: LinkLossesDeps;
  readonly #sights = new Sights();
  /** Tells this process from an earlier one of the same replica. */
  readonly #begun: string;
  /** How many links this replica has lost. */
  #links = 0;
  #own: { readonly id: string; readonly at: number } | undefined;
  /** When the present link came up; undefined while there is none. */
  #upSince: number | undefined;
  #losses: ReadonlyMap<string, Loss> | undefined;
  #readAt = Number.NEGATIVE_INFINITY;
  #turning: Promise<void> | undefined;

  constructor(deps: LinkLossesDeps) {
    this.#deps = deps;
    this.#begun = deps.now().toString(36);
  }

  async since(): Promise<number | undefined> {
    const isFresh = this.#deps.monotonic() - this.#readAt < FRESH_MS;
    if (!isFresh || this.#isOver()) await this.turn();
    const from = [...(this.#losses?.values() ?? [])].map((loss) => loss.from);
    return from.length === 0 ? undefined : Math.min(...from);
  }

  turn(): Promise<void> {
    this.#turning ??= this.#turn().finally(() => (this.#turning = undefined));
    return this.#turning;
  }

  async #turn(): Promise<void> {
    const { store, now, monotonic, lost, replica } = this.#deps;
    const records = await store.list(SPACE);
    const gone = this.#gone(records);
    if (this.#isOver()) this.#links += 1;
    this.#upSince = this.#since();
    const kept = lossesIn(records);
    const over = [...kept].filter(([, { at }]) => now() - at > KEPT_MS).map(([it]) => it);
    const changes: Change[] = [
      ...gone.flatMap(([link, at]) => lossOf(link, { from: at - MARGIN_MS, at: now() })),
      ...over.map((it): Change => ({ do: 'delete', space: SPACE, id: LOST + it })),
    ];
    // Also without a link: it may have one at any moment.
    const own = { id: `${replica} ${this.#begun}.${this.#links}`, at: now() };
    await store.commit([...changes, upOf(own.id, { at: own.at })]);
    this.#own = own;
    this.#readAt = monotonic();
    for (const it of over) kept.delete(it);
    for (const [link, at] of gone) kept.set(link, { from: at - MARGIN_MS, at: now() });
    const known = this.#losses;
    this.#losses = kept;
    // What went before this replica looked for the first time is asked for by whoever takes something over.
    const news = [...kept].filter(([it]) => known !== undefined && !known.has(it));
    if (news.length > 0) lost(Math.min(...news.map(([, { from }]) => from)));
  }

  /** Links that went, with the time at which they were last known to be good. */
  #gone(records: ReadonlyMap<string, StoredRecord>): readonly (readonly [string, number])[] {
    const own = this.#own;
    const others = this.#sights
      .silent(records, this.#deps.monotonic())
      .filter((it) => it !== UP + (own?.id ?? ''))
      .map((it) => [it.slice(UP.length), atOf(records.get(it)?.value)] as const);
    return own === undefined || !this.#isOver() ? others : [...others, [own.id, own.at]];
  }

  /** The link that this replica had has gone. */
  #isOver(): boolean {
    return this.#upSince !== undefined && this.#since() !== this.#upSince;
  }

  #since(): number | undefined {
    const { state, since } = this.#deps.link.state();
    if (state === 'online') return since;
    return state === 'draining' ? this.#upSince : undefined;
  }
}

function lossesIn(records: ReadonlyMap<string, StoredRecord>): Map<string, Loss> {
  return new Map(
    [...records].flatMap(([id, { value }]) =>
      id.startsWith(LOST) ? [[id.slice(LOST.length), JSON.parse(value) as Loss] as const] : [],
    ),
  );
}

function atOf(value: string | undefined): number {
  return (JSON.parse(value ?? '{"at":0}') as Up).at;
}

function upOf(link: string, up: Up): Change {
  return { do: 'put', space: SPACE, id: UP + link, value: JSON.stringify(up) };
}

function lossOf(link: string, loss: Loss): readonly Change[] {
  return [
    { do: 'delete', space: SPACE, id: UP + link },
    { do: 'put', space: SPACE, id: LOST + link, value: JSON.stringify(loss) },
  ];
}
