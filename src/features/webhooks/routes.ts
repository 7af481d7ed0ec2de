/** The operations on webhooks. */
import { BridgeError } from '../../core/errors.ts';
import { readListPage } from '../../core/paging.ts';
import { json, type Handler, type Routes } from '../../core/route.ts';
import type { CallerWebhooks } from './caller/webhooks.ts';

/** `undefined` and `false` mean that no webhook of the caller has this id. */
export type Webhooks = Pick<
  CallerWebhooks,
  | 'create'
  | 'list'
  | 'get'
  | 'update'
  | 'remove'
  | 'test'
  | 'pause'
  | 'resume'
  | 'rotateSecret'
  | 'replay'
>;

type WebhookOperation =
  | 'createWebhook'
  | 'listWebhooks'
  | 'getWebhook'
  | 'updateWebhook'
  | 'deleteWebhook'
  | 'testWebhook'
  | 'pauseWebhook'
  | 'resumeWebhook'
  | 'rotateWebhookSecret'
  | 'replayWebhookEvents';

export function webhookRoutes(webhooks: Webhooks): Pick<Routes, WebhookOperation> {
  const scope = 'webhooks:manage';
  return {
    createWebhook: { scope, handler: createWebhook(webhooks) },
    listWebhooks: {
      scope,
      handler: async ({ caller, query }) =>
        json(200, await readListPage('webhooks', query, (page) => webhooks.list(caller, page))),
    },
    getWebhook: {
      scope,
      handler: async ({ caller, path }) => json(200, found(await webhooks.get(caller, path.id))),
    },
    updateWebhook: {
      scope,
      handler: async ({ caller, path, body }) =>
        json(200, found(await webhooks.update(caller, path.id, body))),
    },
    deleteWebhook: { scope, handler: deleteWebhook(webhooks) },
    testWebhook: {
      scope,
      handler: async ({ caller, path, body }) =>
        json(200, found(await webhooks.test(caller, path.id, body))),
    },
    pauseWebhook: {
      scope,
      handler: async ({ caller, path }) => json(200, found(await webhooks.pause(caller, path.id))),
    },
    resumeWebhook: {
      scope,
      handler: async ({ caller, path }) => json(200, found(await webhooks.resume(caller, path.id))),
    },
    rotateWebhookSecret: {
      scope,
      handler: async ({ caller, path, body, options }) =>
        json(200, found(await webhooks.rotateSecret(caller, path.id, body, options))),
    },
    replayWebhookEvents: { scope, handler: replayEvents(webhooks) },
  };
}

function createWebhook(webhooks: Webhooks): Handler<'createWebhook'> {
  return async ({ caller, body, options }) => {
    const created = await webhooks.create(caller, body, options);
    return json(201, created, { location: `/v1/webhooks/${encodeURIComponent(created.id)}` });
  };
}

function deleteWebhook(webhooks: Webhooks): Handler<'deleteWebhook'> {
  return async ({ caller, path }) => {
    if (!(await webhooks.remove(caller, path.id))) throw noWebhook();
    return { status: 204 };
  };
}

function replayEvents(webhooks: Webhooks): Handler<'replayWebhookEvents'> {
  return async ({ caller, path, body, options }) => {
    const complete = found(await webhooks.replay(caller, path.id, body, options));
    return json(202, { complete });
  };
}

function found<T>(webhook: T | undefined): T {
  if (webhook === undefined) throw noWebhook();
  return webhook;
}

function noWebhook(): BridgeError {
  return new BridgeError('not-found', 'You have no webhook with this id.');
}
