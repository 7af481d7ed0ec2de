import { BridgeError } from '../../core/errors.ts';

/** Where Redis is, as a URL says it. */
export interface RedisTarget {
  readonly kind: 'single' | 'sentinel' | 'cluster';
  readonly tls: boolean;
  /** The server; or sentinels; or nodes of a cluster, of which one that answers is enough. */
  readonly hosts: readonly RedisHost[];
  readonly username?: string;
  readonly password?: string;
  readonly db: number;
  /** Name of the master, as the sentinels know it. */
  readonly master: string;
  readonly sentinelPassword?: string;
}

interface RedisHost {
  readonly host: string;
  readonly port: number;
}

const FORMS =
  'redis://host:6379, redis+sentinel://host:26379,host:26379/master or redis+cluster://host:6379,host:6379; ' +
  'rediss instead of redis for TLS';
const SYNTAX =
  /^redis(?<tls>s?)(?:\+(?<kind>sentinel|cluster))?:\/\/(?:(?<user>[^@/]*)@)?(?<hosts>[^/?]+)(?:\/(?<path>[^?]*))?(?:\?(?<query>.*))?$/;

/**
 * Reads a Redis URL:
 *
 *     redis://user:password@host:6379/0
 *     redis+sentinel://user:password@host:26379,host:26379/master/0?sentinelPassword=…
 *     redis+cluster://user:password@host:6379,host:6379
 *
 * `rediss` instead of `redis` speaks TLS, to sentinels too. User, password and database may be left out;
 * special characters are percent-encoded. An IPv6 address stands in brackets.
 */
export function parseRedisUrl(url: string): RedisTarget {
  const parts = SYNTAX.exec(url)?.groups;
  if (parts === undefined) throw notUnderstood();
  const kind =
    parts['kind'] === 'sentinel' || parts['kind'] === 'cluster' ? parts['kind'] : 'single';
  const defaultPort = kind === 'sentinel' ? 26379 : 6379;
  const hosts = (parts['hosts'] ?? '').split(',').map((host) => parseHost(host, defaultPort));
  const path = (parts['path'] ?? '').split('/').filter((segment) => segment !== '');
  const master = kind === 'sentinel' ? (path.shift() ?? '') : '';
  const db = Number(path.shift() ?? '0');
  const wrong =
    !Number.isInteger(db) ||
    path.length > 0 ||
    (kind === 'single' && hosts.length > 1) ||
    (kind === 'sentinel' && master === '') ||
    (kind === 'cluster' && db !== 0);
  if (wrong) throw notUnderstood();
  const sentinelPassword = new URLSearchParams(parts['query']).get('sentinelPassword');
  return {
    kind,
    tls: parts['tls'] === 's',
    hosts,
    ...credentials(parts['user']),
    db,
    master,
    ...(sentinelPassword !== null && { sentinelPassword }),
  };
}

function parseHost(text: string, defaultPort: number): RedisHost {
  const match = /^(?:\[(?<six>[^\]]+)\]|(?<name>[^:[\]]+))(?::(?<port>\d{1,5}))?$/.exec(
    text,
  )?.groups;
  if (match === undefined) throw notUnderstood();
  return { host: match['six'] ?? match['name'] ?? '', port: Number(match['port'] ?? defaultPort) };
}

function credentials(text: string | undefined): Pick<RedisTarget, 'username' | 'password'> {
  const [, username = '', password] = /^([^:]*)(?::(.*))?$/.exec(text ?? '') ?? [];
  return {
    ...(username !== '' && { username: decoded(username) }),
    ...(password !== undefined && { password: decoded(password) }),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw notUnderstood();
  }
}

/** Never quotes the URL: it may hold a password. */
function notUnderstood(): BridgeError {
  return new BridgeError('internal', `The Redis URL is not understood; write ${FORMS}.`);
}
