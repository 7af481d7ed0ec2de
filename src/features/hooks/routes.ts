/** The operations on hooks. */
import { readListPage } from '../../core/paging.ts';
import { json, type Routes } from '../../core/route.ts';
import type { CallerHooks } from './caller/hooks.ts';

export type HookOperation =
  | 'createHook'
  | 'listHooks'
  | 'getHook'
  | 'updateHook'
  | 'deleteHook'
  | 'rotateHook'
  | 'previewHook'
  | 'testHook';

export type Hooks = Pick<
  CallerHooks,
  'create' | 'list' | 'get' | 'update' | 'remove' | 'rotate' | 'preview' | 'test'
>;

export function hookRoutes(hooks: Hooks, bodyLimit: number): Pick<Routes, HookOperation> {
  const scope = 'hooks:manage';
  return {
    createHook: {
      scope,
      handler: async ({ caller, body, options }) => {
        const created = await hooks.create(caller, body, options);
        return json(201, created, { location: `/v1/hooks/${encodeURIComponent(created.id)}` });
      },
    },
    listHooks: {
      scope,
      handler: async ({ caller, query }) =>
        json(200, await readListPage('hooks', query, (page) => hooks.list(caller, page))),
    },
    getHook: {
      scope,
      handler: async ({ caller, path }) => json(200, await hooks.get(caller, path.id)),
    },
    updateHook: {
      scope,
      handler: async ({ caller, path, body }) =>
        json(200, await hooks.update(caller, path.id, body)),
    },
    deleteHook: {
      scope,
      handler: async ({ caller, path }) => {
        await hooks.remove(caller, path.id);
        return { status: 204 };
      },
    },
    rotateHook: {
      scope,
      handler: async ({ caller, path, body, options }) =>
        json(200, await hooks.rotate(caller, path.id, body, options)),
    },
    previewHook: {
      scope,
      bodyLimit,
      handler: async ({ caller, path, body }) =>
        json(200, await hooks.preview(caller, path.id, body)),
    },
    testHook: {
      scope,
      bodyLimit,
      handler: async ({ caller, path, body, options }) =>
        json(200, await hooks.test(caller, path.id, body, options)),
    },
  };
}
