import { createHash } from 'node:crypto';
import { BridgeError } from '../../../core/errors.ts';
import { LeaseLost } from '../../../core/provision.ts';
import type { Change, CommitOptions, Space, Store, StoredRecord } from '../../../store/store.ts';
import {
  decodeSubscription,
  encodeSubscription,
  sameTargetKey,
  type Subscription,
} from './subscription.ts';

const WEBHOOKS: Space = { name: 'webhook', ttl: 'forever' };
/** One record for each key, URL and filter, so that two replicas cannot make the same webhook at once. */
const TARGETS: Space = { name: 'webhook-target', ttl: 'forever' };
const CHANNEL = 'webhooks';

/**
 * All webhooks, kept forever. Every replica holds a copy of them and is told of changes; what a caller reads
 * comes from the store.
 */
export class Registry {
  readonly #store: Store;
  #known: ReadonlyMap<string, Subscription> = new Map();
  #listener: () => void = () => undefined;
  #loading: Promise<void> | undefined;
  /** Calls of `load` so far: a load that began before the last of them has to be repeated. */
  #asked = 0;
  #signals: { end(): void } | undefined;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Loads all webhooks and goes on hearing of changes. `listener` is called after each load. May be repeated. */
  async start(listener: () => void): Promise<void> {
    this.#listener = listener;
    this.#signals?.end();
    this.#signals = this.#store.subscribe(CHANNEL, () => {
      // A signal that cannot be followed is made up for by the next regular load.
      this.load().catch(() => undefined);
    });
    await this.load();
  }

  stop(): void {
    this.#signals?.end();
    this.#listener = () => undefined;
  }

  /** The copy of this replica. */
  known(): ReadonlyMap<string, Subscription> {
    return this.#known;
  }

  /** Reads all webhooks again; resolves when what was stored at the call is known. */
  load(): Promise<void> {
    this.#asked += 1;
    this.#loading ??= this.#loadAll().finally(() => (this.#loading = undefined));
    return this.#loading;
  }

  async #loadAll(): Promise<void> {
    let from: number;
    do {
      from = this.#asked;
      this.#known = await this.list();
    } while (from !== this.#asked);
    this.#listener();
  }

  /** By id, oldest first. */
  async list(): Promise<ReadonlyMap<string, Subscription>> {
    const records = [...(await this.#store.list(WEBHOOKS))].sort(([a], [b]) => (a < b ? -1 : 1));
    return new Map(records.map(([id, { value }]) => [id, decodeSubscription(value)]));
  }

  async get(id: string): Promise<Subscription | undefined> {
    const record = await this.#store.get(WEBHOOKS, id);
    return record && decodeSubscription(record.value);
  }

  /**
   * Stores a webhook if `first` holds, which is what makes a repeated call one; false when it does not.
   * Throws `conflict` when the key has a webhook with the same URL and filter.
   */
  async create(
    subscription: Subscription,
    first?: Change & { do: 'create' | 'fence' },
  ): Promise<boolean> {
    const { id } = subscription;
    const changes: Change[] = [
      { do: 'create', space: WEBHOOKS, id, value: encodeSubscription(subscription) },
      claimTarget(subscription),
    ];
    // The store names the first change that fails: a repeat must be told from a duplicate.
    const all = first === undefined ? changes : [first, ...changes];
    return this.#write(subscription, all, { takesIn: true });
  }

  /**
   * Changes a webhook as it is at that moment, with what else belongs to the change; undefined when it is gone.
   * A change of `undefined` leaves it as it is.
   * Throws `conflict` when the change makes it the same as another, `LeaseLost` when a fence in `also` does not hold.
   */
  async update(
    id: string,
    change: (present: Subscription) => Subscription | undefined,
    also: readonly Change[] = [],
  ): Promise<Subscription | undefined> {
    for (;;) {
      const record = await this.#store.get(WEBHOOKS, id);
      if (record === undefined) return undefined;
      const present = decodeSubscription(record.value);
      const next = change(present);
      if (next === undefined) return present;
      if (await this.#write(next, [replace(next, record), ...moveTarget(present, next), ...also])) {
        return next;
      }
    }
  }

  /** False when it was not there. Throws `LeaseLost` when a fence in `also` does not hold. */
  async remove(id: string, also: readonly Change[] = []): Promise<boolean> {
    const present = await this.get(id);
    if (present === undefined) return false;
    const result = await this.#store.commit([
      { do: 'delete', space: WEBHOOKS, id },
      { do: 'delete', space: TARGETS, id: targetId(present) },
      ...also,
    ]);
    if (!result.ok) throw new LeaseLost();
    await this.#tell();
    return true;
  }

  /** False when somebody else was first. */
  async #write(
    next: Subscription,
    changes: readonly Change[],
    options?: CommitOptions,
  ): Promise<boolean> {
    const result = await this.#store.commit(changes, options);
    if (result.ok) {
      await this.#tell();
      return true;
    }
    if (result.reason === 'stale') throw new LeaseLost();
    const failed = changes[result.change];
    if (failed?.do === 'create' && failed.space === TARGETS) throw duplicate(next, result.found);
    return false;
  }

  async #tell(): Promise<void> {
    await this.load();
    await this.#store.publish(CHANNEL, '');
  }
}

function replace(next: Subscription, record: StoredRecord): Change {
  const { version } = record;
  const value = encodeSubscription(next);
  return { do: 'replace', space: WEBHOOKS, id: next.id, value, version };
}

function moveTarget(present: Subscription, next: Subscription): Change[] {
  if (targetId(present) === targetId(next)) return [];
  return [claimTarget(next), { do: 'delete', space: TARGETS, id: targetId(present) }];
}

function claimTarget(subscription: Subscription): Change {
  return { do: 'create', space: TARGETS, id: targetId(subscription), value: subscription.id };
}

function targetId(subscription: Subscription): string {
  const key = sameTargetKey(subscription.owner.keyId, subscription);
  return createHash('sha256').update(key).digest('base64url');
}

function duplicate(next: Subscription, found: StoredRecord | undefined): BridgeError {
  const which = found === undefined ? '' : ` (${found.value})`;
  return new BridgeError(
    'conflict',
    `Another webhook has the URL ${next.url} and this filter${which}; change that one.`,
  );
}
