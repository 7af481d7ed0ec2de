import { describe, expect, it } from 'vitest';
import { parseHosts } from '../../../src/egress/hosts.ts';
import { clientOf } from '../../../src/http/keyless/client-address.ts';

const { ranges } = parseHosts(['10.0.0.0/8', 'fd00::/8']);

describe('the address of a client', () => {
  it.each([
    ['that of the connection', '192.0.2.7', undefined, '192.0.2.7'],
    ['the same over IPv6', '::ffff:192.0.2.7', undefined, '192.0.2.7'],
    ['of IPv6 its network', '2001:db8:1:2:3:4:5:6', undefined, '2001:db8:1:2::/64'],
    ['not what it says itself', '192.0.2.7', '198.51.100.1', '192.0.2.7'],
    ['what a trusted proxy says', '10.1.1.1', '198.51.100.1', '198.51.100.1'],
    ['not what it told the proxy', '10.1.1.1', '203.0.113.9, 198.51.100.1', '198.51.100.1'],
    ['before several proxies', '::ffff:10.1.1.1', '198.51.100.1, 10.2.2.2', '198.51.100.1'],
    ['without its port', '10.1.1.1', '198.51.100.1:4711', '198.51.100.1'],
    ['without its port, of IPv6', 'fd00::1', '[2001:db8::1]:4711', '2001:db8:0:0::/64'],
    ['the proxy, where it says nothing', '10.1.1.1', undefined, '10.1.1.1'],
    ['the proxy, where it says no address', '10.1.1.1', 'unknown', '10.1.1.1'],
  ])('is %s', (_what, remote, forwardedFor, expected) => {
    expect(clientOf({ remote, forwardedFor }, ranges)).toBe(expected);
  });
});
