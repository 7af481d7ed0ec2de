/** Contacts, rooms and hooks are declared, and Redis dies or freezes again and again while all of them are in use. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PresenceBody, RoomMembershipBody } from '../../../src/contract/schemas.ts';
import { needs } from '../../support/need.ts';
import { until } from '../../support/until.ts';
import { startHooksStage, type Hook, type HooksStage } from '../hooks/stage.ts';

const WELL = { timeout: 20_000 };
const CONTACT = '/v1/identities/friar/contacts/juliet@example.org';
const BAD_NEWS = /unhandled|uncaught|TypeError|RangeError|"level":(?:60|"fatal")/i;

describe.runIf(needs('prosody', 'redis'))('two replicas', () => {
  let stage: HooksStage;
  let hook: Hook;
  let stormy: Hook;
  let room: string;
  let friar: string;

  beforeAll(async () => {
    stage = await startHooksStage('prosody', 2);
    const { api, juliet, server } = stage;
    friar = `friar@${server.componentDomain}`;
    room = await stage.room();
    await api.call('PUT', '/v1/identities/friar', { name: 'Laurence' });
    await api.call('PUT', CONTACT, { want: 'both' });
    await juliet.waitFor(({ attributes: { type } }) => type === 'subscribe');
    for (const type of ['subscribed', 'subscribe'])
      await juliet.send(`<presence type='${type}' to='${friar}'/>`);
    await api.call('PUT', membership(), { nick: 'Laurence' });
    hook = await stage.hook({ dialect: 'alertmanager', to: [room, juliet.jid.split('/')[0]!] });
    const storm = { max: 1, per: 1 };
    stormy = await stage.hook({ dialect: 'text', to: [juliet.jid.split('/')[0]!], storm });
    await works('before');
  }, 120_000);
  afterAll(() => stage.stop());

  const membership = () => `/v1/rooms/${encodeURIComponent(room)}/identities/friar`;
  const alert = (name: string) => ({
    ...{ version: '4', status: 'firing', groupKey: name, groupLabels: { alertname: name } },
    alerts: [{ status: 'firing', labels: { alertname: name }, fingerprint: name }],
  });
  /** Until it is taken, as senders do. */
  const deliver = (name: string) =>
    until(async () => {
      const answer = stage.deliver(hook, alert(name), { to: Math.random() < 0.5 ? 0 : 1 });
      return (await answer.catch(() => ({ status: 0 }))).status === 202;
    }, WELL);

  /** Everything that was declared is true, and does what it is for. */
  async function works(when: string): Promise<void> {
    const { api, juliet } = stage;
    await until(
      async () => {
        const there = await api.get(`/v1/identities/friar/presences/juliet@example.org`);
        const { fresh, available } = there.json as Partial<PresenceBody>;
        const { state } = (await api.get(membership())).json as Partial<RoomMembershipBody>;
        return fresh === true && available === true && state === 'joined';
      },
      { ...WELL, message: `contact and room to be well ${when}` },
    );
    await deliver(when);
    for (const from of [room, `nurse@${stage.server.componentDomain}`])
      await juliet.waitFor(
        ({ body, attributes }) =>
          body === `🔴 ${when}` && attributes['from']?.startsWith(from) === true,
        WELL.timeout,
      );
    const seen = juliet.received.length;
    await juliet.send(`<presence type='probe' to='${friar}'/>`);
    await until(
      () =>
        juliet.received.slice(seen).some(({ attributes: { from } }) => from === `${friar}/bridge`),
      { ...WELL, message: `an answer to a probe ${when}` },
    );
  }

  /** Something of all kinds, which the store cannot be asked about. */
  async function use(what: string): Promise<void> {
    const { juliet, bridges } = stage;
    for (let n = 0; n < 15; n += 1) {
      await juliet.send(`<presence type='probe' to='${friar}'/>`);
      await juliet.send(`<presence><status>${what} ${n}</status></presence>`);
      await juliet.send(`<presence type='subscribe' to='${what}-${n}@bridge.example.org'/>`);
      await juliet.send(
        `<iq type='get' id='${what}${n}' to='${friar}'><vCard xmlns='vcard-temp'/></iq>`,
      );
      await juliet.send(
        `<message type='groupchat' to='${room}'><body>${what} ${n}</body></message>`,
      );
      await juliet.send(
        `<message to='${friar}'><x xmlns='jabber:x:conference' jid='${room}'/></message>`,
      );
    }
    const calls = bridges.flatMap((bridge) => [
      bridge.api.call('PUT', '/v1/identities/friar', { name: what }),
      bridge.api.call('PUT', CONTACT, { want: 'both' }),
      bridge.api.call('PUT', '/v1/identities/friar/nodes/nick/items/current', { nick: what }),
      bridge.api.get('/v1/identities/friar/presences'),
      bridge.api.get('/v1/services'),
      bridge.api.post(hook.url, alert(`${what} at ${bridge.pid()}`), { key: null }),
    ]);
    const statuses = await Promise.all(calls.map((it) => it.then(({ status }) => status)));
    expect(statuses.filter((status) => status >= 500 && status !== 503 && status !== 504)).toEqual(
      [],
    );
  }

  it.each([
    { title: 'dies', end: () => stage.redis.restart(), begin: () => stage.redis.kill() },
    {
      title: 'freezes',
      begin: () => stage.redis.kill('SIGSTOP'),
      end: () => stage.redis.kill('SIGCONT'),
    },
  ])('go on with all that was declared when Redis $title', async ({ title, begin, end }) => {
    for (const seconds of [1, 5]) {
      const what = `${title}-${seconds}`;
      // The summary of these becomes due while it is away.
      const held = [1, 2, 3].map((n) => stage.deliver(stormy, `${what} storm ${n}`));
      for (const answer of held) expect((await answer).status).toBe(202);
      await begin();
      const began = performance.now();
      await use(what);
      await until(() => performance.now() - began > seconds * 1_000);
      await end();
      await works(what);
      await stage.juliet.waitFor(
        ({ body }) => body?.includes(`${what} storm 3`) === true,
        WELL.timeout,
      );
    }
    for (const bridge of stage.bridges) {
      expect(bridge.running()).toBe(true);
      const lines = bridge.logs().split('\n');
      expect(lines.filter((line) => BAD_NEWS.test(line))).toEqual([]);
    }
  });
});
