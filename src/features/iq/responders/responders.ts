import type { Store } from '../../../store/store.ts';
import { createLiveReaders, type AskedOf, type Wants } from './live-readers.ts';
import type { Interest } from './interest.ts';

/**
 * Who could answer an IQ request: webhooks, and readers of events that are connected to any replica. Replicas tell each
 * other what their readers would be shown, so that this is known without asking the store.
 */
export interface IqResponders {
  /** As `LiveReaders.add`. */
  readonly add: (interest: Interest, lingerMs: number) => () => void;
  /** `unknown`: it is not known (yet) what the readers of other replicas would be shown. */
  readonly canAnswer: (asked: AskedOf) => 'yes' | 'no' | 'unknown';
  /** Withdraws the readers of this replica. */
  readonly close: () => Promise<void>;
}

export interface RespondersDeps {
  readonly store: Pick<Store, 'kind' | 'publish' | 'subscribe'>;
  /** Names this process among the replicas. */
  readonly instance: string;
  readonly monotonic: () => number;
  readonly compile: (interest: Interest) => Wants;
  readonly webhookWants: Wants;
}

/** What a replica tells the others: at each change, every second, and when one that is new here asks for it. */
interface Told {
  readonly by: string;
  readonly interests: readonly Interest[];
  readonly asks?: true;
}

interface Other {
  readonly text: string;
  readonly wants: readonly Wants[];
  heardAt: number;
}

const CHANNEL = 'iq-responders';
const TELL_EVERY_MS = 1_000;
/** Changes of one moment are told together. */
const TELL_WITHIN_MS = 100;
/** A replica that is silent for so long is gone. */
const EXPIRE_MS = 3_000;
/** Without its own signals for so long, a replica does not hear the others either. */
const DEAF_MS = 2_500;
/** After so long of hearing, every other replica has been heard. */
const SETTLE_MS = 1_000;

export function createIqResponders(deps: RespondersDeps): IqResponders {
  const { store, instance, monotonic, compile, webhookWants } = deps;
  const others = createOthers(deps);
  let due: NodeJS.Timeout | undefined;
  let isClosed = false;

  const tell = async (more: Pick<Told, 'asks'> = {}) => {
    clearTimeout(due);
    due = undefined;
    const told: Told = { by: instance, interests: isClosed ? [] : readers.summary(), ...more };
    // A signal that is lost is made up for by the next.
    await store.publish(CHANNEL, JSON.stringify(told)).catch(() => undefined);
  };
  const tellSoon = () => {
    if (!isClosed) due ??= setTimeout(() => void tell(), TELL_WITHIN_MS);
  };
  const readers = createLiveReaders({ compile, monotonic, changed: tellSoon });

  const signals = store.subscribe(CHANNEL, (payload) => {
    const told = JSON.parse(payload) as Told;
    if (told.by === instance) {
      if (others.heardMyself()) void tell({ asks: true });
      return;
    }
    others.heard(told);
    if (told.asks === true) tellSoon();
  });
  void signals.live.then(() => tell());
  const timer = setInterval(() => void tell(), TELL_EVERY_MS);

  return {
    add: readers.add,
    canAnswer(asked) {
      if (readers.anyWants(asked) || webhookWants(asked) || others.anyWants(asked)) return 'yes';
      return store.kind === 'memory' || others.areKnown() ? 'no' : 'unknown';
    },
    async close() {
      isClosed = true;
      clearInterval(timer);
      signals.end();
      await tell();
    },
  };
}

/** What the readers of other replicas would be shown, as last told. */
function createOthers({ monotonic, compile }: Pick<RespondersDeps, 'monotonic' | 'compile'>) {
  const others = new Map<string, Other>();
  let hearingSince = Infinity;
  let heardMyselfAt = -Infinity;
  return {
    heard({ by, interests }: Told): void {
      const text = JSON.stringify(interests);
      const known = others.get(by);
      const heardAt = monotonic();
      if (interests.length === 0) others.delete(by);
      else if (known?.text === text) known.heardAt = heardAt;
      else others.set(by, { text, wants: interests.map(compile), heardAt });
    },
    /** True after a time in which this replica heard nothing. */
    heardMyself(): boolean {
      const now = monotonic();
      const wasDeaf = now - heardMyselfAt > DEAF_MS;
      if (wasDeaf) hearingSince = now;
      heardMyselfAt = now;
      return wasDeaf;
    },
    areKnown(): boolean {
      const now = monotonic();
      return now - heardMyselfAt <= DEAF_MS && now - hearingSince >= SETTLE_MS;
    },
    anyWants(asked: AskedOf): boolean {
      const now = monotonic();
      for (const [name, { wants, heardAt }] of others) {
        if (now - heardAt > EXPIRE_MS) others.delete(name);
        else if (wants.some((want) => want(asked))) return true;
      }
      return false;
    },
  };
}
