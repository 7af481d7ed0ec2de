import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { performance } from 'node:perf_hooks';
import type { Logger as PinoLogger } from 'pino';
import { monotonicFactory } from 'ulid';
import { incomingBounds, outgoingBounds } from '../config/bounds.ts';
import type { Settings } from '../config/settings.ts';
import { createContract } from '../contract/checks.ts';
import { readContract } from '../contract/document.ts';
import type { Runtime } from '../features/runtime.ts';
import { openLink, type Transports } from '../link/open.ts';
import { DEFAULT_BOUNDS, DEFAULT_TIMINGS, type LinkSettings } from '../link/settings.ts';
import { systemClock } from '../link/clock.ts';
import { tlsOf } from '../link/tls/files.ts';
import { createMetrics, type Metrics } from '../observe/metrics.ts';
import type { Traces } from '../observe/traces.ts';
import { Reconciler } from '../reconciler/reconciler.ts';
import { createPresenceExtras } from '../stanza/gate/presence-extras.ts';
import { STORE_METRICS } from '../store/metrics.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { logBounds } from './log-bounds.ts';
import { randomFractions, randomTexts } from './random.ts';
import type { StopList } from './stop-list.ts';

/** A barrier may come back over the link of another replica, and be lost with it. */
const REPEAT_MS = 1_000;

/** Opens what all features share. */
export async function createRuntime(
  settings: Settings,
  logger: PinoLogger,
  { stops, stopping }: { readonly stops: StopList; readonly stopping: AbortSignal },
): Promise<Runtime & Transports> {
  const { xmppDomain: domain } = settings;
  const replica = replicaName(settings);
  const home = { domain, serverDomain: settings.xmppServerHost };
  const metrics = createMetrics();
  const presenceExtras = createPresenceExtras();
  const traces = await openTraces(settings);
  stops.add('traces', () => traces?.close());
  const store = await openStoreOf(settings, logger, metrics);
  stops.add('store', () => store.close());
  const base = {
    settings,
    software: 'Stanza Bridge',
    contract: createContract(readContract()),
    logger,
    store,
    metrics,
    traces,
    domain,
    replica,
    stopping,
    version: readVersion(),
    startedAt: Date.now(),
    randomTexts,
    newId: monotonicFactory(randomFractions()),
    now: Date.now,
    monotonic: () => performance.now(),
    home,
    presenceExtras,
    gate: {
      ...home,
      ...outgoingBounds(settings),
      dress: presenceExtras.dress,
    },
  };
  const transports = openLink({
    ...base,
    settings: linkSettings(settings),
    newId: randomTexts('hex'),
  });
  stops.add('transports', () => {
    transports.close();
  });
  const reconciler = new Reconciler({
    ...base,
    clock: systemClock,
    random: randomFractions(),
    // A server that was restarted has forgotten every occupant: hundreds are back in a few seconds.
    rate: 400,
  });
  return { ...base, ...transports, reconciler };
}

function openStoreOf(settings: Settings, logger: PinoLogger, metrics: Metrics): Promise<Store> {
  const { redisUrl, xmppDomain: domain, memoryStore: memoryBytes } = settings;
  const observe = metrics.histogram(STORE_METRICS.storeCalls);
  const measure = (result: 'ok' | 'failed', ms: number) => {
    observe({ result }, ms / 1_000);
  };
  const bounds = { logBounds: logBounds(settings), memoryBytes };
  return openStore({ redisUrl, domain, now: Date.now, logger, measure, ...bounds });
}

function linkSettings(settings: Settings): LinkSettings {
  const isShared = settings.linkMode === 'all';
  return {
    service: settings.xmppService,
    tls: tlsOf(settings, (path) => readFileSync(path, 'utf8')),
    domain: settings.xmppDomain,
    // Each attempt asks again: the secret may come from a file that has changed.
    get secret() {
      return settings.xmppSecret;
    },
    serverHost: settings.xmppServerHost,
    timings: isShared ? { ...DEFAULT_TIMINGS, barrierRepeat: REPEAT_MS } : DEFAULT_TIMINGS,
    bounds: { ...DEFAULT_BOUNDS, ...incomingBounds(settings) },
  };
}

/** Undefined unless the settings name a collector. */
async function openTraces(settings: Settings): Promise<Traces | undefined> {
  const { tracesUrl: url } = settings;
  if (url === undefined) return undefined;
  const { openOtelTraces } = await import('../observe/otel-traces.ts');
  return openOtelTraces({ url, version: readVersion(), replica: replicaName(settings) });
}

export function replicaName({ replica }: Settings): string {
  return replica ?? `${hostname()}-${process.pid}`;
}

export function readVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
