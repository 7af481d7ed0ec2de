import { describe, expect, it } from 'vitest';
import { messageToJson, messageToXml } from '../../../src/stanza/json/message.ts';
import { violations } from '../contract-schemas.ts';
import { readTree } from '../read-tree.ts';

const read = (inner: string) => messageToJson(readTree(`<message>${inner}</message>`));

describe('messageToJson', () => {
  it('takes the first body that is only text, and leaves the others to extensions', () => {
    const json = read("<body xml:lang='de'>Hallo</body><body>Hello</body>");
    expect(json).toMatchObject({ body: 'Hallo', bodyLang: 'de' });
    expect(json.extensions?.map(({ children }) => children)).toEqual([['Hello']]);
  });

  it('keeps an empty body', () => {
    expect(read('<body/>')).toEqual({ body: '' });
  });

  it('does not take a body of another namespace for the text', () => {
    const json = read("<html xmlns='urn:x'/><body xmlns='http://www.w3.org/1999/xhtml'>Hi</body>");
    expect(json.body).toBeUndefined();
    expect(json.extensions).toHaveLength(2);
  });

  it('shows a type that XMPP does not define among the attributes', () => {
    expect(messageToJson(readTree("<message type='Chat' id='m1'/>"))).toEqual({
      id: 'm1',
      attributes: { type: 'Chat' },
    });
  });

  it('leaves the second of two single values to extensions', () => {
    const json = read(
      "<gone xmlns='http://jabber.org/protocol/chatstates'/><active xmlns='http://jabber.org/protocol/chatstates'/>",
    );
    expect(json.chatState).toBe('gone');
    expect(json.extensions).toHaveLength(1);
  });

  it('does not know presence in a message', () => {
    expect(read('<show>away</show>').extensions).toHaveLength(1);
  });

  it('drops text directly inside the stanza', () => {
    expect(read('\n stray <body>Hi</body>')).toEqual({ body: 'Hi' });
  });
});

describe('messageToXml', () => {
  it('names the place in the JSON of each element', () => {
    const { element, pointers } = messageToXml({
      to: 'juliet@example.org',
      body: 'Hi',
      bodyLang: 'en',
      extensions: [
        { name: 'a', namespace: 'urn:x' },
        { name: 'b', namespace: 'urn:x' },
      ],
      hints: ['store', 'no-copy'],
      receipt: { request: true },
    });
    expect(element.children.map((child) => typeof child !== 'string' && child.name)).toEqual([
      'body',
      'store',
      'no-copy',
      'request',
      'a',
      'b',
    ]);
    expect(pointers).toEqual([
      '/body',
      '/hints/0',
      '/hints/1',
      '/receipt',
      '/extensions/0',
      '/extensions/1',
    ]);
  });

  it('puts nothing of ttl into the stanza', () => {
    expect(messageToXml({ to: 'juliet@example.org', ttl: 60 }).element).toEqual(
      readTree("<message to='juliet@example.org'/>"),
    );
  });

  it('gives nested elements the namespace around them where they name none', () => {
    const { element } = messageToXml({
      to: 'juliet@example.org',
      extensions: [
        {
          name: 'a',
          namespace: 'urn:a',
          children: [
            { name: 'b', children: ['text', { name: 'c' }] },
            { name: 'd', namespace: 'urn:d', attributes: { e: '1' }, children: [{ name: 'f' }] },
          ],
        },
      ],
    });
    expect(element.children).toEqual(
      readTree(
        "<message><a xmlns='urn:a'><b>text<c/></b><d xmlns='urn:d' e='1'><f/></d></a></message>",
      ).children,
    );
  });

  it('writes elements nested however deep', () => {
    let deep: { name: string; namespace: string; children: object[] } = {
      name: 'a',
      namespace: 'urn:x',
      children: [],
    };
    for (let i = 0; i < 50_000; i += 1) deep = { name: 'a', namespace: 'urn:x', children: [deep] };
    const { pointers } = messageToXml({ to: 'juliet@example.org', extensions: [deep] as never });
    expect(pointers).toEqual(['/extensions/0']);
  });
});

describe('the contract of a message to send', () => {
  const REFUSED: readonly (readonly [string, object])[] = [
    ['no recipient', { body: 'Hi' }],
    ['a key that does not exist', { to: 'a.example', text: 'Hi' }],
    ['a key of presence', { to: 'a.example', show: 'away' }],
    ['an error', { to: 'a.example', error: { type: 'cancel', condition: 'conflict' } }],
    ['the type error', { to: 'a.example', type: 'error' }],
    ['attributes of the stanza', { to: 'a.example', attributes: { a: 'b' } }],
    ['an id with a space', { to: 'a.example', id: 'a b' }],
    ['an id of 65 characters', { to: 'a.example', id: 'a'.repeat(65) }],
    ['a ttl of 0', { to: 'a.example', ttl: 0 }],
    ['a ttl of more than a day', { to: 'a.example', ttl: 86_401 }],
    ['a receipt that is both', { to: 'a.example', receipt: { request: true, received: 'm1' } }],
    ['a receipt that is neither', { to: 'a.example', receipt: {} }],
    ['an unknown key in a known one', { to: 'a.example', replace: { id: 'a', by: 'b' } }],
    ['an extension without a namespace', { to: 'a.example', extensions: [{ name: 'x' }] }],
    ['a number as text', { to: 'a.example', body: 1 }],
    ['a language without a body', { to: 'a.example', bodyLang: 'en' }],
  ];

  it.each(REFUSED)('refuses %s', (_, json) => {
    expect(violations('MessageToSend', json)).not.toEqual([]);
  });

  it('takes a message with every bound just kept', () => {
    const json = { to: 'a.example', id: 'a'.repeat(64), ttl: 86_400, body: '' };
    expect(violations('MessageToSend', json)).toEqual([]);
  });
});
