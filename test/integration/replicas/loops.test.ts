/** Two replicas with a link each: whichever of them hears, records or sends, the bridge does not talk to itself. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEjabberd } from '../../support/ejabberd.ts';
import { needs } from '../../support/need.ts';
import { startRedis, type RedisServer } from '../../support/redis.ts';
import { until } from '../../support/until.ts';
import { connectClient, type XmppClient } from '../../support/xmpp-client.ts';
import type { XmppServer } from '../../support/xmpp-server.ts';
import { startBot } from '../spine/bots.ts';
import { enter, joinAs, saidBy, say } from '../spine/rooms.ts';
import { startReplicas, type Replicas } from './replicas.ts';

const LINES = ['one', 'two', 'three', 'four', 'five'];

describe.runIf(needs('ejabberd', 'redis'))('two replicas with a link each', () => {
  let server: XmppServer;
  let redis: RedisServer;
  let replicas: Replicas;
  let juliet: XmppClient;

  beforeAll(async () => {
    [server, redis] = await Promise.all([startEjabberd(), startRedis({})]);
    const env = { BRIDGE_LINK_MODE: 'all' };
    replicas = await startReplicas(2, { server, redisUrl: redis.url, env });
    juliet = await connectClient({ server, user: 'juliet' });
  });
  afterAll(async () => {
    await juliet.close();
    await replicas.stop();
    await Promise.all([server.stop(), redis.stop()]);
  });

  it.each(['webhook', 'rest'] as const)(
    'hold two bots in one room (%s), each on a replica of its own, to one answer a line',
    async (how) => {
      const [one, other] = replicas.bridges.map(({ api }) => api);
      const room = `${how}@${server.roomsDomain}`;
      await enter(juliet, room, 'juliet');
      const bots = [await startBot(one!, how, 'romeo'), await startBot(other!, how, 'paris')];
      const side = { api: one!, componentDomain: server.componentDomain, room };
      await joinAs(side, 'romeo', juliet);
      await joinAs(side, 'paris', juliet);
      for (const line of LINES) await say(juliet, room, line);
      const said = (name: string) => saidBy(juliet, `${room}/${name}`);
      await until(() => said('romeo').length > 0 && said('paris').length > 0);
      await sleep(5_000);
      await say(juliet, room, 'proof');
      await until(() => saidBy(juliet, `${room}/juliet`).includes('proof'));
      for (const bot of bots) await bot.stop();
      for (const name of ['romeo', 'paris']) {
        expect(said(name).length, said(name).join('; ')).toBeLessThanOrEqual(LINES.length + 1);
      }
    },
  );
});
