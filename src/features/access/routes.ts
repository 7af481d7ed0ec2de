/** The operations on API keys. */
import { BridgeError } from '../../core/errors.ts';
import { readListPage } from '../../core/paging.ts';
import { json, type Handler, type Routes } from '../../core/route.ts';
import { BOOTSTRAP_KEY_ID } from './key-cache.ts';
import type { CallerKeys } from './keys.ts';

/** `undefined` and `false` mean that there is no such key, or that it may do more than the caller. */
export type Keys = Pick<CallerKeys, 'create' | 'list' | 'get' | 'update' | 'rotate' | 'revoke'>;

type KeyOperation = 'createKey' | 'listKeys' | 'getKey' | 'updateKey' | 'rotateKey' | 'revokeKey';

const DEFAULT_OVERLAP_S = 24 * 60 * 60;

export function keyRoutes(keys: Keys): Pick<Routes, KeyOperation> {
  const scope = 'keys:manage';
  return {
    createKey: { scope, handler: createKey(keys) },
    listKeys: {
      scope,
      handler: async ({ caller, query }) =>
        json(200, await readListPage('keys', query, (page) => keys.list(caller, page))),
    },
    getKey: {
      scope,
      handler: async ({ caller, path }) => json(200, found(await keys.get(caller, path.id))),
    },
    updateKey: {
      scope,
      async handler({ caller, path, body }) {
        if (path.id === BOOTSTRAP_KEY_ID) throw notStored();
        return json(200, found(await keys.update(caller, path.id, body)));
      },
    },
    rotateKey: { scope, handler: rotateKey(keys) },
    revokeKey: {
      scope,
      async handler({ caller, path }) {
        if (!(await keys.revoke(caller, path.id))) throw noKey();
        return { status: 204 };
      },
    },
  };
}

function createKey(keys: Keys): Handler<'createKey'> {
  return async ({ caller, body, options }) => {
    const created = await keys.create(caller, body, options);
    return json(201, created, { location: `/v1/keys/${encodeURIComponent(created.id)}` });
  };
}

function rotateKey(keys: Keys): Handler<'rotateKey'> {
  return async ({ caller, path, body: { overlapSeconds = DEFAULT_OVERLAP_S }, options }) => {
    const rotation = { ...options, overlapMs: overlapSeconds * 1000 };
    return json(200, found(await keys.rotate(caller, path.id, rotation)));
  };
}

function found<T>(key: T | undefined): T {
  if (key === undefined) throw noKey();
  return key;
}

function notStored(): BridgeError {
  return new BridgeError(
    'not-found',
    'The bootstrap key is not stored, so it cannot be changed here; it is the setting BRIDGE_API_KEY.',
  );
}

function noKey(): BridgeError {
  return new BridgeError('not-found', 'You manage no key with this id.');
}
