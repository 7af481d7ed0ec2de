/** IQs out: the bridge is to bring an answer, or to say in time that there is none. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Stage } from '../stage.ts';
import type { ChaosCaller } from './caller.ts';

const EVERY_MS = 500;

/** Returns how to stop. */
export function startAskers(stage: Stage, caller: ChaosCaller): () => Promise<void> {
  const { domain, users } = stage.server;
  let stopping = false;
  const asking = users.map(async ({ name }) => {
    while (!stopping) {
      const body = { to: `${name}@${domain}/raw`, type: 'get', ping: {} };
      const headers = { prefer: 'wait=5' };
      await caller.once({ what: 'iq', path: '/v1/iq', body, headers });
      await sleep(EVERY_MS * users.length);
    }
  });
  return async () => {
    stopping = true;
    await Promise.all(asking);
  };
}
