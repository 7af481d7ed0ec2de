import { describe, expect, test } from 'vitest';
import { eventXml, stanzaEvent } from '../../../src/features/events/stanza-event.ts';
import { remoteOf } from '../../../src/features/events/event.ts';
import { element } from '../../../src/core/element.ts';
import { NS_CLIENT } from '../../../src/stanza/namespaces.ts';

const STAMP = { id: '01J', now: Date.parse('2026-01-02T03:04:05.678Z') };
const ADDRESSES = { from: 'Juliet@Capulet.example/balcony', to: 'bot@bridge.example.org/x' };

describe('the event of a stanza', () => {
  test('says whom it was for, and who was on the other side, by bare JID', () => {
    const body = element('body', NS_CLIENT, {}, ['Romeo?']);
    const stanza = element('message', NS_CLIENT, { ...ADDRESSES, type: 'chat' }, [body]);
    expect(stanzaEvent(STAMP, stanza)).toEqual({
      id: '01J',
      type: 'message.received',
      at: '2026-01-02T03:04:05.678Z',
      identity: 'bot@bridge.example.org',
      conversation: 'bot@bridge.example.org juliet@capulet.example',
      data: { ...ADDRESSES, type: 'chat', body: 'Romeo?' },
    });
  });

  test.each(['message', 'presence', 'iq'])('of kind %s gives back its XML', (name) => {
    const unknown = element('x', 'urn:x', { a: '1' }, ['<&>']);
    const stanza = element(name, NS_CLIENT, { ...ADDRESSES, id: '1' }, [unknown]);
    const event = stanzaEvent(STAMP, stanza)!;
    expect(event.type).toBe(`${name}.received`);
    expect(eventXml(event)).toContain(`<x xmlns='urn:x' a='1'>&lt;&amp;&gt;</x></${name}>`);
  });

  test('does not exist without addresses', () => {
    expect(stanzaEvent(STAMP, element('message', NS_CLIENT))).toBeUndefined();
    const foreign = element('features', NS_CLIENT, ADDRESSES);
    expect(stanzaEvent(STAMP, foreign)).toBeUndefined();
  });
});

describe('the remote side', () => {
  test('is that of the conversation', () => {
    const event = stanzaEvent(STAMP, element('message', NS_CLIENT, ADDRESSES))!;
    expect(remoteOf(event)).toBe('juliet@capulet.example');
  });
});
