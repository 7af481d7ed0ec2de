import type { Caller } from '../../../core/caller.ts';
import type { DeadLetterPageBody } from '../../../contract/schemas.ts';
import type { Formats } from '../attempt/format.ts';
import type { LoggedEvent } from '../../events/logged-event.ts';
import { comparePositions } from '../../../store/store.ts';
import {
  deadLog,
  discardDeadLetters,
  findDeadLetters,
  readDeadLetters,
  discardChange,
  type DeadLetter,
} from '../delivery/dead-letters.ts';
import { afterReplay } from '../delivery/delivery.ts';
import { deadLetterBody } from './delivery-body.ts';
import { againChanges, announceCommands, roomForCommands } from '../backlog/commands.ts';
import type { Registry } from '../subscription/registry.ts';
import { mayManage, type Subscription } from '../subscription/subscription.ts';
import type { Runtime } from '../../runtime.ts';

const PAGE = 500;

export interface CallerDeadLettersDeps extends Pick<Runtime, 'store' | 'now'> {
  readonly registry: Registry;
  readonly formats: Formats;
  /** How many are kept of a webhook, and how many may wait for their replay. */
  readonly maxDeadLetters: number;
}

/** The dead letters of a caller's webhooks. `undefined`: there is no such webhook, or it is not theirs. */
export class CallerDeadLetters {
  readonly #deps: CallerDeadLettersDeps;

  constructor(deps: CallerDeadLettersDeps) {
    this.#deps = deps;
  }

  async list(
    caller: Caller,
    webhook: string,
    page: { readonly after?: string; readonly limit: number },
  ): Promise<DeadLetterPageBody | undefined> {
    const subscription = await this.#webhook(caller, webhook);
    if (subscription === undefined) return undefined;
    const { limit } = page;
    const { letters, more } = await readDeadLetters(this.#deps.store, webhook, {
      ...page,
      limit: limit + 1,
    });
    const { write } = this.#deps.formats[subscription.format];
    const written = (logged: LoggedEvent) => write(logged, subscription.xml);
    const items = letters.slice(0, limit).map((it) => deadLetterBody(it, written));
    // With one more than is shown it is known that there are more; a page may also have ended at its bytes.
    const next = letters.length > limit || more ? items.at(-1)?.id : undefined;
    return next === undefined ? { items } : { items, next };
  }

  /**
   * Those with the given ids, or all, the oldest first, as far as there is room; resolves with how many.
   * Throws `conflict` when too many wait for their replay.
   */
  async replay(
    caller: Caller,
    webhook: string,
    ids: readonly string[] | undefined,
  ): Promise<number | undefined> {
    if ((await this.#webhook(caller, webhook)) === undefined) return undefined;
    const { store, maxDeadLetters } = this.#deps;
    const { room, tooMany } = await roomForCommands(store, webhook, maxDeadLetters);
    if (room < (ids?.length ?? 1)) throw tooMany();
    const replayed =
      ids === undefined
        ? await this.#replayAll(webhook, room)
        : await this.#replay(webhook, await findDeadLetters(store, webhook, ids));
    announceCommands(store, webhook);
    return replayed;
  }

  async discardAll(caller: Caller, webhook: string): Promise<boolean> {
    if ((await this.#webhook(caller, webhook)) === undefined) return false;
    const { store, now } = this.#deps;
    await discardDeadLetters(store, webhook, now());
    return true;
  }

  /** False also when it is not there. */
  async discard(caller: Caller, webhook: string, id: string): Promise<boolean> {
    if ((await this.#webhook(caller, webhook)) === undefined) return false;
    const { store } = this.#deps;
    const found = await findDeadLetters(store, webhook, [id]);
    await store.commit(found.map((letter) => discardChange(webhook, letter.id)));
    return found.length > 0;
  }

  /** Those that were there at the call, `most` of them: one that dies again meanwhile stays. */
  async #replayAll(webhook: string, most: number): Promise<number> {
    const { store } = this.#deps;
    const { last } = await store.info(deadLog(webhook));
    let replayed = 0;
    while (replayed < most) {
      const limit = Math.min(PAGE, most - replayed);
      const { letters, more } = await readDeadLetters(store, webhook, { limit });
      const old = letters.filter(({ id }) => comparePositions(id, last) <= 0);
      replayed += await this.#replay(webhook, old);
      if (!more || old.length < letters.length) break;
    }
    return replayed;
  }

  async #replay(webhook: string, letters: readonly DeadLetter[]): Promise<number> {
    const { store, now } = this.#deps;
    const changes = letters.flatMap(({ id, logged, delivery }) => [
      discardChange(webhook, id),
      ...againChanges(logged, afterReplay(delivery, now()), delivery.attempts === 0),
    ]);
    if (changes.length > 0) await store.commit(changes);
    return letters.length;
  }

  async #webhook(caller: Caller, id: string): Promise<Subscription | undefined> {
    const subscription = await this.#deps.registry.get(id);
    return subscription && mayManage(caller, subscription) ? subscription : undefined;
  }
}
