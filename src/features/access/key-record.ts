import type { Caller, Scope } from '../../core/caller.ts';
import type { Space } from '../../store/store.ts';

/** Every stored key, by its id. */
export const KEYS: Space = { name: 'key', ttl: 'forever' };
/** The ids of keys that were created, changed, rotated or revoked, in order. */
export const KEY_CHANGES = 'key-changes';

/** What a key may do. */
export interface Rights {
  readonly identities: readonly string[];
  readonly scopes: readonly Scope[];
  readonly recipients: readonly string[];
  readonly rate: number;
  readonly quota?: number;
  /** Milliseconds since 1970, as every instant here. */
  readonly expiresAt?: number;
}

/** A key as it is stored. Its rights and its secret may change, its id never. */
export interface KeyRecord extends Rights {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly createdBy: string;
  /** Digest of the secret. */
  readonly digest: string;
  /** The secret before, while both are good. */
  readonly previous?: { readonly digest: string; readonly until: number };
  /** The name by which the provisioning file declares it. */
  readonly provisionedAs?: string;
}

export function encodeKey(record: KeyRecord): string {
  return JSON.stringify(record);
}

export function decodeKey(value: string): KeyRecord {
  return JSON.parse(value) as KeyRecord;
}

export function callerOf({
  id,
  name,
  identities,
  scopes,
  ...bounds
}: Rights & Pick<KeyRecord, 'id' | 'name'>): Caller {
  const { recipients, rate, quota, expiresAt } = bounds;
  return {
    keyId: id,
    name,
    identities,
    scopes: new Set(scopes),
    rate,
    ...(!recipients.includes('*') && { recipients }),
    ...(quota !== undefined && { quota }),
    ...(expiresAt !== undefined && { expiresAt }),
  };
}
