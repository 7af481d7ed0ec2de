import { createHash } from 'node:crypto';
import type { Caller } from '../../../core/caller.ts';
import type { WebhookCreatedBody, WebhookToCreate } from '../../../contract/schemas.ts';
import { BridgeError } from '../../../core/errors.ts';
import type { Change, Space, Store } from '../../../store/store.ts';

/** What was created under an `Idempotency-Key`, for a day. */
const CREATED: Space = { name: 'webhook-created', keep: 24 * 60 * 60 * 1_000 };

interface Creation {
  readonly request: string;
  readonly created: WebhookCreatedBody;
}

/** The record that makes a second call with the same key find the first. */
export function creationChange(
  caller: Caller,
  idempotencyKey: string,
  creation: { readonly request: WebhookToCreate; readonly created: WebhookCreatedBody },
): Change & { do: 'create' } {
  const { request, created } = creation;
  const value = JSON.stringify({ request: digest(request), created } satisfies Creation);
  return { do: 'create', space: CREATED, id: digest([caller.keyId, idempotencyKey]), value };
}

/** What the first call with this key created. Throws `idempotency-key-reused` when it asked for something else. */
export async function findCreation(
  store: Store,
  caller: Caller,
  idempotencyKey: string,
  request: WebhookToCreate,
): Promise<WebhookCreatedBody | undefined> {
  const record = await store.get(CREATED, digest([caller.keyId, idempotencyKey]));
  if (record === undefined) return undefined;
  const creation = JSON.parse(record.value) as Creation;
  if (creation.request === digest(request)) return creation.created;
  throw new BridgeError(
    'idempotency-key-reused',
    'This Idempotency-Key was used for another webhook; use a new one.',
  );
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url');
}
