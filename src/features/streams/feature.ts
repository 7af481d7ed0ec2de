import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Caller, Scope } from '../../core/caller.ts';
import type { Feature } from '../../core/feature.ts';
import { collectors } from '../../core/metric.ts';
import type { KeyCache } from '../access/key-cache.ts';
import type { EventWishes } from '../events/filter.ts';
import type { Scans } from '../events/scans.ts';
import type { EventTail } from '../events/tail.ts';
import type { Runtime } from '../runtime.ts';
import { createClaims } from './claims.ts';
import { LIVENESS_TIMES } from './competing/liveness-lease.ts';
import { DISPENSER_TIMES } from './competing/dispenser.ts';
import { Dispensers } from './competing/dispensers.ts';
import { createConsumerNames } from './consumer-names.ts';
import { createConsumerPlaces } from './consumer-places.ts';
import { createConsumers, type Consumers } from './consumers.ts';
import { Hub } from './hub.ts';
import { STREAM_METRICS } from './metrics.ts';
import { streamRoutes } from './routes.ts';
import { createStreams } from './streams.ts';
import { createTickets, type Tickets } from './tickets.ts';

export interface StreamsFeature extends Feature {
  readonly routes: ReturnType<typeof streamRoutes>;
  readonly consumers: Consumers;
  readonly takeTicket: Tickets['take'];
  /** Ends all streams: their clients go on elsewhere. */
  readonly endAll: () => void;
}

export interface StreamsFeatureDeps {
  readonly keyCache: KeyCache;
  readonly tail: EventTail;
  readonly scans: Scans;
  /** A stream can answer IQ requests until it has ended. */
  readonly connected: (caller: Caller, wishes: EventWishes, ended: AbortSignal) => void;
}

const TICKET_BYTES = 32;
/** How late a stream ends after its token. */
const OVER_EVERY_MS = 500;

/** Live streams of events, over Server-Sent Events and WebSockets. */
export function createStreamsFeature(runtime: Runtime, deps: StreamsFeatureDeps): StreamsFeature {
  const { settings, store, replica, now, logger, newId, monotonic } = runtime;
  const { keyCache, tail, scans } = deps;
  const { maxUnsent, heartbeat: heartbeatMs } = settings;
  const hub = new Hub({ tail, scans, logger, maxUnsent, heartbeatMs });
  const claims = createClaims(store, replica, (listener, to) => {
    hub.move(listener, to);
  });
  const times = { ...LIVENESS_TIMES, ...DISPENSER_TIMES };
  const dispensers = new Dispensers({ store, tail, scans, logger, newId, monotonic, times });
  keyCache.onEnd((ended) => {
    const present = keyCache.callerOf(ended);
    // Where only the rights changed, the client comes back with those it has now.
    const isChanged = (caller: Caller) =>
      present !== undefined && !isDeepStrictEqual(present, caller);
    hub.closeWhere((caller) => caller.keyId === ended && isChanged(caller), 'draining');
    hub.closeWhere(({ keyId }) => keyId === ended);
  });
  const stopWatching = endExpired(runtime, hub);
  const isGood = (caller: Caller) => {
    const { isEphemeral, keyId, expiresAt = Infinity } = caller;
    if (isEphemeral === true) return now() < expiresAt;
    return isDeepStrictEqual(keyCache.callerOf(keyId), caller);
  };
  const streams = createStreams({
    hub,
    tail,
    claims,
    dispensers,
    ...runtime.home,
    most: { all: settings.maxStreams, perKey: settings.maxStreamsPerKey },
    isGood,
    opened: deps.connected,
  });
  const tickets = createTickets({
    store,
    nameOf: nameOfCaller,
    callerOf: (name) => callerOfName(name, (keyId) => keyCache.callerOf(keyId), now()),
    random: () => randomBytes(TICKET_BYTES),
    now,
  });
  const names = createConsumerNames(store, now);
  const consumers = createConsumers(store, tail, names.note);
  const places = createConsumerPlaces({ store, tail, consumers, names, claims, dispensers });
  return {
    name: 'streams',
    consumers,
    takeTicket: tickets.take,
    endAll: streams.close,
    routes: streamRoutes({ streams, consumers, places, tickets, note: names.note }),
    metrics: collectors(STREAM_METRICS, { streams: streams.size }),
    async stop() {
      stopWatching();
      hub.close();
      claims.close();
      names.close();
      await dispensers.close();
    },
  };
}

/** Ends streams whose token has expired. Returns how to stop. */
function endExpired({ now }: Runtime, hub: Hub): () => void {
  const over = setInterval(() => {
    hub.closeWhere(({ expiresAt = Infinity }) => expiresAt <= now());
  }, OVER_EVERY_MS);
  return () => {
    clearInterval(over);
  };
}

/** A caller as it is kept for a moment: a key by its id, since its rights are known on every replica; a token by what it says. */
export function nameOfCaller(caller: Caller): string {
  if (caller.isEphemeral !== true) return caller.keyId;
  return JSON.stringify({ ...caller, scopes: [...caller.scopes] });
}

/** Undefined for the caller of a token that has ended. `callerOf`: the caller behind a key that is good. */
export function callerOfName(
  name: string,
  callerOf: (keyId: string) => Caller | undefined,
  now: number,
): Caller | undefined {
  // No id of a key begins so.
  if (!name.startsWith('{')) return callerOf(name);
  const kept = JSON.parse(name) as Omit<Caller, 'scopes'> & { readonly scopes: readonly Scope[] };
  const { expiresAt = 0 } = kept;
  return now < expiresAt ? { ...kept, scopes: new Set(kept.scopes) } : undefined;
}
