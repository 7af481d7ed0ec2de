/** One bridge without Redis keeps its promise as long as it is asked to stop and not killed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBridge } from '../../support/bridge-process.ts';
import type { BridgeProcess } from '../../support/bridge-process.ts';
import { needs } from '../../support/need.ts';
import { startProsody } from '../../support/prosody.ts';
import type { XmppServer } from '../../support/xmpp-server.ts';
import { tell } from './accounting.ts';
import { openCaller, streamOf } from './load.ts';
import { connectRawUser } from './raw-user.ts';
import { more } from './scene.ts';

const BATCH = 1_000;

describe.runIf(needs('prosody'))('a bridge that keeps everything in memory', () => {
  let server: XmppServer;
  let bridge: BridgeProcess;
  beforeAll(async () => {
    server = await startProsody();
    bridge = await startBridge({ server });
  });
  afterAll(async () => {
    await bridge.kill();
    await server.stop();
  });

  it('says at its start that all of it is lost when it exits', () => {
    expect(bridge.logs()).toMatch(/lost when it exits/);
  });

  it('has delivered what it accepted when it ends by SIGTERM under load', async () => {
    const juliet = await connectRawUser({ server, user: 'juliet' });
    const caller = openCaller({ urls: [bridge.baseUrl], apiKey: bridge.apiKey });
    const stream = streamOf(caller, { to: juliet.jid, rate: 300 });
    await more(juliet, 300);
    const batch = Array.from({ length: BATCH }, (_, n) => ({ to: juliet.jid, body: `batch ${n}` }));
    const { status, json } = await bridge.api.post('/v1/messages/batch', batch);
    expect(status).toBe(200);
    expect(await bridge.stop()).toBe(0);
    await caller.close();
    await stream.stop().catch(() => undefined);

    const results = (json as { items?: { message: { id: string } }[] }).items ?? [];
    const accepted = [...caller.accepted.values(), ...results.map(({ message }) => message.id)];
    await juliet.arrived(`batch ${BATCH - 1}`);
    const arrived = new Set(juliet.arrivals.map(({ id }) => id));
    tell('memory store, SIGTERM', { accepted: accepted.length, arrived: arrived.size });
    expect(results.length).toBe(BATCH);
    expect(accepted.filter((id) => !arrived.has(id))).toEqual([]);
    expect(juliet.arrivals.length).toBe(arrived.size);
    juliet.close();
  });
});
