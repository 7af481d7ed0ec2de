/** The ground the other tests stand on: what it promises about hostile networks, servers and clean endings. */
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { startChild } from '../support/child.ts';
import {
  conflicts,
  ignoresHandshake,
  refusesSecret,
  serves,
  servesThen,
  silent,
} from '../support/fake-server-scripts.ts';
import { startFakeServer } from '../support/fake-server.ts';
import { answers, isFree } from '../support/free-port.ts';
import { needs } from '../support/need.ts';
import { redisCommand } from '../support/redis-command.ts';
import { startRedisCluster, startRedisSentinel } from '../support/redis-sets.ts';
import { startRedis } from '../support/redis.ts';
import { SERVER_NAMES, startServer } from '../support/servers.ts';
import { connectSlixmpp } from '../support/slixmpp.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';
import { startWebhookReceiver } from '../support/webhook-receiver.ts';
import { connectClient } from '../support/xmpp-client.ts';

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});
function ending<T extends { stop(): Promise<unknown> }>(thing: T): T {
  endings.push(() => thing.stop());
  return thing;
}

/** A socket that remembers what came in, chunk by chunk. */
function listen(port: number) {
  const socket: Socket = connect(port, '127.0.0.1').setEncoding('utf8');
  const heard = { chunks: [] as string[], closed: false, error: '', socket };
  socket.on('data', (chunk: string) => heard.chunks.push(chunk));
  socket.on('error', (error: NodeJS.ErrnoException) => (heard.error = error.code ?? ''));
  socket.on('close', () => (heard.closed = true));
  endings.push(() => Promise.resolve(socket.destroy()));
  return heard;
}

const HEADER =
  "<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams' to='bridge.example.org'>";

describe('tcp proxy', () => {
  it('holds bytes back in a black hole and releases them afterwards', async () => {
    const server = ending(await startFakeServer({ script: (c) => c.write('hello') }));
    const proxy = ending(await startTcpProxy(server.port, { kind: 'black-hole' }));
    const heard = listen(proxy.port);
    heard.socket.write('to the server');
    const connection = await server.connections.next();
    // The proof: what is sent later by a way that is open arrives, in both directions.
    const open = ending(await startTcpProxy(server.port));
    const proof = listen(open.port);
    proof.socket.write('proof');
    await (await server.connections.next()).hears(/proof/);
    await until(() => proof.chunks.join('') === 'hello');
    expect(heard.chunks).toEqual([]);
    expect(connection.raw).toBe('');
    expect(connection.malformed).toBeUndefined();
    proxy.mode = { kind: 'pass' };
    await until(() => heard.chunks.join('') === 'hello');
    await connection.hears(/to the server/);
    expect(connection.malformed).toContain('outside of root');
  });

  it('cuts into single bytes', async () => {
    const server = ending(await startFakeServer({ script: (c) => c.write('a long word') }));
    const proxy = ending(await startTcpProxy(server.port, { kind: 'slice' }));
    const heard = listen(proxy.port);
    await until(() => heard.chunks.join('') === 'a long word');
    expect(heard.chunks.length).toBeGreaterThan(3);
  });

  it('resets both sides, and passes a reset on', async () => {
    const server = ending(await startFakeServer());
    const proxy = ending(await startTcpProxy(server.port));
    const first = listen(proxy.port);
    const connection = await server.connections.next();
    proxy.reset();
    await until(() => first.error === 'ECONNRESET');
    await connection.closed;
    const second = listen(proxy.port);
    (await server.connections.next()).reset();
    await until(() => second.error === 'ECONNRESET');
  });

  it('throttles, delays and refuses', async () => {
    const server = ending(await startFakeServer({ script: (c) => c.write('x'.repeat(500)) }));
    const proxy = ending(await startTcpProxy(server.port, { kind: 'limit', bytesPerSecond: 1000 }));
    const began = performance.now();
    const heard = listen(proxy.port);
    await until(() => heard.chunks.join('').length === 500);
    expect(performance.now() - began).toBeGreaterThan(400);
    proxy.mode = { kind: 'refuse' };
    const refused = listen(proxy.port);
    await until(() => refused.closed);
    expect(proxy.accepted()).toBe(2);
  });
});

describe('fake server', () => {
  it('checks the handshake and routes back what goes to the component itself', async () => {
    const server = ending(await startFakeServer({ script: serves('s3cret') }));
    const bad = listen(server.port);
    bad.socket.write(`${HEADER}<handshake>0</handshake>`);
    await until(() => bad.chunks.join('').includes('not-authorized'));
    server.script = serves();
    const good = listen(server.port);
    good.socket.write(`${HEADER}<handshake>0</handshake>`);
    await until(() => good.chunks.join('').includes('<handshake/>'));
    good.socket.write("<iq type='get' id='b1' to='bridge.example.org'><a xmlns='urn:a'/></iq>");
    await until(() => good.chunks.join('').includes('<a xmlns="urn:a"/></iq>'));
    good.socket.write("<iq type='get' id='p1' to='example.org'><ping xmlns='urn:xmpp:ping'/></iq>");
    await until(() => good.chunks.join('').includes('<iq type="result" id="p1"'));
    expect(server.connections.received).toHaveLength(2);
  });

  it.each([
    ['not-authorized', refusesSecret],
    ['conflict', conflicts],
    ['reset', servesThen((connection) => connection.reset())],
  ] as const)('ends a stream with %s', async (reason, script) => {
    const server = ending(await startFakeServer({ script }));
    const heard = listen(server.port);
    heard.socket.write(`${HEADER}<handshake>0</handshake>`);
    await until(() => heard.closed);
    // A reset right behind data is seen as a plain end: the kernel tells Node of both at once.
    if (reason !== 'reset') expect(heard.chunks.join('')).toContain(`<${reason} `);
  });

  it.each([
    ['without a word', silent, ''],
    ['after opening the stream', ignoresHandshake, 'stream:stream'],
  ] as const)('stays silent %s', async (_when, script, said) => {
    const server = ending(await startFakeServer({ script }));
    const heard = listen(server.port);
    heard.socket.write(`${HEADER}<handshake>0</handshake>`);
    const connection = await server.connections.next();
    await connection.stanzas.next(({ name }) => name === 'handshake');
    await until(() => heard.chunks.join('').includes(said));
    expect(heard.chunks.join('')).not.toContain('handshake');
    expect(connection.isOpen).toBe(true);
  });
});

describe('webhook receiver', () => {
  it('records requests and answers as told', async () => {
    const receiver = ending(await startWebhookReceiver());
    receiver.answer = (_request, number) =>
      number === 0 ? { status: 503, headers: { 'retry-after': '1' } } : { body: { messages: [] } };
    const post = () => fetch(receiver.url, { method: 'POST', body: '{"a":1}' });
    expect((await post()).status).toBe(503);
    expect(await (await post()).json()).toEqual({ messages: [] });
    expect((await receiver.next()).json).toEqual({ a: 1 });
    receiver.answer = { status: 'reset' };
    await expect(post()).rejects.toThrow();
  });
});

describe('child process', () => {
  it('dies with the process that started it, even by SIGKILL', async () => {
    const module = new URL('../support/child.ts', import.meta.url).href;
    const program = `
      const { startChild } = await import('${module}');
      console.log('grandchild ' + startChild('sleep', ['300']).pid);
      setInterval(() => {}, 1000);`;
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const child = startChild('node', ['--import', 'tsx', '--input-type=module', '-e', program]);
      const pid = await until(() => /grandchild (\d+)/.exec(child.output())?.[1]);
      expect(isAlive(Number(pid))).toBe(true);
      process.kill(child.pid, signal);
      await until(() => !isAlive(Number(pid)), { message: `the end of ${pid} on ${signal}` });
      await child.exited;
    }
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe.each(SERVER_NAMES)('%s', (name) => {
  it.runIf(needs(name, 'slixmpp'))('carries messages and survives a kill', async () => {
    const server = ending(await startServer(name));
    const juliet = await connectClient({ server, user: 'juliet' });
    const romeo = await connectSlixmpp({ server, user: 'romeo' });
    await juliet.send(
      `<message to="${romeo.jid}" type="chat"><body>Ay me! 🌹</body><x xmlns="urn:x" xmlns:y="urn:y" y:a="1"/></message>`,
    );
    const heard = await romeo.next(({ body }) => body === 'Ay me! 🌹');
    expect(heard.node.child('x', 'urn:x')?.attributes).toEqual({ '{urn:y}a': '1' });
    await romeo.send(
      `<message to="juliet@example.org" type="chat"><body>She speaks</body></message>`,
    );
    await juliet.next(({ body }) => body === 'She speaks');
    await romeo.close();

    await server.kill();
    expect(await answers(server.componentPort)).toBe(false);
    await server.restart();
    const again = await connectClient({ server, user: 'juliet' });
    await again.close();
    await juliet.close();
    const pid = server.pid();
    await server.stop();
    expect(isAlive(pid)).toBe(false);
    expect(await isFree(server.componentPort)).toBe(true);
    expect(existsSync(server.folder)).toBe(false);
  });
});

describe.runIf(needs('redis'))('redis', () => {
  it('keeps its data through a kill', async () => {
    const redis = ending(await startRedis());
    await redisCommand(redis.port, 'SET', 'a', 'kept');
    await redis.kill();
    await redis.restart();
    expect(await redisCommand(redis.port, 'GET', 'a')).toContain('kept');
  });

  it('comes as a cluster and with a sentinel', async () => {
    const cluster = ending(await startRedisCluster());
    expect(cluster.urls).toHaveLength(3);
    const set = ending(await startRedisSentinel());
    const known = await redisCommand(
      set.sentinelPort,
      'SENTINEL',
      'get-master-addr-by-name',
      set.name,
    );
    expect(known).toContain(`${set.master.port}`);
  });
});
