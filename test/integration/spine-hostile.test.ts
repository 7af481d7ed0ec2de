/** Servers that do what no server should: the bridge recovers, or says in words what is wrong. */
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FakeConnection } from '../support/fake-connection.ts';
import {
  conflicts,
  ignoresHandshake,
  refusesSecret,
  silent,
} from '../support/fake-server-scripts.ts';
import { until } from '../support/until.ts';
import { BOT, JULIET, openHostileStage } from './spine/hostile-stage.ts';
import type { HostileStage } from './spine/hostile-stage.ts';

let stage: HostileStage;

beforeAll(async () => {
  stage = await openHostileStage(silent);
});
afterAll(() => stage.close());

/** From now on each byte goes in a packet of its own. */
function inBytes(connection: FakeConnection): void {
  const write = connection.write.bind(connection);
  const writeBytes = async (data: string | Uint8Array) => {
    for (const byte of Buffer.from(data)) {
      await write(Uint8Array.of(byte));
      await turn();
    }
  };
  let last = Promise.resolve();
  // One after the other: the server writes answers of its own in between.
  connection.write = (data) => (last = last.then(() => writeBytes(data)));
}

const message = (id: string, body: string) =>
  `<message id='${id}' from='${JULIET}' to='${BOT}' type='chat'><body>${body}</body></message>`;
const iq = (id: string, type: string, content: string, from = JULIET) =>
  `<iq id='${id}' type='${type}' from='${from}' to='${BOT}'>${content}</iq>`;
const heard = (id: string) => stage.events.waitFor(({ data }) => 'id' in data && data.id === id);
const timesHeard = (id: string) =>
  stage.events.received.filter(({ data }) => 'id' in data && data.id === id).length;

/** What the bridge writes to its log arrives here a little later. */
const logged = (words: RegExp) =>
  until(() => words.test(stage.bridge.logs()), {
    message: () => `${String(words)} in the log:\n${stage.bridge.logs()}`,
  });

const LARGE = 'a'.repeat(300 * 1024);
const LARGER_THAN_ANSWERS = 'a'.repeat(2 * 1024 * 1024);
const DEEP = "<x xmlns='urn:x'>".repeat(1_000) + '</x>'.repeat(1_000);

describe('a server that does not let the bridge in', () => {
  it.each([
    ['is silent', silent, /never answered the stream header/],
    ['never answers the handshake', ignoresHandshake, /never answered the handshake/],
    ['does not know the secret', refusesSecret, /not-authorized.*BRIDGE_XMPP_SECRET/],
    ['has another connection with our domain', conflicts, /\(conflict\)/],
    [
      'ends the stream with an error',
      async (connection: FakeConnection) => {
        await connection.openStream();
        await connection.streamError('resource-constraint', 'Out of ink');
      },
      /resource-constraint.*Out of ink/,
    ],
    [
      'speaks HTTP',
      (connection: FakeConnection) => connection.write('HTTP/1.1 400 Bad Request\r\n\r\n'),
      /not XMPP/,
    ],
  ])('and %s is named in /readyz and the log', async (_what, script, reason) => {
    await stage.plays(script, reason);
    await logged(reason);
    expect(stage.bridge.running()).toBe(true);
    const asked = await stage.bridge.api.post('/v1/iq', { to: 'example.org', ping: {} });
    expect(asked.status, asked.text).toBe(503);
    expect(asked.headers.get('retry-after')).toMatch(/^\d+$/);
  });

  it('is joined as soon as it does', async () => {
    await stage.online();
    const asked = await stage.bridge.api.post('/v1/iq', { to: 'example.org', ping: {} });
    expect(asked.status, asked.text).toBe(200);
  });
});

describe('a stream', () => {
  it('in packets of one byte is heard character by character', async () => {
    const connection = await stage.online({ prepare: inBytes });
    await connection.write(message('bytes', '😀 שלום &amp; 👩‍👩‍👧'));
    expect(await heard('bytes')).toMatchObject({ data: { body: '😀 שלום & 👩‍👩‍👧' } });
  });

  it('that is reset in the middle of a stanza is opened again, and the half never heard', async () => {
    const connection = await stage.online();
    await connection.write(message('before', 'Hi') + message('half', '😀').slice(0, -20));
    await heard('before');
    connection.reset();
    const next = await stage.online();
    await next.write(message('whole', 'Hi'));
    await heard('whole');
    expect(timesHeard('half')).toBe(0);
    expect(timesHeard('before')).toBe(1);
    expect(stage.events.received.map(({ type }) => type)).toContain('link.down');
  });

  it('that ends with an error while it is in use is opened again', async () => {
    const connection = await stage.online();
    const count = stage.fake.connections.received.length;
    await connection.streamError('system-shutdown');
    await until(() => stage.fake.connections.received.length > count);
    await logged(/system-shutdown/);
    await stage.bridge.waitUntil('link');
  });

  it.each([
    ['300 KiB', `<body>${LARGE}</body>`, `<x xmlns='urn:x'>${LARGE}</x>`],
    ['1,000 levels', DEEP, DEEP],
    ['3,000 elements', '<a/>'.repeat(3_000), `<x xmlns='urn:x'>${'<a/>'.repeat(3_000)}</x>`],
  ])('with a stanza of %s goes on; its sender is told, once', async (what, content, payload) => {
    const connection = await stage.online();
    const { length } = stage.fake.connections.received;
    const [said, asked] = [`said ${what}`, `asked ${what}`];
    await connection.write(
      `<message id='${said}' from='${JULIET}' to='${BOT}'>${content}</message>`,
    );
    await connection.write(iq(asked, 'get', payload));
    await connection.write(message(`after ${what}`, 'Hi'));
    await heard(`after ${what}`);

    for (const id of [said, asked]) {
      const answers = await stage.answers(connection, id);
      expect(answers).toHaveLength(1);
      expect(answers[0]?.attributes).toMatchObject({ type: 'error', from: BOT, to: JULIET });
      expect(answers[0]?.child('error')?.elements.map(({ name }) => name)).toContain(
        'policy-violation',
      );
    }
    expect(timesHeard(said) + timesHeard(asked)).toBe(0);
    expect(stage.fake.connections.received).toHaveLength(length);
  });

  it('in which an error is too large is not answered', async () => {
    const connection = await stage.online();
    const content = `<x xmlns='urn:x'>${LARGE}</x>`;
    await connection.write(
      `<message id='large-error' type='error' from='${JULIET}' to='${BOT}'>${content}</message>`,
    );
    await connection.write(iq('large-result', 'result', content));
    expect(await stage.answers(connection, 'large-error')).toEqual([]);
    expect(await stage.answers(connection, 'large-result')).toEqual([]);
  });
});

describe('an answer to an iq', () => {
  async function ask(connection: FakeConnection) {
    const answered = stage.bridge.api.post('/v1/iq', { from: BOT, to: JULIET, version: {} });
    const asked = await connection.stanzas.next((node) =>
      Boolean(node.child('query', 'jabber:iq:version')),
    );
    return { id: asked.attributes['id'] ?? '', answered };
  }
  const version = (name: string) => `<query xmlns='jabber:iq:version'><name>${name}</name></query>`;

  it('from a JID that was not asked is ignored; the right one, later, is returned', async () => {
    const connection = await stage.online();
    const { id, answered } = await ask(connection);
    const liars = [
      'tybalt@example.org/balcony',
      'juliet@example.org/other',
      'juliet@example.org',
      'example.org',
      BOT,
    ];
    for (const liar of liars) await connection.write(iq(id, 'result', version('lie'), liar));
    await connection.write(iq('another-id', 'result', version('lie')));
    await connection.write(iq(id, 'result', version('truth')));
    const { status, json, text } = await answered;
    expect(status, text).toBe(200);
    expect(json).toMatchObject({ from: JULIET, version: { name: 'truth' } });
    const ignored = () => stage.bridge.logs().match(/from a JID that was not asked/g)?.length;
    await until(() => ignored() === liars.length);
    // Nobody is answered for an answer.
    expect(await stage.answers(connection, 'another-id')).toEqual([]);
  });

  it('that is too large is an error to the one who asked', async () => {
    const connection = await stage.online();
    const { id, answered } = await ask(connection);
    await connection.write(iq(id, 'result', `<x xmlns='urn:x'>${LARGER_THAN_ANSWERS}</x>`));
    const { status, json } = await answered;
    expect(status).toBe(502);
    expect(json).toMatchObject({ code: 'answer-too-large' });
  });

  it('that comes twice is taken once', async () => {
    const connection = await stage.online();
    const { id, answered } = await ask(connection);
    await connection.write(
      iq(id, 'result', version('first')) + iq(id, 'result', version('second')),
    );
    expect((await answered).json).toMatchObject({ version: { name: 'first' } });
  });

  it('that never comes because the link drops is told at once', async () => {
    const connection = await stage.online();
    const { answered } = await ask(connection);
    const began = performance.now();
    connection.reset();
    const { status, json } = await answered;
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(status).toBe(503);
    expect(json).toMatchObject({ code: 'link-lost', retryable: true });
  });
});

describe('a presence', () => {
  it.each(['subscribe', 'unsubscribe', 'probe', 'unavailable'])(
    'of type %s is heard and gets no presence back',
    async (type) => {
      const connection = await stage.online();
      await connection.write(
        `<presence id='${type}' type='${type}' from='${JULIET}' to='${BOT}'/>`,
      );
      await heard(type);
      expect(await stage.answers(connection, type)).toEqual([]);
      expect(connection.stanzas.received.filter(({ name }) => name === 'presence')).toEqual([]);
    },
  );
});
