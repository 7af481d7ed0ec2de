import { randomBytes } from 'node:crypto';
import type { Directory } from '../access/directory.ts';
import type { EventTail } from '../events/tail.ts';
import { createClaims } from '../stream/claims.ts';
import { createConsumers, type Consumers } from '../stream/consumers.ts';
import { ATTENDANCE_TIMES } from '../stream/competing/attendance.ts';
import { DESK_TIMES } from '../stream/competing/desk.ts';
import { Desks } from '../stream/competing/desks.ts';
import { Hub } from '../stream/hub.ts';
import { createStreams, type Streams } from '../stream/streams.ts';
import { createTickets, type Tickets } from '../stream/tickets.ts';
import type { Audience } from './audience.ts';
import type { Foundation } from './foundation.ts';
import type { StopList } from './stop-list.ts';

export interface StreamParts {
  readonly streams: Streams;
  readonly consumers: Consumers;
  readonly tickets: Tickets;
}

const TICKET_BYTES = 32;
const PRESENT_EVERY_MS = 15_000;

/** Live streams. Their readers count as an audience for as long as they are connected. */
export function openStreams(
  base: Foundation,
  parts: {
    readonly directory: Directory;
    readonly tail: EventTail;
    readonly audience: Audience;
    readonly stops: StopList;
  },
): StreamParts {
  const { settings, store, replica, now, log, newId, monotonic } = base;
  const { directory, tail, audience, stops } = parts;
  const { maxUnsent, heartbeat: heartbeatMs, xmppDomain: componentDomain } = settings;
  const hub = new Hub({ tail, log, maxUnsent, heartbeatMs });
  const claims = createClaims(store, replica);
  const times = { ...ATTENDANCE_TIMES, ...DESK_TIMES };
  const desks = new Desks({ store, tail, log, newId, monotonic, times });
  directory.onEnd((ended) => {
    hub.closeWhere(({ keyId }) => keyId === ended);
  });
  const present = setInterval(() => {
    if (hub.size > 0) audience.seen();
  }, PRESENT_EVERY_MS);
  stops.add('streams', async () => {
    clearInterval(present);
    hub.close();
    claims.close();
    await desks.close();
  });
  const most = { all: settings.maxStreams, perKey: settings.maxStreamsPerKey };
  const tickets = createTickets({
    store,
    callerOf: (keyId) => directory.callerOf(keyId),
    random: () => randomBytes(TICKET_BYTES),
    now,
  });
  const streams = createStreams({
    hub,
    tail,
    claims,
    desks,
    componentDomain,
    most,
    isGood: (keyId) => directory.callerOf(keyId) !== undefined,
    opened: audience.seen,
  });
  return { streams, consumers: createConsumers(store, tail), tickets };
}
