/** What goes wrong and leaves something in the store. */
import { readKeys } from '../../support/redis-keys.ts';
import { redisCommand } from '../../support/redis-command.ts';
import { until } from '../../support/until.ts';
import { BOT, SERVER_LIMIT, type World } from './world.ts';

/** Each as a function that resolves when it was noticed. */
export const TROUBLES: readonly ((world: World) => Promise<unknown>)[] = [
  /** A stanza because of which the server ends the stream. */
  async ({ api, receiver }) => {
    const body = 'x'.repeat(1.5 * SERVER_LIMIT);
    await api.post('/v1/messages', { to: 'juliet@example.org', from: BOT, body, ttl: 60 });
    await receiver.waitFor(({ raw }) => raw.includes('"stream-error"'), 30_000);
  },
  /** Events that were confirmed and are not there, as after a failover. */
  async ({ redis, server }) => {
    const name = `{sb:${server.componentDomain}}:`;
    const newest = async () => {
      const answer = await redisCommand(
        redis.port,
        'XREVRANGE',
        `${name}log:events`,
        '+ - COUNT 1',
      );
      return /\d+-\d+/.exec(answer)?.[0];
    };
    const isNoticed = async () =>
      (await readKeys(redis.url)).some(({ key }) => key === `${name}space:history-lost`);
    // An event that comes in just now hides the loss of the one before it.
    await until(async () => {
      await redisCommand(redis.port, 'XDEL', `${name}log:events`, await until(newest));
      return until(isNoticed, { timeout: 2_000 }).catch(() => false);
    });
  },
];
