import { createHash } from 'node:crypto';
import { SCOPES, type Caller } from '../../core/caller.ts';
import { isVerified } from '../../inbound/discovery.ts';
import type { Space, Store } from '../../store/store.ts';
import { createTally } from '../../observe/tally.ts';
import type { AskRaw } from './asking.ts';
import { discover } from './entities.ts';

/** The features that a verification string stands for; each was verified before it was written. */
const CAPS: Space = { name: 'caps', ttl: 7 * 24 * 60 * 60_000 };
const MAX_KNOWN = 10_000;
const MAX_FEATURES = 500;
/** Clients that are asked at once; others are asked when they send presence the next time. */
const MAX_ASKED = 20;

const ALGORITHMS: Readonly<Record<string, string>> = { 'sha-1': 'sha1', 'sha-256': 'sha256' };

/** What a client says of its capabilities in presence (XEP-0115 §4). */
export interface Advertised {
  /** Its full JID. */
  readonly jid: string;
  /** The identity that heard it. */
  readonly from: string;
  readonly node: string;
  readonly ver: string;
  readonly hash: string;
}

export interface Caps {
  /** Resolves with the features; undefined where they are not known and the client did not tell, or lied. */
  readonly featuresOf: (advertised: Advertised) => Promise<readonly string[] | undefined>;
  readonly counts: ReturnType<typeof createTally<CapsOutcome>>['counts'];
}

export type CapsOutcome = 'verified' | 'wrong' | 'unanswered';

const BRIDGE: Caller = { keyId: 'bridge', identities: ['*'], scopes: new Set(SCOPES) };

export function createCaps(deps: {
  readonly store: Pick<Store, 'get' | 'commit'>;
  readonly ask: AskRaw;
}): Caps {
  const { store, ask } = deps;
  const known = new Map<string, readonly string[]>();
  const asked = new Map<string, Promise<readonly string[] | undefined>>();
  const tally = createTally<CapsOutcome>(['verified', 'wrong', 'unanswered']);

  const learn = async (id: string, advertised: Advertised) => {
    const stored = await store.get(CAPS, id);
    if (stored !== undefined) return JSON.parse(stored.value) as readonly string[];
    const { jid: to, from, node, ver, hash } = advertised;
    const info = await discover(ask, { caller: BRIDGE, from, to }, `${node}#${ver}`).catch(
      () => undefined,
    );
    if (info === undefined) {
      tally.count('unanswered');
      return undefined;
    }
    const isTrue = isVerified(info, ver, ALGORITHMS[hash] ?? '');
    tally.count(isTrue ? 'verified' : 'wrong');
    if (!isTrue) return undefined;
    const features = (info.features ?? []).slice(0, MAX_FEATURES);
    const value = JSON.stringify(features);
    await store.commit([{ do: 'put', space: CAPS, id, value }], { takesIn: true });
    return features;
  };
  const remember = (id: string, features: readonly string[]) => {
    const [oldest] = known.keys();
    if (known.size >= MAX_KNOWN && oldest !== undefined) known.delete(oldest);
    known.set(id, features);
  };
  return {
    counts: tally.counts,
    async featuresOf(advertised) {
      const { ver, hash } = advertised;
      if (ALGORITHMS[hash] === undefined) return undefined;
      const id = createHash('sha256').update(`${hash} ${ver}`).digest('base64url');
      const features = known.get(id);
      if (features !== undefined) return features;
      const running = asked.get(id);
      if (running !== undefined) return running;
      if (asked.size >= MAX_ASKED) return undefined;
      const asking = learn(id, advertised).catch(() => undefined);
      asked.set(id, asking);
      const learnt = await asking;
      asked.delete(id);
      if (learnt !== undefined) remember(id, learnt);
      return learnt;
    },
  };
}
