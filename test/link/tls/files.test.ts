import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tlsFaults, tlsOf } from '../../../src/link/tls/files.ts';
import { usableSettings } from '../../../src/cli/usable-settings.ts';
import type { SettingsFault } from '../../../src/config/settings.ts';
import { makeAuthority, type Authority, type Signed } from '../../support/authority.ts';

const SERVICE = 'xmpps://xmpp.example.org:5348';
const FILES: Record<string, string> = {};
const readFile = (path: string) => {
  const text = FILES[path];
  if (text === undefined) throw Object.assign(new Error('none'), { code: 'ENOENT' });
  return text;
};

let authority: Authority;
let romeo: Signed;
beforeAll(() => {
  authority = makeAuthority();
  romeo = authority.sign('romeo', ['DNS:romeo.example.org']);
  const juliet = authority.sign('juliet', ['DNS:juliet.example.org']);
  const text = (path: string) => readFileSync(path, 'utf8');
  FILES['/ca.crt'] = text(authority.ca);
  FILES['/romeo.crt'] = text(romeo.cert) + text(authority.ca);
  FILES['/romeo.key'] = text(romeo.key);
  FILES['/juliet.key'] = text(juliet.key);
  FILES['/secret.key'] = execFileSync(
    'openssl',
    ['pkcs8', '-topk8', '-in', romeo.key, '-passout', 'pass:wherefore'],
    { encoding: 'utf8', stdio: 'pipe' },
  );
  FILES['/empty.crt'] = '\n';
  FILES['/damaged.crt'] = (FILES['/ca.crt'] ?? '').replace(/\nMII/, '\nMIJ');
});
afterAll(() => authority.remove());

describe('the files for TLS', () => {
  it('are good when they are', () => {
    const values = {
      ...{ xmppService: SERVICE, xmppTlsName: 'xmpp.example.net', xmppCaFile: '/ca.crt' },
      ...{ xmppCertFile: '/romeo.crt', xmppKeyFile: '/romeo.key' },
    };
    expect(tlsFaults(values, readFile)).toEqual([]);
    expect(tlsOf(values, readFile)?.()).toEqual({
      ...{ name: 'xmpp.example.net', ca: FILES['/ca.crt'] },
      ...{ cert: FILES['/romeo.crt'], key: FILES['/romeo.key'] },
    });
  });

  it('are not needed', () => {
    expect(tlsFaults({ xmppService: SERVICE }, readFile)).toEqual([]);
    expect(tlsOf({ xmppService: SERVICE }, readFile)?.()).toEqual({});
    expect(tlsOf({ xmppService: 'xmpp://localhost:5347' }, readFile)).toBeUndefined();
  });

  it.each([
    [{ xmppCaFile: '/none.crt' }, 'xmppCaFile', /cannot be read \(ENOENT\)/],
    [{ xmppCaFile: '/empty.crt' }, 'xmppCaFile', /no certificate in PEM/],
    [{ xmppCaFile: '/romeo.key' }, 'xmppCaFile', /no certificate in PEM/],
    [{ xmppCaFile: '/damaged.crt' }, 'xmppCaFile', /damaged/],
    [{ xmppCertFile: '/romeo.crt' }, 'xmppKeyFile', /BRIDGE_XMPP_CERT_FILE/],
    [{ xmppKeyFile: '/romeo.key' }, 'xmppCertFile', /BRIDGE_XMPP_KEY_FILE/],
    [{ xmppCertFile: '/romeo.crt', xmppKeyFile: '/ca.crt' }, 'xmppKeyFile', /no private key/],
    [{ xmppCertFile: '/romeo.crt', xmppKeyFile: '/juliet.key' }, 'xmppKeyFile', /not that of/],
    [{ xmppCertFile: '/romeo.crt', xmppKeyFile: '/secret.key' }, 'xmppKeyFile', /passphrase/],
    [{ xmppService: 'xmpp://a:1', xmppCaFile: '/ca.crt' }, 'xmppCaFile', /write xmpps:\/\//],
    [{ xmppService: 'xmpp://a:1', xmppTlsName: 'a' }, 'xmppTlsName', /write xmpps:\/\//],
  ])('are found faulty: %o', (values, key, advice) => {
    const found = tlsFaults({ xmppService: SERVICE, ...values }, readFile);
    expect(found).toEqual([{ key, advice: expect.stringMatching(advice) as string }]);
  });

  it('are all named at once at start, with their paths', () => {
    const env = {
      BRIDGE_XMPP_SERVICE: SERVICE,
      BRIDGE_XMPP_DOMAIN: 'bridge.example.org',
      BRIDGE_XMPP_SECRET: 'wherefore',
      BRIDGE_API_KEY: 'wherefore-art-thou',
      BRIDGE_XMPP_CA_FILE: '/none.crt',
      BRIDGE_XMPP_CERT_FILE: '/empty.crt',
      BRIDGE_XMPP_KEY_FILE: '/secret.key',
    };
    let lines: readonly string[] = [];
    try {
      usableSettings({ env, readFile });
    } catch (error) {
      lines = (error as SettingsFault).lines;
    }
    expect(lines).toEqual([
      expect.stringMatching(/^BRIDGE_XMPP_CA_FILE: "\/none.crt" .*ENOENT/),
      expect.stringMatching(/^BRIDGE_XMPP_CERT_FILE: "\/empty.crt" .*no certificate/),
      expect.stringMatching(/^BRIDGE_XMPP_KEY_FILE: "\/secret.key" .*passphrase/),
    ]);
  });
});
