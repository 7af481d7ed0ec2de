/** The XMPP server dies, or the network to it falls silent: what it had not acknowledged goes again. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../../support/need.ts';
import { until } from '../../support/until.ts';
import { settleAccounts, tell } from './accounting.ts';
import { streamOf } from './load.ts';
import { statusOf } from './replicas.ts';
import { caughtUp, fresh, more, openScene } from './scene.ts';
import type { Scene } from './scene.ts';

const RATE = 300;
/** What a server may acknowledge and lose itself, per kill: it was on its way to the client or to its disk. */
const HANDFUL = 5;
const HOLE_MS = 30_000;

const servers = [
  { kind: 'prosody', kills: 5 },
  { kind: 'ejabberd', kills: 5 },
] as const;

describe.each(servers)('three replicas, when $kind is killed', ({ kind, kills }) => {
  describe.runIf(needs(kind, 'redis'))(`${kills} times`, () => {
    let scene: Scene;
    beforeAll(async () => {
      scene = await openScene({ kind });
    });
    afterEach(() => scene.clear());
    afterAll(() => scene.close());

    it('lose nothing that it had not acknowledged', async () => {
      const juliet = await scene.user('juliet');
      const caller = scene.caller();
      const stream = streamOf(caller, { to: juliet.jid, rate: RATE });
      await more(juliet, 100);
      for (let kill = 0; kill < kills; kill += 1) {
        await scene.server.restart();
        await fresh(caller, juliet, 200);
        // An acknowledged message is the server's: killed in the middle of a backlog, it loses what it still had to hand on.
        await caughtUp(caller, juliet);
      }
      await stream.stop();
      await fresh(caller, juliet, 0);
      // What the server was still storing for her as she came back waits for her next session.
      await juliet.logInAgain();
      const accounts = await settleAccounts(caller, juliet, scene.api);
      const lostByServer = accounts.lost.filter(({ status }) => status === 'acknowledged');
      const { sent, delivered, failed, duplicates } = accounts;
      tell(`${kind} killed`, {
        sent,
        delivered,
        failed,
        duplicates,
        lostByServer: lostByServer.length,
      });
      expect(accounts.lost.filter(({ status }) => status !== 'acknowledged')).toEqual([]);
      expect(lostByServer.length).toBeLessThanOrEqual(kills * HANDFUL);
      expect(accounts.strangers).toBe(0);
    });
  });
});

describe.runIf(needs('prosody', 'redis'))('three replicas, when the network falls silent', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene({ kind: 'prosody' });
  });
  afterAll(() => scene.close());

  it('notice it within 15 s and lose nothing in 30 s of silence', async () => {
    const juliet = await scene.user('juliet');
    const caller = scene.caller();
    const stream = streamOf(caller, { to: juliet.jid, rate: 100 });
    await more(juliet, 100);
    const { bridge } = await scene.replicas.leader();
    scene.proxy.mode = { kind: 'black-hole' };
    const silentSince = Date.now();
    const status = await until(
      async () => {
        const now = await statusOf(bridge);
        return now?.link.state !== 'online' && now;
      },
      { timeout: 25_000, message: 'the silence to be noticed' },
    );
    const noticedAfter = Date.parse(status.link.since) - silentSince;
    await until(() => Date.now() - silentSince >= HOLE_MS, { timeout: 2 * HOLE_MS });
    scene.proxy.mode = { kind: 'pass' };
    const passesSince = Date.now();
    const { since } = await scene.replicas.leader({ timeout: 25_000 });
    await more(juliet, 100);
    await stream.stop();
    const accounts = await settleAccounts(caller, juliet, scene.api);
    tell('30 s of silence', { ...accounts, noticedAfter, upAfter: since - passesSince });
    expect(accounts).toMatchObject({ failed: 0, lost: [], strangers: 0 });
    expect(accounts.delivered).toBe(accounts.sent);
    expect(noticedAfter).toBeLessThanOrEqual(15_000);
  });
});
