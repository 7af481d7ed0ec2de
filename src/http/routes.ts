/** Which handler serves each operation of the contract, and which scope a key needs for it. */
import type { Scope } from '../core/caller.ts';
import type { Check } from '../contract/checks.ts';
import * as deliveries from '../features/webhooks/handlers/deliveries.ts';
import { connectEvents, listEvents, streamEvents, type Talk } from '../features/streams/handlers/events.ts';
import { answerIq, askIq, getIq } from '../features/iq/handlers.ts';
import * as keys from '../features/access/handlers.ts';
import { acknowledgeEvents } from '../features/streams/handlers/consumers.ts';
import { sendMessageBatch } from '../features/messages/handlers/batch.ts';
import { getMessage, sendMessage } from '../features/messages/handlers/messages.ts';
import { sendPresence } from '../features/messages/handlers/presence.ts';
import { echoStanza, sendStanza } from '../features/messages/handlers/stanzas.ts';
import { getStatus } from '../features/status/handlers.ts';
import { createTicket } from '../features/streams/handlers/tickets.ts';
import * as webhooks from '../features/webhooks/handlers/webhooks.ts';
import type { Handler, OperationId } from './operation-types.ts';
import type { Ports } from './ports.ts';

interface Route<Id extends OperationId> {
  readonly handler: Handler<Id>;
  readonly scope: Scope;
  /** Bytes, where it is not that of every other operation. */
  readonly bodyLimit?: number;
}

export type Routes = { readonly [Id in OperationId]: Route<Id> };

export interface RoutesDeps extends Ports {
  readonly limits: RouteLimits;
  /** The check of a schema of the contract, for what is checked piece by piece. */
  readonly schema: (name: string) => Check;
  /** The routes themselves carry out what is asked over a WebSocket, so it is there only after them. */
  readonly talk: () => Talk;
}

export interface RouteLimits {
  readonly bodyBytes: number;
  readonly batchBytes: number;
  readonly batchItems: number;
  readonly iqWaitMs: number;
}

export function createRoutes(deps: RoutesDeps): Routes {
  const { outgoing, asking, limits } = deps;
  const manage = { scope: 'webhooks:manage' } as const;
  const batch = { outgoing, limits, check: deps.schema('MessageToSend') };
  const wait = { maxMs: limits.iqWaitMs };
  return {
    sendMessage: { scope: 'messages:send', handler: sendMessage(outgoing) },
    sendMessageBatch: {
      scope: 'messages:send',
      handler: sendMessageBatch(batch),
      bodyLimit: limits.batchBytes,
    },
    getMessage: { scope: 'messages:send', handler: getMessage(outgoing) },
    sendPresence: { scope: 'presence:send', handler: sendPresence(outgoing) },
    askIq: { scope: 'iq:send', handler: askIq(asking, wait) },
    getIq: { scope: 'iq:send', handler: getIq(asking) },
    answerIq: { scope: 'iq:send', handler: answerIq(asking) },
    sendStanza: { scope: 'stanzas:send', handler: sendStanza(outgoing, wait) },
    echoStanza: { scope: 'stanzas:send', handler: echoStanza(outgoing, deps.schema) },
    listEvents: { scope: 'events:read', handler: listEvents(deps) },
    streamEvents: { scope: 'events:read', handler: streamEvents(deps) },
    connectEvents: { scope: 'events:read', handler: connectEvents(deps, deps.talk) },
    acknowledgeEvents: { scope: 'events:read', handler: acknowledgeEvents(deps.consumers) },
    createTicket: { scope: 'events:read', handler: createTicket(deps.tickets) },
    createWebhook: { scope: 'webhooks:manage', handler: webhooks.createWebhook(deps.webhooks) },
    listWebhooks: { scope: 'webhooks:manage', handler: webhooks.listWebhooks(deps.webhooks) },
    getWebhook: { scope: 'webhooks:manage', handler: webhooks.getWebhook(deps.webhooks) },
    updateWebhook: { scope: 'webhooks:manage', handler: webhooks.updateWebhook(deps.webhooks) },
    deleteWebhook: { scope: 'webhooks:manage', handler: webhooks.deleteWebhook(deps.webhooks) },
    testWebhook: { scope: 'webhooks:manage', handler: webhooks.testWebhook(deps.webhooks) },
    pauseWebhook: { scope: 'webhooks:manage', handler: webhooks.pauseWebhook(deps.webhooks) },
    resumeWebhook: { scope: 'webhooks:manage', handler: webhooks.resumeWebhook(deps.webhooks) },
    rotateWebhookSecret: {
      scope: 'webhooks:manage',
      handler: webhooks.rotateWebhookSecret(deps.webhooks),
    },
    createKey: { scope: 'keys:manage', handler: keys.createKey(deps.keys) },
    listKeys: { scope: 'keys:manage', handler: keys.listKeys(deps.keys) },
    getKey: { scope: 'keys:manage', handler: keys.getKey(deps.keys) },
    rotateKey: { scope: 'keys:manage', handler: keys.rotateKey(deps.keys) },
    revokeKey: { scope: 'keys:manage', handler: keys.revokeKey(deps.keys) },
    replayWebhookEvents: { ...manage, handler: webhooks.replayWebhookEvents(deps.webhooks) },
    listDeliveries: { ...manage, handler: deliveries.listDeliveries(deps.deliveries) },
    getDelivery: { ...manage, handler: deliveries.getDelivery(deps.deliveries) },
    retryDelivery: { ...manage, handler: deliveries.retryDelivery(deps.deliveries) },
    listDeadLetters: { ...manage, handler: deliveries.listDeadLetters(deps.deadLetters) },
    replayDeadLetters: { ...manage, handler: deliveries.replayDeadLetters(deps.deadLetters) },
    discardDeadLetters: { ...manage, handler: deliveries.discardDeadLetters(deps.deadLetters) },
    discardDeadLetter: { ...manage, handler: deliveries.discardDeadLetter(deps.deadLetters) },
    getStatus: { scope: 'status:read', handler: getStatus(deps.status) },
  };
}
