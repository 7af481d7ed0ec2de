import type { Directory } from '../access/directory.ts';
import type { EventTail } from '../events/tail.ts';
import { Hub } from '../stream/hub.ts';
import { createStreams, type Streams } from '../stream/streams.ts';
import type { Audience } from './audience.ts';
import type { Foundation } from './foundation.ts';
import type { StopList } from './stop-list.ts';

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
): Streams {
  const { settings, log } = base;
  const { directory, tail, audience, stops } = parts;
  const { maxUnsent, heartbeat: heartbeatMs, xmppDomain: componentDomain } = settings;
  const hub = new Hub({ tail, log, maxUnsent, heartbeatMs });
  directory.onEnd((ended) => {
    hub.closeWhere(({ keyId }) => keyId === ended);
  });
  const present = setInterval(() => {
    if (hub.size > 0) audience.seen();
  }, PRESENT_EVERY_MS);
  stops.add('streams', () => {
    clearInterval(present);
    hub.close();
  });
  const most = { all: settings.maxStreams, perKey: settings.maxStreamsPerKey };
  return createStreams({ hub, tail, componentDomain, most, opened: audience.seen });
}
