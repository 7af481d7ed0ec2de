/** The operations on identities. */
import { BridgeError } from '../../core/errors.ts';
import { readListPage } from '../../core/paging.ts';
import { json, type Routes } from '../../core/route.ts';
import { MAX_AVATAR_BYTES } from './avatar.ts';
import type { Identities } from './identities.ts';

export type IdentityPort = Pick<
  Identities,
  'resolve' | 'list' | 'get' | 'put' | 'change' | 'remove'
>;

type IdentityOperation =
  'listIdentities' | 'getIdentity' | 'putIdentity' | 'updateIdentity' | 'deleteIdentity';

/** An avatar in Base64, and what else may be said. */
export const BODY_BYTES = 2 * MAX_AVATAR_BYTES + 64 * 1024;

/** `bodyLimit`: bytes of a body with an avatar. */
export function identityRoutes(
  identities: IdentityPort,
  bodyLimit: number,
): Pick<Routes, IdentityOperation> {
  const scope = 'identities:manage';
  return {
    listIdentities: {
      scope,
      handler: async ({ caller, query }) =>
        json(200, await readListPage('identities', query, (page) => identities.list(caller, page))),
    },
    getIdentity: {
      scope,
      handler: async ({ caller, path }) =>
        json(200, found(await identities.get(identities.resolve(caller, path.id)))),
    },
    putIdentity: {
      scope,
      bodyLimit,
      handler: async ({ caller, path, body }) =>
        json(200, await identities.put(identities.resolve(caller, path.id), body)),
    },
    updateIdentity: {
      scope,
      bodyLimit,
      handler: async ({ caller, path, body }) =>
        json(200, found(await identities.change(identities.resolve(caller, path.id), body))),
    },
    deleteIdentity: {
      scope,
      async handler({ caller, path }) {
        if (!(await identities.remove(identities.resolve(caller, path.id)))) throw undeclared();
        return { status: 204 };
      },
    },
  };
}

function found<T>(identity: T | undefined): T {
  if (identity === undefined) throw undeclared();
  return identity;
}

function undeclared(): BridgeError {
  return new BridgeError(
    'not-found',
    'Nobody declared this identity. It works with the defaults; PUT declares it.',
  );
}
