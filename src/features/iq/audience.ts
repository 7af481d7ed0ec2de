import type { Space, Store } from '../../store/store.ts';

/**
 * Whether anybody might answer an IQ that came in: a webhook that wants it, or a reader of the event log within the
 * last minute, on any replica. With nobody there the asker is told at once.
 */
export interface Audience {
  /** Somebody reads events here. */
  readonly seen: () => void;
  readonly present: () => boolean;
  close(): void;
}

const READERS: Space = { name: 'event-readers', keep: 60_000 };
const LOOK_EVERY_MS = 2_000;
const POST_EVERY_MS = 20_000;

export function openAudience(deps: {
  readonly store: Store;
  readonly webhookWantsIqs: () => boolean;
  readonly now: () => number;
}): Audience {
  const { store, now } = deps;
  let seenHere = 0;
  let readersAnywhere = false;

  const look = async () => {
    readersAnywhere = (await store.get(READERS, 'any')) !== undefined;
  };
  const timer = setInterval(() => void look().catch(() => undefined), LOOK_EVERY_MS);

  const seen = () => {
    readersAnywhere = true;
    if (now() - seenHere < POST_EVERY_MS) return;
    seenHere = now();
    void store.commit([{ do: 'put', space: READERS, id: 'any', value: '' }]).catch(() => undefined);
  };

  return {
    seen,
    present: () => readersAnywhere || deps.webhookWantsIqs(),
    close: () => {
      clearInterval(timer);
    },
  };
}
