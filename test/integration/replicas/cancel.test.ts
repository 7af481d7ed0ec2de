/** What is said to be cancelled never arrives, and what arrives was not said to be: whoever is asked, whatever dies. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SendRecord } from '../../../src/contract/schemas.ts';
import type { ApiClient, ApiResponse } from '../../support/api-client.ts';
import { needs } from '../../support/need.ts';
import { until } from '../../support/until.ts';
import { tell } from './accounting.ts';
import { readEvents } from './event-log.ts';
import type { RawUser } from './raw-user.ts';
import { hasNoLink } from './replicas.ts';
import { openScene } from './scene.ts';
import type { Scene } from './scene.ts';

const cancel = (api: ApiClient, id: string) => api.post(`/v1/messages/${id}/cancel`);
const recordOf = ({ json }: ApiResponse) => json as SendRecord;
/** A machine with too much to do refuses some. */
const taken = (call: () => Promise<ApiResponse>) =>
  until(async () => {
    const answer = await call();
    return answer.status < 300 && answer;
  });
const send = async (api: ApiClient, juliet: RawUser, body: string, headers = {}) =>
  recordOf(
    await taken(() =>
      api.post('/v1/messages', { to: juliet.jid, type: 'chat', body }, { headers }),
    ),
  );
/** Until it is known. */
const decided = (api: ApiClient, id: string, timeout = 20_000) =>
  until(
    async () => {
      const answer = await cancel(api, id).catch(() => undefined);
      return answer !== undefined && answer.status !== 503 && answer;
    },
    { timeout, message: `${id} to be decided` },
  );

describe.runIf(needs('prosody', 'redis'))('three replicas on Prosody', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene({ kind: 'prosody' });
  });
  afterEach(async () => {
    scene.proxy.mode = { kind: 'pass' };
    await scene.replicas.leader({ timeout: 40_000 });
    await scene.clear();
  });
  afterAll(() => scene.close());

  async function cutLink() {
    const { bridge: leader } = await scene.replicas.leader();
    scene.proxy.mode = { kind: 'refuse' };
    scene.proxy.reset();
    await until(() => hasNoLink(leader));
    const [one, other] = scene.replicas.bridges.filter((bridge) => bridge !== leader);
    return { leader, one: one!.api, other: other!.api };
  }

  /** Each is either cancelled and never arrived, or arrived and was not said to be cancelled. */
  async function judge(juliet: RawUser, ids: readonly string[], answers: Map<string, number>) {
    const { api } = scene.replicas.bridges.find((bridge) => bridge.running())!;
    await send(api, juliet, 'proof');
    await juliet.arrived('proof', 40_000);
    const read = async (id: string) => recordOf(await taken(() => api.get(`/v1/messages/${id}`)));
    await until(
      async () => (await Promise.all(ids.map(read))).every((it) => it.status !== 'queued'),
      {
        timeout: 30_000,
      },
    );
    const arrived = new Set(juliet.arrivals.map(({ id }) => id));
    const records = await Promise.all(ids.map(read));
    const cancelled = new Set(
      records.filter(({ error }) => error?.code === 'cancelled').map(({ id }) => id),
    );
    expect(ids.filter((id) => cancelled.has(id) === arrived.has(id))).toEqual([]);
    const said = (status: number) => ids.filter((id) => answers.get(id) === status);
    expect(said(200).filter((id) => !cancelled.has(id))).toEqual([]);
    expect(said(409).filter((id) => cancelled.has(id))).toEqual([]);
    return { cancelled: cancelled.size, arrived: ids.length - cancelled.size };
  }

  it('cancel what waits while there is no link, once, and send the rest', async () => {
    const juliet = await scene.user('juliet');
    const { one, other } = await cutLink();
    const key = { 'idempotency-key': 'second' };
    await send(one, juliet, 'first');
    const second = await send(one, juliet, 'second', key);
    await send(other, juliet, 'third');
    const answer = await cancel(other, second.id);
    expect([answer.status, recordOf(answer)]).toMatchObject([
      200,
      { id: second.id, status: 'failed', final: true, error: { code: 'cancelled' } },
    ]);
    expect(recordOf(answer).error?.mayHaveArrived).toBeUndefined();
    const again = await cancel(one, second.id);
    expect([again.status, again.json]).toEqual([200, answer.json]);
    expect(await send(other, juliet, 'second', key)).toEqual(answer.json);
    scene.proxy.mode = { kind: 'pass' };
    await juliet.arrived('first', 40_000);
    await juliet.arrived('third');
    await send(one, juliet, 'proof');
    await juliet.arrived('proof');
    expect(juliet.arrivals.map(({ body }) => body)).toEqual(['first', 'third', 'proof']);
    const told = (await readEvents(one)).filter(
      ({ type, data }) => type === 'message.status' && 'id' in data && data.id === second.id,
    );
    expect(told.map(({ data }) => data)).toEqual([answer.json]);
  });

  it('say that it has left, where it has', async () => {
    const juliet = await scene.user('juliet');
    const { api } = scene;
    const { id } = await send(api, juliet, 'delivered');
    await juliet.arrived('delivered');
    await until(
      async () => recordOf(await api.get(`/v1/messages/${id}`)).status === 'acknowledged',
    );
    const { status, json } = await cancel(api, id);
    expect([status, json]).toMatchObject([409, { code: 'conflict' }]);
    expect((json as { detail: string }).detail).toContain('the XMPP server has acknowledged it');
    expect((await cancel(api, 'nothing')).status).toBe(404);
  });

  it('keep their word while what is sent is cancelled at once', async () => {
    const juliet = await scene.user('juliet');
    const answers = new Map<string, number>();
    const apis = scene.replicas.bridges.map(({ api }) => api);
    const lane = async (n: number) => {
      for (let i = 0; i < 50; i += 1) {
        const id = `at-once-${n}-${i}`;
        const api = apis[(n + i) % apis.length]!;
        const body = { id, to: juliet.jid, type: 'chat', body: id };
        const sent = apis[n % apis.length]!.post('/v1/messages', body);
        // Some are asked for before they are there.
        if (i % 2 === 0) await sent;
        const answer = await cancel(api, id);
        // A machine with too much to do refuses some.
        if ((await sent).status === 202) answers.set(id, answer.status);
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, n) => lane(n)));
    expect(answers.size).toBeGreaterThan(200);
    tell('cancelled at once', await judge(juliet, [...answers.keys()], answers));
  });

  it('keep their word when the leader is killed meanwhile', async () => {
    const juliet = await scene.user('juliet');
    const { bridge: killed } = await scene.replicas.leader();
    const others = scene.replicas.bridges.filter((bridge) => bridge !== killed);
    const answers = new Map<string, number>();
    let isOver = false;
    const lane = async (n: number) => {
      const apis = others.map(({ api }) => api);
      for (let i = 0; !isOver; i += 1) {
        const id = `killed-${n}-${i}`;
        const body = { id, to: juliet.jid, type: 'chat', body: id };
        const sent = await apis[i % 2]!.post('/v1/messages', body);
        if (sent.status !== 202) continue;
        answers.set(id, 0);
        answers.set(id, (await cancel(apis[(i + 1) % 2]!, id)).status);
      }
    };
    const lanes = Promise.all(Array.from({ length: 4 }, (_, n) => lane(n)));
    await until(() => answers.size > 100);
    await killed.kill();
    await scene.replicas.leader({ timeout: 30_000 });
    isOver = true;
    await lanes;
    tell('leader killed', await judge(juliet, [...answers.keys()], answers));
    await killed.restart();
  });

  it('cancel what waits when the leader is killed without a link', async () => {
    const juliet = await scene.user('juliet');
    const { leader, one, other } = await cutLink();
    const sent = [await send(one, juliet, 'one'), await send(other, juliet, 'two')];
    const [first, second] = sent.map(({ id }) => id);
    const [answer] = await Promise.all([decided(one, first!), leader.kill()]);
    const since = recordOf(await one.get(`/v1/messages/${first}`));
    expect([answer.status, since.error?.code]).toEqual([200, 'cancelled']);
    scene.proxy.mode = { kind: 'pass' };
    await leader.restart();
    const answers = new Map([[first!, answer.status]]);
    expect(await judge(juliet, [first!, second!], answers)).toEqual({ cancelled: 1, arrived: 1 });
  });
});
