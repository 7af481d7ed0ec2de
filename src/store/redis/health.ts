import { BridgeError } from '../../core/errors.ts';
import type { StoreHealth } from '../store.ts';
import type { Client } from './connection.ts';
import type { RedisTarget } from './url.ts';

/** Whether Redis takes what is written, and since when it does or does not. */
export interface HealthWatch {
  readonly current: () => StoreHealth;
  /** Redis took what was written just now. */
  readonly good: () => void;
  /** It did not, for this reason. */
  readonly bad: (error: unknown) => void;
}

/** A call that found no connection: the reason is what kept the connection from being made. */
const WITHOUT_CONNECTION = /isn't writeable|Connection is closed|None of startup nodes/;

/** Follows the connection by its own events, so that a change is dated when it happens and not when somebody asks. */
export function watchHealth(client: Client, target: RedisTarget, now: () => number): HealthWatch {
  const place = placeOf(target);
  let health: StoreHealth = { ok: false, since: now(), detail: `${place}: not connected yet` };
  const bad = (error: unknown) => {
    const since = health.ok ? now() : health.since;
    if (error instanceof BridgeError) health = { ok: false, since, detail: error.message };
    else if (health.ok || !WITHOUT_CONNECTION.test(String(error))) {
      health = { ok: false, since, detail: `${place}: ${reasonInWords(error)}` };
    }
  };
  const failed = (error: unknown) => {
    // What happens to a connection that is in use is told by the next look.
    if (client.status !== 'ready') bad(error);
  };
  client.on('error', failed);
  client.on('node error', failed);
  client.on('close', () => {
    if (health.ok) bad(new Error('the connection was closed'));
  });
  return {
    current: () => health,
    good: () => {
      if (!health.ok) health = { ok: true, since: now() };
    },
    bad,
  };
}

/** Never the user or the password. */
export function placeOf({ kind, hosts, master }: RedisTarget): string {
  const listed = hosts.map(
    ({ host, port }) => `${host.includes(':') ? `[${host}]` : host}:${port}`,
  );
  if (kind === 'single') return `Redis at ${listed.join()}`;
  if (kind === 'cluster') return `Redis Cluster at ${listed.join(', ')}`;
  return `Redis master ${master} of the sentinels at ${listed.join(', ')}`;
}

/** What Redis, ioredis and the socket say, for a person. The first that fits counts. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/ECONNREFUSED/, 'connection refused'],
  [/ENOTFOUND/, 'the host name is unknown (ENOTFOUND)'],
  [/EAI_AGAIN/, 'the host name cannot be looked up now (EAI_AGAIN)'],
  [/EHOSTUNREACH|ENETUNREACH/, 'there is no route to it'],
  [
    /ECONNRESET|EPIPE|connection was closed/,
    'the connection was reset or closed, as Redis does above its `maxclients`',
  ],
  [/ETIMEDOUT|timed out|timeout/i, 'timed out'],
  [/WRONGPASS/, 'WRONGPASS: the user or the password is wrong'],
  [/NOAUTH/, 'NOAUTH: the password is missing or wrong'],
  [/AUTH.*without any password/, 'it knows no password, but BRIDGE_REDIS_URL has one'],
  [/NOPERM/, 'NOPERM: the user lacks a permission (SECURITY.md has the ACL)'],
  [/READONLY/, 'read-only replica (READONLY): name the master, or end its `replicaof`'],
  [
    /MISCONF/,
    'MISCONF: it cannot write to its disk; look at its `dir` and log (`stop-writes-on-bgsave-error`)',
  ],
  [/\bOOM\b/, 'OOM: its memory is full (`maxmemory`)'],
  [/NOREPLICAS/, 'NOREPLICAS: too few replicas are connected to it (`min-replicas-to-write`)'],
  [/LOADING/, 'LOADING: it is still loading its data'],
  [/max number of clients/, 'it has no room for another connection (`maxclients`)'],
  [/MASTERDOWN/, 'MASTERDOWN: a replica without its master'],
  [/CLUSTERDOWN/, 'CLUSTERDOWN: the cluster is down'],
  [/DB index is out of range/, 'it has no database of this number'],
  [/All sentinels are unreachable/, 'no sentinel can be reached'],
  [/cluster support disabled/i, 'it is not a cluster: write redis:// instead of redis+cluster://'],
  [/self.signed|unable to (?:get|verify)|certificate|altnames/i, 'its certificate is not accepted'],
  [
    /EPROTO|wrong version number|SSL/i,
    'it does not speak TLS: write redis:// instead of rediss://',
  ],
];

export function reasonInWords(error: unknown): string {
  const text = deepest(error);
  const [, words] = WORDS.find(([pattern]) => pattern.test(text)) ?? [];
  return words ?? text.replace(/^(?:\w*Error: )+/, '');
}

/** A Cluster wraps the error of a node; one name may stand for several addresses. */
function deepest(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const {
    code = '',
    lastNodeError,
    errors,
  } = error as Error & {
    readonly code?: string;
    readonly lastNodeError?: unknown;
    readonly errors?: readonly unknown[];
  };
  const inner = lastNodeError ?? errors?.[0];
  return inner === undefined ? `${code} ${error.message}`.trim() : deepest(inner);
}
