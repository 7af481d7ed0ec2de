/** Which file is in force, as the store says. */
import type { Fence } from '../../core/provision.ts';
import type { Space, Store } from '../../store/store.ts';

const PROVISION: Space = { name: 'provision', ttl: 'forever' };
const ID = 'applied';

export interface Applied {
  readonly digest: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The replica that did it. */
  readonly by: string;
}

export async function readApplied(store: Pick<Store, 'get'>): Promise<Applied | undefined> {
  const record = await store.get(PROVISION, ID);
  return record && (JSON.parse(record.value) as Applied);
}

/** False when the lease was lost. */
export async function writeApplied(store: Store, applied: Applied, fence: Fence): Promise<boolean> {
  const value = JSON.stringify(applied);
  return (await store.commit([fence, { do: 'put', space: PROVISION, id: ID, value }])).ok;
}
