/** The bridge over TLS, as docs/servers/tls.md sets it up, and what it says where TLS is not as it should be. */
import { copyFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StatusReport } from '../../src/contract/schemas.ts';
import { makeAuthority, type Authority, type Signed } from '../support/authority.ts';
import { startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { runCommand } from '../support/cli-run.ts';
import { blockOf, settingsIn } from '../support/documents.ts';
import { freePort } from '../support/free-port.ts';
import { needs } from '../support/need.ts';
import { startServer } from '../support/servers.ts';
import { startStunnelWith, type Stunnel } from '../support/stunnel.ts';
import { until } from '../support/until.ts';
import { connectClient } from '../support/xmpp-client.ts';
import type { XmppServer } from '../support/xmpp-server.ts';

const PAGE = 'docs/servers/tls.md';
const NAME = 'xmpp.example.org';

interface Finding {
  readonly check: string;
  readonly verdict: string;
  readonly detail: string;
  readonly advice?: string;
}

describe.runIf(needs('prosody', 'stunnel'))('the page about TLS, word by word', () => {
  let server: XmppServer;
  let authority: Authority;
  let port: Signed;
  let client: Signed;
  let tunnel: Stunnel;
  let bridge: BridgeProcess;

  beforeAll(async () => {
    authority = makeAuthority();
    port = authority.sign('port', [`DNS:${NAME}`]);
    client = authority.sign('bridge', ['DNS:bridge.example.org']);
    server = await startServer('prosody', { secret: 'wherefore-art-thou' });
    tunnel = await startStunnelWith(configuration, await freePort());
    bridge = await startBridge({ server, env: env() });
  });
  afterAll(async () => {
    await bridge.stop();
    await tunnel.stop();
    await server.stop();
    authority.remove();
  });

  /** The block of the page, with the paths and ports of this test. */
  const configuration = (at: number) =>
    blockOf(PAGE, 'ini')
      .replace('5348', `127.0.0.1:${at}`)
      .replace('5347', String(server.componentPort))
      .replace('/etc/stunnel/xmpp.example.org.crt', port.cert)
      .replace('/etc/stunnel/xmpp.example.org.key', port.key)
      .replace('/etc/stunnel/bridge-ca.crt', authority.ca);
  /** The same; the name is not in any DNS. */
  const env = (): Record<string, string> => ({
    ...settingsIn(
      blockOf(PAGE, 'env')
        .replace(`${NAME}:5348`, `127.0.0.1:${tunnel.port}`)
        .replace('/etc/stanza-bridge/tls/ca.crt', authority.ca)
        .replace('/etc/stanza-bridge/tls/bridge.crt', client.cert)
        .replace('/etc/stanza-bridge/tls/bridge.key', client.key),
    ),
    BRIDGE_XMPP_TLS_NAME: NAME,
  });

  const linkCheck = async () => {
    const response = await fetch(`${bridge.managementUrl}/readyz`);
    const { checks } = (await response.json()) as {
      readonly checks: readonly { name: string; ok: boolean; detail?: string }[];
    };
    return checks.find(({ name }) => name === 'link');
  };
  const statusOfLink = async () => ((await bridge.api.get('/v1/status')).json as StatusReport).link;

  async function doctor(over: Record<string, string> = {}) {
    const from = { ...env(), BRIDGE_API_KEY: 'a-key', ...over };
    const { out } = await runCommand(['doctor', '--json', '--take-over'], { env: from });
    const { findings } = JSON.parse(out) as { readonly findings: readonly Finding[] };
    return { findings, bad: findings.find(({ verdict }) => verdict === 'bad') };
  }

  it('gives a link', async () => {
    const juliet = await connectClient({ server, user: 'juliet' });
    await bridge.api.post('/v1/messages', { to: 'juliet@example.org', body: 'Hi' });
    await juliet.next(({ body }) => body === 'Hi');
    await juliet.close();
    expect((await linkCheck())?.ok).toBe(true);
  });

  it('lets the doctor find nothing, or what is wrong and the cure', async () => {
    expect((await doctor()).findings.filter(({ verdict }) => verdict === 'bad')).toEqual([]);
    const other = makeAuthority('Montague');
    const cases = [
      [
        { BRIDGE_XMPP_TLS_NAME: 'verona.example' },
        'xmpp tls',
        /not for verona.example/,
        /TLS_NAME/,
      ],
      [{ BRIDGE_XMPP_CA_FILE: other.ca }, 'xmpp tls', /authority.*not trusted/, /CA_FILE/],
      [
        { BRIDGE_XMPP_CERT_FILE: '', BRIDGE_XMPP_KEY_FILE: '' },
        'xmpp tls',
        /wants a client certificate/,
        /CERT_FILE/,
      ],
      [
        { BRIDGE_XMPP_SERVICE: server.service.replace('xmpp:', 'xmpps:') },
        'xmpp handshake',
        /is a component port without TLS/,
        /xmpp:\/\//,
      ],
      [{ BRIDGE_XMPP_SECRET: 'wrong' }, 'xmpp handshake', /secret/, /secret/],
    ] as const;
    for (const [over, check, detail, advice] of cases) {
      const { bad } = await doctor(over);
      expect(bad).toMatchObject({
        check,
        detail: expect.stringMatching(detail) as string,
        advice: expect.stringMatching(advice) as string,
      });
    }
    other.remove();
    const none = { BRIDGE_XMPP_CA_FILE: '', BRIDGE_XMPP_TLS_NAME: '' };
    const plain = { ...none, BRIDGE_XMPP_CERT_FILE: '', BRIDGE_XMPP_KEY_FILE: '' };
    const { bad } = await doctor({
      ...plain,
      BRIDGE_XMPP_SERVICE: `xmpp://127.0.0.1:${tunnel.port}`,
    });
    expect(bad).toMatchObject({
      detail: expect.stringContaining('is a port that speaks TLS') as string,
      advice: expect.stringContaining(`xmpps://127.0.0.1:${tunnel.port}`) as string,
    });
  });

  it('says in readiness, status and log that a certificate has expired, until a new one is there', async () => {
    const again = async (signed: Signed) => {
      copyFileSync(signed.cert, port.cert);
      copyFileSync(signed.key, port.key);
      await tunnel.stop();
      tunnel = await startStunnelWith(configuration, tunnel.port);
    };
    const fresh = authority.sign('fresh', [`DNS:${NAME}`]);
    await again(authority.sign('old', [`DNS:${NAME}`], 0));
    const expired = /certificate of the component port has expired/;
    await until(async () => expired.test((await linkCheck())?.detail ?? ''));
    expect((await statusOfLink()).lastError).toMatch(expired);
    expect(bridge.logs()).toMatch(expired);
    await again(fresh);
    await until(async () => (await linkCheck())?.ok === true);
  });

  it('has a client certificate that was renewed at the next connection', async () => {
    const renewed = authority.sign('renewed', ['DNS:bridge.example.org']);
    copyFileSync(renewed.cert, client.cert);
    const says = async (text: RegExp) => text.test((await linkCheck())?.detail ?? '');
    await server.kill();
    await until(() => says(/./));
    await server.restart();
    await until(() =>
      says(/BRIDGE_XMPP_KEY_FILE .*: the key is not that of the first certificate/),
    );
    copyFileSync(renewed.key, client.key);
    await until(async () => (await linkCheck())?.ok === true);
  });
});
