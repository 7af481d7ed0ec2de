/** IQs of users are open when the link or the leader is lost: each is answered once, over whichever link there is then. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EventEnvelope } from '../../../src/contract/schemas.ts';
import type { BridgeProcess } from '../../support/bridge-process.ts';
import { needs } from '../../support/need.ts';
import { openSse } from '../../support/sse-client.ts';
import type { SseClient } from '../../support/sse-client.ts';
import { until } from '../../support/until.ts';
import { attributeOf } from './raw-user.ts';
import type { RawUser } from './raw-user.ts';
import { readEvents } from './event-log.ts';
import { openScene } from './scene.ts';
import type { Scene } from './scene.ts';

const BOT = 'bot@bridge.example.org';
const RESULT = { result: { version: { name: 'Balcony' } } };

describe.runIf(needs('prosody', 'redis'))('an IQ that is open', () => {
  let scene: Scene;
  let juliet: RawUser;
  let leader: BridgeProcess;
  let other: BridgeProcess;
  let reader: SseClient;
  let asked = 0;

  beforeAll(async () => {
    scene = await openScene({ kind: 'prosody', env: { BRIDGE_MAX_OPEN_IQS_PER_REMOTE: '5' } });
  });
  afterEach(() => {
    reader.cut();
    return scene.clear();
  });
  afterAll(() => scene.close());

  async function begin(): Promise<void> {
    juliet = await scene.user('juliet');
    ({ bridge: leader } = await scene.replicas.leader());
    other = scene.replicas.bridges.find((bridge) => bridge !== leader && bridge.running())!;
    reader = await openSse(`${other.baseUrl}/v1/events/stream?events=iq.received`, {
      key: other.apiKey,
    });
    // It counts within a second on the replica with the link.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  function ask(): string {
    const id = `asked-${(asked += 1)}`;
    juliet.write(`<iq id='${id}' to='${BOT}' type='get'><vCard xmlns='vcard-temp'/></iq>`);
    return id;
  }
  const answersTo = (id: string) =>
    juliet.others.filter((stanza) => stanza.startsWith('<iq') && attributeOf(stanza, 'id') === id);
  async function answerTo(id: string): Promise<string> {
    const found = await until(() => answersTo(id)[0], {
      timeout: 20_000,
      message: `${id} answered`,
    });
    return `${attributeOf(found, 'type')} ${/<(\S+) xmlns=.urn:ietf:params:xml:ns:xmpp-stanzas/.exec(found)?.[1]}`;
  }
  const eventOf = (id: string): Promise<EventEnvelope> =>
    until(async () => {
      const events = await readEvents(other.api);
      return events.find(({ data }) => 'id' in data && data.id === id);
    });

  it('is answered, or refused in time, when the leader is killed', async () => {
    await begin();
    const [answered, forgotten] = [ask(), ask()];
    const event = await eventOf(answered);
    await eventOf(forgotten);
    await leader.kill();
    const taken = await other.api.post(`/v1/iq/${event.id}/result`, RESULT);
    expect(taken.status, taken.text).toBe(204);
    expect(await answerTo(answered)).toBe('result undefined');
    expect(await answerTo(forgotten)).toBe('error service-unavailable');
    const late = await other.api.post(`/v1/iq/${(await eventOf(forgotten)).id}/result`, RESULT);
    expect(late.status).toBe(404);
    expect(answersTo(answered)).toHaveLength(1);
    expect(answersTo(forgotten)).toHaveLength(1);
    await leader.restart();
  });

  it('is answered after the link is back when the answer came while there was none', async () => {
    await begin();
    const id = ask();
    const event = await eventOf(id);
    scene.proxy.mode = { kind: 'refuse' };
    scene.proxy.reset();
    const down = async () => (await other.api.get('/v1/status')).text.includes('"state":"online"');
    await until(async () => !(await down()));
    const taken = await other.api.post(`/v1/iq/${event.id}/result`, RESULT);
    expect(taken.status, taken.text).toBe(204);
    expect(answersTo(id)).toEqual([]);
    scene.proxy.mode = { kind: 'pass' };
    expect(await answerTo(id)).toBe('result undefined');
    expect(answersTo(id)).toHaveLength(1);
  });

  it('is one of so many of a user; more are refused at once, and counted', async () => {
    await begin();
    const ids = Array.from({ length: 20 }, ask);
    const refusals = () => juliet.others.filter((stanza) => stanza.includes('resource-constraint'));
    await until(() => refusals().length >= 15);
    expect(refusals().every((stanza) => ids.includes(attributeOf(stanza, 'id') ?? ''))).toBe(true);
    const metrics = await fetch(`${leader.managementUrl}/metrics`);
    expect(await metrics.text()).toMatch(/bridge_iqs_refused_total\{bound="per-remote"\} 1[5-9]/);
  });
});
