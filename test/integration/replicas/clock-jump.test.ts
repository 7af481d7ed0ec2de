/** The clock by which Redis ends leases and numbers the logs jumps forward, and back. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EventEnvelope } from '../../../src/contract/schemas.ts';
import { fakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { needs } from '../../support/need.ts';
import { redisCommand } from '../../support/redis-command.ts';
import { until } from '../../support/until.ts';
import { settleAccounts, tell } from './accounting.ts';
import { readEvents } from './event-log.ts';
import { streamOf } from './load.ts';
import { fresh, more, openScene } from './scene.ts';
import type { Scene } from './scene.ts';

const RATE = 200;
const HOUR = 3_600;
/** Seconds ahead of the machine's clock, one after the other. */
const JUMPS = [HOUR, -HOUR, 90, 0];

describe.runIf(needs('prosody', 'redis', 'cc'))('three replicas', () => {
  let scene: Scene;
  let clock: FakeClock;
  beforeAll(async () => {
    clock = fakeClock();
    scene = await openScene({ kind: 'prosody', redisEnv: clock.env });
  });
  afterEach(() => scene.clear());
  afterAll(async () => {
    await scene.close();
    clock.remove();
  });

  it('lose and reorder nothing when the clock of Redis jumps', async () => {
    const juliet = await scene.user('juliet');
    const caller = scene.caller();
    const stream = streamOf(caller, { to: juliet.jid, rate: RATE });
    await more(juliet, 100);
    let said = 0;
    const say = () => {
      for (let more = 0; more < 20; more += 1) {
        const to = `bot@${scene.server.componentDomain}`;
        juliet.write(`<message to='${to}' type='chat'><body>${said}</body></message>`);
        said += 1;
      }
    };
    for (const jump of JUMPS) {
      say();
      clock.set(jump);
      await until(async () => Math.abs((await aheadOf(scene.redis.port)) - jump) < 30);
      say();
      await fresh(caller, juliet, 400);
    }
    await stream.stop();
    const accounts = await settleAccounts(caller, juliet, scene.api);
    tell('clock jumps', accounts);
    expect(accounts).toMatchObject({ failed: 0, lost: [], forgotten: 0, strangers: 0 });
    const heard = await until(async () => {
      const bodies = bodiesOf(await readEvents(scene.api));
      return bodies.length >= said && bodies;
    });
    expect(heard).toEqual(Array.from({ length: said }, (_, number) => String(number)));
  });
});

/** By how many seconds the clock of Redis is ahead of ours. */
async function aheadOf(port: number): Promise<number> {
  const [, , seconds] = (
    await redisCommand(port, 'EVAL', '"return redis.call(\'TIME\')[1]"', 0)
  ).split(/\r\n|\$/);
  return Number(seconds) - Date.now() / 1_000;
}

function bodiesOf(events: readonly EventEnvelope[]): string[] {
  return events.flatMap(({ type, data }) =>
    type === 'message.received' ? [(data as { readonly body: string }).body] : [],
  );
}
