/** The commands that identities offer, in the store. */
import { BridgeError } from '../../core/errors.ts';
import type { Change, Space, Store } from '../../store/store.ts';
import type { Offer } from './offer.ts';

/** Of each identity, by its bare JID. */
const OFFERS: Space = { name: 'offered-commands', ttl: 'forever' };
const MAX_OFFERS = 64;
const MAX_BYTES = 64 * 1024;

export interface OffersDeps {
  readonly store: Pick<Store, 'get' | 'commit'>;
  /** Commits changes with whether an identity offers anything; false where something had changed meanwhile. */
  readonly offering: (
    identity: string,
    offers: boolean,
    changes: readonly Change[],
  ) => Promise<boolean>;
}

/** Of all identities, by their bare JIDs; of those alone that offer some. */
export async function storedOffers(
  store: Pick<Store, 'list'>,
): Promise<ReadonlyMap<string, readonly Offer[]>> {
  const stored = await store.list(OFFERS);
  const offers = [...stored].map(
    ([identity, { value }]) => [identity, JSON.parse(value) as readonly Offer[]] as const,
  );
  return new Map(offers.filter(([, its]) => its.length > 0));
}

export class Offers {
  readonly #deps: OffersDeps;

  constructor(deps: OffersDeps) {
    this.#deps = deps;
  }

  /** By node. */
  async list(identity: string): Promise<readonly Offer[]> {
    return (await this.#read(identity)).offers;
  }

  async get(identity: string, node: string): Promise<Offer | undefined> {
    return (await this.list(identity)).find((it) => it.node === node);
  }

  /** Throws `conflict` for one too many and for a word of another one, and `not-found` where nobody declared the identity. */
  async put(identity: string, offer: Offer): Promise<void> {
    await this.#change(identity, (offers) => {
      const others = offers.filter(({ node }) => node !== offer.node);
      checkWord(offer, others);
      const changed = [...others, offer];
      checkRoom(changed);
      return changed.sort((one, other) => (one.node < other.node ? -1 : 1));
    });
  }

  /** False where there is none. */
  async remove(identity: string, node: string): Promise<boolean> {
    if ((await this.get(identity, node)) === undefined) return false;
    await this.#change(identity, (offers) => offers.filter((it) => it.node !== node));
    return true;
  }

  /** After the identity was deleted. */
  async forget(identity: string): Promise<void> {
    await this.#deps.store.commit([{ do: 'delete', space: OFFERS, id: identity }]);
  }

  async #read(id: string) {
    const stored = await this.#deps.store.get(OFFERS, id);
    const offers = stored === undefined ? [] : (JSON.parse(stored.value) as readonly Offer[]);
    return { offers, version: stored?.version ?? 0 };
  }

  async #change(id: string, change: (offers: readonly Offer[]) => readonly Offer[]): Promise<void> {
    for (;;) {
      const { offers, version } = await this.#read(id);
      const changed = change(offers);
      const value = JSON.stringify(changed);
      const written = { do: 'replace', space: OFFERS, id, value, version } as const;
      if (await this.#deps.offering(id, changed.length > 0, [written])) return;
    }
  }
}

function checkWord({ word }: Offer, others: readonly Offer[]): void {
  const other = word && others.find((it) => it.word === word);
  if (!other) return;
  const detail = `The command ${JSON.stringify(other.node)} has the word ${JSON.stringify(word)} already.`;
  throw new BridgeError('conflict', detail, { errors: [{ pointer: '/word', detail }] });
}

function checkRoom(offers: readonly Offer[]): void {
  const bytes = Buffer.byteLength(JSON.stringify(offers));
  if (offers.length <= MAX_OFFERS && bytes <= MAX_BYTES) return;
  const detail = `An identity offers ${MAX_OFFERS} commands at most, of ${MAX_BYTES} bytes together; delete one first.`;
  throw new BridgeError('conflict', detail);
}
