/**
 * Pages of a list. What a feature goes on from is an id or a position of its own; callers see it as a cursor that names its
 * list, so that one of another list, or one that they made up, is refused and does not skip items in silence.
 */
import { BridgeError } from './errors.ts';

/** What every list takes, as in the contract. */
export interface PageQuery {
  readonly limit?: number;
  readonly after?: string;
}

export interface Page {
  readonly limit: number;
  /** The `next` that the feature gave with the page before. */
  readonly after?: string;
}

const DEFAULT_LIMIT = 100;

/**
 * Reads one page; `list` names the list and what it belongs to. Throws `invalid-request` at `/query/after` for what is no
 * cursor of this list.
 */
export async function readListPage<T extends { readonly next?: string } | undefined>(
  list: string,
  { limit = DEFAULT_LIMIT, after }: PageQuery,
  read: (page: Page) => Promise<T>,
): Promise<T> {
  const place = after === undefined ? {} : { after: decode(list, after) };
  const page = await read({ limit, ...place });
  if (page?.next === undefined) return page;
  return Object.assign({}, page, { next: encode(list, page.next) });
}

/** One page of a list that is there whole, sorted by `placeOf`. An item that was removed since the page before does no harm. */
export function pageOf<T>(
  all: readonly T[],
  { limit, after = '' }: Page,
  placeOf: (item: T) => string,
): { readonly items: T[]; readonly next?: string } {
  const rest = all.filter((item) => placeOf(item) > after);
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return rest.length > limit && last !== undefined ? { items, next: placeOf(last) } : { items };
}

/** Safe in a URL, and no cursor of the event log. */
function encode(list: string, place: string): string {
  return Buffer.from(`${list}\n${place}`).toString('base64url');
}

function decode(list: string, cursor: string): string {
  const place = Buffer.from(cursor, 'base64url')
    .toString()
    .slice(list.length + 1);
  if (place !== '' && encode(list, place) === cursor) return place;
  const detail =
    'This is not a cursor of this list; use the `next` of its previous page, unchanged.';
  throw new BridgeError('invalid-request', detail, {
    errors: [{ pointer: '/query/after', detail }],
  });
}
