/** What the link writes: bounded, acknowledged, noticed when it goes nowhere, and ended in order. */
import { describe, expect, it } from 'vitest';
import type { FakeConnection } from '../support/fake-connection.ts';
import { serves } from '../support/fake-server-scripts.ts';
import { DOMAIN, bodyOf, linkStage, messageXml, proveAlive } from '../support/link-stage.ts';
import { SHORT_TIMINGS } from '../support/supervised-link.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';

const { serverWith, linkTo, onlineLink, atEnd } = linkStage();

const outgoing = (index: number, body = 'Hi') =>
  `<message from='${DOMAIN}' to='juliet@example.org' id='${index}'><body>${body}</body></message>`;

const idsAt = (connection: FakeConnection) =>
  connection.stanzas.received
    .filter(({ name }) => name === 'message')
    .map(({ attributes }) => Number(attributes['id']));

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('what is sent', () => {
  it('arrives in order and is acknowledged by the barrier, also when the link breaks right after', async () => {
    const { connection, link } = await onlineLink();
    link.send(upTo(3_000).map((index) => outgoing(index)));
    expect(await link.barrier()).toBe(true);
    connection.reset();
    expect(idsAt(connection)).toEqual(upTo(3_000));
  });

  it('is refused while there is no link', async () => {
    const server = await serverWith(() => undefined);
    const { link } = linkTo(server.service);
    await server.connections.next();
    expect(link.send([outgoing(1)])).toBe(false);
  });

  it('is bounded when the server takes nothing, and all of it arrives when it does again', async () => {
    const bounds = { unsent: 256 * 1024, mostUnsent: 1024 * 1024 };
    const { connection, link, changes } = await onlineLink({ bounds });
    await until(() => link.state().barrier === 'self');
    connection.pause();
    const body = 'z'.repeat(60_000);
    let sent = 0;
    // Loopback swallows some megabytes; each turn lets it.
    await until(
      () => {
        while (sent < 1_000 && link.send([outgoing(sent, body)])) sent += 1;
        return sent < 1_000 && !link.send([outgoing(sent, body)]);
      },
      { interval: 1 },
    );
    const refused = process.memoryUsage().arrayBuffers;
    let drained = false;
    const waiting = link.drained().then(() => (drained = true));
    for (let attempt = 0; attempt < 1_000; attempt += 1) link.send([outgoing(-1, body)]);
    expect(process.memoryUsage().arrayBuffers - refused).toBeLessThan(8 * 1024 * 1024);
    expect(drained).toBe(false);
    connection.resume();
    await waiting;
    expect(await link.barrier()).toBe(true);
    expect(idsAt(connection).filter((id) => id >= 0)).toEqual(upTo(sent));
    expect(changes).toEqual(['up']);
  });
});

describe('the barrier', () => {
  /** Takes the login, and answers with an error what is sent to an address that `answers` holds to be one. */
  const picky = (answers: (to: string) => boolean) => async (connection: FakeConnection) => {
    await connection.login('s3cret');
    connection.stanzas.each(({ name, attributes: { to = '', from = '', id = '' } }) => {
      if (name !== 'iq' || !answers(to)) return;
      const error = `<error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>`;
      void connection.write(`<iq type='error' id='${id}' from='${to}' to='${from}'>${error}</iq>`);
    });
  };

  it('is the server where our own domain is not routed back, and an error of it counts', async () => {
    const { link } = await onlineLink(
      {},
      picky((to) => to === 'example.org'),
    );
    await until(() => link.state().barrier === 'server');
    expect(await link.barrier()).toBe(true);
  });

  it('is none where nobody answers, and that alone drops no link', async () => {
    const timings = { ...SHORT_TIMINGS, barrier: 50, idle: 50, answer: 50, tick: 10 };
    const { connection, stanzas, link, changes } = await onlineLink(
      { timings },
      picky(() => false),
    );
    await until(() => link.state().barrier === 'none');
    expect(await link.barrier()).toBe(false);
    // The keep-alive is a space now, and more than one went unanswered.
    await connection.hears(/> {3}/);
    await proveAlive(connection, { stanzas });
    expect(changes).toEqual(['up']);
  });
  it('may go missing later, and that alone drops no link', async () => {
    let answering = true;
    const script = picky(() => answering);
    const { connection, stanzas, link, changes } = await onlineLink({}, script);
    await until(() => link.state().barrier === 'self');
    answering = false;
    const barrier = link.barrier();
    // A server that talks is alive: only its barrier is missing.
    await until(async () => {
      await connection.write(messageXml('chatter'));
      return link.state().barrier === 'none';
    });
    expect(await barrier).toBe(false);
    await proveAlive(connection, { stanzas });
    expect(changes).toEqual(['up']);
  });
});

describe('a barrier that comes back to another replica', () => {
  /** Gives each the barriers of the other. */
  const crossing = () => {
    const connections: FakeConnection[] = [];
    return async (connection: FakeConnection) => {
      await connection.login('s3cret');
      connections.push(connection);
      connection.stanzas.each(({ attributes: { id = '' } }) => {
        const other = connections.find((candidate) => candidate !== connection);
        const ping = `<ping xmlns='urn:xmpp:ping'/>`;
        const iq = `<iq type='get' id='${id}' from='${DOMAIN}' to='${DOMAIN}'>${ping}</iq>`;
        if (id.startsWith('barrier-')) void other?.write(iq);
      });
    };
  };

  it('is passed home', async () => {
    const server = await serverWith(crossing());
    const near = linkTo(server.service, { strayBarrier: (id) => far.link.barrierReturned(id) });
    const far = linkTo(server.service, { strayBarrier: (id) => near.link.barrierReturned(id) });
    await near.online();
    await far.online();
    expect(await near.link.barrier()).toBe(true);
  });

  it('is a sign of life where nothing else is heard', async () => {
    const connections: FakeConnection[] = [];
    const server = await serverWith(async (connection) => {
      await connection.login('s3cret');
      connections.push(connection);
      connection.stanzas.each(({ attributes: { id = '' } }) => {
        const iq = `<iq type='get' id='${id}' from='${DOMAIN}' to='${DOMAIN}'><ping xmlns='urn:xmpp:ping'/></iq>`;
        void connections[0]?.write(iq);
      });
    });
    const chosen = linkTo(server.service, { strayBarrier: (id) => deaf.link.barrierReturned(id) });
    await chosen.online();
    const deaf = linkTo(server.service);
    await deaf.online();
    const asked = () => connections[1]?.stanzas.received.length ?? 0;
    await until(() => asked() > 4 || deaf.changes.length > 1);
    expect(deaf.changes).toEqual(['up']);
  });
});

describe('a link into a black hole', () => {
  it('is noticed, and up again when the hole is gone', async () => {
    const server = await serverWith(serves('s3cret'));
    const proxy = await startTcpProxy(server.port);
    atEnd(() => proxy.stop());
    const { link, changes, online } = linkTo(`xmpp://127.0.0.1:${proxy.port}`);
    await online();
    await until(() => link.state().barrier === 'self');
    proxy.mode = { kind: 'black-hole' };
    const from = performance.now();
    const barrier = link.barrier();
    await expect(barrier).rejects.toMatchObject({ code: 'link-lost' });
    // A tenth of the 15 s of the real timings, and something for a busy machine.
    expect(performance.now() - from).toBeLessThan(2_000);
    expect(changes).toEqual(['up', 'the XMPP server gave no sign of life']);
    proxy.mode = { kind: 'pass' };
    await online();
    expect(await link.barrier()).toBe(true);
  });

  it('is noticed also while it is written to, and nothing of it is acknowledged', async () => {
    const server = await serverWith(serves('s3cret'));
    const proxy = await startTcpProxy(server.port);
    atEnd(() => proxy.stop());
    const { link, changes, online } = linkTo(`xmpp://127.0.0.1:${proxy.port}`);
    await online();
    await until(() => link.state().barrier === 'self');
    proxy.mode = { kind: 'black-hole' };
    const answers: unknown[] = [];
    await until(() => {
      if (link.send([outgoing(0)])) {
        link.barrier().then(
          (known) => answers.push(known),
          (error: unknown) => answers.push(error),
        );
      }
      return changes.length > 1;
    });
    expect(changes[1]).toBe('the XMPP server gave no sign of life');
    expect(answers.length).toBeGreaterThan(1);
    expect(answers.every((answer) => answer instanceof Error)).toBe(true);
  });
});

describe('a link that is handed over to nobody', () => {
  it('sends what it has, ends the stream, and stays away', async () => {
    const { server, connection, link, changes } = await onlineLink();
    link.send(upTo(500).map((index) => outgoing(index)));
    const drained = link.handOver(0);
    expect(link.state().state).toBe('draining');
    expect(link.send([outgoing(500)])).toBe(false);
    await connection.hears(/<\/stream:stream>$/);
    expect(idsAt(connection)).toEqual(upTo(500));
    await connection.write(`${messageXml('parting words')}</stream:stream>`);
    await drained;
    expect(link.state()).toMatchObject({ state: 'offline' });
    expect(changes).toEqual(['up', 'the bridge closed the stream']);
    expect(server.connections.received).toHaveLength(1);
  });

  it('hears what the server still sends', async () => {
    const { connection, link, stanzas } = await onlineLink();
    const drained = link.handOver(0);
    await connection.hears(/<\/stream:stream>$/);
    await connection.write(`${messageXml('parting words')}</stream:stream>`);
    await drained;
    expect(stanzas.received.map(bodyOf)).toEqual(['parting words']);
  });

  it('says nothing more behind the end of its stream', async () => {
    const { connection, link, stanzas } = await onlineLink();
    const drained = link.handOver(0);
    await connection.hears(/<\/stream:stream>$/);
    const ping = `<iq type='get' id='p1' from='juliet@example.org' to='${DOMAIN}'><ping xmlns='urn:xmpp:ping'/></iq>`;
    await connection.write(`${ping}${messageXml('are you there?')}`);
    await stanzas.next();
    await connection.write('</stream:stream>');
    await drained;
    await connection.closed;
    expect(connection.raw).toMatch(/<\/stream:stream>$/);
  });

  it('does not wait for ever for a server that says nothing more', async () => {
    const { connection, link } = await onlineLink();
    await until(() => link.state().barrier === 'self');
    connection.pause();
    await link.handOver(0);
    expect(link.state().state).toBe('offline');
    connection.resume();
    await connection.closed;
  });

  it('is offline at once when it was not yet online', async () => {
    const server = await serverWith(() => undefined);
    const { link } = linkTo(server.service);
    const connection = await server.connections.next();
    await link.handOver(0);
    await connection.closed;
    expect(link.state().state).toBe('offline');
  });
});

describe('a link that is handed over', () => {
  it('hears on until the next holder takes it, and stays away', async () => {
    const { server, connection, link, stanzas } = await onlineLink();
    const over = link.handOver(10_000);
    expect(link.send([outgoing(0)])).toBe(false);
    await until(() => link.state().state === 'draining');
    await connection.write(messageXml('for the old one'));
    await stanzas.next();
    // The barrier of the hand-over is behind us: after the first one and the probe.
    await until(() => connection.stanzas.received.filter(({ name }) => name === 'iq').length >= 3);
    await connection.streamError('conflict', 'Replaced by a new connection');
    await over;
    expect(link.state()).toMatchObject({ state: 'offline' });
    expect(server.connections.received).toHaveLength(1);
    await connection.hears(/<\/stream:stream>$/);
  });

  it('still answers what it is asked itself', async () => {
    const { connection, link } = await onlineLink();
    const over = link.handOver(10_000);
    await connection.write(
      `<iq type='get' id='p1' from='juliet@example.org' to='${DOMAIN}'><ping xmlns='urn:xmpp:ping'/></iq>`,
    );
    await connection.stanzas.waitFor(({ attributes }) => attributes['id'] === 'p1');
    await connection.streamError('conflict');
    await over;
  });

  it('ends the stream itself when nobody takes it', async () => {
    const { connection, link } = await onlineLink();
    const over = link.handOver(100);
    await connection.hears(/<\/stream:stream>$/);
    connection.end();
    await over;
    expect(link.state().state).toBe('offline');
  });

  it('ends the stream itself as soon as it is succeeded', async () => {
    const { connection, link } = await onlineLink();
    const over = link.handOver(10_000, () => Promise.resolve());
    await connection.hears(/<\/stream:stream>$/);
    connection.end();
    await over;
  });

  it('can be started again', async () => {
    const { connection, link, online } = await onlineLink();
    const over = link.handOver(10_000);
    link.start();
    await connection.streamError('conflict');
    await over;
    await online();
  });
});

describe('a link that is not to be read yet', () => {
  it('is written to, and read when its turn has come', async () => {
    const { server, link, connection, stanzas } = await onlineLink();
    link.readLater();
    connection.reset();
    const again = await server.connections.next();
    await until(() => link.state().state === 'online');
    await again.write(messageXml('early'));
    expect(link.send([outgoing(1)])).toBe(true);
    // What was written after it would have been answered by now.
    await again.stanzas.waitFor(({ name }) => name === 'message');
    expect(stanzas.received).toEqual([]);
    link.readNow();
    expect(bodyOf(await stanzas.next())).toBe('early');
  });
});
