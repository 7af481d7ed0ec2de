/**
 * Which addresses the bridge connects to on behalf of others. What counts is the address that a connection is really
 * made to, so the check sits in the connector: a name is resolved, every address is checked, and a checked one is
 * connected to.
 */
import { lookup as dnsLookup } from 'node:dns';
import type { LookupAddress, LookupAllOptions, LookupOptions } from 'node:dns';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { buildConnector } from 'undici';
import { isWithin, parseAddress, parseHosts, type Address, type Range } from './hosts.ts';

export type GuardedConnector = buildConnector.connector;

/** Somewhere that a connection would lead. */
export interface Target {
  /** As written in the URL, without brackets. */
  readonly host: string;
  /** The address that it stands for, a literal. */
  readonly address: string;
  /** Whether TLS would be spoken. */
  readonly secure: boolean;
}

export type TargetRule = (target: Target) => boolean;

/** For URLs that the operator sets: they may be anywhere. */
export const ANY_TARGET: TargetRule = () => true;

/** No connection was made, because of where it would have led. */
class TargetForbidden extends Error {
  readonly code = 'TARGET_FORBIDDEN';
}

/**
 * Allows https to public unicast addresses, and everything to what `BRIDGE_WEBHOOK_ALLOW` names: CIDRs,
 * addresses and host names (`*.svc.cluster.local` for every name below one).
 * Throws RangeError for any other entry.
 */
export function targetRule(allow: readonly string[]): TargetRule {
  const { names, ranges } = parseHosts(allow);
  return ({ host, address, secure }) => {
    if (names.some((name) => coversName(name, host.toLowerCase()))) return true;
    const parsed = parseAddress(address);
    if (parsed === undefined) return false;
    return isWithin(ranges, parsed) || (secure && isPublic(parsed));
  };
}

/** Whether the rule allows a name wherever it leads, so that its addresses need no check. */
export function allowsName(rule: TargetRule, host: string, secure: boolean): boolean {
  return rule({ host, address: host, secure });
}

/** As `dns.lookup` with `all`. */
export type LookUp = (
  host: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;

export const SYSTEM_LOOK_UP: LookUp = dnsLookup;

/** A connector for undici that makes no connection which the rule forbids. */
export function guardedConnector(
  rule: TargetRule,
  timeoutMs: number,
  lookUp: LookUp = SYSTEM_LOOK_UP,
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

/** The addresses of a host, looked up, and those of them that the rule allows. Rejects when it allows none. */
export function allowedAddresses(
  rule: TargetRule,
  { host, secure }: Pick<Target, 'host' | 'secure'>,
  lookUp: LookUp,
): Promise<{ readonly all: boolean; readonly allowed: readonly LookupAddress[] }> {
  return new Promise((resolve, reject) => {
    const check = (found: readonly LookupAddress[]) => {
      const allowed = found.filter(({ address }) => rule({ host, address, secure }));
      if (allowed.length === 0) reject(forbidden(host, secure));
      else resolve({ all: allowed.length === found.length, allowed });
    };
    const literal = isIP(host);
    if (literal !== 0) {
      check([{ address: host, family: literal }]);
      return;
    }
    lookUp(host, { all: true }, (error, found) => {
      if (error === null) check(found);
      else reject(error);
    });
  });
}

/** What a connector says instead of connecting. */
export function forbidden(host: string, secure: boolean): Error {
  const wanted = secure ? 'a public address' : 'an allowed address for plain http';
  return new TargetForbidden(`${host} is not ${wanted}`);
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

function coversName(name: string, host: string): boolean {
  return name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name;
}

/**
 * Only what the registries call unicast: private, loopback, link-local, carrier-grade, documentation, 6to4,
 * Teredo and NAT64 addresses all have a range of their own, as do multicast and reserved ones.
 */
function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || !isWithin(TRANSLATED, address);
}

/** IPv6 forms that reach an IPv4 address and that ipaddr.js counts as unicast (RFC 4291 §2.5.5.1, RFC 8215). */
const TRANSLATED: readonly Range[] = ['::/96', '64:ff9b:1::/48', 'fec0::/10'].map((range) =>
  ipaddr.parseCIDR(range),
);

export function withoutBrackets(host: string): string {
  return host.startsWith('[') ? host.slice(1, -1) : host;
}
