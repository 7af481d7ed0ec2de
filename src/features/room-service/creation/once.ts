import type { RoomCreatedBody, RoomToCreate } from '../../../contract/schemas.ts';
import type { Caller } from '../../../core/caller.ts';
import { keyedRequest } from '../../../core/idempotency.ts';
import type { RepeatOptions } from '../../../core/route.ts';
import { answerOnce } from '../../../store/first-request.ts';
import type { Store } from '../../../store/store.ts';

interface Wish {
  readonly as: string | undefined;
  readonly body: RoomToCreate;
}

/** A retry under the same `Idempotency-Key` gets the first answer; one that failed is tried again. */
export async function createOnce(
  store: Pick<Store, 'get' | 'commit'>,
  { caller, wish, options }: { caller: Caller; wish: Wish; options: RepeatOptions },
  create: () => Promise<RoomCreatedBody>,
): Promise<RoomCreatedBody> {
  const { idempotencyKey } = options;
  if (idempotencyKey === undefined) return create();
  const keyed = keyedRequest({ caller, operation: 'createRoom' }, idempotencyKey, wish);
  return answerOnce(store, keyed, create);
}
