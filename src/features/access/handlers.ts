import { BridgeError } from '../../core/errors.ts';
import type { Handler } from '../../http/operation-types.ts';
import type { Keys } from '../../http/ports.ts';
import { keyPath } from '../../http/representations.ts';

const DEFAULT_LIMIT = 100;
const DEFAULT_OVERLAP_S = 24 * 60 * 60;

export function createKey(keys: Keys): Handler<'createKey'> {
  return async ({ caller, body, options }) => {
    const created = await keys.create(caller, body, options);
    const headers = { location: keyPath(created.id) };
    return { status: 201, type: 'application/json', body: created, headers };
  };
}

export function listKeys(keys: Keys): Handler<'listKeys'> {
  return async ({ caller, query: { after, limit = DEFAULT_LIMIT } }) => {
    const page = await keys.list(caller, { limit, ...(after !== undefined && { after }) });
    return { status: 200, type: 'application/json', body: page };
  };
}

export function getKey(keys: Keys): Handler<'getKey'> {
  return async ({ caller, path }) => ({
    status: 200,
    type: 'application/json',
    body: found(await keys.get(caller, path.id)),
  });
}

export function rotateKey(keys: Keys): Handler<'rotateKey'> {
  return async ({ caller, path, body: { overlapSeconds = DEFAULT_OVERLAP_S }, options }) => {
    const rotation = { ...options, overlapMs: overlapSeconds * 1000 };
    return {
      status: 200,
      type: 'application/json',
      body: found(await keys.rotate(caller, path.id, rotation)),
    };
  };
}

export function revokeKey(keys: Keys): Handler<'revokeKey'> {
  return async ({ caller, path }) => {
    if (!(await keys.revoke(caller, path.id))) throw noKey();
    return { status: 204 };
  };
}

function found<T>(key: T | undefined): T {
  if (key === undefined) throw noKey();
  return key;
}

function noKey(): BridgeError {
  return new BridgeError('not-found', 'No key that is yours to manage has this id.');
}
