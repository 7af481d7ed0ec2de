import { BridgeError } from '../../errors.ts';
import type { StoreHealth } from '../store.ts';
import type { Client } from './connection.ts';
import { reasonInWords } from './error-words.ts';
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
function placeOf({ kind, hosts, master }: RedisTarget): string {
  const listed = hosts.map(
    ({ host, port }) => `${host.includes(':') ? `[${host}]` : host}:${port}`,
  );
  if (kind === 'single') return `Redis at ${listed.join()}`;
  if (kind === 'cluster') return `Redis Cluster at ${listed.join(', ')}`;
  return `Redis master ${master} of the sentinels at ${listed.join(', ')}`;
}
