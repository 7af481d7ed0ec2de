/** Pub/sub over the API, on every server there is. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type {
  EventEnvelope,
  ProblemBody,
  PubsubItemPageBody,
  PubsubNodeBody,
  PubsubNodeOutcomeBody,
  PubsubPublishedBody,
  PubsubSubscriptionBody,
} from '../../../src/contract/schemas.ts';
import type { ApiResponse } from '../../support/api-client.ts';
import { describeAtOnce } from '../../support/at-once.ts';
import type { Inbox } from '../../support/inbox.ts';
import { until } from '../../support/until.ts';
import type { XmppClient } from '../../support/xmpp-client.ts';
import { ALL_SERVERS, openStage, type Stage } from '../spine/stage.ts';

const PUBSUB = 'pubsub.example.org';
/** Ids may have whatever paths have a meaning for. */
const NODE = 'verona/balcony#light:1 ☺';
const BARE_PUBSUB = 'locked.example.org';

const OPTIONS = {
  prosody: {
    componentConfig: `
Component "${PUBSUB}" "pubsub"
  admins = { "friar@bridge.example.org" }

Component "${BARE_PUBSUB}" "pubsub"
`,
  },
};

type NewsOf<Type extends EventEnvelope['type']> = Extract<EventEnvelope, { type: Type }>;

describeAtOnce(ALL_SERVERS, 'on $name, pub/sub', ({ name, kind }) => {
  let stage: Stage;
  let juliet: XmppClient;
  let events: Inbox<EventEnvelope>;

  beforeAll(async () => {
    stage = await openStage(name, {}, OPTIONS);
    juliet = await stage.user('juliet');
    events = stage.events();
  });
  afterAll(() => stage.close());

  const at = (rest = '', { node = NODE, as = 'friar', service = PUBSUB, more = '' } = {}) =>
    `/v1/pubsub/${encodeURIComponent(service)}/nodes/${encodeURIComponent(node)}${rest}?as=${as}${more}`;
  async function ok<T>(answer: Promise<ApiResponse>, status: number | number[] = 200): Promise<T> {
    const { status: got, text, json } = await answer;
    expect([status].flat(), text).toContain(got);
    return json as T;
  }
  const refused = (answer: Promise<ApiResponse>, status: number) => ok<ProblemBody>(answer, status);
  const put = (path: string, body: object) => stage.api.call('PUT', path, body);
  const item = (id: string) => `/items/${encodeURIComponent(id)}`;
  const told = <Type extends EventEnvelope['type']>(
    type: Type,
    fits: (data: NewsOf<Type>['data']) => boolean = () => true,
  ) =>
    events.next(
      (event): event is NewsOf<Type> => event.type === type && fits(event.data as never),
    ) as Promise<NewsOf<Type>>;

  it('makes a node, configures it, and says what was ignored', async () => {
    const config = {
      title: 'Light',
      accessModel: 'open',
      maxItems: 50,
      persistItems: true,
      notifyDelete: true,
    };
    const made = await ok<PubsubNodeOutcomeBody>(
      put(at(), { config: { ...config, form: { 'x#nobody-has-it': '1' } } }),
      201,
    );
    expect(made).toMatchObject({ service: PUBSUB, node: NODE, created: true });
    expect(made.applied).toEqual(
      expect.arrayContaining(['accessModel', 'maxItems', 'notifyDelete']),
    );
    expect(made.ignored).toContain('x#nobody-has-it');
    const again = await ok<PubsubNodeOutcomeBody>(put(at(), { config: { maxItems: 40 } }));
    expect(again).toMatchObject({ created: false, applied: ['maxItems'], ignored: [] });
    const seen = await ok<PubsubNodeBody>(stage.api.get(at()));
    expect(seen).toMatchObject({ owner: true, config: { maxItems: 40, accessModel: 'open' } });
    const { items } = await ok<{ items: { node: string }[] }>(
      stage.api.get(`/v1/pubsub/${PUBSUB}/nodes?as=friar`),
    );
    expect(items.map(({ node }) => node)).toContain(NODE);
    const foreign = await ok<PubsubNodeBody>(stage.api.get(at('', { as: 'nurse' })));
    expect(foreign).toMatchObject({ owner: false });
  });

  it('subscribes an identity, which then hears what is published', async () => {
    const path = at('/subscriptions/nurse').replace('?as=friar', '');
    const headers = { prefer: 'wait=20' };
    const body = await ok<PubsubSubscriptionBody>(
      stage.api.call('PUT', path, { catchUp: true }, { headers }),
    );
    expect(body, JSON.stringify(body)).toMatchObject({
      state: 'subscribed',
      node: NODE,
      wanted: true,
    });
    const heard = told('pubsub.item');
    const json = { lumen: 40.5, of: ['☾', null], on: true };
    const done = await ok<PubsubPublishedBody>(put(at(item('a/b#c:d')), { json }));
    expect(done).toEqual({ service: PUBSUB, node: NODE, id: 'a/b#c:d' });
    const { identity, conversation, data } = await heard;
    expect(data).toMatchObject({ service: PUBSUB, node: NODE, id: 'a/b#c:d', json });
    expect({ identity, conversation }).toEqual({
      identity: 'nurse@bridge.example.org',
      conversation: `nurse@bridge.example.org ${PUBSUB}`,
    });
    const shown = await ok<PubsubSubscriptionBody>(stage.api.get(path));
    expect(shown.lastItem).toMatchObject({ id: 'a/b#c:d' });
    const { items } = await ok<{ items: object[] }>(stage.api.get('/v1/pubsub/subscriptions'));
    expect(items).toHaveLength(1);
  });

  it('carries each form of content to subscribers and readers', async () => {
    const contents = {
      geoloc: { lat: 45.44, lon: 10.99, locality: 'Verona' },
      entry: { title: 'To be', content: 'or not to be', id: 'tag:x,1', author: 'Hamlet' },
      form: { type: 'result', fields: [{ var: 'a', values: ['1', '2'] }] },
      payload: { name: 'lamp', namespace: 'urn:example:lamp', attributes: { on: 'yes' } },
    };
    for (const [form, value] of Object.entries(contents)) {
      const heard = told('pubsub.item', (data) => data.id === form);
      await ok(put(at(item(form)), { [form]: value }));
      expect((await heard).data).toMatchObject({ [form]: value });
      const kept = await ok<object>(stage.api.get(at(item(form))));
      expect(kept).toMatchObject({ id: form, [form]: value });
    }
    const two = await refused(put(at(item('two')), { json: 1, nick: 'x' }), 400);
    expect(two.errors?.[0]?.pointer).toMatch(/json|nick/);
  });

  it('pages through items', async () => {
    for (const number of [1, 2, 3]) {
      await ok<PubsubPublishedBody>(stage.api.post(at('/items'), { json: { number } }), 201);
    }
    const ids: string[] = [];
    const numbers: unknown[] = [];
    let more = '&limit=3';
    for (let page = 0; page < 9; page += 1) {
      const { items, next } = await ok<PubsubItemPageBody>(stage.api.get(at('/items', { more })));
      expect(items.length).toBeLessThanOrEqual(3);
      ids.push(...items.map(({ id }) => id));
      numbers.push(
        ...items.flatMap(({ json }) => (json as { number?: number } | null)?.number ?? []),
      );
      if (next === undefined) break;
      more = `&limit=3&after=${encodeURIComponent(next)}`;
    }
    expect(numbers).toEqual([1, 2, 3]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(8);
  });

  it('publishes once for an Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'once' };
    const call = () =>
      ok<PubsubPublishedBody>(stage.api.post(at('/items'), { json: 'once' }, { headers }), 201);
    expect(await call()).toEqual(await call());
  });

  it('marks what says the same again', async () => {
    const marked = told('pubsub.item', ({ id, duplicate }) => id === 'form' && duplicate === true);
    // Right after it subscribed, the first repeat may be the last item that the service sends to a new subscriber.
    for (let time = 0; time < 3; time += 1) await ok(put(at(item('form')), { json: 2 }));
    expect((await marked).data).toMatchObject({ json: 2 });
  });

  it('retracts an item, and tells of it', async () => {
    const heard = told('pubsub.retracted');
    await ok(stage.api.call('DELETE', at(item('geoloc'))), 204);
    expect((await heard).data).toMatchObject({ service: PUBSUB, node: NODE, id: 'geoloc' });
    await refused(stage.api.get(at(item('geoloc'))), 404);
  });

  it('changes affiliations, which let others publish', async () => {
    const nurse = 'nurse@bridge.example.org';
    const problem = await refused(put(at(item('x'), { as: 'nurse' }), { json: 1 }), 403);
    expect(problem.detail).toMatch(/has to be a publisher or an owner of the node/);
    const items = [{ jid: nurse, affiliation: 'publisher' }];
    const set = await ok<object>(stage.api.patch(at('/affiliations'), { items }));
    expect(set).toMatchObject({ applied: 1, failed: 0 });
    const list = await ok<{ items: object[] }>(stage.api.get(at('/affiliations')));
    expect(list.items).toContainEqual({ jid: nurse, affiliation: 'publisher' });
    await ok(put(at(item('x'), { as: 'nurse' }), { json: 1 }));
    await refused(stage.api.get(at('/affiliations', { as: 'nurse' })), 403);
  });

  it('takes options for a precondition', async () => {
    const good = { json: 1, options: { accessModel: 'open' } };
    await ok(put(at(item('pre')), good));
    const bad = { json: 1, options: { accessModel: 'whitelist' } };
    const problem = await refused(put(at(item('pre')), bad), 409);
    expect(problem.detail).toContain('is configured in another way than "options" say');
  });

  it('purges a node, and tells of it', async () => {
    const heard = told('pubsub.purged');
    await ok(stage.api.post(at('/purge')), 204);
    expect((await heard).data).toMatchObject({ service: PUBSUB, node: NODE });
    const { items } = await ok<PubsubItemPageBody>(stage.api.get(at('/items')));
    expect(items).toEqual([]);
  });

  it('makes a node for an item where that is said', async () => {
    const node = 'new one';
    const body = { json: 1, createNode: true, options: { accessModel: 'open' } };
    await ok(put(at(item('1'), { node }), body));
    expect(await ok<PubsubNodeBody>(stage.api.get(at('', { node })))).toMatchObject({
      config: { accessModel: 'open' },
    });
    await ok(stage.api.call('DELETE', at('', { node })), 204);
    await refused(stage.api.get(at('', { node })), 404);
  });

  it('says who may do what it may not', async () => {
    if (kind === 'prosody') {
      const problem = await refused(put(at('', { service: BARE_PUBSUB }), {}), 403);
      expect(problem.detail).toContain('admins = { "friar@bridge.example.org" }');
    }
    const deleted = await refused(stage.api.call('DELETE', at('', { as: 'nurse' })), 403);
    expect(deleted.detail).toContain('it has to be an owner of the node');
  });

  it('is not there on a domain that has none, which is said with what to add', async () => {
    const service = stage.server.domain;
    const problem = await refused(put(at('', { service }), {}), 501);
    expect(problem).toMatchObject({ code: 'feature-missing', service });
    expect(problem.detail).toMatch(/Component "example\.org" "pubsub".*mod_pubsub/);
    const none = await refused(put(at('', { service: 'nowhere.example.org' }), {}), 501);
    expect(none).toMatchObject({ code: 'feature-missing', service: 'nowhere.example.org' });
  });

  it('reads what a user publishes, and hears of it', async () => {
    const service = `juliet@${stage.server.domain}`;
    const node = 'http://jabber.org/protocol/geoloc';
    const iq = (id: string, lat: number) =>
      `<iq type='set' id='${id}'><pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='${node}'>` +
      `<item id='current'><geoloc xmlns='${node}'><lat>${lat}</lat></geoloc></item></publish>` +
      `<publish-options><x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'><value>` +
      `http://jabber.org/protocol/pubsub#publish-options</value></field><field var='pubsub#access_model'>` +
      `<value>open</value></field></x></publish-options></pubsub></iq>`;
    const answered = (id: string) => juliet.next(({ attributes }) => attributes['id'] === id);
    const first = answered('g1');
    await juliet.send(iq('g1', 45));
    await first;
    const { items } = await ok<PubsubItemPageBody>(stage.api.get(at('/items', { service, node })));
    expect(items).toMatchObject([{ id: 'current', geoloc: { lat: 45 } }]);
    const path = at('/subscriptions/nurse', { service, node }).replace('?as=friar', '');
    const headers = { prefer: 'wait=20' };
    const body = await ok<PubsubSubscriptionBody>(stage.api.call('PUT', path, {}, { headers }));
    expect(body.state).toBe('subscribed');
    if (kind === 'prosody') {
      const heard = told('pubsub.item', ({ geoloc }) => geoloc?.lat === 46);
      await juliet.send(iq('g2', 46));
      expect((await heard).data).toMatchObject({ service, node, id: 'current' });
    }
    const denied = await refused(put(at(item('current'), { service, node }), { json: 1 }), 403);
    expect(denied.detail).toContain('only the user may publish');
  });

  it('tells that a node was deleted, and unsubscribes', async () => {
    const heard = told('pubsub.deleted');
    await ok(stage.api.call('DELETE', at()), 204);
    expect((await heard).data).toMatchObject({ service: PUBSUB, node: NODE });
    const path = at('/subscriptions/nurse').replace('?as=friar', '');
    const stateOf = async () => (await ok<PubsubSubscriptionBody>(stage.api.get(path))).state;
    await until(async () => (await stateOf()) === 'gone', { message: 'it to be gone' });
    const headers = { prefer: 'wait=20' };
    await ok(stage.api.call('DELETE', path, undefined, { headers }), 204);
    await refused(stage.api.get(path), 404);
  });
});
