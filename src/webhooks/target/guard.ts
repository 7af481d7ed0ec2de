/**
 * Where a webhook may lead. What counts is the address that a connection is really made to, so the check sits in
 * the connector: a name is resolved, every address is checked, and a checked one is connected to.
 */
import { lookup as dnsLookup } from 'node:dns';
import type { LookupAddress, LookupAllOptions, LookupOptions } from 'node:dns';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { buildConnector } from 'undici';

export type GuardedConnector = buildConnector.connector;

/** Somewhere that a connection would lead. */
interface Target {
  /** As written in the URL, without brackets. */
  readonly host: string;
  /** The address that it stands for, a literal. */
  readonly address: string;
  /** Whether TLS would be spoken. */
  readonly secure: boolean;
}

export type TargetRule = (target: Target) => boolean;

/** No connection was made, because of where it would have led. */
class TargetForbidden extends Error {
  readonly code = 'TARGET_FORBIDDEN';
}

type Range = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

/**
 * Lets through https to public unicast addresses, and everything to what `BRIDGE_WEBHOOK_ALLOW` names: CIDRs,
 * addresses and host names (`*.svc.cluster.local` for every name below one).
 * Throws RangeError for an entry that is none of these.
 */
export function targetRule(allow: readonly string[]): TargetRule {
  const ranges: Range[] = [];
  const names: string[] = [];
  for (const entry of allow) {
    const range = parseRange(entry);
    if (range !== undefined) ranges.push(range);
    else if (HOST_NAME.test(entry)) names.push(entry.toLowerCase());
    else
      throw new RangeError(
        `write CIDRs, addresses and host names, such as 10.0.0.0/8 or hooks.internal; not ${entry}`,
      );
  }
  return ({ host, address, secure }) => {
    if (names.some((name) => coversName(name, host.toLowerCase()))) return true;
    const parsed = parseAddress(address);
    if (parsed === undefined) return false;
    return ranges.some((range) => covers(range, parsed)) || (secure && isPublic(parsed));
  };
}

/** As `dns.lookup` with `all`. */
export type LookUp = (
  host: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;

/** A connector for undici that makes no connection which the rule forbids. */
export function guardedConnector(
  rule: TargetRule,
  timeoutMs: number,
  lookUp: LookUp = dnsLookup,
): GuardedConnector {
  const guarded = (secure: boolean) => ({
    timeout: timeoutMs,
    lookup: guardedLookup(rule, secure, lookUp),
  });
  const secure = buildConnector(guarded(true));
  const plain = buildConnector(guarded(false));
  return (options, callback) => {
    const host = withoutBrackets(options.hostname);
    const isSecure = options.protocol === 'https:';
    // A literal is never looked up, so it has to be checked here.
    if (isIP(host) !== 0 && !rule({ host, address: host, secure: isSecure })) {
      callback(forbidden(host, isSecure), null);
      return;
    }
    (isSecure ? secure : plain)(options, callback);
  };
}

/** The address that a URL names as a literal, if it does. */
export function literalOf(url: URL): string | undefined {
  const host = withoutBrackets(url.hostname);
  return isIP(host) === 0 ? undefined : host;
}

type LookupCallback = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

function guardedLookup(rule: TargetRule, secure: boolean, lookUp: LookUp) {
  return (host: string, options: LookupOptions, callback: LookupCallback) => {
    lookUp(host, { ...options, all: true }, (error, found) => {
      if (error !== null) {
        callback(error, []);
        return;
      }
      const allowed = found.filter(({ address }) => rule({ host, address, secure }));
      const [first] = allowed;
      if (first === undefined) callback(forbidden(host, secure), []);
      else if (options.all === true) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}

function forbidden(host: string, secure: boolean): TargetForbidden {
  const wanted = secure ? 'a public address' : 'an allowed address for plain http';
  return new TargetForbidden(`${host} is not ${wanted}`);
}

const HOST_NAME = /^(?:\*\.)?[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?$/i;

function coversName(name: string, host: string): boolean {
  return name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name;
}

function parseRange(entry: string): Range | undefined {
  if (ipaddr.isValidCIDR(entry)) return ipaddr.parseCIDR(entry);
  const address = isIP(entry) === 0 ? undefined : ipaddr.parse(entry);
  return address && [address, address.kind() === 'ipv4' ? 32 : 128];
}

function parseAddress(address: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  // `process` turns an IPv4-mapped address into the IPv4 address that it reaches.
  return isIP(address) === 0 ? undefined : ipaddr.process(address.replace(/%.*$/, ''));
}

function covers([network, bits]: Range, address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (network instanceof ipaddr.IPv4) {
    return address instanceof ipaddr.IPv4 && address.match(network, bits);
  }
  return address instanceof ipaddr.IPv6 && address.match(network, bits);
}

/**
 * Only what the registries call unicast: private, loopback, link-local, carrier-grade, documentation, 6to4,
 * Teredo and NAT64 addresses all have a range of their own, as do multicast and reserved ones.
 */
function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || !TRANSLATED.some((range) => covers(range, address));
}

/** IPv6 forms that reach an IPv4 address and that ipaddr.js counts as unicast (RFC 4291 §2.5.5.1, RFC 8215). */
const TRANSLATED: readonly Range[] = ['::/96', '64:ff9b:1::/48', 'fec0::/10'].map((range) =>
  ipaddr.parseCIDR(range),
);

function withoutBrackets(host: string): string {
  return host.startsWith('[') ? host.slice(1, -1) : host;
}
