import { describe, expect, test } from 'vitest';
import { targetRule } from '../../src/egress/guard.ts';

const DENIED = [
  '0.0.0.0',
  '10.0.0.1',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::7f00:1',
  '::ffff:10.0.0.1',
  '::ffff:7f00:1',
  '::ffff:0:10.0.0.1',
  '64:ff9b::a00:1',
  '64:ff9b::8.8.8.8',
  '64:ff9b:1::a00:1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:a00:1::',
  '2002:808:808::',
  'fc00::1',
  'fd00::1',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
];

const PUBLIC = ['8.8.8.8', '1.1.1.1', '172.32.0.1', '2606:4700::1', '::ffff:8.8.8.8'];

describe('without an allow list', () => {
  const rule = targetRule([]);

  test.each(DENIED)('%s is denied', (address) => {
    expect(rule({ host: 'shop.example', address, secure: true })).toBe(false);
  });

  test.each(PUBLIC)('%s is reached over https only', (address) => {
    expect(rule({ host: 'shop.example', address, secure: true })).toBe(true);
    expect(rule({ host: 'shop.example', address, secure: false })).toBe(false);
  });

  test('what is no address is denied', () => {
    expect(rule({ host: 'shop.example', address: 'shop.example', secure: true })).toBe(false);
  });
});

describe('an allow list', () => {
  test('lets a network through, also without TLS', () => {
    const rule = targetRule(['10.0.0.0/8', 'fd00::/8']);
    expect(rule({ host: 'shop', address: '10.1.2.3', secure: false })).toBe(true);
    expect(rule({ host: 'shop', address: '::ffff:10.1.2.3', secure: false })).toBe(true);
    expect(rule({ host: 'shop', address: 'fd00::1', secure: false })).toBe(true);
    expect(rule({ host: 'shop', address: '11.1.2.3', secure: false })).toBe(false);
    expect(rule({ host: 'shop', address: 'fe80::1', secure: false })).toBe(false);
  });

  test('lets a host name through, wherever it leads', () => {
    const rule = targetRule(['Shop.internal', '*.svc.cluster.local']);
    const reaches = (host: string) => rule({ host, address: '10.1.2.3', secure: false });
    expect(reaches('shop.internal')).toBe(true);
    expect(reaches('SHOP.INTERNAL')).toBe(true);
    expect(reaches('hooks.default.svc.cluster.local')).toBe(true);
    expect(reaches('evil-shop.internal')).toBe(false);
    expect(reaches('svc.cluster.local')).toBe(false);
  });

  test.each(['10.0.0.0/33', 'http://shop', 'a b', '*', ''])('refuses %j', (entry) => {
    expect(() => targetRule([entry])).toThrow(RangeError);
  });
});
