import { connect as connectSocket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createTickets } from '../../../src/features/streams/tickets.ts';
import { until } from '../../support/until.ts';
import { BOOTSTRAP } from '../../support/webhook-stage.ts';
import { KEY } from './api.ts';
import { SENT } from './fake-ports.ts';
import { AUTH, HI, WsStage } from './ws-stage.ts';

const stage = new WsStage();

describe('a WebSocket that is refused', () => {
  it.each([
    ['without a key', '', {}, '401'],
    ['with a wrong key', '', { authorization: 'Bearer wrong' }, '401'],
    ['with a key in the URL', `?ticket=${KEY}`, {}, '401'],
    ['without the scope', '', { authorization: 'Bearer only:messages-send' }, '403'],
    ['from a page of another site', '', { ...AUTH, origin: 'https://tybalt.example' }, '403'],
    ['with an unknown parameter', '?since=1', AUTH, '400'],
    ['with what is no cursor', '?after=yesterday', AUTH, '400'],
  ])('%s is not upgraded', async (_, query, headers: Record<string, string>, status) => {
    await expect(stage.connect(query, headers)).rejects.toThrow(
      new RegExp(`^${status}|Error: ${status}`),
    );
    expect(stage.hub.hub.size).toBe(0);
  });

  it('when its key has as many streams as it may have', async () => {
    for (let n = 0; n < 5; n += 1) await stage.connect();
    await expect(stage.connect()).rejects.toThrow('429');
  });
});

describe('a WebSocket of a page', () => {
  it.each(['https://friar.example', 'http://127.0.0.1'])('of %s may connect', async (origin) => {
    const own = origin === 'http://127.0.0.1' ? `${origin}:${String(stage.port())}` : origin;
    const client = await stage.connect('', { ...AUTH, origin: own });
    expect((await client.frames.next()).type).toBe('cursor');
  });

  it('connects with a ticket, once', async () => {
    const tickets = createTickets({
      store: stage.hub.store,
      nameOf: ({ keyId }) => keyId,
      callerOf: () => BOOTSTRAP,
      random: () => new Uint8Array(32),
      now: Date.now,
    });
    Object.assign(stage.api.ports.tickets, tickets);
    const issued = await stage.api.send({ method: 'post', url: '/v1/tickets' });
    const { ticket } = issued.body as { ticket: string };
    const client = await stage.connect(`?ticket=${ticket}`, {});
    expect((await client.frames.next()).type).toBe('cursor');
    await expect(stage.connect(`?ticket=${ticket}`, {})).rejects.toThrow('401');
  });
});

describe('an offer to upgrade that is not taken', () => {
  it.each([
    ['h2c, as by clients of HTTP/2', '/v1/messages', 'h2c'],
    ['a WebSocket where there is none', '/v1/messages', 'websocket'],
  ])('of %s gets an ordinary answer, body and all', async (_, path, protocol) => {
    const socket = connectSocket(stage.port(), '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString()));
    const body = JSON.stringify(HI);
    const head = [
      `POST ${path} HTTP/1.1`,
      'Host: bridge.example.org',
      'Connection: Upgrade, HTTP2-Settings',
      `Upgrade: ${protocol}`,
      'HTTP2-Settings: AAEAAEAAAAIAAAAB',
      `Authorization: Bearer ${KEY}`,
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, 5)}`);
    setImmediate(() => socket.write(body.slice(5)));
    await until(() => text.includes(SENT.id));
    expect(text).toMatch(/^HTTP\/1\.1 202 /);
    // The connection goes on as any other.
    socket.write(`GET /v1/status HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${KEY}\r\n\r\n`);
    await until(() => text.includes('"replica"'));
    socket.destroy();
  });
});
