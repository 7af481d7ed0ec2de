/** What a server may send to the link, however odd: it is heard whole, refused, or dropped, and the link lives. */
import type { XmlElement } from '../../src/core/element.ts';
import { describe, expect, it } from 'vitest';
import { element } from '../../src/core/element.ts';
import { NS_CLIENT } from '../../src/stanza/namespaces.ts';
import { DOMAIN, bodyOf, linkStage, messageXml, proveAlive } from '../support/link-stage.ts';
import { SHORT_TIMINGS } from '../support/supervised-link.ts';
import { until } from '../support/until.ts';

const { onlineLink } = linkStage();

const iqXml = (type: string, content: string, id = 'q1') =>
  `<iq type='${type}' id='${id}' from='juliet@example.org/balcony' to='${DOMAIN}'>${content}</iq>`;

describe('an incoming stanza', () => {
  it('arrives whole, in the namespace of clients', async () => {
    const { connection, stanzas } = await onlineLink();
    await connection.write(messageXml('Good night', "id='m1' type='chat' xml:lang='en'"));
    expect(await stanzas.next()).toEqual(
      element(
        'message',
        NS_CLIENT,
        {
          from: 'juliet@example.org/balcony',
          to: `bot@${DOMAIN}`,
          id: 'm1',
          type: 'chat',
          'xml:lang': 'en',
        },
        [element('body', NS_CLIENT, {}, ['Good night'])],
      ),
    );
  });

  it('arrives whole byte by byte, with its emoji', async () => {
    const { connection, stanzas, link } = await onlineLink();
    // The server answers the first barrier on the same socket.
    await until(() => link.state().barrier === 'self');
    await connection.writeSliced(messageXml('🌹 by any other name: ¿né? 👩‍❤️‍👨'));
    expect(bodyOf(await stanzas.next())).toBe('🌹 by any other name: ¿né? 👩‍❤️‍👨');
  });

  it('arrives in the order it was sent, a thousand at once', async () => {
    const { connection, stanzas } = await onlineLink();
    const bodies = Array.from({ length: 1_000 }, (_, index) => `line ${index}`);
    await connection.write(bodies.map((body) => messageXml(body)).join('\n'));
    await stanzas.next((stanza) => bodyOf(stanza) === 'line 999');
    expect(stanzas.received.map(bodyOf)).toEqual(bodies);
  });

  it('harms nobody when the work fails to handle it', async () => {
    const onStanza = () => {
      if (stanzas.received.length === 0 && !failed) {
        failed = true;
        throw new Error('the store is gone');
      }
    };
    let failed = false;
    const { connection, stanzas, link } = await onlineLink({ onStanza });
    await connection.write(messageXml('lost'));
    await until(() => failed);
    await proveAlive(connection, { stanzas });
    expect(link.tallies.counts()).toMatchObject({ 'listener-failed': 1 });
  });

  it.each([
    ['no valid sender', messageXml('x').replace('juliet@example.org/balcony', 'a@')],
    ['no sender', messageXml('x').replace("from='juliet@example.org/balcony'", '')],
    ['another recipient', messageXml('x').replace(DOMAIN, 'other.example.org')],
    ['a name that is no stanza', `<letter from='juliet@example.org' to='${DOMAIN}'/>`],
    ['a second handshake', '<handshake/>'],
    ['a namespace of its own', `<message xmlns='urn:x' from='a@example.org' to='${DOMAIN}'/>`],
  ])('is dropped with %s', async (_case, xml) => {
    const { connection, stanzas, changes } = await onlineLink();
    await connection.write(xml);
    await proveAlive(connection, { stanzas });
    expect(stanzas.received.map(bodyOf)).toEqual(['still there?']);
    expect(changes).toEqual(['up']);
  });

  it('goes to the work as an iq error without an error in it', async () => {
    const { connection, stanzas } = await onlineLink();
    await connection.write(iqXml('error', ''));
    expect((await stanzas.next()).attributes).toMatchObject({ type: 'error', id: 'q1' });
    await proveAlive(connection, { stanzas });
  });
});

describe('an incoming stanza over a bound', () => {
  const large = 'x'.repeat(300 * 1024);
  const deep = '<d>'.repeat(1_000) + '</d>'.repeat(1_000);
  const wide = '<w/>'.repeat(3_000);

  it.each([
    ['of 300 KiB', messageXml(large, "id='big'"), '262144 bytes'],
    ['a thousand levels deep', messageXml(deep, "id='big'"), '64 levels'],
    ['with 3,000 elements', messageXml(wide, "id='big'"), '2000 elements'],
    ['as an iq of 300 KiB', iqXml('set', `<x xmlns='urn:x'>${large}</x>`, 'big'), '262144 bytes'],
  ])('is answered once, and the link lives: %s', async (_case, xml, text) => {
    const { connection, stanzas, link, changes } = await onlineLink();
    await connection.write(xml);
    await proveAlive(connection, { stanzas });
    const isAnswer = ({ attributes }: { attributes: Record<string, string> }) =>
      attributes['id'] === 'big' && attributes['type'] === 'error';
    const answer = await connection.stanzas.waitFor(isAnswer);
    expect(JSON.stringify(answer)).toContain('policy-violation');
    expect(JSON.stringify(answer)).toContain(text);
    // A ping after it proves that no second answer comes.
    await connection.write(iqXml('get', "<ping xmlns='urn:xmpp:ping'/>", 'p1'));
    await connection.stanzas.waitFor(({ attributes }) => attributes['id'] === 'p1');
    expect(connection.stanzas.received.filter(isAnswer)).toHaveLength(1);
    expect(stanzas.received.map(bodyOf)).toEqual(['still there?']);
    expect(link.tallies.counts()).toMatchObject({ oversize: 1 });
    expect(changes).toEqual(['up']);
  });

  it.each([
    ['a message of type error', messageXml(large, "type='error' id='big'"), 'message bytes'],
    ['what a room sends on', messageXml(wide, "type='groupchat' id='big'"), 'message elements'],
    ['the presence of an occupant', presenceXml(deep), 'presence depth'],
    ['presence that goes', presenceXml(large, "type='unavailable'"), 'presence bytes'],
    ['presence of type error', presenceXml(wide, "type='error'"), 'presence elements'],
    ['an answer to nothing', iqXml('error', wide, 'big'), 'iq-answer elements'],
    ['what is no stanza', `<letter>${large}</letter>`, 'other bytes'],
    ['what has no sender', `<message to='${DOMAIN}'>${large}</message>`, 'message bytes'],
  ])('is counted and logged, and its sender is not told: %s', async (_case, xml, counted) => {
    const { connection, stanzas, overBounds, lines } = await onlineLink();
    await connection.write(xml);
    await connection.write(iqXml('get', "<ping xmlns='urn:xmpp:ping'/>", 'p1'));
    await connection.stanzas.waitFor(({ attributes }) => attributes['id'] === 'p1');
    expect(connection.raw).not.toContain('policy-violation');
    expect(overBounds).toEqual([counted]);
    expect(lines.filter(({ message }) => message.includes('over a bound'))).toHaveLength(1);
    await proveAlive(connection, { stanzas });
  });

  it.each([
    ['with a subscription', presenceXml(large, "type='subscribe' id='big'")],
    ['with an id too long to be returned', messageXml(large, `id='${'i'.repeat(500)}'`)],
    ['without an id', messageXml(wide)],
  ])('is answered: %s', async (_case, xml) => {
    const { connection, stanzas } = await onlineLink();
    await connection.write(xml);
    await connection.stanzas.waitFor(({ attributes }) => attributes['type'] === 'error');
    expect(connection.raw).toContain(`Stanza Bridge at ${DOMAIN} refuses stanzas with over`);
    await proveAlive(connection, { stanzas });
  });

  it('is logged once in a while, with its sender and the bound', async () => {
    const { connection, stanzas, lines, overBounds } = await onlineLink();
    for (let i = 0; i < 20; i++) await connection.write(messageXml(wide, "type='error'"));
    await proveAlive(connection, { stanzas });
    expect(overBounds).toHaveLength(20);
    const logged = lines.filter(({ message }) => message.includes('over a bound'));
    const from = 'juliet@example.org/balcony';
    expect(logged).toMatchObject([{ fields: { bound: 'elements', over: 2_000, from } }]);
  });

  it('fails what was asked when it is the answer', async () => {
    const { connection, stanzas, tooLarge } = await onlineLink();
    await connection.write(iqXml('result', `<x xmlns='urn:x'>${large}</x>`, 'asked'));
    const { answer, excess } = await tooLarge.next();
    expect(answer.attributes).toMatchObject({ type: 'result', id: 'asked' });
    expect(excess).toMatchObject({ bound: 'bytes', limit: 256 * 1024 });
    await proveAlive(connection, { stanzas });
  });

  it('is read to its end when it is an answer that is waited for', async () => {
    const isAwaited = ({ attributes }: XmlElement) => attributes['id'] === 'asked';
    const { connection, stanzas, tooLarge } = await onlineLink({ isAwaited });
    const answer = `<x xmlns='urn:x'>${wide}${large}</x>`;
    await connection.write(iqXml('result', answer, 'made-up'));
    await connection.write(iqXml('result', answer, 'asked'));
    expect((await stanzas.next()).attributes['id']).toBe('asked');
    expect((await tooLarge.next()).answer.attributes['id']).toBe('made-up');
    await connection.write(iqXml('result', `<x xmlns='urn:x'>${wide.repeat(6)}</x>`, 'asked'));
    expect((await tooLarge.next()).excess).toMatchObject({ bound: 'elements', limit: 16_000 });
  });
});

function presenceXml(content: string, attributes = ''): string {
  return `<presence from='verona@rooms.example.org/Tybalt' to='bot@${DOMAIN}' ${attributes}><status>${content}</status></presence>`;
}

describe('an iq to the bridge itself', () => {
  it.each([
    ['ping', "<ping xmlns='urn:xmpp:ping'/>", 'result'],
    ['version', "<query xmlns='jabber:iq:version'/>", 'result'],
    ['disco#info', "<query xmlns='http://jabber.org/protocol/disco#info'/>", 'result'],
    ['two children', "<ping xmlns='urn:xmpp:ping'/><ping xmlns='urn:xmpp:ping'/>", 'error'],
    ['no child', '', 'error'],
  ])('is answered once: %s', async (_case, content, type) => {
    const { connection, stanzas } = await onlineLink();
    await connection.write(iqXml('get', content));
    const answer = await connection.stanzas.waitFor(({ attributes }) => attributes['id'] === 'q1');
    expect(answer.attributes).toMatchObject({
      type,
      from: DOMAIN,
      to: 'juliet@example.org/balcony',
    });
    await proveAlive(connection, { stanzas });
    expect(stanzas.received).toHaveLength(1);
    expect(connection.raw.match(/id='q1'/g)).toHaveLength(1);
  });

  it('is left to the work when it asks anything else', async () => {
    const { connection, stanzas } = await onlineLink();
    await connection.write(iqXml('get', "<query xmlns='urn:example:other'/>"));
    expect((await stanzas.next()).attributes).toMatchObject({ type: 'get', id: 'q1' });
  });
});

describe('a paused link', () => {
  it('hears nothing until it is resumed, and then everything', async () => {
    const { connection, stanzas, link } = await onlineLink();
    await until(() => link.state().barrier === 'self');
    link.pause();
    const flood = Array.from({ length: 200 }, (_, index) => messageXml(`line ${index}`));
    await connection.write(flood.join(''));
    // A whole login on another link proves that there was time to hear it.
    await onlineLink();
    expect(stanzas.received).toHaveLength(0);
    link.resume();
    await stanzas.next((stanza) => bodyOf(stanza) === 'line 199');
    expect(stanzas.received).toHaveLength(200);
  });

  it('is not taken for dead while another one is', async () => {
    const timings = { ...SHORT_TIMINGS, idle: 100, answer: 100, tick: 10 };
    const paused = await onlineLink({ timings });
    await until(() => paused.link.state().barrier === 'self');
    paused.link.pause();
    const dead = await onlineLink({ timings });
    await until(() => dead.link.state().barrier === 'self');
    dead.connection.pause();
    await until(() => dead.changes.some((change) => change.includes('no sign of life')));
    paused.link.resume();
    await proveAlive(paused.connection, paused);
    expect(paused.changes).toEqual(['up']);
  });
});
