import type { Space, Store } from '../store/store.ts';
import type { Link, LinkReport } from './link.ts';

/** What the replicas know of each other's links: whether there is any, and who has one. */
export interface LinkRegistry {
  /** A replica that has a link now, as last read. */
  online(): Promise<RegisteredLink | undefined>;
  /** Called when the link of this replica changes. */
  post(): Promise<void>;
  close(): void;
}

interface RegisteredLink {
  readonly replica: string;
  readonly state: LinkReport['state'];
  /** Bytes from which on its server refuses a stanza, if it showed that. */
  readonly sizeLimit?: number | undefined;
}

export interface LinkRegistryDeps {
  readonly store: Store;
  readonly link: Pick<Link, 'state' | 'sizeLimit'>;
  readonly replica: string;
  readonly now: () => number;
}

const REGISTRY: Space = { name: 'link-registry', ttl: 5_000 };
const ENTRY = { space: REGISTRY, id: 'link' };
const POST_EVERY_MS = 1_500;
const READ_AFTER_MS = 500;

/** The replica that has a link now, if one does. */
export async function linkedReplica(store: Pick<Store, 'get'>): Promise<string | undefined> {
  const stored = await store.get(ENTRY.space, ENTRY.id);
  const posted = stored && decode(stored.value);
  return posted?.state === 'online' ? posted.replica : undefined;
}

export function openLinkRegistry(deps: LinkRegistryDeps): LinkRegistry {
  let known: { posted: RegisteredLink | undefined; readAt: number } | undefined;

  const post = async () => {
    const { state } = deps.link.state();
    const sizeLimit = deps.link.sizeLimit()?.bytes;
    const posted: RegisteredLink = { replica: deps.replica, state, sizeLimit };
    // An entry that is out of date is noticed at the next turn.
    if (state === 'online') await put(posted).catch(() => undefined);
    else if (known?.posted?.replica === deps.replica) await takeBack(posted).catch(() => undefined);
  };
  const put = async (posted: RegisteredLink) => {
    known = { posted, readAt: deps.now() };
    await deps.store.commit([{ do: 'put', ...ENTRY, value: JSON.stringify(posted) }]);
  };
  /** Unless another replica has posted its link meanwhile, as it does when this one hands over. */
  const takeBack = async (posted: RegisteredLink) => {
    known = undefined;
    const stored = await deps.store.get(ENTRY.space, ENTRY.id);
    if (stored === undefined || decode(stored.value).replica !== deps.replica) return;
    const { version } = stored;
    await deps.store.commit([{ do: 'replace', ...ENTRY, value: JSON.stringify(posted), version }]);
  };
  const timer = setInterval(() => void post(), POST_EVERY_MS);

  return {
    async online() {
      if (known === undefined || deps.now() - known.readAt > READ_AFTER_MS) {
        const stored = await deps.store.get(ENTRY.space, ENTRY.id);
        const posted = stored && decode(stored.value);
        known = { posted, readAt: deps.now() };
      }
      const { posted } = known;
      if (posted?.state !== 'online') return undefined;
      // The entry of this replica is taken back a moment after its link went.
      const isStale = posted.replica === deps.replica && deps.link.state().state !== 'online';
      return isStale ? undefined : posted;
    },
    post,
    close: () => {
      clearInterval(timer);
    },
  };
}

function decode(value: string): RegisteredLink {
  return JSON.parse(value) as RegisteredLink;
}
