/** The XMPP server is dead or frozen, and times run out: of messages, and of IQs. Each ends when it is due. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EventEnvelope, ProblemBody, SendRecord } from '../../src/contract/schemas.ts';
import type { StatusReport } from '../../src/contract/schemas.ts';
import type { Inbox } from '../support/inbox.ts';
import { until } from '../support/until.ts';
import type { XmppClient } from '../support/xmpp-client.ts';
import { openStage, SERVERS } from './spine/stage.ts';
import type { Stage } from './spine/stage.ts';
import { describeAtOnce } from '../support/at-once.ts';

const TO = 'juliet@example.org';
/** After its time, at the latest. */
const TOLD_WITHIN_MS = 1_000;
const MANY = 1_000;

/** Fifty at a time. */
async function inParts<T>(all: readonly T[], look: (one: T) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < all.length; at += 50) await Promise.all(all.slice(at, at + 50).map(look));
}

describeAtOnce(SERVERS, 'with $kind', ({ kind }) => {
  let stage: Stage;
  let events: Inbox<EventEnvelope>;
  let isDown = false;

  beforeAll(async () => {
    stage = await openStage(kind);
    events = stage.events();
  });
  afterEach(async () => {
    if (isDown) await stage.server.restart();
    isDown = false;
    await until(async () => (await linkState()) === 'online', { timeout: 30_000 });
  });
  afterAll(() => stage.close());

  const pendingIqs = async () =>
    ((await stage.api.get('/v1/status')).json as StatusReport).pendingIqs;
  const linkState = async () =>
    ((await stage.api.get('/v1/status')).json as StatusReport).link.state;
  async function killServer(): Promise<void> {
    isDown = true;
    await stage.server.kill();
    await until(async () => (await linkState()) !== 'online');
  }
  async function send(message: object): Promise<SendRecord> {
    const { status, json, text } = await stage.api.post('/v1/messages', { to: TO, ...message });
    expect(status, text).toBe(202);
    return json as SendRecord;
  }
  const record = async (id: string) =>
    (await stage.api.get(`/v1/messages/${id}`)).json as SendRecord;
  const isFailed = async (id: string) => (await record(id)).status === 'failed';
  const toldOf = (id: string) =>
    events.received.filter(
      ({ type, data }) => type === 'message.status' && 'id' in data && data.id === id,
    );
  /** How long after its time it was told that a message has failed, ms. */
  const lateness = ({ id, expiresAt }: SendRecord) =>
    toldOf(id).map(({ at }) => Date.parse(at) - Date.parse(expiresAt));
  function expectInTime(accepted: SendRecord): void {
    const late = lateness(accepted);
    expect(late).toHaveLength(1);
    expect(late[0]).toBeGreaterThanOrEqual(0);
    expect(late[0]).toBeLessThan(TOLD_WITHIN_MS);
  }

  it('a ttl that ends while the server is dead is told then, and the rest arrives later', async () => {
    await killServer();
    const short = await Promise.all([1, 2, 5].map((ttl) => send({ body: 'Too late', ttl })));
    const long = await Promise.all(
      [{ ttl: 600 }, {}].map((it) => send({ body: 'In time', ...it })),
    );
    for (const accepted of short) {
      await until(() => isFailed(accepted.id));
      const { error, final, history } = await record(accepted.id);
      expect(error).toMatchObject({ code: 'expired' });
      expect(error?.mayHaveArrived).toBeUndefined();
      expect(final).toBe(true);
      expect(history.map(({ status }) => status)).toEqual(['queued', 'failed']);
      await until(() => toldOf(accepted.id).length > 0);
      expectInTime(accepted);
    }
    expect(await linkState()).not.toBe('online');
    for (const { id } of long)
      expect(await record(id)).toMatchObject({ status: 'queued', final: false });
    await stage.server.restart();
    isDown = false;
    for (const { id } of long) {
      await until(async () => (await record(id)).status === 'acknowledged', { timeout: 20_000 });
    }
  });

  it('what has expired does not arrive once the server is back', async () => {
    await killServer();
    const late = await send({ body: 'The letter', ttl: 1 });
    await until(() => isFailed(late.id));
    await stage.server.restart();
    isDown = false;
    const juliet = await stage.user('juliet');
    const proof = await send({ body: 'A proof' });
    await juliet.waitFor(({ attributes }) => attributes['id'] === proof.id);
    expect(juliet.received.filter(({ attributes }) => attributes['id'] === late.id)).toEqual([]);
    expect(await record(late.id)).toMatchObject({ status: 'failed' });
    await juliet.close();
  });

  it('a thousand are told in time, and of as many others none is lost', async () => {
    await killServer();
    const batch = (ttl: number, name: string) =>
      stage.api.post(
        '/v1/messages/batch',
        Array.from({ length: MANY }, (_, n) => ({
          to: TO,
          type: 'chat',
          body: `${name} ${n}`,
          ttl,
        })),
      );
    const accepted = async (ttl: number, name: string) => {
      const { json } = await batch(ttl, name);
      return (json as { items: { message: SendRecord }[] }).items.map(({ message }) => message);
    };
    const [short, long] = [await accepted(5, 'short'), await accepted(600, 'long')];
    expect([short.length, long.length]).toEqual([MANY, MANY]);
    const told = () => {
      const ids = new Set(events.received.map(({ data }) => ('id' in data ? data.id : '')));
      return short.filter(({ id }) => ids.has(id)).length;
    };
    await until(() => told() === MANY, { timeout: 15_000, message: () => `${told()} told` });
    for (const message of short) expectInTime(message);
    await stage.server.restart();
    isDown = false;
    const isSettled = async ({ id }: SendRecord) => (await record(id)).status !== 'queued';
    await inParts(long, (message) => until(() => isSettled(message), { timeout: 30_000 }));
    const juliet = await stage.user('juliet');
    const proof = await send({ type: 'chat', body: 'A proof' });
    await juliet.waitFor(({ attributes }) => attributes['id'] === proof.id);
    await inParts(long, async ({ id }) => {
      const { status, error } = await record(id);
      // She was away, so the server may have refused some; none was given up by the bridge.
      expect(['acknowledged', 'failed']).toContain(status);
      expect(error?.code ?? 'stanza-error').toBe('stanza-error');
    });
    await juliet.close();
  });

  it('a ttl that ends while the server is frozen is told then, as one that may have arrived', async () => {
    await stage.server.kill('SIGSTOP');
    const frozen = await send({ body: 'Written', ttl: 2 });
    await until(() => isFailed(frozen.id)).finally(() => stage.server.kill('SIGCONT'));
    expect((await record(frozen.id)).error).toMatchObject({
      code: 'expired',
      mayHaveArrived: true,
    });
    await until(() => toldOf(frozen.id).length > 0);
    expectInTime(frozen);
    const next = await send({ body: 'Thawed' });
    await until(async () => (await record(next.id)).status === 'acknowledged', { timeout: 30_000 });
    expect(toldOf(frozen.id)).toHaveLength(1);
  });

  it('the time of sent is when it was written, not when the server confirmed it', async () => {
    await stage.server.kill('SIGSTOP');
    const written = await send({ body: 'Patience' });
    const frozenUntil = Date.now() + 700;
    await until(() => Date.now() > frozenUntil);
    await stage.server.kill('SIGCONT');
    await until(async () => (await record(written.id)).status === 'acknowledged', {
      timeout: 30_000,
    });
    const { history, createdAt } = await record(written.id);
    const at = Object.fromEntries(
      history.map(({ status, at: time }) => [status, Date.parse(time)]),
    );
    expect(at['sent']! - Date.parse(createdAt)).toBeLessThan(500);
    expect(at['acknowledged']! - at['sent']!).toBeGreaterThan(300);
  });

  describe('an IQ', () => {
    let juliet: XmppClient;
    const ask = (wait: number, to: string) =>
      stage.api.post(
        '/v1/iq',
        { to, ping: {} },
        { headers: { prefer: `wait=${wait}` }, timeout: 70_000 },
      );
    const codeOf = ({ json }: { json: unknown }) => (json as ProblemBody).code;

    it('that is asked while the server is dead ends at once', async () => {
      await killServer();
      const began = performance.now();
      const answer = await ask(30, 'example.org');
      expect([answer.status, codeOf(answer)]).toEqual([503, 'link-down']);
      expect(performance.now() - began).toBeLessThan(2_000);
    });

    it('that waits for long ends when the link drops', async () => {
      juliet = await stage.user('juliet', 'silent');
      await stage.server.kill('SIGSTOP');
      const asked = ask(60, juliet.jid);
      // The server is killed once the request was sent, so that it is the loss of the link that ends it.
      await until(async () => (await pendingIqs()) === 1, { message: 'the pending IQ' });
      await killServer();
      const began = performance.now();
      const answer = await asked;
      expect([answer.status, codeOf(answer)]).toEqual([503, 'link-lost']);
      expect(performance.now() - began).toBeLessThan(2_000);
    });

    it('that a frozen server leaves without an answer ends at its deadline', async () => {
      await stage.server.kill('SIGSTOP');
      const began = performance.now();
      const answer = await ask(2, 'example.org').finally(() => stage.server.kill('SIGCONT'));
      const took = performance.now() - began;
      expect([answer.status, codeOf(answer)]).toEqual([504, 'iq-timeout']);
      expect(took).toBeGreaterThanOrEqual(2_000);
      expect(took).toBeLessThan(3_000);
    });

    it('that is to be read later ends at its deadline when the server is frozen', async () => {
      await stage.server.kill('SIGSTOP');
      const asked = await stage.api.post(
        '/v1/iq',
        { to: 'example.org', ping: {} },
        { headers: { prefer: 'respond-async, wait=2' } },
      );
      expect(asked.status, asked.text).toBe(202);
      const { id, expiresAt } = asked.json as { id: string; expiresAt: string };
      const ended = async () => {
        const { json } = await stage.api.get(`/v1/iq/${id}`);
        return (json as { status: string }).status !== 'pending' && Date.now();
      };
      const at = await until(ended).finally(() => stage.server.kill('SIGCONT'));
      expect(at - Date.parse(expiresAt)).toBeLessThan(TOLD_WITHIN_MS);
    });
  });
});
