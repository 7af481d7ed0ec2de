import type { Check } from '../../../src/contract/checks.ts';
import type { OpenStream } from '../../../src/core/live.ts';
import { json, type Routes } from '../../../src/core/route.ts';
import { keyRoutes, type Keys } from '../../../src/features/access/routes.ts';
import type { Events } from '../../../src/features/events/events.ts';
import { eventRoutes } from '../../../src/features/events/routes.ts';
import type { AnswerRequest } from '../../../src/features/iq/responder.ts';
import { iqRoutes, type IqRoutesDeps } from '../../../src/features/iq/routes.ts';
import type { Cancel } from '../../../src/features/messages/cancel/asking.ts';
import type { Outgoing } from '../../../src/features/messages/outgoing.ts';
import { messageRoutes } from '../../../src/features/messages/routes.ts';
import {
  runningRoutes,
  type RunningRoutesDeps,
} from '../../../src/features/commands/running/routes.ts';
import { offeredRoutes } from '../../../src/features/offered/routes.ts';
import { fakeOffered, fakeOfferedDeps, type OfferedPorts } from './fake-offered.ts';
import { roomServiceRoutes } from '../../../src/features/room-service/routes.ts';
import type { RoomService } from '../../../src/features/room-service/service.ts';
import type { ConsumerPlaces } from '../../../src/features/streams/consumer-places.ts';
import type { Consumers } from '../../../src/features/streams/consumers.ts';
import { streamRoutes } from '../../../src/features/streams/routes.ts';
import type { Streams } from '../../../src/features/streams/streams.ts';
import type { Tickets } from '../../../src/features/streams/tickets.ts';
import {
  deliveryRoutes,
  type DeliveryRoutesDeps,
} from '../../../src/features/webhooks/delivery-routes.ts';
import { hookRoutes, type Hooks } from '../../../src/features/hooks/routes.ts';
import { webhookRoutes, type Webhooks } from '../../../src/features/webhooks/routes.ts';
import type {
  AuditPageBody,
  ProvisionFileBody,
  StatusReport,
  WebhookBody,
} from '../../../src/contract/schemas.ts';
import { roomRoutes, type RoomRoutesDeps } from '../../../src/features/rooms/routes.ts';
import type { LedgerRecord } from '../../../src/features/messages/ledger/record.ts';
import { element, type XmlElement } from '../../../src/core/element.ts';
import { HOOK, HOOK_URL } from './fake-hooks.ts';
import { fakeCommands } from './fake-commands.ts';
import { fakeFleetRoutes, type FleetPorts } from './fake-fleet.ts';
import { fakeRooms } from './fake-rooms.ts';
import { NS_CLIENT } from '../../../src/stanza/namespaces.ts';
import { API_KEY, DELIVERY, SHOWN } from './fake-bodies.ts';
import { fakeRoomService } from './fake-room-service.ts';

import { fakeIdentities, fakeIdentityRoutes, type IdentityPorts } from './fake-identities.ts';
import { fakePubsub, fakePubsubRoutes, type PubsubPorts } from './fake-pubsub.ts';

const HOME = { domain: 'bridge.example.org', serverDomain: 'example.org' };
const AT = Date.UTC(2026, 0, 31, 12);
const NOON = new Date(AT).toISOString();

export const SENT: LedgerRecord = {
  id: '01JD8Q4Z7N0V4R6T1B3X5Y7W9K',
  keyId: 'bootstrap',
  kind: 'message',
  status: 'queued',
  createdAt: AT,
  expiresAt: AT + 86_400_000,
  from: 'bridge.example.org',
  to: 'juliet@example.org',
  history: [{ status: 'queued', at: AT }],
};

const CANCELLED: LedgerRecord = {
  ...SENT,
  status: 'failed',
  history: [...SENT.history, { status: 'failed', at: AT + 1 }],
  error: { code: 'cancelled', detail: 'It was cancelled.' },
};

const PONG: XmlElement = element('iq', NS_CLIENT, {
  id: 'a1',
  type: 'result',
  from: 'example.org',
  to: 'bridge.example.org',
});

const SECRET = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

const WEBHOOK: WebhookBody = {
  id: 'w1',
  url: 'https://shop.example/hooks/xmpp',
  events: ['message.received'],
  identities: ['*'],
  remotes: ['*'],
  format: 'bridge',
  xml: false,
  signing: 'hmac-sha256',
  status: 'active',
  backlog: { waiting: 0, overflowed: 0, dropped: 0, gaps: 0 },
  createdAt: NOON,
  updatedAt: NOON,
};

/** A stream that ends as soon as it has begun. */
const EMPTY_STREAM: OpenStream = {
  begin(_form, sink) {
    setImmediate(() => {
      sink.end({ reason: 'draining', cursor: '0-0' });
    });
    return { cursor: () => '0-0', leave: () => undefined };
  },
};

/** What the routes of all features need. */
export interface Ports extends DeliveryRoutesDeps, IdentityPorts, FleetPorts, PubsubPorts {
  readonly outgoing: Outgoing;
  readonly cancel: Cancel;
  readonly iqClient: IqRoutesDeps['iqClient'] & { answer: AnswerRequest };
  readonly events: Events;
  readonly streams: Pick<Streams, 'open' | 'close'>;
  readonly consumers: Pick<Consumers, 'placeOf' | 'acknowledge'>;
  readonly places: ConsumerPlaces;
  readonly note: () => Promise<void>;
  readonly tickets: Tickets;
  readonly webhooks: Webhooks;
  readonly hooks: Hooks;
  readonly keys: Keys;
  readonly roomService: RoomService;
  readonly commands: RunningRoutesDeps;
  readonly offered: OfferedPorts;
  readonly audit: { list(): Promise<AuditPageBody> };
  readonly rooms: RoomRoutesDeps['declarations'];
  readonly provision: { exported(): Promise<ProvisionFileBody> };
  readonly status: { report(): Promise<StatusReport> };
}

export interface RouteLimits {
  readonly bodyBytes: number;
  readonly batchBytes: number;
  readonly batchItems: number;
  readonly iqWaitMs: number;
}

export function fakeRoutes(
  ports: Ports,
  limits: RouteLimits,
  schema: (name: string) => Check,
): Routes {
  const { outgoing, cancel, iqClient, events, consumers } = ports;
  return {
    ...messageRoutes({ outgoing, cancel, limits, schema }),
    ...iqRoutes({
      iqClient,
      answer: (...args) => iqClient.answer(...args),
      maxWaitMs: limits.iqWaitMs,
    }),
    ...fakeFleetRoutes(ports, limits, { check: schema('IqToSend'), answer: PONG }),
    ...eventRoutes({
      events,
      placeOf: (caller, name) => consumers.placeOf(caller, name, 'oldest'),
    }),
    ...streamRoutes(ports),
    ...webhookRoutes(ports.webhooks),
    ...hookRoutes(ports.hooks, limits.bodyBytes),
    ...runningRoutes(ports.commands),
    ...offeredRoutes(fakeOfferedDeps(ports.offered)),
    ...deliveryRoutes(ports),
    ...keyRoutes(ports.keys),
    ...roomServiceRoutes(ports.roomService),
    ...fakeIdentityRoutes(ports, limits),
    ...fakePubsubRoutes(ports),
    ...roomRoutes({ declarations: ports.rooms, home: HOME, lastHeard: () => Promise.resolve([]) }),
    exportProvision: {
      scope: 'keys:manage',
      handler: async () => json(200, await ports.provision.exported()),
    },
    listAudit: { scope: 'audit:read', handler: async () => json(200, await ports.audit.list()) },
    getStatus: {
      scope: 'status:read',
      handler: async () => json(200, await ports.status.report()),
    },
  };
}

export interface FakePorts extends Ports {
  /** Every call of the work: the name of the method and what it was given. */
  readonly calls: { readonly method: string; readonly args: readonly unknown[] }[];
  /** What every method throws from now on, if anything. */
  refusal: unknown;
  /** The key that is over its rate from now on. */
  tooFast?: string;
}

/** Ports that answer well, remember what they were asked, and refuse when told to. */
const CONSUMER = { name: 'orders', sharing: 'alone', cursor: '7-0', lag: 1.5 } as const;

export function fakePorts(): FakePorts {
  const calls: FakePorts['calls'] = [];
  const answers =
    <T>(method: string, value: T) =>
    (...args: readonly unknown[]): Promise<T> => {
      calls.push({ method, args });
      // Whatever is thrown anywhere has to become a problem, so anything may be thrown here.
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      return fake.refusal === undefined ? Promise.resolve(value) : Promise.reject(fake.refusal);
    };
  const asked = { id: 'q1', createdAt: AT, expiresAt: AT + 10_000 };
  const fake: FakePorts = {
    calls,
    refusal: undefined,
    outgoing: {
      message: answers('message', SENT),
      messages: async (caller, entries) => {
        await answers('messages', undefined)(caller, entries);
        return entries.map(() => SENT);
      },
      presence: answers('presence', { ...SENT, kind: 'presence' as const }),
      stanza: async (caller, raw, options) => {
        await answers('stanza', undefined)(caller, raw, options);
        const isIq = typeof raw === 'string' ? raw.startsWith('<iq') : raw.name === 'iq';
        return isIq ? { answer: PONG } : { accepted: SENT };
      },
      echo: answers('echo', element('message', NS_CLIENT, { to: 'juliet@example.org' })),
      find: answers('find', SENT),
    },
    cancel: answers('cancel', CANCELLED),
    iqClient: {
      ask: answers('ask', PONG),
      askAsync: answers('askAsync', asked),
      find: answers('findIq', { ...asked, outcome: { answer: PONG } }),
      answer: answers('answer', undefined),
    },
    contactsOf: answers('contactsOf', {
      identity: 'alerts@bridge.example.org',
      addresses: ['juliet@example.org/balcony'],
    }),
    events: { list: answers('events', { items: [], cursor: '0-0' }) },
    streams: { open: answers('open', EMPTY_STREAM), close: () => undefined },
    consumers: {
      placeOf: answers('placeOf', '7-0'),
      acknowledge: answers('acknowledge', '7-0'),
    },
    places: {
      list: answers('listConsumers', { items: [CONSUMER] }),
      get: answers('getConsumer', CONSUMER),
      move: answers('moveConsumer', CONSUMER),
      remove: answers('deleteConsumer', undefined),
    },
    note: () => Promise.resolve(),
    tickets: {
      issue: answers('issue', { ticket: 'sbt_1', expiresAt: AT }),
      take: answers('take', undefined),
    },
    hooks: {
      create: answers('create', { ...HOOK, ...HOOK_URL }),
      list: answers('list', { items: [HOOK] }),
      get: answers('get', HOOK),
      update: answers('update', HOOK),
      remove: answers('remove', undefined),
      rotate: answers('rotate', { ...HOOK, ...HOOK_URL, oldSecretUntil: NOON }),
      preview: answers('preview', {
        outcome: 'sent' as const,
        messages: [{ to: 'juliet@example.org', body: 'Hi' }],
      }),
      test: answers('test', { outcome: 'sent' as const, messages: [HOOK.id] }),
    },
    webhooks: {
      create: answers('create', { ...WEBHOOK, secret: SECRET }),
      list: answers('list', { items: [WEBHOOK] }),
      get: answers('get', WEBHOOK),
      update: answers('update', WEBHOOK),
      remove: answers('remove', true),
      pause: answers('pause', { ...WEBHOOK, status: 'paused' as const }),
      resume: answers('resume', WEBHOOK),
      rotateSecret: answers('rotateSecret', { ...WEBHOOK, secret: SECRET, oldSecretUntil: NOON }),
      replay: answers('replay', true),
      test: answers('test', { ok: true, eventId: 'e1', at: NOON, durationMs: 12, status: 204 }),
    },
    keys: {
      create: answers('createKey', SHOWN),
      list: answers('listKeys', { items: [API_KEY] }),
      get: answers('getKey', API_KEY),
      update: answers('updateKey', API_KEY),
      rotate: answers('rotateKey', SHOWN),
      revoke: answers('revokeKey', true),
    },
    roomService: fakeRoomService(answers),
    offered: fakeOffered(answers),
    commands: fakeCommands(answers),
    deliveries: {
      list: answers('listDeliveries', { items: [DELIVERY] }),
      get: answers('getDelivery', DELIVERY),
      retry: answers('retry', DELIVERY),
    },
    deadLetters: {
      list: answers('listDeadLetters', {
        items: [{ id: '1-0', diedAt: NOON, delivery: { ...DELIVERY, status: 'dead' as const } }],
      }),
      replay: answers('replayDeadLetters', 1),
      discard: answers('discard', true),
      discardAll: answers('discardAll', true),
    },
    ...fakeIdentities(answers),
    ...fakePubsub(answers),
    rooms: fakeRooms(answers),
    provision: {
      exported: answers('exported', {
        keys: [
          {
            name: 'alerts',
            secretSha256: '0'.repeat(64),
            identities: ['alerts'],
            scopes: ['messages:send' as const],
          },
        ],
        webhooks: [],
      }),
    },
    audit: {
      list: answers('list', {
        items: [
          {
            id: '1-0',
            at: NOON,
            requestId: 'r1',
            actor: { keyId: 'bootstrap' },
            action: 'key.created' as const,
            object: { type: 'key' as const, id: 'k1' },
          },
        ],
      }),
    },
    status: {
      report: answers('report', {
        replica: 'bridge-0',
        version: '0.1.0',
        startedAt: NOON,
        component: 'bridge.example.org',
        leader: 'bridge-0',
        epoch: 7,
        link: { state: 'online', since: NOON, barrier: 'self' },
        outbox: { depth: 0 },
        pendingIqs: 0,
        store: { kind: 'memory', state: 'up', since: NOON, warnings: [] },
      }),
    },
  };
  return fake;
}
