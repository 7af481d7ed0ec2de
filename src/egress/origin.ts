/** Connections to one origin outside, kept open between requests: guarded, and through the proxy where there is one. */
import { buildConnector, Pool, type Dispatcher } from 'undici';
import {
  allowedAddresses,
  allowsName,
  forbidden,
  guardedConnector,
  SYSTEM_LOOK_UP,
  withoutBrackets,
  type GuardedConnector,
  type LookUp,
  type TargetRule,
} from './guard.ts';
import type { EgressProxy } from './proxy.ts';

export interface Egress {
  readonly rule: TargetRule;
  readonly proxy?: EgressProxy | undefined;
  readonly lookUp?: LookUp;
}

const CONNECT_TIMEOUT_MS = 3_000;

/** `connections`: the most that are open at once. */
export function openOrigin(origin: string, egress: Egress, connections: number): Dispatcher {
  return new Pool(origin, { connections, pipelining: 1, connect: connectorOf(egress) });
}

function connectorOf({ rule, proxy, lookUp = SYSTEM_LOOK_UP }: Egress): GuardedConnector {
  const direct = guardedConnector(rule, CONNECT_TIMEOUT_MS, lookUp);
  return proxy === undefined ? direct : proxiedConnector({ rule, proxy, lookUp }, direct);
}

function proxiedConnector(egress: Routed, direct: GuardedConnector): GuardedConnector {
  const overTls = buildConnector({ timeout: CONNECT_TIMEOUT_MS });
  return (options, callback) => {
    const secure = options.protocol === 'https:';
    const host = withoutBrackets(options.hostname);
    const port = options.port === '' ? (secure ? 443 : 80) : Number(options.port);
    const open = async () => {
      const to = await hostForProxy(egress, host, secure);
      return to === undefined ? undefined : await egress.proxy.connect(to, port);
    };
    open().then(
      (socket) => {
        if (socket === undefined) direct(options, callback);
        else if (secure) overTls({ ...options, httpSocket: socket }, callback);
        else callback(null, socket);
      },
      (error: unknown) => {
        callback(error as Error, null);
      },
    );
  };
}

type Routed = Required<Egress> & { readonly proxy: EgressProxy };

/**
 * What the proxy is to be asked for; undefined for a host that is connected to directly. Rejects when the rule forbids
 * the host. Asked for the address that was checked, the proxy cannot be led elsewhere by a name that changes.
 */
async function hostForProxy(
  { rule, proxy, lookUp }: Routed,
  host: string,
  secure: boolean,
): Promise<string | undefined> {
  if (proxy.passesOver(host)) return undefined;
  const isFree = allowsName(rule, host, secure);
  if (isFree && !proxy.looksAtAddresses) return host;
  const looked = allowedAddresses(rule, { host, secure }, lookUp);
  // A name that is allowed wherever it leads may be one that only the proxy can resolve.
  const { all, allowed } = await (isFree ? looked.catch(() => UNKNOWN) : looked);
  if (allowed.some(({ address }) => proxy.passesOverAddress(address))) return undefined;
  if (isFree) return host;
  if (proxy.connectTo === 'name') {
    // The proxy may choose any of them.
    if (!all) throw forbidden(host, secure);
    return host;
  }
  return (allowed.find(({ family }) => family === 4) ?? allowed[0])?.address;
}

const UNKNOWN = { all: false, allowed: [] } as const;
