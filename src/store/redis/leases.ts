import type { Store } from '../store.ts';
import type { Attempt } from './availability.ts';
import type { Client } from './connection.ts';
import { grantText } from './commit-codec.ts';
import type { Keys } from './keys.ts';
import type { Scripts } from './scripts.ts';

export interface RedisLeasesDeps {
  readonly client: Client;
  readonly scripts: Scripts;
  readonly keys: Keys;
  readonly attempt: Attempt;
}

export function redisLeases(
  deps: RedisLeasesDeps,
): Pick<Store, 'acquire' | 'renew' | 'release' | 'holder'> {
  const { client, scripts, keys, attempt } = deps;
  return {
    acquire: (lease, holder, ttlMs) =>
      attempt(async () => {
        const names = [keys.lease(lease), keys.epoch(lease)];
        const epoch = await scripts.acquire(names, [holder, ttlMs]);
        return epoch === null ? undefined : { epoch };
      }),
    renew: (lease, holder, epoch, ttlMs) =>
      attempt(async () => {
        const renewed = await scripts.renew([keys.lease(lease)], [grantText(holder, epoch), ttlMs]);
        return renewed === 1;
      }),
    release: (lease, holder, epoch) =>
      attempt(async () => {
        await scripts.release([keys.lease(lease)], [grantText(holder, epoch)]);
      }),
    holder: (lease) =>
      attempt(async () => {
        const grant = await client.get(keys.lease(lease));
        if (grant === null) return undefined;
        const end = grant.indexOf(':');
        return { epoch: Number(grant.slice(0, end)), holder: grant.slice(end + 1) };
      }),
  };
}
