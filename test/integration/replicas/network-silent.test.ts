/** The network to the XMPP server falls silent: it is noticed, and nothing is lost. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../../support/need.ts';
import { until } from '../../support/until.ts';
import { settleAccounts, tell } from './accounting.ts';
import { streamOf } from './load.ts';
import { statusOf } from './replicas.ts';
import { more, openScene } from './scene.ts';
import type { Scene } from './scene.ts';

const HOLE_MS = 30_000;

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
        return now !== undefined && now.link.state !== 'online' && now;
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
