/** The operations on the deliveries of a webhook and on its dead letters. */
import { BridgeError } from '../../core/errors.ts';
import { readListPage, type Page } from '../../core/paging.ts';
import { json, type Handler, type Routes } from '../../core/route.ts';
import type { CallerDeadLetters } from './caller/dead-letters.ts';
import type { CallerDeliveries } from './caller/deliveries.ts';

/** `undefined` and `false` mean that the caller has no such webhook, delivery or dead letter. */
export interface DeliveryRoutesDeps {
  readonly deliveries: Pick<CallerDeliveries, 'list' | 'get' | 'retry'>;
  readonly deadLetters: Pick<CallerDeadLetters, 'list' | 'replay' | 'discard' | 'discardAll'>;
}

type DeliveryOperation =
  | 'listDeliveries'
  | 'getDelivery'
  | 'retryDelivery'
  | 'listDeadLetters'
  | 'replayDeadLetters'
  | 'discardDeadLetters'
  | 'discardDeadLetter';

export function deliveryRoutes(deps: DeliveryRoutesDeps): Pick<Routes, DeliveryOperation> {
  const { deliveries, deadLetters } = deps;
  const scope = 'webhooks:manage';
  return {
    listDeliveries: {
      scope,
      async handler({ caller, path: { id }, query: { status, ...query } }) {
        const wanted = status === undefined ? {} : { status };
        const read = (page: Page) => deliveries.list(caller, id, { ...page, ...wanted });
        return json(200, found(await readListPage(`deliveries of ${id}`, query, read)));
      },
    },
    getDelivery: {
      scope,
      handler: async ({ caller, path }) =>
        json(200, found(await deliveries.get(caller, path.id, path.deliveryId))),
    },
    retryDelivery: {
      scope,
      handler: async ({ caller, path }) =>
        json(202, found(await deliveries.retry(caller, path.id, path.deliveryId))),
    },
    listDeadLetters: {
      scope,
      async handler({ caller, path: { id }, query }) {
        const read = (page: Page) => deadLetters.list(caller, id, page);
        return json(200, found(await readListPage(`dead letters of ${id}`, query, read)));
      },
    },
    replayDeadLetters: {
      scope,
      handler: async ({ caller, path, body }) =>
        json(202, { replayed: found(await deadLetters.replay(caller, path.id, body.ids)) }),
    },
    discardDeadLetters: { scope, handler: discardAll(deps) },
    discardDeadLetter: { scope, handler: discard(deps) },
  };
}

function discardAll({ deadLetters }: DeliveryRoutesDeps): Handler<'discardDeadLetters'> {
  return async ({ caller, path }) => {
    if (!(await deadLetters.discardAll(caller, path.id))) throw nothing();
    return { status: 204 };
  };
}

function discard({ deadLetters }: DeliveryRoutesDeps): Handler<'discardDeadLetter'> {
  return async ({ caller, path }) => {
    if (!(await deadLetters.discard(caller, path.id, path.letterId))) throw nothing();
    return { status: 204 };
  };
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw nothing();
  return value;
}

function nothing(): BridgeError {
  return new BridgeError('not-found', 'You have no webhook with this id, or it has no such item.');
}
