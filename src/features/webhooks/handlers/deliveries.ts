import { BridgeError } from '../../../core/errors.ts';
import type { Handler } from '../../../http/operation-types.ts';
import type { DeadLetters, Deliveries } from '../../../http/ports.ts';

const DEFAULT_LIMIT = 50;

export function listDeliveries(deliveries: Deliveries): Handler<'listDeliveries'> {
  return async ({ caller, path, query: { limit = DEFAULT_LIMIT, ...rest } }) => {
    const page = await deliveries.list(caller, path.id, { limit, ...rest });
    return { status: 200, type: 'application/json', body: found(page) };
  };
}

export function getDelivery(deliveries: Deliveries): Handler<'getDelivery'> {
  return async ({ caller, path }) => {
    const delivery = await deliveries.get(caller, path.id, path.deliveryId);
    return { status: 200, type: 'application/json', body: found(delivery) };
  };
}

export function retryDelivery(deliveries: Deliveries): Handler<'retryDelivery'> {
  return async ({ caller, path }) => {
    const delivery = await deliveries.retry(caller, path.id, path.deliveryId);
    return { status: 202, type: 'application/json', body: found(delivery) };
  };
}

export function listDeadLetters(letters: DeadLetters): Handler<'listDeadLetters'> {
  return async ({ caller, path, query: { limit = DEFAULT_LIMIT, ...rest } }) => {
    const page = await letters.list(caller, path.id, { limit, ...rest });
    return { status: 200, type: 'application/json', body: found(page) };
  };
}

export function replayDeadLetters(letters: DeadLetters): Handler<'replayDeadLetters'> {
  return async ({ caller, path, body }) => {
    const replayed = found(await letters.replay(caller, path.id, body.ids));
    return { status: 202, type: 'application/json', body: { replayed } };
  };
}

export function discardDeadLetters(letters: DeadLetters): Handler<'discardDeadLetters'> {
  return async ({ caller, path }) => {
    if (!(await letters.discardAll(caller, path.id))) throw nothing();
    return { status: 204 };
  };
}

export function discardDeadLetter(letters: DeadLetters): Handler<'discardDeadLetter'> {
  return async ({ caller, path }) => {
    if (!(await letters.discard(caller, path.id, path.letterId))) throw nothing();
    return { status: 204 };
  };
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw nothing();
  return value;
}

function nothing(): BridgeError {
  return new BridgeError('not-found', 'No webhook of yours has this id, or it has no such thing.');
}
