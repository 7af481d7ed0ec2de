/** Commands that an identity offers, executed by messages, on both servers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventEnvelope } from '../../../src/contract/schemas.ts';
import type { ApiClient } from '../../support/api-client.ts';
import { describeAtOnce } from '../../support/at-once.ts';
import { needs } from '../../support/need.ts';
import { until } from '../../support/until.ts';
import type { WebhookReceiver } from '../../support/webhook-receiver.ts';
import { connectClient, type XmppClient } from '../../support/xmpp-client.ts';
import { openScene, type Scene } from '../replicas/scene.ts';
import { openStage, SERVERS, type Stage } from '../spine/stage.ts';

const NURSE = 'nurse@bridge.example.org';
const PLACE = '/v1/identities/nurse';
const WHERE = {
  ...{ type: 'form', title: 'Where to' },
  fields: [
    { var: 'FORM_TYPE', type: 'hidden', values: ['urn:verona:errand'] },
    {
      ...{ var: 'place', type: 'list-single', required: true },
      options: [{ value: 'cell' }, { value: 'orchard' }],
    },
    { var: 'alone', type: 'boolean', values: ['1'] },
  ],
};
const WHEN = {
  ...{ type: 'form', title: 'When' },
  fields: [{ var: 'hour', type: 'text-single', required: true }],
};

const put = (api: ApiClient, path: string, body: object) =>
  api.call('PUT', path, JSON.stringify(body), { headers: { 'content-type': 'application/json' } });

interface Requested {
  readonly session: string;
  readonly node: string;
  readonly step: number;
  readonly action: string;
  readonly from: string;
  readonly chat?: true;
  readonly values?: Readonly<Record<string, readonly string[]>>;
  readonly earlier?: readonly object[];
}
const requested = ({ data }: EventEnvelope) => data as unknown as Requested;

const serve: WebhookReceiver['answer'] = ({ json }) => {
  const { node, action, step, values, earlier } = requested(json as EventEnvelope);
  if (node === 'sleep') return { body: {} };
  if (action === 'cancel') return { status: 204 };
  if (node === 'refuse') {
    return { body: { command: { error: { condition: 'not-allowed', text: 'Not at night.' } } } };
  }
  if (node === 'errand' && step === 1) return { body: { command: { form: WHEN } } };
  const text = JSON.stringify({ values, earlier });
  return { body: { command: { notes: [{ type: 'info', text }] } } };
};

describeAtOnce(
  SERVERS.filter(({ kind }) => needs(kind)),
  'commands as words of a chat, on $kind',
  ({ kind }) => {
    let stage: Stage;
    let juliet: XmppClient;
    let receiver: WebhookReceiver;
    let count = 0;

    const write = async (text: string, { user = juliet, more = '', type = 'chat' } = {}) => {
      count += 1;
      const id = `said-${count}`;
      await user.send(
        `<message to='${NURSE}' type='${type}' id='${id}'><body>${text}</body>${more}</message>`,
      );
      return id;
    };
    const answer = async (text: string, user = juliet) => {
      await write(text, { user });
      return user.next(({ body, attributes: { from } }) => body !== undefined && from === NURSE);
    };
    const offer = async (node: string, body: object, status = 200) => {
      const said = await put(stage.api, `${PLACE}/commands/${node}`, body);
      expect(said.status, said.text).toBe(status);
      return said;
    };

    beforeAll(async () => {
      stage = await openStage(kind);
      juliet = await stage.user('juliet', 'balcony');
      receiver = await stage.webhook({ events: ['command.requested'] }, serve);
      await put(stage.api, PLACE, { name: 'Angelica' });
      const all = { allow: ['juliet@example.org', 'bridge.example.org'] };
      await offer('errand', { name: 'An errand', word: 'errand', ...all, form: WHERE });
      await offer('state', { name: 'Status', word: 'Status', ...all });
      await offer('refuse', { name: 'Refuse', word: 'night', ...all, form: WHEN });
      await offer('sleep', { name: 'Sleep', word: 'sleep', ...all, form: WHEN, timeout: 1 });
    });
    afterAll(() => stage.close());

    it('a word is answered, with a receipt, an id of origin and the thread', async () => {
      const more = `<thread>t1</thread><request xmlns='urn:xmpp:receipts'/>`;
      const id = await write('Status', { more });
      const said = await juliet.next(({ body }) => body === '{}');
      expect(said.attributes).toMatchObject({ from: NURSE, type: 'chat' });
      expect(said.xml).toContain('<thread>t1</thread>');
      expect(said.node.child('origin-id', 'urn:xmpp:sid:0')?.attributes['id']).toBe(
        said.attributes['id'],
      );
      await juliet.waitFor(({ xml }) => xml.includes('<received') && xml.includes(id));
      const { json } = await receiver.waitFor(
        ({ json: it }) => requested(it as EventEnvelope).node === 'state',
      );
      expect(requested(json as EventEnvelope)).toMatchObject({
        ...{ action: 'execute', step: 0, chat: true, from: 'juliet@example.org' },
      });
    });

    it('a form is filled in by one message for each field', async () => {
      const asked = await answer('errand');
      expect(asked.body).toContain('place? Choose one of: cell, orchard.');
      expect((await answer('tomb')).body).toContain('The form does not offer "tomb"');
      expect((await answer('Orchard')).body).toContain('alone? Yes or no. "-" keeps yes.');
      expect((await answer('no')).body).toContain('hour?');
      const { body = '' } = await answer('nine');
      expect(JSON.parse(body)).toEqual({
        values: { hour: ['nine'] },
        earlier: [{ place: ['orchard'], alone: ['0'] }],
      });
    });

    it('values stand beside the word, and wrong ones are told what is expected', async () => {
      expect((await answer('!errand place=tomb')).body).toContain('"cell", "orchard"');
      expect((await answer('!errand to the cell')).body).toContain('errand key=value');
      expect((await answer('errand place=cell')).body).toContain('hour?');
      expect((await answer('nine')).body).toContain('"place":["cell"]');
      expect((await answer('status deep="very much"')).body).toBe(
        '{"values":{"deep":["very much"]}}',
      );
    });

    it('what is refused is asked for again, until it is canceled', async () => {
      await answer('night');
      const { body } = await answer('nine');
      expect(body).toBe('Not at night.\nhour? "-" keeps nine.');
      expect((await answer('cancel')).body).toBe('Canceled.');
      await receiver.waitFor(({ json }) => requested(json as EventEnvelope).action === 'cancel');
    });

    it('where nobody answers in time, that is said, and the form is asked for again', async () => {
      await answer('sleep');
      expect((await answer('nine')).body).toBe(
        'Nobody answered this step within 1 s. Try again.\nhour? "-" keeps nine.',
      );
      expect((await answer('cancel')).body).toBe('Canceled.');
    });

    it('nothing is answered to others, to identities, and to what nobody writes now', async () => {
      const events = stage.events();
      const romeo = await stage.user('romeo', 'orchard');
      const delay = `<delay xmlns='urn:xmpp:delay' stamp='2026-01-31T12:00:00Z'/>`;
      const ids = [
        await write('status', { user: romeo }),
        await write('status of all things'),
        await write('cancel'),
        await write('status', { more: delay }),
        await write('status', { type: 'headline' }),
        await write('status', { more: `<encrypted xmlns='eu.siacs.conversations.axolotl'/>` }),
      ];
      const own = { from: 'friar', to: NURSE, body: 'status', type: 'chat' };
      expect((await stage.api.post('/v1/messages', own)).status).toBe(202);
      for (const id of ids) {
        await events.waitFor(
          ({ type, data }) => type === 'message.received' && 'id' in data && data.id === id,
        );
      }
      await events.waitFor(({ data }) => 'self' in data);
      // The proof: what is written after all that is the next thing that is answered.
      const { body } = await answer('status proof=1');
      expect(body).toBe('{"values":{"proof":["1"]}}');
      expect(romeo.received.filter(({ name }) => name === 'message')).toEqual([]);
    });

    it('no word stands for two commands of an identity', async () => {
      const said = await offer('other', { name: 'Other', word: 'STATUS' }, 409);
      expect(said.json).toMatchObject({ errors: [{ pointer: '/word' }] });
      for (const word of ['cancel', '!x', 'two words', 'a=b']) {
        expect((await put(stage.api, `${PLACE}/commands/x`, { name: 'X', word })).status).toBe(400);
      }
    });
  },
);

describe.runIf(needs('prosody', 'redis'))('a command that is talked through', () => {
  let scene: Scene;
  let juliet: XmppClient;

  beforeAll(async () => {
    scene = await openScene({ kind: 'prosody' });
    juliet = await connectClient({ server: scene.server, user: 'juliet' });
    await put(scene.api, PLACE, {});
    const body = { name: 'An errand', word: 'errand', allow: 'all', form: WHERE, timeout: 30 };
    const offered = await put(scene.api, `${PLACE}/commands/errand`, body);
    expect(offered.status, offered.text).toBe(200);
  });
  afterAll(async () => {
    await juliet.close();
    await scene.close();
  });

  it('goes through three replicas with a kill between two messages', async () => {
    const { replicas } = scene;
    const say = (text: string) =>
      juliet.send(`<message to='${NURSE}' type='chat'><body>${text}</body></message>`);
    const heard = (part: string) =>
      juliet.next(
        ({ body, attributes }) => attributes['type'] !== 'error' && body?.includes(part) === true,
        20_000,
      );
    let { bridge, epoch } = await replicas.leader();
    // The link's replica learns a moment later that the identity offers something.
    await until(async () => {
      await say('errand');
      return juliet.next(({ body }) => body?.includes('place?') === true, 500).catch(() => false);
    });
    await bridge.kill();
    ({ bridge, epoch } = await replicas.leader({ after: epoch }));
    await say('cell');
    await heard('alone?');
    await bridge.kill();
    ({ bridge } = await replicas.leader({ after: epoch }));
    await say('-');
    const { session } = await until(async () => {
      const { json } = await bridge.api.get('/v1/events?events=command.requested&after=oldest');
      const [event] = (json as { items: EventEnvelope[] }).items;
      return event && requested(event);
    });
    const notes = [{ type: 'info', text: 'The errand is run.' }];
    const done = await bridge.api.post(`${PLACE}/command-sessions/${session}`, { notes });
    expect(done.status, done.text).toBe(204);
    await heard('The errand is run.');
  });
});
