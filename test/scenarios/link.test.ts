/** The link against servers that no real one is: each fault ends in a state that a person understands. */
import { describe, expect, it } from 'vitest';
import type { FakeConnection } from '../support/fake-connection.ts';
import {
  conflicts,
  ignoresHandshake,
  refusesSecret,
  serves,
  silent,
} from '../support/fake-server-scripts.ts';
import type { Script } from '../support/fake-server.ts';
import { freePort } from '../support/free-port.ts';
import { bodyOf, linkStage, messageXml, proveAlive } from '../support/link-stage.ts';
import { until } from '../support/until.ts';

const { serverWith, linkTo, onlineLink } = linkStage();

describe('an attempt', () => {
  it('brings the link online and proves its barrier', async () => {
    const { link, changes } = await onlineLink();
    await until(() => link.state().barrier === 'self');
    expect(link.state()).toMatchObject({ state: 'online', barrier: 'self' });
    expect(changes).toEqual(['up']);
  });

  it('hashes a secret that is not ASCII as servers do', async () => {
    const server = await serverWith(serves('pärchen-❤'));
    const { link, online } = linkTo(server.service, { secret: 'pärchen-❤' });
    await online();
    expect(link.state().state).toBe('online');
    expect(server.failures).toEqual([]);
  });

  it.each([
    ['a server that accepts and stays silent', silent, /never answered the stream header/],
    ['a server that never answers the handshake', ignoresHandshake, /never answered the handshake/],
    ['a server that refuses the secret', refusesSecret, /BRIDGE_XMPP_SECRET/],
    [
      'a server that does not know the domain',
      async (connection: FakeConnection) => {
        await connection.openStream();
        await connection.streamError('host-unknown');
      },
      /BRIDGE_XMPP_DOMAIN/,
    ],
    [
      'a server that hangs up',
      (connection: FakeConnection) => connection.end(),
      /closed the connection before the handshake/,
    ],
    [
      'a server that speaks something else',
      (connection: FakeConnection) => connection.write('220 mail.example.org ESMTP\r\n'),
      /not XMPP/,
    ],
  ])('is over and tried again with %s', async (_case, script, reason) => {
    const server = await serverWith(script);
    const { failsWith, online } = linkTo(server.service);
    await failsWith(reason);
    server.script = serves('s3cret');
    await online();
  });

  it('says that nobody listens, and finds the server within a second of its port', async () => {
    const port = await freePort();
    const { link, failsWith, online } = linkTo(`xmpp://127.0.0.1:${port}`);
    await failsWith(/ECONNREFUSED/);
    await serverWith(serves('s3cret'), port);
    const from = performance.now();
    await online();
    expect(performance.now() - from).toBeLessThan(2_000);
    expect(link.state().lastError).toBeUndefined();
  });

  it('says that the name of the server is unknown', async () => {
    const { failsWith } = linkTo('xmpp://no-such-host.invalid:5347');
    await failsWith(/BRIDGE_XMPP_SERVICE|cannot be looked up/);
  });

  it('never shows the secret or the handshake in the log', async () => {
    const server = await serverWith(refusesSecret);
    const { failsWith, lines } = linkTo(server.service, { secret: 'open-sesame' });
    await failsWith(/not-authorized/);
    const [handshake] = (await server.connections.next()).stanzas.received;
    expect(JSON.stringify(lines)).not.toContain('open-sesame');
    expect(JSON.stringify(lines)).not.toContain(handshake?.text);
  });

  it('is called off by a stop', async () => {
    const server = await serverWith(ignoresHandshake);
    const { link } = linkTo(server.service);
    const connection = await server.connections.next();
    await connection.hears(/handshake/);
    link.stop();
    await connection.closed;
    expect(link.state().state).toBe('offline');
  });
});

describe('a conflict', () => {
  it('ends the link when it is not ours any more', async () => {
    const server = await serverWith(conflicts);
    const { link, failsWith, lines } = linkTo(server.service, { mayReconnect: () => false });
    await failsWith(/conflict/);
    server.script = serves('s3cret');
    link.start();
    await until(() => link.state().state === 'online');
    // Nothing had come between the refused attempt and the new start.
    expect(server.connections.received).toHaveLength(2);
    expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('is an alarm when the link is still ours, and it is tried again', async () => {
    const server = await serverWith(conflicts);
    const { failsWith, online, lines } = linkTo(server.service, { mayReconnect: () => true });
    await failsWith(/conflict/);
    expect(lines.filter(({ level }) => level === 'error')).toHaveLength(1);
    server.script = serves('s3cret');
    await online();
  });
});

describe('a link that breaks', () => {
  it.each<[string, Script, RegExp]>([
    ['a stream error', (c: FakeConnection) => c.streamError('system-shutdown'), /system-shutdown/],
    ['the end of the stream', (c: FakeConnection) => c.write('</stream:stream>'), /closed/],
    ['a closed socket', (c: FakeConnection) => c.end(), /closed/],
    ['a reset', (c: FakeConnection) => c.reset(), /reset|closed/],
    ['broken XML', (c: FakeConnection) => c.write('<message></iq>'), /not XMPP/],
    [
      'an illegal character reference',
      (c: FakeConnection) => c.write(messageXml('&#1;')),
      /not XMPP/,
    ],
    ['an unknown entity', (c: FakeConnection) => c.write(messageXml('&nbsp;')), /not XMPP/],
    ['a DOCTYPE', (c: FakeConnection) => c.write('<!DOCTYPE a [<!ENTITY b "c">]>'), /not XMPP/],
  ])('by %s is up again', async (_case, breakIt, reason) => {
    const { server, connection, changes } = await onlineLink();
    await breakIt(connection);
    await until(() => changes.length === 3, { message: () => JSON.stringify(changes) });
    expect(changes).toEqual(['up', expect.stringMatching(reason), 'up']);
    expect(server.connections.received).toHaveLength(2);
    await connection.closed;
  });

  it('in the middle of a stanza is up again without that stanza', async () => {
    const { server, connection, changes, stanzas } = await onlineLink();
    await connection.write(messageXml('whole') + messageXml('torn').slice(0, -20));
    await stanzas.next((stanza) => bodyOf(stanza) === 'whole');
    connection.reset();
    await until(() => changes.length === 3);
    const next = await server.connections.waitFor((other) => other !== connection);
    await proveAlive(next, { stanzas });
    expect(stanzas.received.map(bodyOf)).toEqual(['whole', 'still there?']);
  });

  it('ignores what comes after the end of the stream', async () => {
    const { server, connection, changes, stanzas } = await onlineLink();
    await connection.write(`</stream:stream>${messageXml('a ghost')}<a`);
    await until(() => changes.length === 3);
    const next = await server.connections.waitFor((other) => other !== connection);
    await proveAlive(next, { stanzas });
    expect(stanzas.received.map(bodyOf)).toEqual(['still there?']);
  });

  it('does not follow a server to another host', async () => {
    const elsewhere = await serverWith(serves('s3cret'));
    const { server, connection, changes } = await onlineLink();
    const address = `127.0.0.1:${elsewhere.port}`;
    await connection.write(
      `<stream:error><see-other-host xmlns='urn:ietf:params:xml:ns:xmpp-streams'>${address}</see-other-host></stream:error></stream:stream>`,
    );
    await until(() => changes.length === 3);
    expect(server.connections.received).toHaveLength(2);
    expect(elsewhere.connections.received).toHaveLength(0);
  });

  it('fails everybody who waits for it', async () => {
    const { link, connection } = await onlineLink();
    await until(() => link.state().barrier === 'self');
    connection.pause();
    const barrier = link.barrier();
    connection.reset();
    await expect(barrier).rejects.toMatchObject({ code: 'link-lost' });
    expect(link.send(['<message/>'])).toBe(false);
    await expect(link.barrier()).rejects.toMatchObject({ code: 'link-down' });
    await expect(link.drained()).rejects.toMatchObject({ code: 'link-down' });
  });
});
