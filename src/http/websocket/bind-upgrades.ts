/** Operations that answer 101: who calls and whether they may is looked at before the connection is upgraded. */
import { setTimeout as sleep } from 'node:timers/promises';
import websocket from '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import type { Caller } from '../../core/caller.ts';
import { BridgeError } from '../../core/errors.ts';
import { identifyCaller } from '../authenticate.ts';
import { checkOrigin } from '../browsers/origins.ts';
import { guard, isUpgrade, readCall, type Binding, type GuardedRequest } from '../bind.ts';
import type { Operation } from '../../contract/checks.ts';
import type { RouteConfig } from '../operation-id.ts';
import type { AnyAnswer } from '../bound-route.ts';
import { converse, type Conversation } from './connection.ts';
import { finish } from './socket-sink.ts';
import { takeUpgrades } from './upgrades.ts';

export interface UpgradeDeps {
  /** The caller behind a ticket, once. */
  readonly takeTicket: (ticket: string) => Promise<Caller | undefined>;
  readonly talk: Pick<Conversation, 'obey' | 'commandFaults'>;
  /** Origins of pages that may connect, besides the bridge's own. */
  readonly origins: readonly string[];
  /** Bytes of one message from a client. */
  readonly maxMessage: number;
}

interface UpgradingRequest extends GuardedRequest {
  live?: AnyAnswer['live'];
}

export function bindUpgrades(app: FastifyInstance, binding: Binding, deps: UpgradeDeps): void {
  const operations = binding.contract.operations.filter(isUpgrade);
  const server = takeUpgrades(app.server, new Set(operations.map(({ url }) => url)));
  const options = { server, maxPayload: deps.maxMessage };
  void app.register(async (scope) => {
    await scope.register(websocket, {
      options,
      // The close code says why: 1009 for a frame that is too large, 1007 for one that is not UTF-8.
      errorHandler: () => undefined,
      preClose: (done) => {
        void letGo(scope.websocketServer.clients).then(() => {
          done();
        });
      },
    });
    scope.decorateRequest('live');
    for (const operation of operations) bindUpgrade(scope, binding, operation, deps);
  });
}

function bindUpgrade(
  scope: FastifyInstance,
  { routes, authenticate, openRequests, keyless, rateLeft }: Binding,
  operation: Operation,
  deps: UpgradeDeps,
): void {
  const route = routes.get(operation.id);
  if (route === undefined) return;
  const config: RouteConfig = { operationId: operation.id };
  scope.route({
    method: 'GET',
    url: operation.url,
    config,
    onRequest: guard(operation, route, {
      keyless,
      rateLeft,
      identify(request) {
        checkOrigin(request.headers, deps.origins);
        const { authorization } = request.headers;
        const ticket = authorization === undefined ? ticketOf(request) : undefined;
        if (ticket === undefined) return identifyCaller(authorization, authenticate);
        return callerOf(deps, ticket);
      },
    }),
    preHandler: async (request: UpgradingRequest, reply) => {
      const call = readCall(operation, request, () =>
        openRequests.signalFor(reply.raw, request.caller),
      );
      request.live = (await route.serve(call)).live;
    },
    handler: () => {
      throw new BridgeError('invalid-request', 'Connect with a WebSocket client.');
    },
    wsHandler: (socket: WebSocket, { live, caller }: UpgradingRequest) => {
      if (live === undefined || live === 'history-lost' || caller === undefined) {
        finish(socket, { reason: 'history-lost', cursor: '' });
      } else converse(socket, { ...deps.talk, caller, live });
    },
  });
}

function ticketOf({ query }: FastifyRequest): string | undefined {
  const { ticket } = query as { readonly ticket?: unknown };
  return typeof ticket === 'string' ? ticket : undefined;
}

async function callerOf({ takeTicket }: UpgradeDeps, ticket: string): Promise<Caller> {
  const caller = await takeTicket(ticket);
  if (caller !== undefined) return caller;
  throw new BridgeError('unauthorized', 'This ticket is used, expired or unknown; get another.');
}

const CLOSING_MS = 2_000;
const LOOK_MS = 10;

/** What was told to close may answer for a while; what does not is cut. */
async function letGo(clients: ReadonlySet<WebSocket>): Promise<void> {
  for (let left = CLOSING_MS; clients.size > 0 && left > 0; left -= LOOK_MS) {
    await sleep(LOOK_MS);
  }
  for (const client of clients) client.terminate();
}
