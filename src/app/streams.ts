import { randomBytes } from 'node:crypto';
import { callerOfName, nameOfCaller } from '../access/caller-name.ts';
import type { Directory } from '../access/directory.ts';
import type { Caller } from '../caller.ts';
import type { EventTail } from '../events/tail.ts';
import { createClaims } from '../stream/claims.ts';
import { createConsumers, type Consumers } from '../stream/consumers.ts';
import { ATTENDANCE_TIMES } from '../stream/competing/attendance.ts';
import { DESK_TIMES } from '../stream/competing/desk.ts';
import { Desks } from '../stream/competing/desks.ts';
import { Hub } from '../stream/hub.ts';
import { createStreams, type Streams } from '../stream/streams.ts';
import { createTickets, type Tickets } from '../stream/tickets.ts';
import type { Foundation } from './foundation.ts';
import type { IqReaders } from './iq-responders.ts';
import type { StopList } from './stop-list.ts';

export interface StreamParts {
  readonly streams: Streams;
  readonly consumers: Consumers;
  readonly tickets: Tickets;
}

const TICKET_BYTES = 32;
/** How late a stream ends with its token. */
const OVER_EVERY_MS = 500;

/** Live streams. Their readers can answer IQ requests for as long as they are connected. */
export function openStreams(
  base: Foundation,
  parts: {
    readonly directory: Directory;
    readonly tail: EventTail;
    readonly iqReaders: IqReaders;
    readonly stops: StopList;
  },
): StreamParts {
  const { settings, store, replica, now, log, newId, monotonic } = base;
  const { directory, tail, iqReaders, stops } = parts;
  const { maxUnsent, heartbeat: heartbeatMs } = settings;
  const hub = new Hub({ tail, log, maxUnsent, heartbeatMs });
  const claims = createClaims(store, replica);
  const times = { ...ATTENDANCE_TIMES, ...DESK_TIMES };
  const desks = new Desks({ store, tail, log, newId, monotonic, times });
  directory.onEnd((ended) => {
    hub.closeWhere(({ keyId }) => keyId === ended);
  });
  const over = setInterval(() => {
    hub.closeWhere(({ expiresAt = Infinity }) => expiresAt <= now());
  }, OVER_EVERY_MS);
  stops.add('streams', async () => {
    clearInterval(over);
    hub.close();
    claims.close();
    await desks.close();
  });
  const most = { all: settings.maxStreams, perKey: settings.maxStreamsPerKey };
  const callerOf = (keyId: string) => directory.callerOf(keyId);
  const isGood = ({ isPassing, keyId, expiresAt = Infinity }: Caller) =>
    isPassing === true ? now() < expiresAt : callerOf(keyId) !== undefined;
  const tickets = createTickets({
    store,
    nameOf: nameOfCaller,
    callerOf: (name) => callerOfName(name, callerOf, now()),
    random: () => randomBytes(TICKET_BYTES),
    now,
  });
  const streams = createStreams({
    hub,
    tail,
    claims,
    desks,
    ...base.home,
    most,
    isGood,
    opened: iqReaders.connected,
  });
  return { streams, consumers: createConsumers(store, tail), tickets };
}
