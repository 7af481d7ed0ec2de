import { BridgeError } from '../core/errors.ts';
import type { Change, CommitResult, Store, StoredRecord } from '../store/store.ts';
import type { AnyKind, Declared } from './kind.ts';
import { notify, type Notice, type NoticeTrimmer } from './notices.ts';
import { listDeclared, showDeclared, type Page, type PageQuestion } from './reading.ts';
import {
  COUNTS,
  countOf,
  decodeSeen,
  decodeWanted,
  noticesOf,
  partitionOf,
  readItem,
  recount,
  seenSpace,
  wantedSpace,
  type SeenRecord,
  type WantedRecord,
} from './records.ts';
import type { Terms } from './terms.ts';
import { waitForNotice } from './waiting.ts';

export interface DeclarationsDeps {
  readonly store: Store;
  readonly terms: Terms;
  readonly trimmer: NoticeTrimmer;
  readonly now: () => number;
}

/** What was heard of an item, and what else happens in the same commit, such as an event. */
export interface Heard<Seen> {
  readonly seen: Seen;
  readonly changes?: readonly Change[];
}

/** The items of one kind, on any replica. Every call throws `store-unavailable` while the store is away. */
export class Declarations<Wanted, Seen> {
  readonly #deps: DeclarationsDeps;
  readonly #kind: AnyKind;
  /** Creations of this replica take turns: they would only get in each other's way. */
  #creating: Promise<unknown> = Promise.resolve();

  constructor(deps: DeclarationsDeps, kind: AnyKind) {
    this.#deps = deps;
    this.#kind = kind;
  }

  /**
   * Declares an item, or changes what is wanted of it. Repeating it asks at once again where the item is not settled.
   * `discardSeen` makes it start over: for a PUT on an item that came to an end, such as a room that was left after a kick.
   * Throws `conflict` when as many are declared as there may be.
   */
  async want(key: string, wanted: Wanted, { discardSeen = false } = {}): Promise<void> {
    for (;;) {
      const stored = await this.#deps.store.get(this.#wantedSpace(key), key);
      const same = JSON.stringify(decodeWanted(stored)?.wanted) === JSON.stringify(wanted);
      if (same && !discardSeen) return this.hurry(key);
      const also = discardSeen ? [this.#unseen(key)] : [];
      const done = stored
        ? await this.#write(key, { wanted, at: this.#deps.now() }, stored.version, also)
        : await this.#takeTurn(() => this.#create(key, wanted, also));
      if (done) return;
    }
  }

  /** The item is to be undone and then forgotten. False when it was not declared. */
  async unwant(key: string): Promise<boolean> {
    for (;;) {
      const stored = await this.#deps.store.get(this.#wantedSpace(key), key);
      const present = decodeWanted(stored);
      if (stored === undefined || present?.wanted === undefined) return false;
      if (await this.#write(key, { at: this.#deps.now() }, stored.version)) return true;
    }
  }

  /** Undefined where nothing is known of it. */
  async get(key: string): Promise<Declared<Wanted, Seen> | undefined> {
    const { store, terms, now } = this.#deps;
    const partition = partitionOf(this.#kind, key);
    const [stored, term] = await Promise.all([
      readItem(store, this.#kind, partition, key),
      terms.look(partition),
    ]);
    if (stored.wanted === undefined && stored.seen === undefined) return undefined;
    const shown = showDeclared({ kind: this.#kind, key, stored, epoch: term?.epoch, now: now() });
    return shown as Declared<Wanted, Seen>;
  }

  /** Whether this replica works on it now. */
  isRunHere(key: string): boolean {
    return this.#deps.terms.isOwn(partitionOf(this.#kind, key));
  }

  /** By key. Reads all items of the kind, however few are asked for. */
  list(question: PageQuestion<Wanted, Seen> = {}): Promise<Page<Wanted, Seen>> {
    return listDeclared(this.#deps, this.#kind, question);
  }

  /**
   * Records what the XMPP side said of an item, with `changes`, whole or not at all; the indexes and positions of
   * the result are those of `changes`. What was heard on a link that is over by now is not recorded, as nobody knows
   * whether it still holds: then `changes` are made alone, and the runner confirms the item.
   */
  saw(key: string, seen: Seen, changes: readonly Change[] = []): Promise<CommitResult> {
    return this.#record(key, changes, (epoch, space) => [
      { do: 'put', space, id: key, value: this.#seenText(seen, epoch) },
    ]);
  }

  /**
   * The same where it depends on what was seen before; `heard` may be called again when somebody else was first. With
   * undefined nothing is recorded, and the result is undefined.
   */
  async revise(
    key: string,
    heard: (present: Seen | undefined) => Heard<Seen> | undefined,
  ): Promise<CommitResult | undefined> {
    const space = seenSpace(this.#kind, partitionOf(this.#kind, key));
    for (;;) {
      const stored = await this.#deps.store.get(space, key);
      const next = heard(decodeSeen(stored).seen as Seen | undefined);
      if (next === undefined) return undefined;
      const { seen, changes = [] } = next;
      const version = stored?.version ?? 0;
      const result = await this.#record(key, changes, (epoch) => [
        { do: 'replace', space, id: key, value: this.#seenText(seen, epoch), version },
      ]);
      const beaten = !result.ok && result.change >= changes.length;
      if (!beaten) return result;
    }
  }

  /** Its turn comes before all others, also while it backs off, but once a second at most: a message waits for it. */
  async hurry(key: string): Promise<void> {
    const partition = partitionOf(this.#kind, key);
    await this.#deps.store.commit([this.#notice(key, 'hurry')]);
    this.#deps.trimmer.appended(partition);
  }

  /** Resolves with the item once `predicate` holds, or as it is when `signal` is aborted. */
  async until(
    key: string,
    predicate: (item: Declared<Wanted, Seen> | undefined) => boolean,
    signal: AbortSignal,
  ): Promise<Declared<Wanted, Seen> | undefined> {
    const { store } = this.#deps;
    const log = noticesOf(partitionOf(this.#kind, key));
    for (;;) {
      // Where the log ends is looked up first: what comes after the item was read is not missed.
      const { last } = await store.info(log);
      const item = await this.get(key);
      if (signal.aborted || predicate(item)) return item;
      await waitForNotice(store, { log, after: last, kind: this.#kind.name, key, signal });
    }
  }

  /** `record` gives the changes that record what was seen, of which the last may fail as `changed`. */
  async #record(
    key: string,
    changes: readonly Change[],
    record: (epoch: number, space: ReturnType<typeof seenSpace>) => readonly Change[],
  ): Promise<CommitResult> {
    const { store, terms, trimmer } = this.#deps;
    const partition = partitionOf(this.#kind, key);
    trimmer.appended(partition);
    // As known when it was heard: a term that is looked up now may be a later one than that of the link it came by.
    const term = terms.known(partition);
    if (term !== undefined) {
      const records = record(term.epoch, seenSpace(this.#kind, partition));
      const all = [...changes, term, ...records, this.#notice(key, 'seen')];
      const result = await store.commit(all);
      if (result.ok) return withoutLast(result);
      if (result.change !== changes.length) return result;
    }
    const result = await store.commit([...changes, this.#notice(key, 'doubt')]);
    await terms.look(partition);
    return result.ok ? withoutLast(result) : result;
  }

  async #create(key: string, wanted: Wanted, also: readonly Change[]): Promise<boolean> {
    const { store, trimmer, now } = this.#deps;
    const value = JSON.stringify({ wanted, at: now() } satisfies WantedRecord);
    let counted: StoredRecord | undefined = await store.get(COUNTS, this.#kind.name);
    for (;;) {
      if (countOf(counted) >= this.#kind.limit) throw this.#full();
      const result = await store.commit(
        [
          { do: 'create', space: this.#wantedSpace(key), id: key, value },
          recount(this.#kind, counted, 1),
          ...also,
          this.#notice(key, 'wanted'),
        ],
        { takesIn: true },
      );
      if (result.ok) trimmer.appended(partitionOf(this.#kind, key));
      if (result.ok || result.reason === 'exists') return result.ok;
      counted = result.found;
    }
  }

  async #write(
    key: string,
    record: WantedRecord,
    version: number,
    also: readonly Change[] = [],
  ): Promise<boolean> {
    const { store, trimmer } = this.#deps;
    const value = JSON.stringify(record);
    const result = await store.commit([
      { do: 'replace', space: this.#wantedSpace(key), id: key, value, version },
      ...also,
      this.#notice(key, 'wanted'),
    ]);
    if (result.ok) trimmer.appended(partitionOf(this.#kind, key));
    return result.ok;
  }

  #takeTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#creating.then(work, work);
    this.#creating = turn.catch(() => undefined);
    return turn;
  }

  #wantedSpace(key: string) {
    return wantedSpace(this.#kind, partitionOf(this.#kind, key));
  }

  /** Not deleted: the versions of a record go on growing. */
  #unseen(key: string): Change {
    const space = seenSpace(this.#kind, partitionOf(this.#kind, key));
    const value = JSON.stringify({ asOf: 0, epoch: 0 } satisfies SeenRecord);
    return { do: 'put', space, id: key, value };
  }

  #seenText(seen: Seen, epoch: number): string {
    return JSON.stringify({ seen, asOf: this.#deps.now(), epoch } satisfies SeenRecord);
  }

  #notice(key: string, news: Notice['news']): Change {
    return notify(partitionOf(this.#kind, key), { kind: this.#kind.name, key, news });
  }

  #full(): BridgeError {
    const { name, limit } = this.#kind;
    return new BridgeError(
      'conflict',
      `${limit} items of the kind "${name}" are declared, which is the limit; delete one first.`,
    );
  }
}

/** Without the position of the notice. */
function withoutLast(result: CommitResult & { readonly ok: true }): CommitResult {
  return { ok: true, positions: result.positions.slice(0, -1) };
}
