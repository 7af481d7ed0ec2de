/** Each recipe of docs/devices.md does what it says: run as it stands there, with slixmpp devices and a person on the other side. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventEnvelope, IqBatchLine, PresencePage } from '../../../src/contract/schemas.ts';
import { blocksOf } from '../../support/documents.ts';
import { needs } from '../../support/need.ts';
import { startFleet, type Fleet } from '../../support/slixmpp-fleet.ts';
import { until } from '../../support/until.ts';
import type { XmppClient } from '../../support/xmpp-client.ts';
import { openStage, type Stage } from '../spine/stage.ts';

const BLOCKS = blocksOf('docs/devices.md').filter(({ text }) => text.startsWith('curl '));
const DEVICES = ['juliet', 'nurse'].map((name) => ({ name, does: 'answer' as const }));

describe.runIf(needs('prosody', 'slixmpp'))('the recipes for devices', () => {
  let stage: Stage;
  let fleet: Fleet;
  let romeo: XmppClient;

  beforeAll(async () => {
    stage = await openStage('prosody');
    const { api } = stage;
    const identity = { contacts: { accept: 'all', subscribeBack: true } };
    for (const id of ['ops', 'bus-7', 'news']) {
      expect((await api.call('PUT', `/v1/identities/${id}`, identity)).status).toBe(200);
    }
    romeo = await stage.user('romeo', 'orchard');
    fleet = await startFleet(stage.server, DEVICES, 'ops@bridge.example.org');
    await until(async () => {
      const { json } = await api.get('/v1/identities/ops/presences?available=true');
      return (json as PresencePage).items.length === DEVICES.length;
    });
  });
  afterAll(async () => {
    await fleet.stop();
    await stage.close();
  });

  /** The recipe that has this in it, run as it stands. */
  async function run(part: string): Promise<string> {
    const [block, ...more] = BLOCKS.filter(({ text }) => text.includes(part));
    expect([block?.line, more.length]).toEqual([expect.any(Number), 0]);
    const here = block!.text.replaceAll(
      'localhost:8080',
      stage.bridge.baseUrl.replace('http://', ''),
    );
    const script = `curl() { command curl --fail-with-body "$@"; }\n${here}`;
    const env = { PATH: process.env['PATH'], KEY: stage.bridge.apiKey };
    return (await promisify(execFile)('bash', ['-c', script], { env })).stdout;
  }
  const linesOf = (text: string) =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as IqBatchLine);

  it('pushes a configuration', async () => {
    const lines = linesOf(await run('interval=60'));
    expect(lines.map(({ to, outcome }) => [to, outcome]).sort()).toEqual(
      fleet.jids.map((jid) => [jid, 'result']).sort(),
    );
    expect(fleet.heard.filter(({ xml }) => xml.includes('interval=60'))).toHaveLength(2);
  });

  it('collects telemetry, asked for and sent', async () => {
    const [line] = linesOf(await run('sensordata'));
    expect(line).toMatchObject({ outcome: 'result', answer: { from: fleet.jids[0] } });
    expect(JSON.stringify(line)).toContain('"value":"20.0"');
    await romeo.send(
      `<message to='ops@bridge.example.org' id='reading'><json xmlns='urn:xmpp:json:0'>{"temperature": 21.5}</json></message>`,
    );
    const items = await until(async () => {
      const page = JSON.parse(await run('events=message.received')) as { items: EventEnvelope[] };
      return page.items.length > 0 && page.items;
    });
    expect(items[0]?.data).toMatchObject({ json: { temperature: 21.5 } });
  });

  it('calls a method', async () => {
    expect(JSON.parse(await run('Example.add'))).toMatchObject({ rpc: { result: { int: 5 } } });
  });

  it('is called, and answers with a type', async () => {
    const events = stage.events();
    await romeo.send(
      `<iq type='set' id='called' to='ops@bridge.example.org'><query xmlns='jabber:iq:rpc'><methodCall><methodName>Ops.isOpen</methodName><params><param><value><string>gate 3</string></value></param></params></methodCall></query></iq>`,
    );
    const { id, data } = await events.waitFor(({ type }) => type === 'iq.received');
    expect(data).toMatchObject({ rpc: { method: 'Ops.isOpen', params: [{ string: 'gate 3' }] } });
    const answer = { result: { rpc: { result: true } } };
    expect((await stage.api.post(`/v1/iq/${id}/result`, answer)).status).toBe(204);
    const heard = await romeo.waitFor(({ attributes }) => attributes['id'] === 'called');
    expect(heard.xml).toContain('<value><boolean>1</boolean></value>');
  });

  it('raises an alarm and clears it', async () => {
    await run('alarm-boiler-7');
    const raised = await romeo.waitFor(({ body }) => body === '🔥 Boiler 7: 98 °C');
    expect(raised.attributes['id']).toBe('alarm-boiler-7');
    const cleared = await romeo.waitFor(({ body }) => body === '✔ Boiler 7: 61 °C');
    expect(cleared.xml).toMatch(/<replace [^>]*id="alarm-boiler-7"/);
    expect(cleared.node.child('json', 'urn:xmpp:json:0')?.text).toBe(
      '{"alarm":"boiler-7","state":"cleared"}',
    );
  });

  it.each([
    ['bus-7', '"geoloc"', 'http://jabber.org/protocol/geoloc', '<lat>45.44</lat>'],
    ['news', '"entry"', 'urn:xmpp:microblog:0', '<title>The lights are back</title>'],
  ])('publishes for %s', async (identity, part, node, payload) => {
    await romeo.send(`<presence type='subscribe' to='${identity}@bridge.example.org'/>`);
    await romeo.waitFor(({ name, attributes: { type, from } }) =>
      Boolean(name === 'presence' && type === undefined && from?.startsWith(identity)),
    );
    await run(part);
    await romeo.send(
      `<iq type='get' id='${identity}' to='${identity}@bridge.example.org'><pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='${node}'/></pubsub></iq>`,
    );
    const items = await romeo.waitFor(({ attributes: { id } }) => id === identity);
    expect(items.xml).toContain(payload);
  });

  it('rings', async () => {
    await run('jingle-message');
    const call = await romeo.waitFor(({ node }) =>
      Boolean(node.child('propose', 'urn:xmpp:jingle-message:0')),
    );
    expect(call.node.child('propose', 'urn:xmpp:jingle-message:0')?.attributes['id']).toBe(
      'call-1',
    );
  });
});
