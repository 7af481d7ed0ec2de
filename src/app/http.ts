import type { AddressInfo } from 'node:net';
import type { Collector } from '../core/metric.ts';
import type { Runtime } from '../features/runtime.ts';
import { createManagementServer } from '../http/management.ts';
import { createHttpMeasures } from '../http/measure.ts';
import { createServer } from '../http/server.ts';
import { METRICS_TYPE } from '../observe/metrics.ts';
import type { createFeatures } from './features.ts';
import { listenAt } from './listen.ts';

export interface HttpAddresses {
  readonly httpPort: number;
  readonly managementPort: number;
}

export interface Http {
  readonly addresses: HttpAddresses;
  /** Takes no new request, and resolves when those in hand are answered. */
  readonly close: () => Promise<void>;
  /** The platform may ask how we are to the very end. */
  readonly closeManagement: () => Promise<void>;
}

/** The API and the management port. */
export async function startHttp(
  runtime: Runtime,
  features: Pick<
    ReturnType<typeof createFeatures>,
    'routes' | 'doors' | 'facades' | 'access' | 'audit' | 'streams' | 'status'
  >,
  collectors: readonly Collector[],
): Promise<Http> {
  const { settings, logger, metrics } = runtime;
  const { access, audit, streams, status } = features;
  const measures = createHttpMeasures(metrics);
  const all = [...collectors, ...measures.collectors];
  const management = createManagementServer({
    checks: status.checks,
    metrics: { type: METRICS_TYPE, expose: () => metrics.expose(all) },
  });
  const api = createServer({
    ...runtime,
    logger,
    routes: features.routes,
    doors: features.doors,
    facades: features.facades,
    takeTicket: streams.takeTicket,
    endStreams: streams.endAll,
    authenticate: access.admit,
    auditOf: audit.auditOf,
    countRequests: access.limits.requests,
    rateLeft: access.limits.left,
    onKeyEnd: (listener) => {
      access.keyCache.onEnd(listener);
    },
    measures,
    limits: {
      bodyBytes: settings.maxBody,
      iqWaitMs: settings.maxIqWait,
      requestTimeoutMs: settings.requestTimeout,
      headerBytes: settings.maxHeaders,
      connections: settings.maxConnections,
      keyless: {
        connections: settings.maxKeylessConnections,
        perSecond: settings.keylessRate,
        proxies: settings.trustedProxies,
      },
      maxMessage: settings.maxMessage,
      origins: settings.origins,
    },
  });
  const host = settings.httpHost;
  await listenAt(api, { host, port: settings.httpPort, setting: 'BRIDGE_HTTP_PORT' });
  // After the API: a platform that is told that this replica is ready finds it listening.
  const setting = 'BRIDGE_MANAGEMENT_PORT';
  await listenAt(management, { host, port: settings.managementPort, setting });
  const addresses = { httpPort: portOf(api), managementPort: portOf(management) };
  logger.info(addresses, 'the bridge listens');
  return {
    addresses,
    close: () => api.close(),
    closeManagement: () => management.close(),
  };
}

function portOf(server: ReturnType<typeof createServer>): number {
  return (server.server.address() as AddressInfo).port;
}
