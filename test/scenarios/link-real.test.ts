/** The link on real servers: what it promises about acknowledgement, and about their restarts. */
import { afterEach, describe, expect, it } from 'vitest';
import { answers } from '../support/free-port.ts';
import { bodyOf } from '../support/link-stage.ts';
import { needs } from '../support/need.ts';
import { superviseLink } from '../support/supervised-link.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { SERVER_NAMES, startServer } from '../support/servers.ts';
import { until } from '../support/until.ts';
import { connectClient } from '../support/xmpp-client.ts';
import type { XmppServer } from '../support/xmpp-server.ts';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function running(start: () => Promise<XmppServer>): Promise<XmppServer> {
  const server = await start();
  endings.push(() => server.stop());
  return server;
}

/** `service`: default is the server itself. */
function linkTo(server: XmppServer, options: { service?: string; secret?: string } = {}) {
  const { service, secret, componentDomain: domain, domain: serverHost } = server;
  const supervised = superviseLink({ service, secret, domain, serverHost, ...options });
  endings.push(() => supervised.stop());
  return supervised;
}

async function clientOf(server: XmppServer, user: string) {
  const client = await connectClient({ server, user });
  endings.push(() => client.close());
  return client;
}

const messageTo = (to: string, from: string, id: number) =>
  `<message from='${from}' to='${to}' id='${id}' type='chat'><body>line ${id} 🌹</body></message>`;

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

for (const name of SERVER_NAMES) {
  const start = () => startServer(name);
  describe.runIf(needs(name))(`the link on a real ${name}`, () => {
    it('is online, and its barrier is its own domain', async () => {
      const { link, online } = linkTo(await running(start));
      await online();
      await until(() => link.state().barrier === 'self');
      expect(await link.barrier()).toBe(true);
    });

    it('hears a user and is heard by one', async () => {
      const server = await running(start);
      const { link, online, stanzas } = linkTo(server);
      await online();
      const juliet = await clientOf(server, 'juliet');
      const bot = `bot@${server.componentDomain}`;
      await juliet.send(`<message to='${bot}' type='chat'><body>O Romeo, 🌹</body></message>`);
      const heard = await stanzas.next(({ name }) => name === 'message');
      expect(bodyOf(heard)).toBe('O Romeo, 🌹');
      expect(heard.attributes).toMatchObject({ from: juliet.jid, to: bot });
      link.send([messageTo(juliet.jid, bot, 1)]);
      expect(await juliet.next(({ name }) => name === 'message')).toMatchObject({
        body: 'line 1 🌹',
      });
    });

    it('has delivered 3,000 messages when the barrier returns, whatever comes then', async () => {
      const server = await running(start);
      const proxy = await startTcpProxy(server.componentPort);
      endings.push(() => proxy.stop());
      const { link, online } = linkTo(server, { service: `xmpp://127.0.0.1:${proxy.port}` });
      const juliet = await clientOf(server, 'juliet');
      await online();
      link.send(
        upTo(3_000).map((id) => messageTo(juliet.jid, `bot@${server.componentDomain}`, id)),
      );
      expect(await link.barrier()).toBe(true);
      proxy.reset();
      await juliet.waitFor(({ attributes }) => attributes['id'] === '2999', 30_000);
      const arrived = juliet.received.filter(({ name }) => name === 'message');
      expect(arrived.map(({ attributes }) => Number(attributes['id']))).toEqual(upTo(3_000));
    });

    it('has every bounce when the barrier returns', async () => {
      const server = await running(start);
      const { link, online, stanzas } = linkTo(server);
      await online();
      const nobody = `nobody@${server.domain}`;
      link.send(upTo(200).map((id) => messageTo(nobody, `bot@${server.componentDomain}`, id)));
      expect(await link.barrier()).toBe(true);
      const bounces = stanzas.received.filter(({ attributes }) => attributes['type'] === 'error');
      expect(bounces.map(({ attributes }) => Number(attributes['id']))).toEqual(upTo(200));
    });

    it('says that the secret is wrong', async () => {
      const { failsWith } = linkTo(await running(start), { secret: 'wherefore' });
      await failsWith(/BRIDGE_XMPP_SECRET/);
    });

    it('is online again within two seconds of the port of a server that was killed', async () => {
      const server = await running(start);
      const { changes, online, lines } = linkTo(server);
      await online();
      await server.kill();
      await until(() => changes.length === 2);
      const restarted = server.restart();
      const portAt = until(async () => (await answers(server.componentPort)) && performance.now(), {
        timeout: 30_000,
        interval: 5,
      });
      await until(() => changes.length === 3, { timeout: 30_000, interval: 5 });
      expect(performance.now() - (await portAt), JSON.stringify(lines)).toBeLessThan(2_000);
      await restarted;
    });

    it('ends in order', async () => {
      const server = await running(start);
      const { link, online } = linkTo(server);
      const juliet = await clientOf(server, 'juliet');
      await online();
      link.send(
        upTo(1_000).map((id) => messageTo(juliet.jid, `bot@${server.componentDomain}`, id)),
      );
      const from = performance.now();
      await link.handOver(0);
      // The server ended its side too: the bound of two seconds was not needed.
      expect(performance.now() - from).toBeLessThan(2_000);
      await juliet.waitFor(({ attributes }) => attributes['id'] === '999');
      expect(juliet.received.filter(({ name }) => name === 'message')).toHaveLength(1_000);
    });
  });
}
