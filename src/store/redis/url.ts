import { BridgeError } from '../../errors.ts';

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

type Kind = RedisTarget['kind'];

const FORMS: Readonly<Record<Kind, string>> = {
  single: 'redis://host:6379/0',
  sentinel: 'redis+sentinel://host:26379,host:26379/master',
  cluster: 'redis+cluster://host:6379,host:6379',
};
const ALL_FORMS = `${FORMS.single}, ${FORMS.sentinel} or ${FORMS.cluster}; rediss instead of redis for TLS`;
const SCHEME = /^(?<scheme>[a-z][a-z0-9+.-]*):\/\/(?<rest>.*)$/is;
const KNOWN_SCHEME = /^redis(?<tls>s?)(?:\+(?<kind>sentinel|cluster))?$/i;
const PARTS =
  /^(?:(?<user>[^@/?#]*)@)?(?<hosts>[^/?#]*)(?:\/(?<path>[^?#]*))?(?:\?(?<query>.*))?$/s;
const SENTINEL_PASSWORD = 'sentinelPassword';

/**
 * Reads a Redis URL:
 *
 *     redis://user:password@host:6379/0
 *     redis+sentinel://user:password@host:26379,host:26379/master/0?sentinelPassword=…
 *     redis+cluster://user:password@host:6379,host:6379
 *
 * `rediss` instead of `redis` speaks TLS, to sentinels too. User, password and database may be left out;
 * special characters are percent-encoded. An IPv6 address stands in brackets.
 *
 * Throws BridgeError with a sentence that says what to write; it never quotes a user or a password.
 */
export function parseRedisUrl(url: string): RedisTarget {
  const { scheme = '', rest = '' } = SCHEME.exec(url)?.groups ?? {};
  const known = KNOWN_SCHEME.exec(scheme)?.groups;
  if (known === undefined) throw unknownScheme(scheme);
  const kind = kindOf(known['kind']);
  if (hasUnencodedCredentials(rest)) throw unencoded();
  const parts = PARTS.exec(rest)?.groups ?? {};
  const hosts = hostsOf(parts['hosts'] ?? '', kind);
  const sentinelPassword = sentinelPasswordOf(parts['query'], kind);
  return {
    kind,
    tls: known['tls'] !== '',
    hosts,
    ...credentials(parts['user']),
    ...placeOf(parts['path'] ?? '', kind),
    ...(sentinelPassword !== undefined && { sentinelPassword }),
  };
}

function kindOf(text: string | undefined): Kind {
  const kind = text?.toLowerCase();
  return kind === 'sentinel' || kind === 'cluster' ? kind : 'single';
}

/**
 * Whether `@`, `/`, `?` or `#` in a user or password cut the URL short: then the `@` that ends the credentials stands
 * behind the place where the hosts seem to end, or there are two of them before it.
 */
function hasUnencodedCredentials(rest: string): boolean {
  if (/[\s#]/.test(rest)) return true;
  const [authority = '', ...others] = rest.split(/[/?]/);
  if (authority.split('@').length > 2) return true;
  const behind = others.join('/');
  return behind.includes('@') && !/\?sentinelPassword=[^&]*$/.test(rest);
}

function unencoded(): BridgeError {
  return fault(
    'percent-encode the password (and the user): @ is %40, # is %23, / is %2F, ? is %3F, % is %25, a space is %20',
  );
}

function hostsOf(text: string, kind: Kind): readonly RedisHost[] {
  if (text === '') throw fault(`name the host, as in ${FORMS[kind]}`);
  const defaultPort = kind === 'sentinel' ? 26379 : 6379;
  const hosts = text.split(',').map((host) => hostOf(host, defaultPort, kind));
  if (kind === 'single' && hosts.length > 1) {
    throw fault(
      `name one host, or write ${FORMS.cluster} for a cluster, ${FORMS.sentinel} for sentinels`,
    );
  }
  return hosts;
}

const MAX_PORT = 65_535;

function hostOf(text: string, defaultPort: number, kind: Kind): RedisHost {
  const parts = /^(?:\[(?<six>[0-9a-f:.]+)\]|(?<name>[^:[\]%]+))(?::(?<port>.*))?$/i.exec(
    text,
  )?.groups;
  if (parts === undefined) {
    const advice = `write each host as name, name:port or [IPv6 address]:port, as in ${FORMS[kind]}`;
    throw fault(`${advice}; special characters of a password are percent-encoded`);
  }
  const port = parts['port'] ?? String(defaultPort);
  const isPort = /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= MAX_PORT;
  if (!isPort)
    throw fault(`write a port from 1 to ${MAX_PORT} behind the host, as in ${FORMS[kind]}`);
  return { host: parts['six'] ?? parts['name'] ?? '', port: Number(port) };
}

/** The master and the database. */
function placeOf(path: string, kind: Kind): Pick<RedisTarget, 'master' | 'db'> {
  const segments = path.split('/').filter((segment) => segment !== '');
  const master = kind === 'sentinel' ? segments.shift() : '';
  if (master === undefined) {
    throw fault(
      `name the master that the sentinels watch behind the hosts, as in ${FORMS.sentinel}`,
    );
  }
  const [db = '0', ...more] = segments;
  if (!/^\d{1,9}$/.test(db) || more.length > 0) {
    throw fault(
      `write the database as a number at the end, as in ${FORMS[kind]}${kind === 'sentinel' ? '/0' : ''}`,
    );
  }
  if (kind === 'cluster' && Number(db) !== 0) {
    throw fault('leave the database out: a cluster has only database 0');
  }
  return { master, db: Number(db) };
}

function sentinelPasswordOf(query: string | undefined, kind: Kind): string | undefined {
  const parameters = [...new URLSearchParams(query)];
  const known = kind === 'sentinel' ? [SENTINEL_PASSWORD] : [];
  const unknown = parameters.find(([name]) => !known.includes(name));
  if (unknown === undefined) return parameters[0]?.[1];
  const taken =
    kind === 'sentinel' ? `only ${SENTINEL_PASSWORD} is known` : 'this form of URL takes none';
  throw fault(`leave out the parameters behind the ?: ${taken}`);
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
    throw unencoded();
  }
}

function unknownScheme(scheme: string): BridgeError {
  const found = scheme === '' ? '' : ` (not ${scheme}://)`;
  return fault(`write a URL${found}, such as ${ALL_FORMS}`);
}

function fault(advice: string): BridgeError {
  return new BridgeError('internal', advice);
}
