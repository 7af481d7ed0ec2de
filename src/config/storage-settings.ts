import { count, size } from './setting-forms.ts';
import type { SettingRow } from './setting-row.ts';

/** How much may be kept. */
export const STORAGE_SETTINGS = {
  maxEventLog: {
    name: 'BRIDGE_MAX_EVENT_LOG',
    form: size,
    default: '1GiB',
    about:
      'The maximum size of the event log; the oldest events are deleted first. Never more than 40 % of the `maxmemory` of Redis, or of `BRIDGE_MEMORY_STORE`. One sender can fill half of it at once and as much again within an hour; more is refused.',
  },
  maxDeadLetterBytes: {
    name: 'BRIDGE_MAX_DEAD_LETTER_BYTES',
    form: size,
    default: '64MiB',
    about:
      'The maximum size of the dead letters of a webhook; the oldest are deleted first. Never more than 10 % of the `maxmemory` of Redis, or of `BRIDGE_MEMORY_STORE`.',
  },
  maxOutbox: {
    name: 'BRIDGE_MAX_OUTBOX',
    form: count,
    default: '1000000',
    about:
      'The maximum number of stanzas waiting for the XMPP server; more are refused with `outbox-full`.',
  },
  maxOutboxBytes: {
    name: 'BRIDGE_MAX_OUTBOX_BYTES',
    form: size,
    default: '1GiB',
    about:
      'The maximum size of what waits for the XMPP server; more is refused with `outbox-full`. Never more than 30 % of the `maxmemory` of Redis, or of `BRIDGE_MEMORY_STORE`.',
  },
  maxRooms: {
    name: 'BRIDGE_MAX_ROOMS',
    form: count,
    default: '2000',
    about:
      'The maximum number of memberships of rooms: an identity in a room counts as one. More are refused with `conflict`.',
  },
  maxPubsubSubscriptions: {
    name: 'BRIDGE_MAX_PUBSUB_SUBSCRIPTIONS',
    form: count,
    default: '2000',
    about:
      'The maximum number of pub/sub subscriptions: an identity at a node counts as one. More are refused with `conflict`.',
  },
  memoryStore: {
    name: 'BRIDGE_MEMORY_STORE',
    form: size,
    default: '256MiB',
    about:
      'Without Redis: how much is kept in memory. The oldest events and finished messages are forgotten first; when only queued work is left, new work is refused with `store-full`.',
  },
} as const satisfies Readonly<Record<string, SettingRow>>;
