import type { AddressInfo } from 'node:net';
import { createManagementServer, type ReadinessCheck } from '../api/management.ts';
import { createServer, type ServerDeps } from '../api/server.ts';
import { METRICS_TYPE } from '../observe/metrics.ts';
import type { Foundation } from './foundation.ts';

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

export type HttpParts = Omit<ServerDeps, 'limits' | 'log'> & {
  readonly readiness: () => Promise<readonly ReadinessCheck[]>;
  readonly expose: () => Promise<string>;
};

/** The API and the management port. */
export async function startHttp(base: Foundation, parts: HttpParts): Promise<Http> {
  const { settings, log } = base;
  const management = createManagementServer({
    checks: parts.readiness,
    metrics: { type: METRICS_TYPE, expose: parts.expose },
  });
  const api = createServer({
    ...parts,
    log,
    limits: {
      bodyBytes: settings.maxBody,
      batchBytes: settings.maxBatchBody,
      batchItems: settings.maxBatch,
      iqWaitMs: settings.maxIqWait,
      requestTimeoutMs: settings.requestTimeout,
      headerBytes: settings.maxHeaders,
      connections: settings.maxConnections,
      maxMessage: settings.maxMessage,
      origins: settings.origins,
    },
  });
  const host = settings.httpHost;
  await api.listen({ host, port: settings.httpPort });
  // After the API: whoever is told that this replica is ready finds it listening.
  await management.listen({ host, port: settings.managementPort });
  const addresses = { httpPort: portOf(api), managementPort: portOf(management) };
  log.info(addresses, 'the bridge listens');
  return {
    addresses,
    close: () => api.close(),
    closeManagement: () => management.close(),
  };
}

function portOf(server: ReturnType<typeof createServer>): number {
  return (server.server.address() as AddressInfo).port;
}
