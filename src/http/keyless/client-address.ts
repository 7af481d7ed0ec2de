/** Whose request it is, as far as an address tells. Pure. */
import { isWithin, parseAddress, type Address, type Range } from '../../egress/hosts.ts';

/** The address that a connection comes from, if it says, and the `X-Forwarded-For` of a request on it. */
export interface Origin {
  readonly remote: string | undefined;
  readonly forwardedFor?: string | undefined;
}

/** Whether a connection comes from a proxy that the operator trusts. */
export function isProxy(remote: string | undefined, proxies: readonly Range[]): boolean {
  const address = remote === undefined ? undefined : parseAddress(remote);
  return address !== undefined && isWithin(proxies, address);
}

/**
 * Names the client: the last address that no trusted proxy stands behind. What a client itself puts into the header stands
 * before that, so it is never read. Of IPv6 it is the /64, which is the least that somebody has.
 */
export function clientOf({ remote = '', forwardedFor }: Origin, proxies: readonly Range[]): string {
  let client = parseAddress(remote);
  const hops = forwardedFor?.split(',').reverse() ?? [];
  for (const hop of hops) {
    if (client === undefined || !isWithin(proxies, client)) break;
    const next = parseAddress(withoutPort(hop.trim()));
    if (next === undefined) break;
    client = next;
  }
  return client === undefined ? remote : nameOf(client);
}

/** Some proxies write the port, too. */
function withoutPort(hop: string): string {
  const [, six, four] = /^(?:\[(.+)\](?::\d+)?|([\d.]+):\d+)$/.exec(hop) ?? [];
  return six ?? four ?? hop;
}

const GROUPS_OF_64 = 4;

function nameOf(address: Address): string {
  if (address.kind() === 'ipv4') return address.toString();
  const groups = address.toNormalizedString().split(':').slice(0, GROUPS_OF_64);
  return `${groups.join(':')}::/64`;
}
