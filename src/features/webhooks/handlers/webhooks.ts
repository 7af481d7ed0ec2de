import { BridgeError } from '../../../core/errors.ts';
import type { Handler } from '../../../http/operation-types.ts';
import type { Webhooks } from '../../../http/ports.ts';
import { webhookPath } from '../../../http/representations.ts';

const DEFAULT_LIMIT = 100;

export function createWebhook(webhooks: Webhooks): Handler<'createWebhook'> {
  return async ({ caller, body, options }) => {
    const created = await webhooks.create(caller, body, options);
    const headers = { location: webhookPath(created.id) };
    return { status: 201, type: 'application/json', body: created, headers };
  };
}

export function listWebhooks(webhooks: Webhooks): Handler<'listWebhooks'> {
  return async ({ caller, query: { after, limit = DEFAULT_LIMIT } }) => {
    const page = await webhooks.list(caller, { limit, ...(after !== undefined && { after }) });
    return { status: 200, type: 'application/json', body: page };
  };
}

export function getWebhook(webhooks: Webhooks): Handler<'getWebhook'> {
  return async ({ caller, path }) => ({
    status: 200,
    type: 'application/json',
    body: found(await webhooks.get(caller, path.id)),
  });
}

export function updateWebhook(webhooks: Webhooks): Handler<'updateWebhook'> {
  return async ({ caller, path, body }) => ({
    status: 200,
    type: 'application/json',
    body: found(await webhooks.update(caller, path.id, body)),
  });
}

export function deleteWebhook(webhooks: Webhooks): Handler<'deleteWebhook'> {
  return async ({ caller, path }) => {
    if (!(await webhooks.remove(caller, path.id))) throw noWebhook();
    return { status: 204 };
  };
}

export function testWebhook(webhooks: Webhooks): Handler<'testWebhook'> {
  return async ({ caller, path }) => ({
    status: 200,
    type: 'application/json',
    body: found(await webhooks.test(caller, path.id)),
  });
}

export function pauseWebhook(webhooks: Webhooks): Handler<'pauseWebhook'> {
  return async ({ caller, path }) => ({
    status: 200,
    type: 'application/json',
    body: found(await webhooks.pause(caller, path.id)),
  });
}

export function resumeWebhook(webhooks: Webhooks): Handler<'resumeWebhook'> {
  return async ({ caller, path }) => ({
    status: 200,
    type: 'application/json',
    body: found(await webhooks.resume(caller, path.id)),
  });
}

export function rotateWebhookSecret(webhooks: Webhooks): Handler<'rotateWebhookSecret'> {
  return async ({ caller, path, body, options }) => ({
    status: 200,
    type: 'application/json',
    body: found(await webhooks.rotateSecret(caller, path.id, body, options)),
  });
}

export function replayWebhookEvents(webhooks: Webhooks): Handler<'replayWebhookEvents'> {
  return async ({ caller, path, body, options }) => {
    const complete = found(await webhooks.replay(caller, path.id, body, options));
    return { status: 202, type: 'application/json', body: { complete } };
  };
}

function found<T>(webhook: T | undefined): T {
  if (webhook === undefined) throw noWebhook();
  return webhook;
}

function noWebhook(): BridgeError {
  return new BridgeError('not-found', 'No webhook of yours has this id.');
}
