/**
 * Whether the bridge has a bootstrap key: it is in the settings of the replicas, which may differ while they are changed,
 * so each that has one says so in the store.
 */
import type { Space, Store } from '../../store/store.ts';

/** Much longer than a replica that has one needs to say so again. */
const SEEN: Space = { name: 'bootstrap-key', ttl: 20_000 };

const ID = 'seen';

export async function isBootstrapKeySeen(store: Store): Promise<boolean> {
  return (await store.get(SEEN, ID)) !== undefined;
}

/** To be told every few seconds. */
export async function tellBootstrapKey(store: Store): Promise<void> {
  await store.commit([{ do: 'put', space: SEEN, id: ID, value: '' }]);
}
