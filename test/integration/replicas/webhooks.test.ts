/** Three replicas that deliver to webhooks and streams: whoever dies, is down or refuses, each event arrives, in order. */
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { needs } from '../../support/need.ts';
import { until } from '../../support/until.ts';
import { tell } from './accounting.ts';
import { openScene } from './scene.ts';
import type { Scene } from './scene.ts';
import { openFront, readSse, readWs } from './stream-readers.ts';
import {
  accountsOf,
  accountsOfCopies,
  deadLettersOf,
  delivererOf,
  speak,
  subscribe,
  type Subscribed,
} from './webhook-load.ts';

/** `BRIDGE_TEST_LONG=1` keeps the load up for the whole minute. */
const LOAD_SECONDS = process.env['BRIDGE_TEST_LONG'] === '1' ? 60 : 6;
const RATE = 500;
const CONVERSATIONS = 20;

/** The schedule of a day in some eight seconds; an hour of it is about two thirds. */
const SCHEDULE = '0s,100ms,200ms,500ms,1s,1s,1s,1s,1s,1s,1s';
/** Spoken while the receiver is down: four seconds of it. */
const SLOW_RATE = 150;
const MISSED = 4 * SLOW_RATE;

describe.runIf(needs('prosody', 'redis'))('three replicas that deliver to webhooks', () => {
  let scene: Scene;
  const subscribed: Subscribed[] = [];

  beforeAll(async () => {
    scene = await openScene({ kind: 'prosody', env: { BRIDGE_WEBHOOK_SCHEDULE: SCHEDULE } });
  });
  afterEach(async () => {
    for (const webhook of subscribed.splice(0)) await webhook.close();
    await scene.clear();
  });
  afterAll(() => scene.close());

  const webhookOn = async (replica: number) => {
    const bridge = scene.replicas.bridges[replica]!;
    const webhook = await subscribe(bridge.api);
    subscribed.push(webhook);
    return webhook;
  };

  it('lose nothing, keep the order and repeat under the same id when the one that delivers and streams is killed', async () => {
    const webhooks = [await webhookOn(0), await webhookOn(1), await webhookOn(2)];
    const leader = await scene.replicas.leader();
    const deliverers = await Promise.all(webhooks.map(({ id }) => delivererOf(scene, id)));
    // What is in the socket of a killed leader is lost; here it is about deliveries.
    const victim = deliverers.find((bridge) => bridge !== leader.bridge)!;
    const front = await openFront(victim, leader.bridge);
    onTestFinished(() => front.stop());
    const now = await scene.api.get('/v1/events?after=now&limit=1');
    const { cursor } = now.json as { readonly cursor: string };
    const address = { ...scene.replicas, baseUrl: `http://127.0.0.1:${front.port}` };
    const readers = [readSse(address, cursor), readWs(address, cursor)];
    for (const reader of readers) onTestFinished(() => reader.stop());
    const juliet = await scene.user('juliet');
    const load = speak(scene, juliet, { rate: RATE, conversations: CONVERSATIONS });
    await load.more((LOAD_SECONDS * RATE) / 2);
    const connected = front.accepted();
    await victim.kill();
    await load.more((LOAD_SECONDS * RATE) / 2);
    const spoken = load.stop();
    for (const { receiver } of webhooks) {
      await until(() => accountsOf(receiver).events === spoken, {
        timeout: 60_000,
        message: () => `${spoken} events, of which ${accountsOf(receiver).events} came`,
      });
    }
    for (const { copies } of readers) {
      await until(() => copies.length >= spoken, {
        timeout: 60_000,
        message: () => `${spoken} events, of which ${copies.length} were read`,
      });
    }
    await victim.restart();
    const accounts = webhooks.map(({ receiver }) => accountsOf(receiver));
    const streamed = readers.map(({ copies }) => accountsOfCopies(copies));
    tell('webhooks and streams, a deliverer killed', { spoken, accounts, streamed });
    for (const found of accounts) expect(found).toMatchObject({ disorder: [], strangers: 0 });
    const whole = { events: spoken, repeats: 0, disorder: [], strangers: 0 };
    expect(streamed).toEqual([whole, whole]);
    // Both lost their replica, and came back.
    expect(front.accepted()).toBeGreaterThanOrEqual(connected + readers.length);
  });

  it('drain the backlog of a receiver that was down at once, and slow no other', async () => {
    const [sleeper, other] = [await webhookOn(0), await webhookOn(1)];
    const juliet = await scene.user('juliet');
    const load = speak(scene, juliet, { rate: SLOW_RATE, conversations: CONVERSATIONS });
    const speed = async (during: () => Promise<unknown>) => {
      const [from, before] = [performance.now(), other.receiver.received.length];
      await during();
      return (other.receiver.received.length - before) / (performance.now() - from);
    };
    await until(() => other.receiver.received.length > 50 && sleeper.receiver.received.length > 50);
    const usual = await speed(() => load.more(2 * SLOW_RATE));
    await sleeper.sleep();
    const meanwhile = await speed(() => load.more(MISSED));
    await sleeper.wake();
    const wokenAt = performance.now();
    const whileDraining = await speed(() => load.more(2 * SLOW_RATE));
    const spoken = load.stop();
    await until(() => accountsOf(sleeper.receiver).events === spoken, {
      timeout: 30_000,
      message: () => `${spoken} events, of which ${accountsOf(sleeper.receiver).events} came`,
    });
    const drainedAfter = Math.round(performance.now() - wokenAt);
    tell('a receiver down', { spoken, usual, meanwhile, whileDraining, drainedAfter });
    await until(() => accountsOf(other.receiver).events === spoken, { timeout: 30_000 });
    for (const { receiver } of [sleeper, other]) {
      expect(accountsOf(receiver)).toMatchObject({ disorder: [], strangers: 0 });
    }
    expect(drainedAfter).toBeLessThan(30_000);
    expect(Math.min(meanwhile, whileDraining)).toBeGreaterThan(usual / 2);
  });

  it('go on around a conversation that is refused, dead-letter what is never taken, and deliver it again', async () => {
    const webhook = await webhookOn(0);
    const { receiver } = webhook;
    let refuses = true;
    receiver.answer = ({ raw }) => ({
      status: refuses && raw.includes('"body":"poison"') ? 500 : 200,
    });
    const juliet = await scene.user('juliet');
    const to = (identity: string, body: string) =>
      juliet.write(
        `<message to='${identity}@${scene.server.componentDomain}' type='chat'>` +
          `<body>${body}</body></message>`,
      );
    const heard = (identity: string) =>
      receiver.received
        .map(({ json }) => json as { identity: string; data: { body: string } })
        .filter((event) => event.identity.startsWith(`${identity}@`))
        .map(({ data }) => data.body);
    for (const line of ['poison', 'two', 'three']) to('apothecary', line);
    for (let line = 0; line < 100; line += 1) to('friar', String(line));
    await until(() => heard('friar').length === 100, { timeout: 5_000 });
    expect(new Set(heard('apothecary'))).toEqual(new Set(['poison']));

    await until(() => heard('apothecary').at(-1) === 'three', { timeout: 30_000 });
    // Any replica takes the call, whoever delivers.
    const { api } = scene.replicas.bridges[2]!;
    const letters = await deadLettersOf(api, webhook.id);
    expect(letters.map(({ delivery }) => delivery.lastAttempt?.request.body)).toEqual([
      expect.stringContaining('"body":"poison"'),
    ]);
    refuses = false;
    const before = heard('apothecary').length;
    const ids = letters.map(({ id }) => id);
    const path = `/v1/webhooks/${webhook.id}/dead-letters/replay`;
    expect((await api.post(path, { ids })).json).toEqual({ replayed: 1 });
    await until(() => heard('apothecary').length > before);
    for (const line of ['four', 'five']) to('apothecary', line);
    await until(() => heard('apothecary').at(-1) === 'five');
    expect(heard('apothecary').slice(before)).toEqual(['poison', 'four', 'five']);
    expect(await deadLettersOf(api, webhook.id)).toEqual([]);
  });
});
