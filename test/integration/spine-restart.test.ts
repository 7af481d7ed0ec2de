/** The XMPP server dies and comes back: the bridge too, and who calls meanwhile is answered. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SendRecord, StatusReport } from '../../src/contract/schemas.ts';
import type { ApiResponse } from '../support/api-client.ts';
import { answers } from '../support/free-port.ts';
import { until } from '../support/until.ts';
import { ALL_SERVERS, openStage } from './spine/stage.ts';
import type { Stage } from './spine/stage.ts';
import { describeAtOnce } from '../support/at-once.ts';

const TO = 'juliet@example.org';
/** An iq waits so long for an answer that does not come. */
const IQ_WAIT = { headers: { prefer: 'wait=5' }, timeout: 8_000 };

describeAtOnce(ALL_SERVERS, 'with $name', ({ name }) => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage(name);
  });
  afterAll(() => stage.close());

  const record = async (id: string) =>
    (await stage.api.get(`/v1/messages/${id}`)).json as SendRecord;
  const status = async () => (await stage.api.get('/v1/status')).json as StatusReport;
  const attempts = async () => {
    const metrics = await (await fetch(`${stage.bridge.managementUrl}/metrics`)).text();
    return Number(/^bridge_link_attempts_total (\d+)$/m.exec(metrics)?.[1]);
  };

  it('after a kill -9 it is online within two seconds of the port, and no call hangs', async () => {
    const calls: Promise<readonly ['message' | 'iq', ApiResponse]>[] = [];
    let calling = true;
    const call = async () => {
      while (calling) {
        const body = { to: TO, body: 'Hi' };
        calls.push(
          stage.api.post('/v1/messages', body, IQ_WAIT).then((a) => ['message', a] as const),
          stage.api
            .post('/v1/iq', { to: 'example.org', ping: {} }, IQ_WAIT)
            .then((a) => ['iq', a] as const),
        );
        await sleep(50);
      }
    };
    const caller = call();
    await stage.server.kill('SIGKILL');
    await until(async () => (await status()).link.state !== 'online', { timeout: 20_000 });
    // Until the pauses between attempts have grown to the longest.
    const tried = await attempts();
    await until(async () => (await attempts()) >= tried + 5, { timeout: 20_000 });

    const back = stage.server.restart();
    await until(() => answers(stage.server.componentPort), { timeout: 30_000, interval: 5 });
    const port = performance.now();
    await until(async () => (await status()).link.state === 'online', {
      timeout: 10_000,
      interval: 5,
    });
    const took = performance.now() - port;
    await back;
    calling = false;
    await caller;

    expect(took).toBeLessThan(2_000);
    const messages: SendRecord[] = [];
    for (const [what, { status: code, json, text }] of await Promise.all(calls)) {
      expect(what === 'message' ? [202] : [200, 503, 504], text).toContain(code);
      if (what === 'message') messages.push(json as SendRecord);
    }
    for (const { id } of messages) {
      const settled = async () => ['acknowledged', 'failed'].includes((await record(id)).status);
      await until(settled, { message: `${id} is settled` });
    }
  });

  it('what was accepted while the server was away arrives', async () => {
    await stage.server.kill('SIGKILL');
    await until(async () => (await status()).link.state !== 'online', { timeout: 20_000 });
    const patience = { to: 'mercutio@example.org', type: 'chat', body: 'Patience' };
    const sent = await stage.api.post('/v1/messages', patience);
    expect(sent.status).toBe(202);
    const { id } = sent.json as SendRecord;
    await stage.server.restart();
    // He comes after it: ejabberd may file what arrives between his login and his presence until his next login.
    await until(async () => (await record(id)).status === 'acknowledged');
    const mercutio = await stage.user('mercutio');
    const { attributes } = await mercutio.waitFor(({ body }) => body === 'Patience', 20_000);
    expect(attributes['id']).toBe(id);
  });
});
