import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProcess } from '../support/cli-process.ts';
import { startEjabberd } from '../support/ejabberd.ts';
import { needs } from '../support/need.ts';
import type { XmppServer } from '../support/xmpp-server.ts';

describe.runIf(needs('ejabberd'))('doctor and ejabberd', () => {
  let server: XmppServer;

  beforeAll(async () => {
    server = await startEjabberd();
  });
  afterAll(() => server.stop());

  const told = async (over: Record<string, string>) => {
    const env = {
      BRIDGE_XMPP_SERVICE: server.service,
      BRIDGE_XMPP_DOMAIN: server.componentDomain,
      BRIDGE_XMPP_SECRET: server.secret,
      BRIDGE_API_KEY: 'thus-with-a-kiss-i-die-0123456789',
      ...over,
    };
    return (await runProcess(['doctor'], env)).out;
  };

  it('finds nothing to complain about where all is well', async () => {
    const out = await told({});
    expect(out).not.toMatch(/BAD|→|Component|listen:/);
  });

  it('names a wrong secret, and that a missing domain looks the same', async () => {
    for (const over of [
      { BRIDGE_XMPP_SECRET: 'a rose by any other name' },
      { BRIDGE_XMPP_DOMAIN: 'mantua.example.org' },
    ]) {
      const out = await told(over);
      expect(out).toContain('not-authorized');
      expect(out).toContain('not among the `hosts`');
    }
  });

  it('names a domain of users, and proposes another instead of a colliding one', async () => {
    const out = await told({ BRIDGE_XMPP_DOMAIN: server.domain });
    expect(out).toContain('VirtualHost');
    expect(out).toContain(`Component "bridge.${server.domain}"`);
    expect(out).not.toContain(`"${server.domain}"`);
  });

  it('names the port where users log in', async () => {
    const out = await told({ BRIDGE_XMPP_SERVICE: `xmpp://127.0.0.1:${server.c2sPort}` });
    expect(out).toContain('where users log in');
  });
});
