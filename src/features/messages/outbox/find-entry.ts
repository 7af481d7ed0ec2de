import { LOG_START, positionBefore, type LogEntry, type Store } from '../../../store/store.ts';
import { decodeEntry, type Waiting } from './queue-entry.ts';

export interface Wanted {
  readonly id: string;
  /** Ms since 1970, by the clock of the replica that accepted it. */
  readonly createdAt: number;
}

interface Deps {
  readonly store: Pick<Store, 'read'>;
  readonly log: string;
  /** Asked between two parts of the log: whether it is of use to look on. */
  readonly isWanted: () => Promise<boolean>;
  /** Asked before each page. */
  readonly hasTime: () => boolean;
}

/** A part of the log, read in pages. */
interface Part {
  readonly after: string;
  readonly page: number;
  readonly pages: number;
}

/**
 * Where an entry stands: positions begin with the time by the store's clock at which it was appended, so it is looked for
 * there first; then a while before and after, and in the end everywhere, as clocks may differ.
 */
const partsFor = (createdAt: number): readonly Part[] => [
  { after: positionBefore(createdAt - 250), page: 256, pages: 4 },
  { after: positionBefore(createdAt - 10_000), page: 1_024, pages: 64 },
  { after: LOG_START, page: 1_024, pages: Infinity },
];

/** The entry of a stanza; undefined where there is none, or none was found in time. Throws `store-unavailable`. */
export async function findEntry(deps: Deps, wanted: Wanted): Promise<Waiting | undefined> {
  for (const part of partsFor(wanted.createdAt)) {
    const found = await findIn(deps, part, wanted.id);
    if (found !== undefined) return found;
    if (!deps.hasTime() || !(await deps.isWanted())) return undefined;
  }
  return undefined;
}

async function findIn(
  { store, log, hasTime }: Deps,
  part: Part,
  id: string,
): Promise<Waiting | undefined> {
  let { after } = part;
  for (let page = 0; page < part.pages && hasTime(); page += 1) {
    const { entries, more } = await store.read(log, after, part.page);
    const found = entryOf(entries, id);
    if (found !== undefined || !more) return found;
    after = entries.at(-1)?.position ?? after;
  }
  return undefined;
}

/** Most are not taken apart: the id stands in the record as JSON writes it. */
function entryOf(entries: readonly LogEntry[], id: string): Waiting | undefined {
  const text = JSON.stringify(id);
  for (const entry of entries) {
    if (!entry.value.includes(text)) continue;
    const waiting = decodeEntry(entry);
    if (waiting.record.id === id && waiting.record.untracked !== true) return waiting;
  }
  return undefined;
}
