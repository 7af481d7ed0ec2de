/** A room that takes messages and reflects none: real ones do that only while a link is lost. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SendRecord } from '../../../src/contract/schemas.ts';
import { startBridge, type BridgeProcess } from '../../support/bridge-process.ts';
import type { FakeConnection } from '../../support/fake-connection.ts';
import { servesThen } from '../../support/fake-server-scripts.ts';
import { startFakeServer, type FakeServer } from '../../support/fake-server.ts';
import { until } from '../../support/until.ts';

const ROOM = 'balcony@rooms.example.org';
const HERALD = 'herald@bridge.example.org/bridge';
const NS_USER = 'http://jabber.org/protocol/muc#user';

/** Everybody is let in, and nothing that is said is told. */
const silentRoom = servesThen((connection: FakeConnection) => {
  const say = (xml: string) => void connection.write(xml).catch(() => undefined);
  connection.stanzas.each(({ name, attributes }) => {
    const { to = '', id = '', type } = attributes;
    if (!to.startsWith(ROOM)) return;
    if (name === 'iq') say(`<iq type='result' id='${id}' from='${to}' to='${HERALD}'/>`);
    if (name !== 'presence' || type !== undefined) return;
    say(
      `<presence from='${to}' to='${HERALD}'><x xmlns='${NS_USER}'>` +
        `<item affiliation='none' role='participant'/><status code='110'/></x></presence>` +
        `<message from='${ROOM}' to='${HERALD}' type='groupchat'><subject/></message>`,
    );
  });
});

describe('a message that its room does not reflect', () => {
  let server: FakeServer;
  let bridge: BridgeProcess;
  beforeAll(async () => {
    server = await startFakeServer({ script: silentRoom });
    bridge = await startBridge({
      server: { service: server.service, componentDomain: 'bridge.example.org', secret: 's3cret' },
    });
  });
  afterAll(async () => {
    await bridge.stop();
    await server.stop();
  });

  const record = async (id: string) =>
    (await bridge.api.get(`/v1/messages/${id}`)).json as SendRecord;

  it('fails with the reason, and is delivered if a copy comes after all', async () => {
    const message = { from: 'herald', to: ROOM, type: 'groupchat', join: true, body: 'Hear ye!' };
    const { status, json, text } = await bridge.api.post('/v1/messages', message);
    expect(status, text).toBe(202);
    const { id } = json as SendRecord;
    await until(async () => (await record(id)).status === 'acknowledged');
    await until(async () => (await record(id)).status === 'failed', { timeout: 60_000 });
    expect(await record(id)).toMatchObject({
      final: false,
      error: { code: 'not-reflected', mayHaveArrived: true },
    });

    const connection = server.connections.received.at(-1);
    await connection?.write(
      `<message from='${ROOM}/herald' to='${HERALD}' type='groupchat' id='${id}'><body>Hear ye!</body></message>`,
    );
    await until(async () => (await record(id)).status === 'delivered');
  });
});
