/** Two deployments on one server whose bots answer each other: neither knows the other, and yet it ends. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { startProsody } from '../support/prosody.ts';
import { until } from '../support/until.ts';
import { connectSlixmpp } from '../support/slixmpp.ts';
import type { XmppClient } from '../support/xmpp-client.ts';
import type { XmppServer } from '../support/xmpp-server.ts';
import { startBot, type Bot, type BotKind } from './spine/bots.ts';
import { enter, joinAs } from './spine/rooms.ts';

const CAPULET = 'capulet.example.org';
/** The default of `BRIDGE_LOOP_LIMIT` is 50. */
const LIMIT = 8;

describe('two bridges on one server', () => {
  let server: XmppServer;
  let bridges: BridgeProcess[] = [];
  let domains: string[] = [];
  let juliet: XmppClient;
  const bots: Bot[] = [];

  beforeAll(async () => {
    const secret = 's3cret';
    const second = `Component "${CAPULET}"\n  component_secret = "${secret}"\n`;
    server = await startProsody({ secret, componentConfig: second });
    domains = [server.componentDomain, CAPULET];
    const env = { BRIDGE_LOOP_LIMIT: String(LIMIT) };
    bridges = await Promise.all(
      domains.map((componentDomain) =>
        startBridge({ server: { ...server, componentDomain }, env }),
      ),
    );
    juliet = await connectSlixmpp({ server, user: 'juliet' });
  });
  afterEach(async () => {
    for (const bot of bots.splice(0)) await bot.stop();
  });
  afterAll(async () => {
    await juliet.close();
    for (const bridge of bridges) await bridge.stop();
    await server.stop();
  });

  async function cast(kinds: readonly BotKind[], name: string): Promise<readonly Bot[]> {
    const made = await Promise.all(bridges.map(({ api }, n) => startBot(api, kinds[n]!, name)));
    bots.push(...made);
    return made;
  }
  const heard = (made: readonly Bot[]) =>
    made.map(({ told }) => told.filter(({ data }) => 'body' in data).length);
  /** Resolves when nobody has heard anything new for a while, which is much longer than an answer takes. */
  async function ends(made: readonly Bot[]): Promise<void> {
    let last = '';
    let since = Date.now();
    await until(
      () => {
        const now = heard(made).join();
        if (now !== last) since = Date.now();
        last = now;
        return Date.now() - since > 1_500;
      },
      { timeout: 30_000, message: () => `the exchange goes on: ${heard(made).join(', ')}` },
    );
  }

  it.each([
    ['webhook', 'webhook'],
    ['webhook', 'rest'],
    ['rest', 'webhook'],
  ] as const)('end an exchange of their bots (%s, %s)', async (one, other) => {
    const name = `${one}-${other}`;
    const made = await cast([one, other], name);
    const first = {
      from: name,
      to: `${name}@${CAPULET}`,
      type: 'chat',
      body: 'Do you bite your thumb?',
    };
    expect((await bridges[0]!.api.post('/v1/messages', first)).status).toBe(202);
    await until(() => heard(made)[0]! > LIMIT / 2);
    await ends(made);
    for (const count of heard(made)) expect(count).toBeLessThanOrEqual(LIMIT + 3);
  });

  it('end an exchange of their bots in a room', async () => {
    const room = `square@${server.roomsDomain}`;
    await enter(juliet, room, 'juliet');
    const made = await cast(['webhook', 'webhook'], 'servant');
    for (const [n, { api }] of bridges.entries()) {
      const side = { api, componentDomain: domains[n]!, room };
      await joinAs(side, 'servant', juliet, `servant${n}`);
    }
    await juliet.send(
      `<message to='${room}' type='groupchat' id='brawl'><body>Draw</body></message>`,
    );
    await until(() => heard(made)[0]! > LIMIT / 2);
    await ends(made);
    for (const count of heard(made)) expect(count).toBeLessThanOrEqual(2 * LIMIT + 6);
  });
});
