/** Replicas know what the readers of the others would be shown, and which answers the others wait for. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { components } from '../../../src/contract/types.gen.ts';
import type { BridgeProcess } from '../../support/bridge-process.ts';
import { needs } from '../../support/need.ts';
import { openSse } from '../../support/sse-client.ts';
import { until } from '../../support/until.ts';
import { connectClient } from '../../support/xmpp-client.ts';
import type { XmppClient } from '../../support/xmpp-client.ts';
import { openScene } from './scene.ts';
import type { Scene } from './scene.ts';

const BOT = 'bot@bridge.example.org';
const DISCO_ITEMS = 'http://jabber.org/protocol/disco#items';
const AT_ONCE_MS = 3_000;

describe.runIf(needs('prosody', 'redis'))('three replicas of which one has the link', () => {
  let scene: Scene;
  let juliet: XmppClient;
  let other: BridgeProcess;
  let asked = 0;

  beforeAll(async () => {
    scene = await openScene({ kind: 'prosody' });
    juliet = await connectClient({ server: scene.server, user: 'juliet' });
  });
  beforeEach(async () => {
    const { bridge: leader } = await scene.replicas.leader();
    other = scene.replicas.bridges.find((bridge) => bridge !== leader && bridge.running())!;
  });
  afterAll(async () => {
    await juliet.close();
    await scene.close();
  });

  async function ask(): Promise<string> {
    const id = `asked-${++asked}`;
    await juliet.send(`<iq id='${id}' to='${BOT}' type='get'><vCard xmlns='vcard-temp'/></iq>`);
    return id;
  }
  const isAnswer =
    (id: string) =>
    ({ attributes }: { attributes: Record<string, string> }) =>
      attributes['id'] === id;
  async function isRefusedAtOnce(): Promise<boolean> {
    const id = await ask();
    const answer = juliet.waitFor(isAnswer(id), 20_000).then(() => true);
    const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), AT_ONCE_MS));
    return Promise.race([answer, late]);
  }
  const listen = () =>
    openSse(`${other.baseUrl}/v1/events/stream?events=iq.received`, { key: other.apiKey });

  it('refuse at once what no reader of any of them would be shown', async () => {
    const url = `${other.baseUrl}/v1/events/stream?events=message.received`;
    const sse = await openSse(url, { key: other.apiKey });
    await until(isRefusedAtOnce, { timeout: 20_000 });
    sse.cut();
  });

  it('let a reader of another replica answer, and refuse at once when it is gone', async () => {
    const sse = await listen();
    // It counts within a second on the replica with the link.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const id = await ask();
    const { data } = await sse.events.waitFor(({ data: text }) => text.includes(`"${id}"`));
    const { id: event } = JSON.parse(data) as { id: string };
    const taken = await other.api.post(`/v1/iq/${event}/result`, { result: {} });
    expect(taken.status, taken.text).toBe(204);
    expect((await juliet.waitFor(isAnswer(id))).attributes['type']).toBe('result');
    sse.cut();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(await isRefusedAtOnce()).toBe(true);
  });

  it('give large answers to one that has no link', async () => {
    const answers = async (count: number) => {
      const { attributes } = await juliet.next(({ xml }) => xml.includes(DISCO_ITEMS));
      const items = Array.from({ length: count }, (_, n) => `<item jid='room-${n}@r.example'/>`);
      const { id, from } = attributes;
      await juliet.send(
        `<iq type='result' id='${id}' to='${from}'><query xmlns='${DISCO_ITEMS}'>${items.join('')}</query></iq>`,
      );
    };
    const body = { to: juliet.jid, type: 'get', discoItems: {} };
    const [answered] = await Promise.all([other.api.post('/v1/iq', body), answers(10_000)]);
    expect(answered.status, answered.text.slice(0, 500)).toBe(200);
    const [refused] = await Promise.all([other.api.post('/v1/iq', body), answers(20_000)]);
    expect((refused.json as components['schemas']['Problem']).code).toBe('answer-too-large');
  });

  it('refuse at once when the replica of the last reader was killed', async () => {
    await listen();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await isRefusedAtOnce()).toBe(false);
    await other.kill();
    await until(isRefusedAtOnce, { timeout: 15_000 });
  });
});
