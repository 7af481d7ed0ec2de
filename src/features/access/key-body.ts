import type { KeyBody, KeyCreatedBody } from '../../contract/schemas.ts';
import { instant } from '../../core/instant.ts';
import type { KeyRecord } from './key-record.ts';

/** A key as those see it who may manage it. */
export function keyBody(record: KeyRecord, lastUsedAt: number | undefined, now: number): KeyBody {
  const { id, name, identities, scopes, recipients, rate, quota, createdBy } = record;
  const { expiresAt, previous, provisionedAs } = record;
  return {
    id,
    name,
    identities,
    scopes,
    recipients,
    rate,
    createdBy,
    createdAt: instant(record.createdAt),
    ...(provisionedAs !== undefined && { provisionedAs }),
    ...(quota !== undefined && { quota }),
    ...(expiresAt !== undefined && { expiresAt: instant(expiresAt) }),
    ...(lastUsedAt !== undefined && { lastUsedAt: instant(lastUsedAt) }),
    ...(previous && now < previous.until && { previousUntil: instant(previous.until) }),
  };
}

/** With its secret: for the one answer that shows it. */
export function keyCreatedBody(record: KeyRecord, key: string, now: number): KeyCreatedBody {
  return { ...keyBody(record, undefined, now), key };
}
