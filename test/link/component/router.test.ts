import { describe, expect, it } from 'vitest';
import { element } from '../../../src/core/element.ts';
import type { XmlElement } from '../../../src/core/element.ts';
import { NS_CLIENT } from '../../../src/stanza/namespaces.ts';
import { routeStanza } from '../../../src/link/component/router.ts';

const OWN = { domain: 'bridge.capulet.example', serverHost: 'capulet.example' };
const PING = element('ping', 'urn:xmpp:ping');
const UNKNOWN = element('query', 'urn:example:unknown');

function stanza(name: string, attributes: Record<string, string>, ...children: XmlElement[]) {
  const addresses = { from: 'juliet@capulet.example/balcony', to: 'bot@bridge.capulet.example' };
  return element(name, NS_CLIENT, { ...addresses, ...attributes }, children);
}

const routeOf = (incoming: XmlElement) => routeStanza(incoming, OWN).route;

describe('an incoming message or presence', () => {
  it('goes to the work', () => {
    expect(routeOf(stanza('message', {}))).toBe('message');
    expect(routeOf(stanza('presence', { type: 'subscribe' }))).toBe('presence');
  });

  it('is a bounce when it is an error', () => {
    expect(routeOf(stanza('message', { type: 'error' }))).toBe('bounce');
    expect(routeOf(stanza('presence', { type: 'error' }))).toBe('bounce');
  });

  it('is handed on with prepared addresses', () => {
    const attributes = { from: 'Juliet@Capulet.example/Balcony', to: 'BOT@bridge.capulet.example' };
    const { stanza: routed } = routeStanza(stanza('message', attributes), OWN);
    expect(routed.attributes).toMatchObject({
      from: 'juliet@capulet.example/Balcony',
      to: 'bot@bridge.capulet.example',
    });
  });

  it('is handed on as it is when its addresses are prepared already', () => {
    const incoming = stanza('message', {});
    expect(routeStanza(incoming, OWN).stanza).toBe(incoming);
  });

  it.each(['a@', '@', '', 'a@b@c', '/balcony'])('is dropped when its sender is "%s"', (from) => {
    expect(routeOf(stanza('message', { from }))).toBe('misaddressed');
  });

  it('is dropped when it is not for our domain', () => {
    expect(routeOf(stanza('message', { to: 'bot@other.capulet.example' }))).toBe('misaddressed');
    expect(routeOf(stanza('message', { to: '' }))).toBe('misaddressed');
  });

  it('is dropped when it is neither of them nor an iq', () => {
    expect(routeOf(stanza('letter', {}))).toBe('unknown');
  });
});

describe('an incoming iq', () => {
  it('goes to the work as an answer', () => {
    expect(routeOf(stanza('iq', { type: 'result', id: '1' }))).toBe('iq-answer');
    expect(routeOf(stanza('iq', { type: 'error', id: '1' }))).toBe('iq-answer');
  });

  it('goes to the work as a request', () => {
    expect(routeOf(stanza('iq', { type: 'get', id: '1' }, UNKNOWN))).toBe('iq-request');
    expect(routeOf(stanza('iq', { type: 'set', id: '1' }, UNKNOWN))).toBe('iq-request');
  });

  it('is answered by the bridge when it asks what the bridge knows of itself', () => {
    expect(routeOf(stanza('iq', { type: 'get', id: '1' }, PING))).toBe('iq-request');
    expect(routeOf(stanza('iq', { type: 'set', id: '1' }, PING))).toBe('iq-request');
  });

  it.each([
    ['no id', stanza('iq', { type: 'get' }, PING)],
    ['no type', stanza('iq', { id: '1' }, PING)],
    ['a type that is none', stanza('iq', { type: 'ask', id: '1' }, PING)],
    ['no child', stanza('iq', { type: 'get', id: '1' })],
    ['two children', stanza('iq', { type: 'get', id: '1' }, PING, UNKNOWN)],
  ])('is bad with %s', (_case, iq) => {
    expect(routeOf(iq)).toBe('bad-iq');
  });
});

describe('a barrier', () => {
  const barrier = { id: 'barrier-1', to: 'bridge.capulet.example' };

  it('is known when it comes back from our own domain', () => {
    const iq = stanza('iq', { ...barrier, type: 'get', from: 'bridge.capulet.example' }, PING);
    expect(routeOf(iq)).toBe('barrier');
  });

  it('is known when the server refuses it at our own JID', () => {
    const from = 'bridge.capulet.example/barrier';
    expect(routeOf(stanza('iq', { ...barrier, type: 'error', from }))).toBe('barrier');
  });

  it('is known when the server answers it, with a result or an error', () => {
    for (const type of ['result', 'error']) {
      const iq = stanza('iq', { ...barrier, type, from: 'capulet.example' });
      expect(routeOf(iq)).toBe('barrier');
    }
  });

  it('is not believed when it comes from anybody else', () => {
    expect(routeOf(stanza('iq', { ...barrier, type: 'result' }))).toBe('iq-answer');
    expect(routeOf(stanza('iq', { ...barrier, type: 'get' }, PING))).toBe('iq-request');
  });
});
