import { describe, expect, it } from 'vitest';
import { childElements, childNamed, element, textOf } from '../../src/core/element.ts';
import type { XmlElement } from '../../src/core/element.ts';
import { NS_CLIENT } from '../../src/stanza/namespaces.ts';
import { stanzaErrorOf } from '../../src/stanza/stanza-error.ts';
import { createDiscovery } from '../../src/inbound/discovery.ts';
import { OWN_DISCO, ownReply, type OwnFacts } from '../../src/inbound/own-replies.ts';

const DOMAIN = 'bridge.capulet.example';
const INFO = 'http://jabber.org/protocol/disco#info';
const ITEMS = 'http://jabber.org/protocol/disco#items';

const discovery = createDiscovery({
  domain: DOMAIN,
  name: 'Stanza Bridge',
  capsNode: 'https://bridge.capulet.example',
  declared: [OWN_DISCO, { features: ['urn:xmpp:receipts', 'urn:xmpp:ping'] }],
});

const FACTS: OwnFacts = {
  name: 'Stanza Bridge',
  version: '1.2.3',
  discovery,
  now: () => Date.UTC(2024, 5, 1, 12, 0, 59, 900),
  startedAt: Date.UTC(2024, 5, 1, 12, 0, 0, 0),
};

function ask(payload: XmlElement, to = DOMAIN): XmlElement | undefined {
  const from = 'romeo@montague.example/orchard';
  return ownReply(element('iq', NS_CLIENT, { type: 'get', id: 'q1', from, to }, [payload]), FACTS);
}

const query = (namespace: string, attributes = {}) => element('query', namespace, attributes);

describe('the bridge answers itself', () => {
  it('to whoever asked, from the address that was asked, with the same id', () => {
    const answer = ask(element('ping', 'urn:xmpp:ping'), `bot@${DOMAIN}`);
    expect(answer).toEqual(
      element('iq', NS_CLIENT, {
        from: `bot@${DOMAIN}`,
        to: 'romeo@montague.example/orchard',
        id: 'q1',
        type: 'result',
      }),
    );
  });

  it('with its name and version', () => {
    const payload = childElements(ask(query('jabber:iq:version'))!)[0]!;
    expect(
      payload.children.map((child) => [(child as XmlElement).name, textOf(child as XmlElement)]),
    ).toEqual([
      ['name', 'Stanza Bridge'],
      ['version', '1.2.3'],
    ]);
  });

  it('with the seconds since it started as its last activity', () => {
    const answer = ask(query('jabber:iq:last'));
    expect(childNamed(answer!, 'query', 'jabber:iq:last')?.attributes).toEqual({ seconds: '59' });
  });

  it('with the time in UTC', () => {
    const time = childNamed(ask(element('time', 'urn:xmpp:time'))!, 'time', 'urn:xmpp:time')!;
    expect(textOf(childNamed(time, 'utc', 'urn:xmpp:time')!)).toBe('2024-06-01T12:00:59Z');
    expect(textOf(childNamed(time, 'tzo', 'urn:xmpp:time')!)).toBe('+00:00');
  });

  it('on its domain as a component, on an identity as a bot', () => {
    const identityOf = (to: string) => {
      const info = childNamed(ask(query(INFO), to)!, 'query', INFO)!;
      return childNamed(info, 'identity', INFO)?.attributes;
    };
    expect(identityOf(DOMAIN)).toMatchObject({ category: 'component', type: 'generic' });
    expect(identityOf(`bot@${DOMAIN}`)).toMatchObject({ category: 'client', type: 'bot' });
  });

  it('with each feature once', () => {
    const info = childNamed(ask(query(INFO))!, 'query', INFO)!;
    const features = childElements(info)
      .filter(({ name }) => name === 'feature')
      .map(({ attributes }) => attributes['var']);
    expect(features).toEqual([...new Set(features)]);
    expect(features).toEqual(expect.arrayContaining([INFO, ITEMS, 'urn:xmpp:receipts']));
  });

  it('with no items', () => {
    expect(childNamed(ask(query(ITEMS))!, 'query', ITEMS)).toEqual(query(ITEMS));
  });

  it.each([INFO, ITEMS])('that it has no nodes in %s', (namespace) => {
    const answer = ask(query(namespace, { node: 'rooms' }));
    expect(stanzaErrorOf(answer!).condition).toBe('item-not-found');
  });

  it('nothing else', () => {
    const roster = query('jabber:iq:roster');
    expect(ask(roster)).toBeUndefined();
  });
});
