/** The link over TLS: Debian's stunnel before real servers, and what it says where TLS is not as it should be. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { tlsOf } from '../../src/link/tls/files.ts';
import { makeAuthority, type Authority, type Signed } from '../support/authority.ts';
import { placeOf } from '../support/debian-13.ts';
import { blockOf } from '../support/documents.ts';
import { freePort } from '../support/free-port.ts';
import { bodyOf } from '../support/link-stage.ts';
import { needs } from '../support/need.ts';
import { SERVER_NAMES, startServer } from '../support/servers.ts';
import { startStunnel } from '../support/stunnel.ts';
import { SHORT_TIMINGS, superviseLink, type LinkOptions } from '../support/supervised-link.ts';
import { tempDir } from '../support/temp-dir.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';
import { connectClient } from '../support/xmpp-client.ts';
import type { XmppServer } from '../support/xmpp-server.ts';

const NAME = 'xmpp.example.org';
const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

let authority: Authority;
let port: Signed;
let bridge: Signed;
beforeAll(() => {
  authority = makeAuthority();
  port = authority.sign('port', [`DNS:${NAME}`]);
  bridge = authority.sign('bridge', ['DNS:bridge.example.org']);
});
afterAll(() => authority.remove());

const certified = ({ cert, key }: Signed) => [`cert = ${cert}`, `key = ${key}`];
/** The other side has to be of our authority too. */
const mutual = () => [`CAfile = ${authority.ca}`, 'verifyChain = yes', 'requireCert = yes'];

interface Files {
  ca?: string;
  name?: string;
  client?: Signed;
}

function tlsTo(service: string, { ca = authority.ca, name = NAME, client }: Files = {}) {
  const files = { xmppCaFile: ca, xmppCertFile: client?.cert, xmppKeyFile: client?.key };
  const values = { ...files, xmppService: service, xmppTlsName: name };
  return tlsOf(values, (path) => readFileSync(path, 'utf8'));
}

async function tunnelTo(server: { readonly componentPort: number }, options = certified(port)) {
  const tunnel = await startStunnel({ to: server.componentPort, options });
  endings.push(() => tunnel.stop());
  return { ...tunnel, service: `xmpps://127.0.0.1:${tunnel.port}` };
}

/** A link of the component of a server. */
function linkOf(
  server: XmppServer,
  service: string,
  files: Files = {},
  more: Partial<LinkOptions> = {},
) {
  const { secret, componentDomain: domain, domain: serverHost } = server;
  const tls = tlsTo(service, files);
  const link = superviseLink({ service, tls, secret, domain, serverHost, ...more });
  endings.push(() => link.stop());
  return link;
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);
const LARGE = '🌹'.repeat(10_000);

describe.each(SERVER_NAMES)('the link over TLS to %s', (name) => {
  describe.runIf(needs(name, 'stunnel'))('behind stunnel', () => {
    let server: XmppServer;
    beforeAll(async () => (server = await startServer(name)));
    afterAll(() => server.stop());

    it('hears and is heard, has delivered what the barrier says, and ends in order', async () => {
      const tunnel = await tunnelTo(server, [...certified(port), ...mutual()]);
      const { link, online, stanzas } = linkOf(server, tunnel.service, { client: bridge });
      await online();
      const juliet = await connectClient({ server, user: 'juliet' });
      endings.push(() => juliet.close());
      const bot = `bot@${server.componentDomain}`;
      await juliet.send(`<message to='${bot}' type='chat'><body>${LARGE}</body></message>`);
      expect(bodyOf(await stanzas.next(({ name: kind }) => kind === 'message'))).toBe(LARGE);
      const sent = (id: number) =>
        `<message from='${bot}' to='${juliet.jid}' id='${id}' type='chat'><body>${id % 100 === 0 ? LARGE : id} 🌹</body></message>`;
      link.send(upTo(1_000).map(sent));
      expect(await link.barrier()).toBe(true);
      link.send(upTo(500).map((id) => sent(1_000 + id)));
      const from = performance.now();
      await link.handOver(0);
      expect(performance.now() - from).toBeLessThan(2_000);
      await juliet.waitFor(({ attributes }) => attributes['id'] === '1499', 30_000);
      const arrived = juliet.received.filter(({ name: kind }) => kind === 'message');
      expect(arrived.map(({ attributes }) => Number(attributes['id']))).toEqual(upTo(1_500));
    });
  });
});

describe.each(['ejabberd', 'ejabberd@24'] as const)('the link over TLS to %s', (name) => {
  it.runIf(needs(name, 'stunnel'))('needs nothing before its component port', async () => {
    const { root } = placeOf(name === 'ejabberd' ? undefined : 'debian-13');
    const folder = tempDir('pem', root);
    endings.push(() => folder.remove());
    const pem = join(folder.path, 'port.pem');
    writeFileSync(pem, readFileSync(port.cert, 'utf8') + readFileSync(port.key, 'utf8'));
    const at = await freePort();
    const listeners = blockOf('docs/servers/tls.md', 'yaml')
      .replace('listen:\n', '')
      .replace('5348', String(at))
      .replace("'::'", "'127.0.0.1'")
      .replace('/etc/ejabberd/xmpp.example.org.pem', pem);
    const options = { secret: 'wherefore-art-thou', ejabberd: { listeners } };
    const server = await startServer(name, options);
    endings.push(() => server.stop());
    const service = `xmpps://127.0.0.1:${at}`;
    const { link, online } = linkOf(server, service);
    await online();
    const juliet = await connectClient({ server, user: 'juliet' });
    endings.push(() => juliet.close());
    const from = `bot@${server.componentDomain}`;
    link.send(
      upTo(1_000).map(
        (id) => `<message from='${from}' to='${juliet.jid}' id='${id}' type='chat'/>`,
      ),
    );
    expect(await link.barrier()).toBe(true);
    await juliet.waitFor(({ attributes }) => attributes['id'] === '999');
    await linkOf(server, service, { name: 'verona.example' }).failsWith(/not for verona.example/);
  });
});

describe.runIf(needs('prosody', 'stunnel'))('the link over TLS', () => {
  let server: XmppServer;
  beforeAll(async () => (server = await startServer('prosody')));
  afterAll(() => server.stop());

  it('says that the certificate is for another name', async () => {
    const { service } = await tunnelTo(server);
    const { failsWith } = linkOf(server, service, { name: 'verona.example.org' });
    await failsWith(
      /not for verona.example.org, but for DNS:xmpp.example.org: set BRIDGE_XMPP_TLS_NAME/,
    );
  });

  it('wants a certificate for the address where no name is given', async () => {
    const { service } = await tunnelTo(server);
    const tls = () => ({ ca: readFileSync(authority.ca, 'utf8') });
    const { failsWith } = linkOf(server, service, {}, { tls });
    await failsWith(/not for 127.0.0.1, but for DNS:xmpp.example.org/);
    const byAddress = authority.sign('address', ['IP:127.0.0.1']);
    const other = await tunnelTo(server, certified(byAddress));
    await linkOf(server, other.service, {}, { tls }).online();
  });

  it('says that the authority is not known, until the file names it', async () => {
    const other = makeAuthority('Montague');
    endings.push(() => other.remove());
    const { service } = await tunnelTo(server);
    let ca = other.ca;
    const tls = () => tlsTo(service, { ca })?.() ?? {};
    const { failsWith, online } = linkOf(server, service, {}, { tls });
    await failsWith(/authority that is not trusted: .*BRIDGE_XMPP_CA_FILE/);
    ca = '/nowhere/ca.crt';
    await failsWith(
      /BRIDGE_XMPP_CA_FILE \(\/nowhere\/ca.crt\): the file cannot be read \(ENOENT\)/,
    );
    ca = authority.ca;
    await online();
  });

  it('says that the certificate has expired', async () => {
    const old = authority.sign('old', [`DNS:${NAME}`], 0);
    const { service } = await tunnelTo(server, certified(old));
    await linkOf(server, service).failsWith(/certificate of the component port has expired/);
  });

  it('says that a client certificate is wanted, and that another one is not taken', async () => {
    const { service } = await tunnelTo(server, [...certified(port), ...mutual()]);
    await linkOf(server, service).failsWith(/wants a client certificate: .*BRIDGE_XMPP_CERT_FILE/);
    const other = makeAuthority('Montague');
    endings.push(() => other.remove());
    const client = other.sign('romeo', ['DNS:romeo.example.org']);
    await linkOf(server, service, { client }).failsWith(/refused the client certificate/);
  });

  it('says that there is no TLS on a plain port', async () => {
    const service = server.service.replace('xmpp:', 'xmpps:');
    await linkOf(server, service).failsWith(/does not speak TLS: .* xmpp:\/\//);
  });

  it('says that there is TLS where it was told of none', async () => {
    const { service } = await tunnelTo(server);
    const plain = service.replace('xmpps:', 'xmpp:');
    await linkOf(server, plain).failsWith(/xmpps:\/\//);
  });

  it('is bounded when nothing is taken, goes on when it is, and gives up on a dead one', async () => {
    const tunnel = await tunnelTo(server);
    const proxy = await startTcpProxy(tunnel.port);
    endings.push(() => proxy.stop());
    const bounds = { unsent: 256 * 1024, mostUnsent: 1024 * 1024 };
    const timings = { ...SHORT_TIMINGS, idle: 3_000 };
    const service = `xmpps://127.0.0.1:${proxy.port}`;
    const { link, online, failsWith } = linkOf(server, service, {}, { bounds, timings });
    await online();
    await until(() => link.state().barrier === 'self');
    const juliet = await connectClient({ server, user: 'juliet' });
    endings.push(() => juliet.close());
    const sent = (id: number) =>
      `<message from='bot@${server.componentDomain}' to='${juliet.jid}' id='${id}' type='chat'><body>${'z'.repeat(60_000)}</body></message>`;
    proxy.mode = { kind: 'black-hole' };
    let count = 0;
    await until(
      () => {
        while (count < 1_000 && link.send([sent(count)])) count += 1;
        return count < 1_000 && !link.send([sent(count)]);
      },
      { interval: 1 },
    );
    proxy.mode = { kind: 'pass' };
    await link.drained();
    expect(await link.barrier()).toBe(true);
    await juliet.waitFor(({ attributes }) => attributes['id'] === String(count - 1), 30_000);
    const arrived = juliet.received.filter(({ name: kind }) => kind === 'message');
    expect(arrived.map(({ attributes }) => Number(attributes['id']))).toEqual(upTo(count));
    proxy.mode = { kind: 'black-hole' };
    await failsWith(/no sign of life/);
  });

  it('stops reading when it is told to, and reads everything afterwards', async () => {
    const { service } = await tunnelTo(server);
    const { link, online, stanzas } = linkOf(server, service);
    await online();
    const juliet = await connectClient({ server, user: 'juliet' });
    endings.push(() => juliet.close());
    const heard = () => stanzas.received.filter(({ name: kind }) => kind === 'message');
    link.pause();
    const bot = `bot@${server.componentDomain}`;
    for (const id of upTo(50)) {
      await juliet.send(
        `<message to='${bot}' id='${id}' type='chat'><body>${'z'.repeat(8_000)}</body></message>`,
      );
    }
    await juliet.send(
      `<message to='${juliet.jid}' id='proof' type='chat'><body>.</body></message>`,
    );
    await juliet.waitFor(({ attributes }) => attributes['id'] === 'proof');
    const whilePaused = heard().length;
    link.resume();
    await until(() => heard().length === 50);
    expect(whilePaused).toBeLessThan(50);
    expect(heard().map(({ attributes }) => Number(attributes['id']))).toEqual(upTo(50));
  });

  it('says so when nothing answers the TLS handshake', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await until(() => silent.listening);
    endings.push(() => silent.close());
    const { port: at } = silent.address() as AddressInfo;
    const { failsWith } = linkOf(server, `xmpps://127.0.0.1:${at}`, {}, { timings: SHORT_TIMINGS });
    await failsWith(/TLS handshake never answered/);
  });
});
