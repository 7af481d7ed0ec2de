import type { Cursor } from '../../events/cursor.ts';
import type { Change, Fence, Space, Store } from '../../../store/store.ts';

/** How a webhook fares, for every replica to see. */
export interface Progress {
  /** Every event at or below it needs no more work, or is deferred. */
  readonly done: Cursor;
  /** Since when it fails, ms since 1970. */
  readonly failingSince?: number;
  /** Times that the event log was trimmed or lost before this webhook had read it. */
  readonly gaps: number;
  /** Events that became dead letters unsent because too many waited. */
  readonly overflowed: number;
  /** Dead letters that made room for newer ones. */
  readonly dropped: number;
  /** Events read or deferred and not delivered. */
  readonly waiting: number;
  /** The last replay that was begun. */
  readonly rewound?: string;
}

/** Of what an older version did not save. */
const NO_PROGRESS = { gaps: 0, overflowed: 0, dropped: 0, waiting: 0 };

export const PROGRESS: Space = { name: 'webhook-progress', ttl: 'forever' };

/** Progress that repeats nothing when it is forgotten is saved so many times more rarely. */
const LEISURE = 20;

export async function loadProgress(store: Store, webhook: string): Promise<Progress | undefined> {
  const record = await store.get(PROGRESS, webhook);
  return record && decodeProgress(record.value);
}

export function decodeProgress(value: string): Progress {
  return { ...NO_PROGRESS, ...(JSON.parse(value) as Progress) };
}

/**
 * Saves progress at most once in `everyMs`, however often it changes: what a crash forgets is delivered again,
 * with the same ids.
 */
export class ProgressKeeper {
  readonly #save: () => Promise<void>;
  readonly #everyMs: number;
  /** Whether the timer that runs is one for an urgent change. */
  #isUrgent = false;
  #timer: NodeJS.Timeout | undefined;
  #saving: Promise<void> = Promise.resolve();
  #isClosed = false;

  /** `read` gives what is to be saved at that moment. `failed` hears of a save that was not possible. */
  constructor(deps: {
    readonly store: Store;
    readonly webhook: string;
    /** The right to work for the webhook, checked by the store with each save. */
    readonly grant: Fence;
    readonly everyMs: number;
    /** Undefined while there is nothing to save. */
    readonly read: () => Progress | undefined;
    /** What is written along with it. */
    readonly also: () => readonly Change[];
    readonly failed: (reason: string) => void;
  }) {
    const { store, webhook, grant, everyMs, read, also, failed } = deps;
    this.#everyMs = everyMs;
    this.#save = async () => {
      if (this.#isClosed) return;
      const progress = read();
      if (progress === undefined) return;
      const fence: Change = { do: 'fence', ...grant };
      const value = JSON.stringify(progress);
      try {
        const put: Change = { do: 'put', space: PROGRESS, id: webhook, value };
        const result = await store.commit([fence, put, ...also()]);
        if (!result.ok) failed(result.reason);
      } catch (error) {
        failed(String(error));
      }
    };
  }

  changed(urgent: boolean): void {
    if (this.#timer !== undefined && (this.#isUrgent || !urgent)) return;
    clearTimeout(this.#timer);
    this.#isUrgent = urgent;
    const everyMs = this.#everyMs;
    this.#timer = setTimeout(() => void this.flush(), urgent ? everyMs : everyMs * LEISURE);
  }

  /** Saves now; resolves when that was tried. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#saving = this.#saving.then(this.#save);
    return this.#saving;
  }

  /** Forgets what was not saved yet. */
  drop(): void {
    clearTimeout(this.#timer);
  }

  /** Saves nothing from now on. */
  close(): void {
    this.#isClosed = true;
  }
}
