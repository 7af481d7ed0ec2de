/** A message that the user's full offline store refuses has failed, and says why: nothing is swallowed. */
import { expect, it } from 'vitest';
import type { SendRecord } from '../../src/contract/schemas.ts';
import { startBridge } from '../support/bridge-process.ts';
import { startEjabberd } from '../support/ejabberd.ts';
import { needs } from '../support/need.ts';
import { until } from '../support/until.ts';
import { connectClient } from '../support/xmpp-client.ts';

const STORED = 20;
const TOO_MANY = 5;

it.runIf(needs('ejabberd'))(
  'what a full offline store refuses is failed; the rest arrives',
  async () => {
    await using stage = await absentMercutio();
    const messages = await Promise.all(
      Array.from({ length: STORED + TOO_MANY }, (_, count) =>
        stage.send({ to: 'mercutio@example.org', type: 'chat', body: `Plague ${count}` }),
      ),
    );
    const records = () => Promise.all(messages.map(({ id }) => stage.record(id)));
    const failed = async () => (await records()).filter(({ status }) => status === 'failed');
    await until(async () => (await failed()).length === TOO_MANY);
    for (const { error } of await failed()) {
      expect(error?.stanzaError?.condition).toBe('resource-constraint');
    }
    const mercutio = await connectClient({ server: stage.server, user: 'mercutio' });
    const lost = new Set((await failed()).map(({ id }) => id));
    for (const { id } of messages.filter(({ id }) => !lost.has(id))) {
      await mercutio.waitFor(({ attributes }) => attributes['id'] === id);
    }
    await mercutio.close();
  },
);

async function absentMercutio() {
  const server = await startEjabberd({ offlineLimit: STORED });
  const bridge = await startBridge({ server });
  return {
    server,
    send: async (message: object) =>
      (await bridge.api.post('/v1/messages', message)).json as SendRecord,
    record: async (id: string) => (await bridge.api.get(`/v1/messages/${id}`)).json as SendRecord,
    async [Symbol.asyncDispose]() {
      await bridge.stop();
      await server.stop();
    },
  };
}
