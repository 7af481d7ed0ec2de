/**
 * Keeps what comes in in order while one replica hands the link over to another. The next one has a link before the old
 * one has read its own to the end, and both store what they read. So the next one does not read until the old one is done,
 * and the old one ends its link as soon as there is another: until then a server with both, as ejabberd, uses both.
 */
import type { Circumstances } from '../store/lease-keeper.ts';
import { linkedReplica } from './registry.ts';
import type { Space, Store } from '../store/store.ts';

export interface SuccessionDeps {
  readonly store: Pick<Store, 'kind' | 'get' | 'commit'>;
  readonly replica: string;
  readonly monotonic: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
}

export interface Succession {
  /** This replica gives the link away: to be called while it still has the lease. */
  readonly leave: () => Promise<void>;
  /** Another replica has a link. */
  readonly succeeded: (signal: AbortSignal) => Promise<void>;
  /** All that came over the link of this replica is stored. `isWhole`: the server itself ended it, and sent nothing after. */
  readonly left: (isWhole: boolean) => Promise<void>;
  /** No other replica still reads, or it takes too long to wait for it. */
  readonly turn: (circumstances?: Circumstances) => Promise<void>;
}

const LEAVING: Space = { name: 'link-leaving', ttl: 5_000 };
const ENTRY = { space: LEAVING, id: 'link' };
const NOBODY = '';
/** Nobody either, and the server has said all that it had to say. */
const WHOLE = ' ';
const LOOK_MS = 20;
/** Longer than a handover takes that goes well. Users wait as long at most, and so do messages: no barrier is read either. */
const MOST_MS = 700;
/**
 * After an outage of the store the last holder could not say that it leaves, and has read what it could not store. It stores that as
 * soon as it has reached the store again: 500 ms at most between two attempts, and some for settling what is in doubt.
 */
const AFTER_OUTAGE_MS = 1_000;

/**
 * The last holder of the link gave it away a moment ago, and has stored all that the server sent over it. ejabberd does not end a
 * stream by itself, and loses what it writes after the other side has.
 */
export async function wasLeft(store: Pick<Store, 'get'>): Promise<boolean> {
  return (await store.get(LEAVING, ENTRY.id))?.value === WHOLE;
}

export function openSuccession({ store, replica, monotonic, sleep }: SuccessionDeps): Succession {
  const whoLeaves = async () => (await store.get(LEAVING, ENTRY.id))?.value;
  return {
    leave: async () => {
      await store.commit([{ do: 'put', ...ENTRY, value: replica }]);
    },
    async succeeded(signal) {
      for (;;) {
        const linked = await linkedReplica(store).catch(() => undefined);
        if (signal.aborted || (linked !== undefined && linked !== replica)) return;
        await sleep(LOOK_MS);
      }
    },
    async left(isWhole) {
      if ((await whoLeaves()) === replica)
        await store.commit([{ do: 'put', ...ENTRY, value: isWhole ? WHOLE : NOBODY }]);
    },
    async turn({ afterOutage } = { afterOutage: false }) {
      if (afterOutage) await sleep(AFTER_OUTAGE_MS);
      const from = monotonic();
      while (monotonic() - from < MOST_MS) {
        // A store that cannot say so now is no reason to hear nothing.
        const leaving = await whoLeaves().catch(() => undefined);
        if (leaving === undefined || [NOBODY, WHOLE, replica].includes(leaving)) return;
        await sleep(LOOK_MS);
      }
    },
  };
}
