/** Redis dies or freezes with the outbox in it: callers are told at once, and what was accepted is still there. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../../support/need.ts';
import { until } from '../../support/until.ts';
import { settleAccounts, tell } from './accounting.ts';
import { streamOf } from './load.ts';
import type { Caller } from './load.ts';
import { fresh, more, openScene } from './scene.ts';
import type { Scene } from './scene.ts';

const RATE = 300;
const KILLS = 5;
/** The kill that the link does not outlive: its lease cannot be renewed. */
const LONG = 2;
const ANSWER_MS = 1_500;
/**
 * What Redis may acknowledge and lose itself, per kill: with `everysec` it answers what it has not yet handed to the
 * kernel while it waits for the disk, some milliseconds each second.
 */
const HANDFUL = 5;

describe.runIf(needs('prosody', 'redis'))('three replicas', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene({ kind: 'prosody', fsync: 'everysec' });
  });
  afterEach(() => scene.clear());
  afterAll(() => scene.close());

  it('lose nothing that they accepted when Redis is killed five times', async () => {
    const juliet = await scene.user('juliet');
    const caller = scene.caller();
    const stream = streamOf(caller, { to: juliet.jid, rate: RATE });
    await more(juliet, 100);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const { bridge } = await scene.replicas.leader();
      const refused = refusals(caller).length;
      const given = leasesGone(bridge.logs());
      await scene.redis.kill();
      await until(() => refusals(caller).length > refused + 50, { message: '50 refusals' });
      if (kill === LONG) await until(() => leasesGone(bridge.logs()) > given);
      await scene.redis.restart();
      await fresh(caller, juliet, 200);
    }
    await stream.stop();
    const accounts = await settleAccounts(caller, juliet, scene.api);
    tell('Redis killed five times', { ...accounts, ...refusalsOf(caller) });
    expect(accounts).toMatchObject({ failed: 0, lost: [], strangers: 0 });
    expect(accounts.delivered).toBe(accounts.sent - accounts.forgotten);
    expect(accounts.forgotten).toBeLessThanOrEqual(KILLS * HANDFUL);
    expectToldAtOnce(caller);
  });

  it('lose nothing that they accepted when Redis freezes for longer than a lease lasts', async () => {
    const juliet = await scene.user('juliet');
    const caller = scene.caller();
    const stream = streamOf(caller, { to: juliet.jid, rate: RATE });
    await more(juliet, 100);
    const { bridge } = await scene.replicas.leader();
    const given = leasesGone(bridge.logs());
    await scene.redis.kill('SIGSTOP');
    await until(() => leasesGone(bridge.logs()) > given);
    await scene.redis.kill('SIGCONT');
    await more(juliet, 200);
    await stream.stop();
    const accounts = await settleAccounts(caller, juliet, scene.api);
    tell('Redis frozen', { ...accounts, ...refusalsOf(caller) });
    expect(accounts).toMatchObject({ failed: 0, lost: [], strangers: 0 });
    expect(accounts.delivered).toBe(accounts.sent);
    expectToldAtOnce(caller);
  });
});

/** Whatever was not accepted was refused, soon, and with a hint when to try again. */
function expectToldAtOnce(caller: Caller): void {
  const refused = refusals(caller);
  expect(refused.length).toBeGreaterThan(0);
  expect(caller.attempts.filter(({ status }) => status !== 202 && status !== 503)).toEqual([]);
  expect(refused.filter(({ retryAfter }) => retryAfter === undefined)).toEqual([]);
  const slowest = Math.max(...refused.map(({ ms }) => ms));
  expect(slowest - caller.longestStall()).toBeLessThanOrEqual(ANSWER_MS);
}

function refusals(caller: Caller) {
  return caller.attempts.filter(({ status }) => status === 503);
}

function refusalsOf(caller: Caller) {
  const times = refusals(caller).map(({ ms }) => Math.round(ms));
  return { refused: times.length, slowest: Math.max(...times), stall: caller.longestStall() };
}

function leasesGone(log: string): number {
  return log.split('the lease is gone').length - 1;
}
