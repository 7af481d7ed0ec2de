/** Three replicas, one of which has the link: what is accepted arrives, whoever dies or sleeps. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../../support/need.ts';
import { until } from '../../support/until.ts';
import { settleAccounts, tell } from './accounting.ts';
import { countBy, readEvents } from './event-log.ts';
import { streamOf } from './load.ts';
import { replicaOf, statusOf } from './replicas.ts';
import { fresh, more, openScene } from './scene.ts';
import type { Scene } from './scene.ts';

const RATE = 300;
const KILLS = 5;
const SLEEP_MS = 10_000;

describe.runIf(needs('prosody', 'redis'))('three replicas on Prosody', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene({ kind: 'prosody' });
  });
  afterEach(() => scene.clear());
  afterAll(() => scene.close());

  it('deliver each message once when nothing is wrong', async () => {
    const juliet = await scene.user('juliet');
    const caller = scene.caller();
    const stream = streamOf(caller, { to: juliet.jid, rate: RATE });
    await more(juliet, 1_000);
    await stream.stop();
    const accounts = await settleAccounts(caller, juliet, scene.api);
    tell('three replicas, no fault', accounts);
    expect(accounts).toMatchObject({ failed: 0, lost: [], duplicates: 0, strangers: 0 });
    expect(accounts.delivered).toBe(accounts.sent);
  });

  it('lose nothing when the leader is killed five times, and have a link again within 4 s', async () => {
    const juliet = await scene.user('juliet');
    const caller = scene.caller();
    const stream = streamOf(caller, { to: juliet.jid, rate: RATE });
    await more(juliet, 100);
    const failovers: number[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const { bridge, epoch } = await scene.replicas.leader();
      const killedAt = Date.now();
      await bridge.kill();
      const next = scene.replicas.leader({ after: epoch });
      await Promise.all([next, bridge.restart()]);
      failovers.push((await next).since - killedAt);
      await fresh(caller, juliet, 300);
    }
    await stream.stop();
    const accounts = await settleAccounts(caller, juliet, scene.api);
    tell('leader killed five times', { ...accounts, failovers });
    expect(accounts).toMatchObject({ failed: 0, lost: [], strangers: 0 });
    expect(accounts.delivered).toBe(accounts.sent);
    expect(Math.max(...failovers)).toBeLessThanOrEqual(4_000);
  });

  it('have one epoch at a time when the leader sleeps for 10 s, and it sends nothing when it wakes', async () => {
    const juliet = await scene.user('juliet');
    const caller = scene.caller();
    const stream = streamOf(caller, { to: juliet.jid, rate: RATE });
    await more(juliet, 100);
    const asleep = await scene.replicas.leader();
    const sleptAt = performance.now();
    await asleep.bridge.kill('SIGSTOP');
    const next = await scene.replicas.leader({ after: asleep.epoch });
    await until(() => performance.now() - sleptAt >= SLEEP_MS, { timeout: 2 * SLEEP_MS });
    await asleep.bridge.kill('SIGCONT');

    const woken = await until(() => statusOf(asleep.bridge));
    const seenByThen = juliet.arrivals.length;
    await more(juliet, 300);
    await stream.stop();
    const accounts = await settleAccounts(caller, juliet, scene.api);
    tell('leader asleep for 10 s', accounts);

    expect(accounts).toMatchObject({ failed: 0, lost: [], strangers: 0 });
    expect(accounts.delivered).toBe(accounts.sent);
    expect(woken).toMatchObject({ leader: replicaOf(next.bridge), epoch: next.epoch });
    expect(woken.link.state).not.toBe('online');
    expect(await scene.replicas.leader()).toMatchObject({ epoch: next.epoch });
    const [before, after] = [
      juliet.arrivals.slice(0, seenByThen),
      juliet.arrivals.slice(seenByThen),
    ];
    const early = new Set(before.map(({ id }) => id));
    expect(after.filter(({ id }) => early.has(id))).toEqual([]);
    expect(new Set(after.map(({ id }) => id)).size).toBe(after.length);
  });

  it('have settled each message once through all of that', async () => {
    const events = await readEvents(scene.api);
    const acknowledged = events.filter(
      ({ type, data }) =>
        type === 'message.status' && 'status' in data && data.status === 'acknowledged',
    );
    const counts = countBy(acknowledged, ({ data }) => String('id' in data && data.id));
    expect(counts.size).toBeGreaterThan(1_000);
    expect([...counts].filter(([, count]) => count > 1)).toEqual([]);
  });

  it('make one message of an Idempotency-Key that comes 50 times at once', async () => {
    const juliet = await scene.user('juliet');
    const body = JSON.stringify({ to: juliet.jid, body: 'parting is such sweet sorrow' });
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'good-night' };
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, turn) =>
        scene.replicas.bridges[turn % 3]!.api.post('/v1/messages', body, { headers }),
      ),
    );
    expect(countBy(answers, ({ status, text }) => `${status} ${text}`).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 202 });
    await scene.caller().send(juliet.jid, 'proof');
    await juliet.arrived('proof');
    expect(juliet.arrivals.map((arrival) => arrival.body)).toEqual([
      'parting is such sweet sorrow',
      'proof',
    ]);
  });
});
