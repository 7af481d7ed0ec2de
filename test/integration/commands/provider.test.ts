/** Commands that identities offer (XEP-0050), executed by the plug-in of slixmpp on both servers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventEnvelope } from '../../../src/contract/schemas.ts';
import type { ApiClient } from '../../support/api-client.ts';
import { needs } from '../../support/need.ts';
import { connectSlixmpp, type Slixmpp } from '../../support/slixmpp.ts';
import { until } from '../../support/until.ts';
import type { WebhookReceiver } from '../../support/webhook-receiver.ts';
import { openScene, type Scene } from '../replicas/scene.ts';
import { openStage, type Stage } from '../spine/stage.ts';

const PLUGINS = ['xep_0004', 'xep_0050', 'xep_0115'];
const NS = 'http://jabber.org/protocol/commands';
const NURSE = 'nurse@bridge.example.org';
const PLACE = '/v1/identities/nurse';

const WHERE = {
  type: 'form',
  title: 'Where to',
  fields: [
    { var: 'FORM_TYPE', type: 'hidden', values: ['urn:verona:errand'] },
    {
      ...{ var: 'place', type: 'list-single', required: true },
      options: [{ value: 'cell' }, { value: 'orchard' }],
    },
  ],
};
const WHEN = {
  type: 'form',
  title: 'When',
  fields: [{ var: 'hour', type: 'text-single', required: true }],
};

const put = (api: ApiClient, path: string, body: object) =>
  api.call('PUT', path, JSON.stringify(body), {
    headers: { 'content-type': 'application/json' },
  });

interface Requested {
  readonly session: string;
  readonly step: number;
  readonly action: string;
  readonly node: string;
  readonly values?: Readonly<Record<string, readonly string[]>>;
  readonly earlier?: readonly Readonly<Record<string, readonly string[]>>[];
}
const requested = (event: EventEnvelope) => event.data as unknown as Requested;

/** What the receiver of the webhook does: it asks for a second form, and says what it was told. */
const serve: WebhookReceiver['answer'] = ({ json }) => {
  const { action, step, values, earlier, node } = requested(json as EventEnvelope);
  if (node === 'sleep') return { body: {} };
  if (action === 'cancel') return { status: 204 };
  if (node === 'refuse') {
    return { body: { command: { error: { condition: 'not-allowed', text: 'Not at night.' } } } };
  }
  if (step === 1) return { body: { command: { form: WHEN } } };
  const text = JSON.stringify({ values, earlier });
  return { body: { command: { status: 'completed', notes: [{ type: 'info', text }] } } };
};

const shown = (title: string, actions: readonly string[], values: object = {}) =>
  expect.objectContaining({
    ...{ status: 'executing', title, actions },
    values: expect.objectContaining(values) as unknown,
  }) as unknown;

const SERVERS = (['prosody', 'ejabberd'] as const).filter((kind) => needs(kind, 'slixmpp'));

describe.each(SERVERS)('commands that an identity offers, on %s', (kind) => {
  let stage: Stage;
  let juliet: Slixmpp;
  let receiver: WebhookReceiver;

  const offer = async (node: string, body: object, status = 200) => {
    const answer = await put(stage.api, `${PLACE}/commands/${node}`, body);
    expect(answer.status, answer.text).toBe(status);
    return answer;
  };
  const run = (node: string, steps: readonly object[] = []) =>
    juliet.ask('run', NURSE, { node, steps }) as Promise<
      readonly { error?: string; text?: string; notes?: readonly [string, string][] }[]
    >;

  beforeAll(async () => {
    stage = await openStage(kind);
    juliet = await connectSlixmpp({ server: stage.server, user: 'juliet', plugins: PLUGINS });
    receiver = await stage.webhook({ events: ['command.requested'] }, serve);
    await put(stage.api, PLACE, { name: 'Angelica' });
    await offer('errand', { name: 'An errand', allow: 'all', form: WHERE, actions: ['next'] });
    await offer('sleep', { name: 'Sleep', allow: ['example.org'], timeout: 1 });
    await offer('refuse', { name: 'Refuse', allow: ['Juliet@Example.org'] });
    await offer('secret', { name: 'A secret', allow: ['romeo@example.org'] });
    await offer('kin', { name: 'For kin' });
    await until(async () => ((await juliet.ask('commands', NURSE)) as unknown[]).length === 3);
  });
  afterAll(async () => {
    await juliet.close();
    await stage.close();
  });

  it('are listed to those who may execute them', async () => {
    expect(await juliet.ask('commands', NURSE)).toEqual([
      ['errand', 'An errand'],
      ['refuse', 'Refuse'],
      ['sleep', 'Sleep'],
    ]);
    expect(await juliet.ask('info', NURSE, { node: 'errand' })).toEqual({
      identities: [['automation', 'command-node', null, 'An errand']],
      features: [NS, 'jabber:x:data'],
    });
    const secret = await juliet.ask('info', NURSE, { node: 'secret' });
    expect(secret).toMatchObject({ error: expect.stringContaining('item-not-found') as unknown });
    expect(await run('secret')).toMatchObject([{ error: 'forbidden' }]);
    expect(await run('none')).toMatchObject([{ error: 'item-not-found' }]);
  });

  it('are done in forms: of the bridge, and of the answer of a webhook', async () => {
    const [first, wrong, second, back, again, last] = await run('errand', [
      { action: 'next', values: { place: 'tomb' } },
      { action: 'next', values: { FORM_TYPE: 'urn:other', place: 'cell' } },
      { action: 'prev' },
      { action: 'next', values: { place: 'orchard' } },
      { action: 'complete', values: { hour: 'nine' } },
    ]);
    expect(first).toEqual(shown('Where to', ['next']));
    expect(wrong).toMatchObject({ error: 'bad-request' });
    expect(wrong?.text).toContain('place: The form does not offer "tomb"');
    expect(second).toEqual(shown('When', ['complete', 'prev']));
    expect(back).toEqual(shown('Where to', ['next'], { place: 'cell' }));
    expect(again).toEqual(shown('When', ['complete', 'prev']));
    expect(last).toMatchObject({ status: 'completed' });
    expect(JSON.parse(last?.notes?.[0]?.[1] ?? '')).toEqual({
      values: { hour: ['nine'] },
      earlier: [{ place: ['orchard'] }],
    });
  });

  it('are canceled, and whoever serves them is told', async () => {
    const [, , canceled] = await run('errand', [
      { action: 'next', values: { place: 'cell' } },
      { action: 'cancel' },
    ]);
    expect(canceled).toMatchObject({ status: 'canceled' });
    await receiver.waitFor(({ json }) => requested(json as EventEnvelope).action === 'cancel');
  });

  it('are refused with the words of the answer', async () => {
    expect(await run('refuse')).toEqual([{ error: 'not-allowed', text: 'Not at night.' }]);
  });

  it('end with an error that says so where nobody answers', async () => {
    const [late] = await run('sleep');
    expect(late).toMatchObject({ error: 'remote-server-timeout' });
    expect(late?.text).toContain('within 1 s');
  });

  it('are for contacts unless it says otherwise', async () => {
    expect(await run('kin')).toMatchObject([{ error: 'forbidden' }]);
    await juliet.send(`<presence type="subscribe" to="${NURSE}"/>`);
    await until(async () => JSON.stringify(await juliet.ask('commands', NURSE)).includes('kin'));
  });

  it('are in the capabilities of the identity as long as there are some', async () => {
    const features = async () =>
      ((await juliet.ask('info', NURSE)) as { features: readonly string[] }).features;
    expect(await features()).toContain(NS);
    const verified = (await juliet.ask('caps', `${NURSE}/bridge`)) as {
      features?: readonly string[];
    } | null;
    if (verified !== null) expect(verified.features).toContain(NS);
    for (const node of ['errand', 'sleep', 'refuse', 'secret', 'kin']) {
      expect((await stage.api.delete(`${PLACE}/commands/${node}`)).status).toBe(204);
    }
    await until(async () => !(await features()).includes(NS));
  });
});

describe.runIf(needs('prosody', 'redis', 'slixmpp'))('a command that is answered by REST', () => {
  let scene: Scene;
  let juliet: Slixmpp;

  beforeAll(async () => {
    scene = await openScene({ kind: 'prosody' });
    juliet = await connectSlixmpp({ server: scene.server, user: 'juliet', plugins: PLUGINS });
    await put(scene.api, PLACE, {});
    const offered = await put(scene.api, `${PLACE}/commands/errand`, {
      ...{ name: 'An errand', allow: 'all', timeout: 30 },
    });
    expect(offered.status, offered.text).toBe(200);
    await until(async () => JSON.stringify(await juliet.ask('commands', NURSE)).includes('errand'));
  });
  afterAll(async () => {
    await juliet.close();
    await scene.close();
  });

  it('goes through three replicas with a kill between a step and its answer, answered once', async () => {
    const { replicas } = scene;
    const one = await replicas.leader();
    const done = juliet.ask('run', NURSE, {
      node: 'errand',
      steps: [{ action: 'complete', values: { hour: 'nine' } }],
    });
    const step = async (wanted: number) => {
      const found: Requested[] = [];
      await until(async () => {
        const bridge = scene.replicas.bridges.find((it) => it.running());
        const { json } = await bridge!.api.get('/v1/events?events=command.requested&after=oldest');
        const events = (json as { items?: EventEnvelope[] }).items ?? [];
        found.splice(0, found.length, ...events.map(requested).filter((it) => it.step === wanted));
        return found.length > 0;
      });
      return found[0]!;
    };
    const { session } = await step(0);
    await one.bridge.kill();
    const two = await replicas.leader({ after: one.epoch });
    const path = `${PLACE}/command-sessions/${session}`;
    const headers = { 'idempotency-key': 'once' };
    const form = { form: WHEN, step: 0 };
    for (const call of ['answer', 'again']) {
      const { status, text } = await two.bridge.api.post(path, form, { headers });
      expect(status, `${call}: ${text}`).toBe(204);
    }
    const other = { status: 'completed', step: 0 };
    expect((await two.bridge.api.post(path, other)).status).toBeGreaterThanOrEqual(404);
    await until(async () => {
      const { text } = await two.bridge.api.get('/v1/events?events=command.requested&after=oldest');
      return text.includes('nine');
    });
    await two.bridge.kill();
    const three = await replicas.leader({ after: two.epoch });
    const late = await three.bridge.api.post(path, other);
    expect(late.status, late.text).toBe(409);
    const last = await three.bridge.api.post(path, { status: 'completed', step: 1 });
    expect(last.status, last.text).toBe(204);
    expect(await done).toMatchObject([{ title: 'When' }, { status: 'completed' }]);
  });
});
