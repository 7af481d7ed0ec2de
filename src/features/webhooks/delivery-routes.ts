/** The operations on the deliveries of a webhook and on its dead letters. */
import { BridgeError } from '../../core/errors.ts';
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

const DEFAULT_LIMIT = 50;

export function deliveryRoutes(deps: DeliveryRoutesDeps): Pick<Routes, DeliveryOperation> {
  const { deliveries, deadLetters } = deps;
  const scope = 'webhooks:manage';
  return {
    listDeliveries: {
      scope,
      handler: async ({ caller, path, query: { limit = DEFAULT_LIMIT, ...rest } }) =>
        json(200, found(await deliveries.list(caller, path.id, { limit, ...rest }))),
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
      handler: async ({ caller, path, query: { limit = DEFAULT_LIMIT, ...rest } }) =>
        json(200, found(await deadLetters.list(caller, path.id, { limit, ...rest }))),
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
