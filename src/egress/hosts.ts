/** Lists of hosts that an operator writes: host names, addresses and networks. Pure. */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

export type Address = ipaddr.IPv4 | ipaddr.IPv6;

export type Range = readonly [Address, number];

export interface Hosts {
  /** Lower case, as they were written. */
  readonly names: readonly string[];
  readonly ranges: readonly Range[];
}

/** Throws RangeError for an entry that is no CIDR, address or host name. */
export function parseHosts(entries: readonly string[]): Hosts {
  const ranges: Range[] = [];
  const names: string[] = [];
  for (const entry of entries) {
    const range = parseRange(entry);
    if (range !== undefined) ranges.push(range);
    else if (HOST_NAME.test(entry)) names.push(entry.toLowerCase());
    else
      throw new RangeError(
        `write CIDRs, addresses and host names, such as 10.0.0.0/8 or hooks.internal; not ${entry}`,
      );
  }
  return { names, ranges };
}

/** Undefined if it is not an address. */
export function parseAddress(address: string): Address | undefined {
  // `process` turns an IPv4-mapped address into the IPv4 address that it reaches.
  return isIP(address) === 0 ? undefined : ipaddr.process(address.replace(/%.*$/, ''));
}

export function isWithin(ranges: readonly Range[], address: Address): boolean {
  return ranges.some((range) => covers(range, address));
}

const HOST_NAME = /^(?:\*\.)?[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?$/i;

function parseRange(entry: string): Range | undefined {
  if (ipaddr.isValidCIDR(entry)) return ipaddr.parseCIDR(entry);
  const address = isIP(entry) === 0 ? undefined : ipaddr.parse(entry);
  return address && [address, address.kind() === 'ipv4' ? 32 : 128];
}

function covers([network, bits]: Range, address: Address): boolean {
  if (network instanceof ipaddr.IPv4) {
    return address instanceof ipaddr.IPv4 && address.match(network, bits);
  }
  return address instanceof ipaddr.IPv6 && address.match(network, bits);
}
