/** The bridge as it is shipped: `node dist/main.js` in a process of its own, to be talked to, killed and restarted. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { apiClient } from './api-client.ts';
import type { ApiClient } from './api-client.ts';
import { startChild } from './child.ts';
import type { Child } from './child.ts';
import { freePort } from './free-port.ts';
import { until } from './until.ts';
import type { XmppServer } from './xmpp-server.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** A path that answers 200; `link`: the bridge is ready, and its link is up or another replica has one. */
export type Wellness = 'link' | '/readyz' | '/healthz';

export interface BridgeOptions {
  /** The server to join; anything in `env` goes before what is derived from it. */
  server: Pick<XmppServer, 'service' | 'componentDomain' | 'secret'>;
  redisUrl?: string;
  /** Further settings, for example `{ BRIDGE_WEBHOOK_SCHEDULE: '0,0.1,0.1' }`. */
  env?: Record<string, string>;
  apiKey?: string;
  httpPort?: number;
  managementPort?: number;
  /** What must be well before `startBridge` resolves; `none` for a bridge that is to fail. Default `link`. */
  waitFor?: Wellness | 'none';
}

export interface BridgeProcess {
  /** `http://127.0.0.1:<port>`, where /v1 is. */
  readonly baseUrl: string;
  /** `http://127.0.0.1:<port>`, where /healthz, /readyz and /metrics are. */
  readonly managementUrl: string;
  readonly apiKey: string;
  /** Calls the API with the bootstrap key. */
  readonly api: ApiClient;
  pid(): number;
  /** Everything it wrote, from its first start on. */
  logs(): string;
  running(): boolean;
  /** The exit code, or the name of the signal that ended it. */
  exited(): Promise<number | string>;
  waitUntil(wellness: Wellness, timeout?: number): Promise<void>;
  /** Resolves when it is dead, or for SIGSTOP and SIGCONT when signalled. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** The same ports and settings; kills what still runs. */
  restart(): Promise<void>;
  /** SIGTERM and the exit code; rejects when it ever wrote of an uncaught exception. */
  stop(): Promise<number | string>;
}

export async function startBridge(options: BridgeOptions): Promise<BridgeProcess> {
  if (!existsSync(PROGRAM)) throw new Error('dist/main.js is missing: run npm run build');
  const httpPort = options.httpPort ?? (await freePort());
  const managementPort = options.managementPort ?? (await freePort());
  const apiKey = options.apiKey ?? `test-${randomUUID()}`;
  const env = { ...settings(options), ...ports(httpPort, managementPort), BRIDGE_API_KEY: apiKey };
  const managementUrl = `http://127.0.0.1:${managementPort}`;
  const baseUrl = `http://127.0.0.1:${httpPort}`;
  const ready = options.waitFor ?? 'link';
  let child: Child;
  let past = '';

  const logs = () => past + child.output();
  const launch = async () => {
    child = startChild('node', [PROGRAM], { env: { ...inherited(), ...env, ...options.env } });
    if (ready !== 'none') await isWell(child, managementUrl, { wellness: ready });
  };
  const kill = (signal?: NodeJS.Signals) => child.kill(signal);
  await launch().catch(async (error: unknown) => {
    await kill();
    throw error;
  });
  return {
    ...{ baseUrl, managementUrl, apiKey, logs, kill },
    api: apiClient(baseUrl, apiKey),
    pid: () => child.pid,
    running: () => child.running(),
    exited: () => child.exited,
    waitUntil: (wellness, timeout) => isWell(child, managementUrl, { wellness, timeout }),
    async restart() {
      await kill();
      past = logs();
      await launch();
    },
    async stop() {
      const reason = await child.stop(20_000);
      expectNoCrash(logs());
      return reason;
    },
  };
}

function settings({ server, redisUrl }: BridgeOptions): Record<string, string> {
  return {
    BRIDGE_XMPP_SERVICE: server.service,
    BRIDGE_XMPP_DOMAIN: server.componentDomain,
    BRIDGE_XMPP_SECRET: server.secret,
    // Receivers of webhooks run on this machine too.
    BRIDGE_WEBHOOK_ALLOW: '127.0.0.0/8',
    // Servers and other tests share the processors; a pause of theirs is no overload of the bridge.
    BRIDGE_MAX_LAG: '10s',
    ...(redisUrl === undefined ? {} : { BRIDGE_REDIS_URL: redisUrl }),
  };
}

function ports(http: number, management: number): Record<string, string> {
  return {
    BRIDGE_HTTP_HOST: '127.0.0.1',
    BRIDGE_HTTP_PORT: String(http),
    BRIDGE_MANAGEMENT_PORT: String(management),
  };
}

/** Settings of the shell that runs the tests must not leak into the bridge under test. */
function inherited(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('BRIDGE_')),
  );
}

interface Wanted {
  readonly wellness: Wellness;
  readonly timeout?: number | undefined;
}

async function isWell(
  child: Child,
  managementUrl: string,
  { wellness, timeout = 60_000 }: Wanted,
): Promise<void> {
  const url = managementUrl + (wellness === 'link' ? '/readyz' : wellness);
  let last = 'no answer';
  const look = async () => {
    if (!child.running()) throw new Error(`the bridge ended at once:\n${child.output()}`);
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(
      () => undefined,
    );
    if (response === undefined) return false;
    const text = await response.text();
    last = `${response.status} ${text}`;
    return response.ok && (wellness !== 'link' || !text.includes('"ok":false'));
  };
  const message = () => `${wellness} at ${url}, which says: ${last}\n${child.output()}`;
  await until(look, { timeout, message });
}

/** What Node and the bridge itself write when something was not caught. */
const CRASH = /uncaught ?exception|unhandled ?rejection|Node\.js v\d+\.\d+\.\d+\s*$/im;

function expectNoCrash(logs: string): void {
  const line = logs.split('\n').findIndex((text) => CRASH.test(text));
  if (line < 0) return;
  const around = logs.split('\n').slice(Math.max(0, line - 12), line + 12);
  throw new Error(`the bridge did not catch an exception:\n${around.join('\n')}`);
}
