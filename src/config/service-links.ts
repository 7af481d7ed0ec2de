/**
 * Variables that nobody wrote: for a Service named `bridge`, `bridge-http` or `bridge-redis` Kubernetes puts its address
 * into every pod of the namespace (`BRIDGE_SERVICE_HOST`, `BRIDGE_PORT_8080_TCP_ADDR`, …), and Docker does the same for a
 * linked container. Some of them have the name of a setting: `BRIDGE_HTTP_PORT` of a Service `bridge-http`.
 */
import { isIP } from 'node:net';

const isNumber = (value: string) => /^\d{1,5}$/.test(value);
const isAddress = (value: string) => isIP(value) !== 0;
const isLink = (value: string) => /^(?:tcp|udp|sctp):\/\/\S+:\d{1,5}$/.test(value);

/** By the end of the name; the value has to be of the kind too, so that a misspelt setting is still found out. */
const SERVICE_LINKS: readonly (readonly [RegExp, (value: string) => boolean])[] = [
  [/_SERVICE_HOST$/, (value) => isAddress(value) || value === 'None'],
  [/_SERVICE_PORT(?:_[A-Z0-9_]+)?$/, isNumber],
  [/_PORT$/, isLink],
  [/_PORT_\d+_(?:TCP|UDP|SCTP)$/, isLink],
  [/_PORT_\d+_(?:TCP|UDP|SCTP)_PROTO$/, (value) => /^(?:tcp|udp|sctp)$/.test(value)],
  [/_PORT_\d+_(?:TCP|UDP|SCTP)_PORT$/, isNumber],
  [/_PORT_\d+_(?:TCP|UDP|SCTP)_ADDR$/, isAddress],
  // Docker: `/consumer/alias`, and the environment of the linked container.
  [/_NAME$/, (value) => /^\/[^/]+\/[^/]+$/.test(value)],
  [/_ENV_[A-Za-z0-9_]+$/, () => true],
];

export function isServiceLink(name: string, value: string): boolean {
  return SERVICE_LINKS.some(([pattern, fits]) => pattern.test(name) && fits(value));
}
