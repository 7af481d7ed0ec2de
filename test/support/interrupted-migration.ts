/** A replica that is half through a step and stays there, to be killed: `tsx interrupted-migration.ts <redis url>`. */
import { openRedisStore } from '../../src/store/redis/open.ts';

const [, , url = ''] = process.argv;
const ignore = () => undefined;

await openRedisStore({
  url,
  domain: 'bridge.example.org',
  log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
  graceMs: 0,
  steps: [
    async ({ client, keys }) => {
      await client.hset(keys.space({ name: 'cast', keep: 'forever' }), 'juliet', '2\nJULIET');
      console.log('half done');
      await new Promise(() => undefined);
    },
  ],
});
