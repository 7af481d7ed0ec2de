import type { Space, Store } from '../store/store.ts';
import type { Link, LinkReport } from './link.ts';

/** What the replicas know of each other's links: whether there is any, and who has one. */
export interface LinkBoard {
  /** A replica that has a link now, as last read. */
  online(): Promise<PostedLink | undefined>;
  /** Called when the link of this replica changes. */
  post(): Promise<void>;
  close(): void;
}

interface PostedLink {
  readonly replica: string;
  readonly state: LinkReport['state'];
}

export interface LinkBoardDeps {
  readonly store: Store;
  readonly link: Pick<Link, 'state'>;
  readonly replica: string;
  readonly now: () => number;
}

const BOARD: Space = { name: 'link-board', keep: 5_000 };
const CARD = { space: BOARD, id: 'link' };
const POST_EVERY_MS = 1_500;
const READ_AFTER_MS = 500;

/** The replica that has a link now, if one does. */
export async function linkedReplica(store: Store): Promise<string | undefined> {
  const stored = await store.get(CARD.space, CARD.id);
  const posted = stored && decode(stored.value);
  return posted?.state === 'online' ? posted.replica : undefined;
}

export function openLinkBoard(deps: LinkBoardDeps): LinkBoard {
  let known: { posted: PostedLink | undefined; readAt: number } | undefined;

  const post = async () => {
    const { state } = deps.link.state();
    const posted: PostedLink = { replica: deps.replica, state };
    // A board that is out of date is found out at the next turn.
    if (state === 'online') await put(posted).catch(() => undefined);
    else if (known?.posted?.replica === deps.replica) await takeBack(posted).catch(() => undefined);
  };
  const put = async (posted: PostedLink) => {
    known = { posted, readAt: deps.now() };
    await deps.store.commit([{ do: 'put', ...CARD, value: JSON.stringify(posted) }]);
  };
  /** Unless another replica has posted its link meanwhile, as it does when this one hands over. */
  const takeBack = async (posted: PostedLink) => {
    known = undefined;
    const stored = await deps.store.get(CARD.space, CARD.id);
    if (stored === undefined || decode(stored.value).replica !== deps.replica) return;
    const { version } = stored;
    await deps.store.commit([{ do: 'replace', ...CARD, value: JSON.stringify(posted), version }]);
  };
  const timer = setInterval(() => void post(), POST_EVERY_MS);

  return {
    async online() {
      if (known === undefined || deps.now() - known.readAt > READ_AFTER_MS) {
        const stored = await deps.store.get(CARD.space, CARD.id);
        const posted = stored && decode(stored.value);
        known = { posted, readAt: deps.now() };
      }
      return known.posted?.state === 'online' ? known.posted : undefined;
    },
    post,
    close: () => {
      clearInterval(timer);
    },
  };
}

function decode(value: string): PostedLink {
  return JSON.parse(value) as PostedLink;
}
