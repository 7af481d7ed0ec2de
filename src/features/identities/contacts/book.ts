/** What is known of a contact's presence. Pure. */

export interface Resource {
  readonly resource: string;
  readonly show?: 'away' | 'chat' | 'dnd' | 'xa';
  readonly status?: string;
  readonly priority: number;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** The software, as its capabilities name it. */
  readonly client?: string;
  /** The verification string of its capabilities, and its digest. */
  readonly ver?: string;
  readonly hash?: string;
}

export interface Book {
  /** Best first. */
  readonly resources: readonly Resource[];
  /** Milliseconds since 1970. */
  readonly asOf: number;
  /** The link on which it was heard. */
  readonly link: string;
  /** It is complete: they were asked on this link, and had the time to answer. */
  readonly settled: boolean;
  /** What was last told in `presence.changed`. */
  readonly told?: Availability;
}

export interface Availability {
  readonly available: boolean;
  readonly show?: Resource['show'];
}

/** One presence that was heard: `resource` is empty for the bare address. */
export type PresenceHeard =
  | { readonly available: false; readonly resource: string }
  | ({ readonly available: true } & Omit<Resource, 'since'>);

/** More are not kept: nobody has as many clients. */
const MAX_RESOURCES = 20;

export function enter(
  book: Book | undefined,
  heard: PresenceHeard,
  { link, now }: { readonly link: string; readonly now: number },
): Book {
  const base = onLink(book, link, now);
  const others = base.resources.filter(({ resource }) => resource !== heard.resource);
  if (!heard.available) {
    return { ...base, asOf: now, resources: heard.resource === '' ? [] : others };
  }
  const before = base.resources.find(({ resource }) => resource === heard.resource);
  const { available: _, ...rest } = heard;
  const entered = { ...rest, since: before?.since ?? now };
  const resources = [...others, entered].sort(byRank).slice(0, MAX_RESOURCES);
  return { ...base, asOf: now, resources };
}

/** They had the time to answer a probe on this link. */
export function settle(book: Book | undefined, link: string, now: number): Book {
  return { ...onLink(book, link, now), settled: true, asOf: now };
}

/** What was heard on an earlier link may have ceased to be true: on a new one, all is heard again. */
function onLink(book: Book | undefined, link: string, now: number): Book {
  if (book?.link === link) return book;
  const told = book?.told;
  return { resources: [], asOf: now, link, settled: false, ...(told !== undefined && { told }) };
}

export function availabilityOf({ resources: [best] }: Pick<Book, 'resources'>): Availability {
  if (best === undefined) return { available: false };
  return best.show === undefined ? { available: true } : { available: true, show: best.show };
}

/**
 * The book as told, with the news if there is some: only of what is complete, and only where availability changed. A contact of
 * whom nothing was told counts as unavailable.
 */
export function tell(book: Book): { readonly book: Book; readonly news?: Availability } {
  const present = availabilityOf(book);
  const { available, show } = book.told ?? { available: false };
  // That somebody is there is sure at once, that nobody is only when all had the time to say so.
  const isSure = book.settled || present.available;
  if (!isSure || (present.available === available && present.show === show)) return { book };
  return { book: { ...book, told: present }, news: present };
}

const SHOWS = ['chat', undefined, 'away', 'xa', 'dnd'];

function byRank(one: Resource, other: Resource): number {
  const byPriority = other.priority - one.priority;
  return (
    byPriority || SHOWS.indexOf(one.show) - SHOWS.indexOf(other.show) || other.since - one.since
  );
}
