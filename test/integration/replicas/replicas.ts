/** Several bridges on one store: which of them leads, and how it is noticed that another one does. */
import { hostname } from 'node:os';
import type { StatusReport } from '../../../src/contract/schemas.ts';
import { startBridge } from '../../support/bridge-process.ts';
import type { BridgeOptions, BridgeProcess } from '../../support/bridge-process.ts';
import { until } from '../../support/until.ts';

export interface Leader {
  readonly bridge: BridgeProcess;
  readonly epoch: number;
  /** When its link came up, ms since 1970. */
  readonly since: number;
}

export interface Replicas {
  readonly bridges: readonly BridgeProcess[];
  readonly urls: readonly string[];
  readonly apiKey: string;
  /** The replica that says of itself that it leads and that its link is online; waits for one. */
  leader(options?: { after?: number; timeout?: number }): Promise<Leader>;
  stop(): Promise<void>;
}

const API_KEY = 'integration-test-key';

export async function startReplicas(count: number, options: BridgeOptions): Promise<Replicas> {
  const bridges = await Promise.all(
    Array.from({ length: count }, () => startBridge({ apiKey: API_KEY, ...options })),
  );
  return {
    bridges,
    urls: bridges.map(({ baseUrl }) => baseUrl),
    apiKey: API_KEY,
    leader: ({ after = 0, timeout = 15_000 } = {}) =>
      until(
        async () => {
          const found = await Promise.all(bridges.map(leading));
          return found.find((leader) => leader !== undefined && leader.epoch > after);
        },
        { timeout, message: 'a leader with a link' },
      ),
    stop: async () => {
      // The last test has said what it wanted to know about stopping.
      await Promise.all(bridges.map((bridge) => bridge.kill()));
    },
  };
}

/** Undefined for one that does not answer, or does not lead. */
async function leading(bridge: BridgeProcess): Promise<Leader | undefined> {
  if (!bridge.running()) return undefined;
  const status = await statusOf(bridge);
  if (status?.leader !== replicaOf(bridge) || status.link.state !== 'online') return undefined;
  return { bridge, epoch: status.epoch, since: Date.parse(status.link.since) };
}

export async function statusOf(bridge: BridgeProcess): Promise<StatusReport | undefined> {
  const response = await bridge.api.get('/v1/status', { timeout: 1_000 }).catch(() => undefined);
  return response?.status === 200 ? (response.json as StatusReport) : undefined;
}

/** It says so itself: one with too much to do may say nothing. */
export async function hasNoLink(bridge: BridgeProcess): Promise<boolean> {
  const status = await statusOf(bridge);
  return status !== undefined && status.link.state !== 'online';
}

/** Its name, which it makes itself: each start is another replica. */
export function replicaOf(bridge: BridgeProcess): string {
  return `${hostname()}-${bridge.pid()}`;
}
