/** Commands of others (XEP-0050), executed over the API: of slixmpp through three replicas, and those of both servers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  CommandListed,
  CommandSessionBody,
  ProblemBody,
} from '../../../src/contract/schemas.ts';
import type { ApiClient } from '../../support/api-client.ts';
import { needs } from '../../support/need.ts';
import { connectSlixmpp, type Slixmpp } from '../../support/slixmpp.ts';
import type { NamedServerOptions } from '../../support/servers.ts';
import { openScene, type Scene } from '../replicas/scene.ts';
import { openStage, type Stage } from '../spine/stage.ts';

const PLUGINS = ['xep_0004', 'xep_0050'];
const ADMIN = 'http://jabber.org/protocol/admin#';

/** `is`: the status, and the `Idempotency-Key` where there is one. */
async function post<T>(api: ApiClient, path: string, body: object, is: number | [number, string]) {
  const [wanted, key] = typeof is === 'number' ? [is] : is;
  const headers = key === undefined ? {} : { 'idempotency-key': key };
  const { status, text, json } = await api.post(path, body, { headers });
  expect(status, text).toBe(wanted);
  return json as T;
}

const run = (api: ApiClient, body: object) =>
  post<CommandSessionBody>(api, '/v1/commands', body, 201);
const goOn = (api: ApiClient, id: string, body: object) =>
  post<CommandSessionBody>(api, `/v1/commands/${id}`, body, 200);
const refused = (api: ApiClient, path: string, body: object, is: number) =>
  post<ProblemBody>(api, path, body, is);

const said = ({ notes = [] }: CommandSessionBody) => JSON.parse(notes[0]?.text ?? '') as unknown;
const END = [
  { FORM_TYPE: ['urn:verona:lamp'], name: 'Moon' },
  { FORM_TYPE: ['urn:verona:colour'], bright: true, colour: 'white' },
  { FORM_TYPE: ['urn:verona:owner'], owner: 'juliet@example.org' },
];

describe.runIf(needs('prosody', 'redis', 'slixmpp'))('a command of three forms of slixmpp', () => {
  let scene: Scene;
  let lamp: Slixmpp;
  let to: string;

  beforeAll(async () => {
    scene = await openScene({ kind: 'prosody' });
    lamp = await connectSlixmpp({ server: scene.server, user: 'romeo', plugins: PLUGINS });
    await lamp.offer('lamp');
    to = lamp.jid;
  });
  afterAll(async () => {
    await lamp.close();
    await scene.close();
  });

  it('is listed', async () => {
    const path = `/v1/entities/${encodeURIComponent(to)}/commands`;
    const { status, text, json } = await scene.api.get(path);
    expect(status, text).toBe(200);
    expect(json).toEqual({ items: [{ jid: to, node: 'lamp', name: 'A lamp' }] });
  });

  it('is done in one call', async () => {
    const steps = [
      { values: { colour: 'white' } },
      { values: { owner: 'Juliet@example.org' } },
      { values: { needless: '' } },
    ];
    const done = await run(scene.api, { to, node: 'lamp', values: { name: 'Moon' }, steps });
    expect(done).toMatchObject({ status: 'completed', sequence: 4, stepsLeft: 1 });
    expect(said(done)).toEqual(END);
  });

  it('refuses wrong values with the pointer of the field, and can go on', async () => {
    const { api } = scene;
    const { id, suggested } = await run(api, { to, node: 'lamp' });
    expect(suggested).toBe('next');
    const wrong = await refused(api, `/v1/commands/${id}`, { values: {} }, 422);
    expect([wrong.code, wrong.errors?.[0]?.pointer]).toEqual(['form-invalid', '/values/name']);
    await goOn(api, id, { values: { name: 'Moon' } });
    const blue = await refused(api, `/v1/commands/${id}`, { values: { colour: 'blue' } }, 422);
    expect(blue.errors).toEqual([
      {
        pointer: '/values/colour',
        detail: 'The form does not offer "blue". Choose one of: "red", "white".',
      },
    ]);
    const steps = [{ values: { colour: 'red' } }, { values: { owner: '@' } }];
    const whole = { to, node: 'lamp', values: { name: 'Moon' }, steps };
    const third = await refused(api, '/v1/commands', whole, 422);
    expect(third.errors?.[0]?.pointer).toBe('/steps/1/values/owner');
    expect(await goOn(api, id, { action: 'cancel' })).toMatchObject({ status: 'canceled' });
    await refused(api, `/v1/commands/${id}`, {}, 409);
  });

  it('is gone on with by one of two calls at once', async () => {
    const { id } = await run(scene.api, { to, node: 'lamp' });
    const both = await Promise.all(
      [0, 1].map((index) =>
        scene.replicas.bridges[index]!.api.post(`/v1/commands/${id}`, { values: { name: 'Moon' } }),
      ),
    );
    // The later one finds the second form where the first was done before it began: it has no such field.
    const statuses = both.map(({ status }) => status).sort();
    expect(statuses[0], both.map(({ text }) => text).join()).toBe(200);
    expect([409, 422]).toContain(statuses[1]);
    const { json } = await scene.api.get(`/v1/commands/${id}`);
    expect(json).toMatchObject({ sequence: 2, form: { title: 'colour' } });
  });

  it('has no further effect when a call is repeated under its Idempotency-Key', async () => {
    const body = { to, node: 'lamp', values: { name: 'Moon' } };
    const [first, again] = [
      await post<CommandSessionBody>(scene.api, '/v1/commands', body, [201, 'once']),
      await post<CommandSessionBody>(scene.api, '/v1/commands', body, [201, 'once']),
    ];
    expect(again).toEqual(first);
    const step = { values: { colour: 'red' } };
    const path = `/v1/commands/${first.id}`;
    const second = await post<CommandSessionBody>(scene.api, path, step, [200, 'twice']);
    expect(await post(scene.api, path, step, [200, 'twice'])).toEqual(second);
    await post(scene.api, path, { values: { colour: 'white' } }, [422, 'twice']);
  });

  it('is remembered with who executed it and where, without the values', async () => {
    const values = { name: 'Mercury' };
    const { id } = await run(scene.api, { to, node: 'lamp', values });
    await goOn(scene.api, id, { action: 'cancel' });
    const { json, text } = await scene.api.get('/v1/audit?limit=2');
    const object = { type: 'command', id, name: 'lamp', item: to };
    expect(json).toMatchObject({
      items: [
        { action: 'command.continued', object },
        { action: 'command.executed', object },
      ],
    });
    expect(text).not.toContain('Mercury');
  });
});

const OPTIONS: NamedServerOptions = {
  prosody: {
    modules: ['adhoc', 'admin_adhoc'],
    extraConfig: 'admins = { "ops@bridge.example.org" }',
  },
  ejabberd: {
    extraConfig:
      'acl: {admin: {user: ["ops@bridge.example.org"]}}\naccess_rules: {configure: {allow: admin}}',
    modules: '  mod_configure: {}',
  },
};

describe.each(['prosody', 'ejabberd'] as const)('the commands of %s', (kind) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(kind, {}, OPTIONS);
  });
  afterAll(() => stage.close());

  it('are listed page by page', async () => {
    const nodes: string[] = [];
    let after = '';
    do {
      const path = `/v1/entities/example.org/commands?from=ops&limit=5${after}`;
      const { json, text, status } = await stage.api.get(path);
      expect(status, text).toBe(200);
      const page = json as { items: CommandListed[]; next?: string };
      nodes.push(...page.items.map(({ node }) => node));
      after = page.next === undefined ? '' : `&after=${page.next}`;
    } while (after !== '');
    expect(nodes.length).toBeGreaterThan(5);
    expect(nodes).toEqual([...new Set(nodes)]);
  });

  it('add a user who can then log in, and delete him', async () => {
    const account = 'paris@example.org';
    const add = {
      ...{ from: 'ops', to: 'example.org', node: `${ADMIN}add-user` },
      values: { accountjid: account, password: 'County', 'password-verify': 'County' },
    };
    const added = await run(stage.api, add);
    expect(added, JSON.stringify(added)).toMatchObject({ status: 'completed' });
    const gone = { from: 'ops', to: 'example.org', node: `${ADMIN}delete-user` };
    const begun = await run(stage.api, gone);
    expect(begun.status).toBe('executing');
    expect(begun.actions).toContain('complete');
    const done = await goOn(stage.api, begun.id, {
      action: 'complete',
      values: { accountjids: [account] },
    });
    expect(done).toMatchObject({ status: 'completed' });
  });

  it('are refused to an identity without the right, with the words of the server', async () => {
    const add = { from: 'paris', to: 'example.org', node: `${ADMIN}add-user` };
    const { status, json, text } = await stage.api.post('/v1/commands', add);
    expect([403, 404], text).toContain(status);
    expect((json as ProblemBody).code).toBe('stanza-error');
  });
});
