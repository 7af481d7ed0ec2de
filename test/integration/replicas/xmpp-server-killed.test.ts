/** The XMPP server dies: what it had not acknowledged goes again. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../../support/need.ts';
import { settleAccounts, tell } from './accounting.ts';
import { streamOf } from './load.ts';
import { caughtUp, fresh, more, openScene } from './scene.ts';
import type { Scene } from './scene.ts';

const RATE = 300;
/** What a server may acknowledge and lose itself, per kill: it was on its way to the client or to its disk. */
const HANDFUL = 5;

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
