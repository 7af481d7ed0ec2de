import type { Caller } from '../../../core/caller.ts';
import type { DeliveryBody, DeliveryPageBody } from '../../../contract/schemas.ts';
import { BridgeError } from '../../../core/errors.ts';
import { decodeCursor } from '../../events/cursor.ts';
import type { LoggedEvent } from '../../events/logged-event.ts';
import type { EventTail } from '../../events/tail.ts';
import type { Change } from '../../../store/store.ts';
import type { Formats } from '../attempt/format.ts';
import { deadLetterOf, discardChange } from '../delivery/dead-letters.ts';
import { afterReplay, type Delivery } from '../delivery/delivery.ts';
import { deliveryBody } from './delivery-body.ts';
import { keptDeliveries, recordsOf } from '../delivery/records.ts';
import {
  againChanges,
  nowChange,
  announceCommands,
  refuseManyRetries,
} from '../backlog/commands.ts';
import type { Registry } from '../subscription/registry.ts';
import { mayManage, type Subscription } from '../subscription/subscription.ts';
import type { Runtime } from '../../runtime.ts';

export interface CallerDeliveriesDeps extends Pick<Runtime, 'store' | 'now'> {
  readonly registry: Registry;
  readonly tail: EventTail;
  readonly formats: Formats;
}

/** Of a page, roughly: the last of its deliveries may be over it. */
const MAX_CHARACTERS = 1024 * 1024;
const AT_ONCE = 16;

export interface DeliveryQuery {
  readonly status?: DeliveryBody['status'];
  readonly after?: string;
  readonly limit: number;
}

/** What became of events on their way to the webhooks of a caller. `undefined` if there is no such webhook or it is not theirs. */
export class CallerDeliveries {
  readonly #deps: CallerDeliveriesDeps;

  constructor(deps: CallerDeliveriesDeps) {
    this.#deps = deps;
  }

  async list(
    caller: Caller,
    webhook: string,
    query: DeliveryQuery,
  ): Promise<DeliveryPageBody | undefined> {
    const subscription = await this.#webhook(caller, webhook);
    if (subscription === undefined) return undefined;
    const { status, after, limit } = query;
    const rest = (await keptDeliveries(this.#deps.store, webhook))
      .filter(({ state }) => status === undefined || state === status)
      .filter(({ event }) => after === undefined || event < after);
    const items = await this.#bodies(subscription, rest.slice(0, limit));
    const next = rest.length > items.length ? items.at(-1)?.id : undefined;
    return next === undefined ? { items } : { items, next };
  }

  /** Fewer where their events are large. */
  async #bodies(subscription: Subscription, page: readonly Delivery[]): Promise<DeliveryBody[]> {
    const bodies: DeliveryBody[] = [];
    let room = MAX_CHARACTERS;
    for (let at = 0; at < page.length && room > 0; at += AT_ONCE) {
      const some = page.slice(at, at + AT_ONCE);
      for (const body of await Promise.all(some.map((it) => this.#body(subscription, it)))) {
        if (room <= 0) break;
        room -= JSON.stringify(body).length;
        bodies.push(body);
      }
    }
    return bodies;
  }

  async get(caller: Caller, webhook: string, id: string): Promise<DeliveryBody | undefined> {
    const subscription = await this.#webhook(caller, webhook);
    const delivery = subscription && (await this.#find(webhook, id));
    return subscription && delivery && this.#body(subscription, delivery);
  }

  /** Throws `history-lost` when the event is no longer kept, `conflict` when too many retries wait. */
  async retry(caller: Caller, webhook: string, id: string): Promise<DeliveryBody | undefined> {
    const subscription = await this.#webhook(caller, webhook);
    const delivery = subscription && (await this.#find(webhook, id));
    if (subscription === undefined || delivery === undefined) return undefined;
    const { store } = this.#deps;
    await refuseManyRetries(store, webhook);
    await store.commit(await this.#retryChanges(delivery));
    announceCommands(store, webhook);
    return this.#body(subscription, delivery);
  }

  async #retryChanges(delivery: Delivery): Promise<Change[]> {
    if (delivery.state !== 'dead' && delivery.state !== 'delivered') return [nowChange(delivery)];
    const { store, now } = this.#deps;
    const { webhook, event, state } = delivery;
    const letter = state === 'dead' ? await deadLetterOf(store, webhook, event) : undefined;
    const logged = letter?.logged ?? (await this.#event(delivery));
    if (logged === undefined) throw eventGone();
    // Whatever was not listed as failed so far is to be found from now on.
    const isNew = state === 'delivered';
    return [
      ...againChanges(logged, afterReplay(delivery, now()), isNew),
      ...(letter === undefined ? [] : [discardChange(webhook, letter.id)]),
    ];
  }

  async #find(webhook: string, id: string): Promise<Delivery | undefined> {
    const { store } = this.#deps;
    const kept = (await keptDeliveries(store, webhook)).find(({ event }) => event === id);
    return kept ?? (await recordsOf(store, webhook, [id]))[0];
  }

  async #body(subscription: Subscription, delivery: Delivery): Promise<DeliveryBody> {
    const logged = await this.#event(delivery);
    const format = this.#deps.formats[subscription.format];
    return deliveryBody(delivery, logged && format.write(logged, subscription.xml));
  }

  #event({ cursor }: Delivery): Promise<LoggedEvent | undefined> {
    return this.#deps.tail.find(decodeCursor(cursor));
  }

  async #webhook(caller: Caller, id: string): Promise<Subscription | undefined> {
    const subscription = await this.#deps.registry.get(id);
    return subscription && mayManage(caller, subscription) ? subscription : undefined;
  }
}

function eventGone(): BridgeError {
  return new BridgeError('history-lost', 'The event of this delivery is no longer kept.');
}
