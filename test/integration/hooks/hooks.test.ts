import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bodyOf, goldens, headersOf } from '../../features/hooks/golden.ts';
import { alert } from '../../features/hooks/intake-stage.ts';
import { describeAtOnce } from '../../support/at-once.ts';
import { needs } from '../../support/need.ts';
import { until } from '../../support/until.ts';
import { SERVERS } from '../spine/stage.ts';
import { corrected, startHooksStage, untilProof, type Hook, type HooksStage } from './stage.ts';

interface Shown {
  readonly body: string;
  readonly replace?: { readonly id: string };
  readonly oob?: { readonly url: string };
}

const searchOf = (query: Readonly<Record<string, string>>) => new URLSearchParams(query).toString();

describeAtOnce(
  SERVERS.filter(({ kind }) => needs(kind, 'redis')),
  'a hook, with $kind',
  ({ kind }) => {
    let stage: HooksStage;
    let room: string;
    let nurse: string;
    let juliet: string;

    beforeAll(async () => {
      stage = await startHooksStage(kind);
      room = await stage.room();
      nurse = `nurse@${stage.server.componentDomain}`;
      juliet = `juliet@${stage.server.domain}`;
    });
    afterAll(() => stage.stop());

    const json = (answer: { readonly json: unknown }) => answer.json as Record<string, unknown>;

    it('knows a room from a person by asking their domain', async () => {
      const { id } = await stage.hook({ dialect: 'text', to: [room, juliet] });
      const { to } = json(await stage.api.get(`/v1/hooks/${id}`));
      expect(to).toEqual([
        { jid: room, type: 'groupchat' },
        { jid: juliet, type: 'chat' },
      ]);
    });

    it('tells an alert that comes fifty times through three replicas in one message, and corrects it', async () => {
      const hook = await stage.hook({ dialect: 'alertmanager', to: [room, juliet] });
      const deliver = (status: 'firing' | 'resolved') =>
        Array.from({ length: 50 }, (_, i) =>
          stage.deliver(hook, alert('Light', status), { to: i % 3 }),
        );
      const answers = await Promise.all(deliver('firing'));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
      await stage.bridges[1]!.restart();
      await Promise.all(deliver('resolved'));
      for (const from of [room, nurse]) {
        const heard = await untilProof(stage, { ...hook }, from).then((all) =>
          all.filter(({ body }) => body?.includes('Light')),
        );
        const [first, second, ...more] = heard;
        expect(more).toEqual([]);
        expect(first?.body).toBe('🔴 Light');
        expect(corrected(first!)).toBeUndefined();
        expect(second?.body).toBe('✔ Resolved Light');
        expect(corrected(second!)).toBe(first?.attributes['id']);
      }
    });

    it('tells hundreds of alerts in so many messages and a summary, and a kill of the leader loses none', async () => {
      const storm = { max: 20, per: 6 };
      const hook = await stage.hook({ dialect: 'alertmanager', to: [juliet], storm });
      const deliverAll = async (from: number, to: number) => {
        for (let i = from; i < to; i += 20) {
          const some = Array.from({ length: 20 }, (_, k) => i + k).map(async (n) => {
            // As senders do: again, elsewhere, until it is taken.
            let to = n;
            await until(async () => {
              to += 1;
              const answer = stage.deliver(hook, alert(`Storm ${n}`), { to: to % 3 });
              return (await answer.catch(() => ({ status: 0 }))).status === 202;
            });
          });
          await Promise.all(some);
        }
      };
      await deliverAll(0, 200);
      const leader = await until(async () => {
        const states = stage.bridges.map(async ({ api }) => {
          const { json: report } = await api.get('/v1/status');
          return (report as { link: { state: string } }).link.state === 'online';
        });
        const at = (await Promise.all(states)).indexOf(true);
        return at === -1 ? undefined : stage.bridges[at];
      });
      await leader.kill('SIGKILL');
      await deliverAll(200, 400);
      await leader.restart();
      const summary = await stage.juliet.waitFor(
        ({ body }) => body?.includes('more messages within 6 s') === true,
        30_000,
      );
      expect(summary.body).toMatch(/verona: \d+ more messages/);
      await untilProof(stage, hook, nurse);
      const told = stage.heard(nurse).filter(({ body }) => body?.startsWith('🔴 Storm') === true);
      const ids = new Set(told.map(({ body }) => body));
      const held = stage
        .heard(nurse)
        .flatMap(({ body = '' }) => /verona: (\d+) more messages? within 6 s/.exec(body)?.[1] ?? [])
        .reduce((sum, count) => sum + Number(count), 0);
      expect(ids.size + held).toBe(400);
    });

    it('answers the message of an alert in a room by the id that the room gave', async () => {
      const hook = await stage.hook({ dialect: 'alertmanager', to: [room], update: 'reply' });
      const { messages } = json(await stage.deliver(hook, alert('Moon')));
      const [id = ''] = messages as readonly string[];
      const first = await stage.juliet.waitFor(({ body }) => body === '🔴 Moon');
      await until(async () => {
        const { roomStanzaId } = json(await stage.api.get(`/v1/messages/${id}`));
        return roomStanzaId !== undefined;
      });
      await stage.deliver(hook, alert('Moon', 'resolved'), { to: 1 });
      const second = await stage.juliet.waitFor(({ body }) => body === '✔ Resolved Moon');
      const given = first.node.child('stanza-id', 'urn:xmpp:sid:0')?.attributes['id'];
      expect(given).toBeDefined();
      const reply = second.node.child('reply', 'urn:xmpp:reply:0')?.attributes;
      expect(reply).toMatchObject({ id: given, to: first.attributes['from'] });
    });

    it('speaks with the rights of its key, and not at all once that is gone', async () => {
      const scopes = ['hooks:manage', 'messages:send'];
      const order = { name: 'n', identities: ['nurse'], scopes, recipients: [stage.server.domain] };
      const { id: keyId, key } = json(await stage.api.post('/v1/keys', order)) as Record<
        string,
        string
      >;
      const create = (to: string) =>
        stage.api.post('/v1/hooks', { name: 'n', dialect: 'text', to: [to] }, { key: key! });
      expect((await create('paris@elsewhere.example')).status).toBe(403);
      const { url } = json(await create(juliet)) as { url: string };
      const put = () => stage.bridges[2]!.api.call('PUT', url, 'Anon, good nurse', { key: null });
      expect((await put()).status).toBe(202);
      await stage.juliet.waitFor(({ body }) => body === 'Anon, good nurse');
      await stage.api.delete(`/v1/keys/${keyId!}`);
      await until(async () => (await put()).status === 403);
    });

    it('sends what its preview shows, of all payloads', async () => {
      const all: Record<string, Hook> = {};
      for (const golden of goldens()) {
        const { dialect, query = {} } = golden;
        const storm = { max: 1_000, per: 60 };
        const hook = (all[dialect] ??= await stage.hook({ dialect, to: [juliet], storm }));
        const headers = headersOf(golden);
        const given = { headers, query, body: bodyOf(golden) };
        const preview = json(await stage.api.post(`/v1/hooks/${hook.id}/preview`, given));
        const [shown] = preview['messages'] as readonly Shown[];
        const url = Object.keys(query).length === 0 ? hook.url : `${hook.url}?${searchOf(query)}`;
        const answer = await stage.deliver({ url }, bodyOf(golden), { headers });
        expect(answer.status, answer.text).toBeLessThan(300);
        const sent = await stage.juliet.next(({ body }) => body === shown!.body);
        expect(corrected(sent)).toBe(shown!.replace?.id);
        const oob = sent.node.child('x', 'jabber:x:oob')?.child('url')?.text;
        expect(oob).toBe(shown!.oob?.url);
      }
    });

    it('believes GitHub by its signature only', async () => {
      const verify = { scheme: 'github', secret: 'wherefore' };
      const hook = await stage.hook({ dialect: 'github', to: [juliet], verify });
      const body = JSON.stringify({
        action: 'created',
        sender: { login: 'romeo' },
        repository: { full_name: 'verona/balcony' },
      });
      const sign = (secret: string) =>
        `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
      const headers = {
        'x-github-event': 'star',
        'content-type': 'application/json',
        'x-github-delivery': 'd1',
      };
      const wrong = await stage.deliver(hook, body, {
        headers: { ...headers, 'x-hub-signature-256': sign('art thou') },
      });
      expect(wrong.status).toBe(401);
      expect(wrong.text).not.toContain(hook.url.split('/').at(-1));
      const right = { ...headers, 'x-hub-signature-256': sign('wherefore') };
      for (const to of [0, 1, 2]) {
        const { status } = await stage.deliver(hook, body, { headers: right, to });
        expect(status).toBe(202);
      }
      await stage.juliet.waitFor(({ body: text }) => text?.includes('romeo starred') === true);
      const heard = await untilProof(stage, hook, nurse);
      expect(heard.filter(({ body: text }) => text?.includes('romeo starred'))).toHaveLength(1);
    });

    it('answers Slack as Slack does', async () => {
      const hook = await stage.hook({ dialect: 'slack', to: [juliet] });
      const form = { headers: { 'content-type': 'application/x-www-form-urlencoded' } };
      const good = await stage.deliver(hook, 'payload=%7B%22text%22%3A%22*Adieu*%22%7D', form);
      expect([good.status, good.text]).toEqual([200, 'ok']);
      await stage.juliet.waitFor(({ body }) => body === '*Adieu*');
      const bad = await stage.deliver(hook, 'payload=%7B', form);
      expect([bad.status, bad.text]).toEqual([400, 'invalid_payload']);
      const empty = await stage.deliver(hook, { channel: '#x' });
      expect([empty.status, empty.text]).toEqual([400, 'no_text']);
      for (const way of ['preview', 'test']) {
        const refused = await stage.api.post(`/v1/hooks/${hook.id}/${way}`, {
          payload: { channel: '#x' },
        });
        expect([refused.status, json(refused)['detail']]).toEqual([
          400,
          'The sender would get 400: no_text',
        ]);
      }
    });

    it('shows its secret once, and nowhere else', async () => {
      const headers = { 'idempotency-key': 'once' };
      const body = { name: 'once', dialect: 'text', to: [juliet] };
      const created = await stage.api.post('/v1/hooks', body, { headers });
      const { id, url } = json(created) as { id: string; url: string };
      const secret = url.split('/').at(-1)!;
      expect((await stage.api.post('/v1/hooks', body, { headers })).status).toBe(409);
      const answers = [
        await stage.api.get(`/v1/hooks/${id}`),
        await stage.api.get('/v1/hooks'),
        await stage.api.patch(`/v1/hooks/${id}`, { name: 'twice' }),
        await stage.api.get('/v1/audit?limit=1000'),
        await stage.api.call('GET', url, undefined, { key: null }),
        await stage.api.post(`${url}x`, 'hi', { key: null }),
        await stage.api.post(`${url}/more`, 'hi', { key: null }),
      ];
      for (const { text } of answers) expect(text).not.toContain(secret);
      expect((await stage.deliver({ url }, 'good night')).status).toBe(202);
      const rotated = await stage.api.post(`/v1/hooks/${id}/rotate`, { overlapSeconds: 60 });
      expect((await stage.deliver({ url }, 'good night', { to: 1 })).status).toBe(202);
      const next = json(rotated) as { id: string; url: string };
      expect((await stage.deliver(next, 'good night', { to: 2 })).status).toBe(202);
      await stage.api.post(`/v1/hooks/${id}/rotate`, {});
      await until(async () => (await stage.deliver(next, 'x', { to: 2 })).status === 404);
      expect((await stage.deliver({ url }, 'x')).status).toBe(404);
      await stage.api.delete(`/v1/hooks/${id}`);
      for (const bridge of stage.bridges) {
        expect(bridge.logs()).not.toContain(secret);
        expect(bridge.logs()).not.toContain(next.url.split('/').at(-1));
      }
    });

    it.each([
      ['an MiB of brackets', '['.repeat(1_048_576), 202],
      ['more than an MiB', 'x'.repeat(1_048_577), 413],
      ['control characters', `{"text":"${'\\u0000\\u0007\\ud800'.repeat(1_000)}"}`, 202],
      [
        'a poisoned prototype',
        '{"__proto__":{"text":"x"},"constructor":{"prototype":{"text":"x"}}}',
        202,
      ],
      ['a key twice', '{"text":"a","text":"b"}', 202],
      ['markup', '{"text":"</body></message><presence/>]]>&#0;"}', 202],
      ['an MiB of text', JSON.stringify({ text: '🌙'.repeat(262_000) }), 202],
    ])('shows %s as text or refuses it, and the link stays up', async (_, body, status) => {
      const hook = await stage.hook({
        dialect: 'json',
        to: [juliet],
        template: '{{ payload.text }}',
      });
      const before = stage.heard(nurse).length;
      const answer = await stage.deliver(hook, body);
      expect(answer.status, answer.text.slice(0, 200)).toBe(status);
      if (status === 202) await until(() => stage.heard(nurse).length > before);
      await untilProof(stage, hook, nurse);
      const down = stage.bridges.filter((bridge) => bridge.logs().includes('not-well-formed'));
      expect(down).toEqual([]);
    });

    it('tells what its template cannot, and says so', async () => {
      const template = '{% for i in (1..100000000) %}{{ i }}{% endfor %}';
      const hook = await stage.hook({ dialect: 'json', to: [juliet], template });
      const { problem } = json(await stage.deliver(hook, { title: 'But soft' }));
      expect(problem).toContain('the template of the hook verona failed');
      await stage.juliet.waitFor(({ body }) => body === `(${String(problem)})\nBut soft`);
      const event = await until(async () => {
        const { items } = json(await stage.api.get('/v1/events?events=hook.failed&limit=1000')) as {
          items: readonly { data: { hookId: string } }[];
        };
        return items.find(({ data }) => data.hookId === hook.id);
      });
      expect(event.data).toMatchObject({ name: 'verona', what: 'told-otherwise', reason: problem });
      const bad = await stage.api.post('/v1/hooks', {
        ...{ name: 'x', dialect: 'json', to: [juliet], template: '{% if %}' },
      });
      expect(bad.status).toBe(400);
      expect(json(bad)['errors']).toMatchObject([{ pointer: '/template' }]);
    });
  },
);
