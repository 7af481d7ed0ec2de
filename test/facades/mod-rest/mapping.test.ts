import { describe, expect, test } from 'vitest';
import { fromModRest } from '../../../src/facades/mod-rest/mapping/from-json.ts';
import { toModRest } from '../../../src/facades/mod-rest/mapping/to-json.ts';
import { parseRawStanza } from '../../../src/stanza/xml/raw-stanza.ts';

const BOUNDS = { maxDepth: 32, maxElements: 1_000 };
const xml = (text: string) => parseRawStanza(text, BOUNDS);

const DATA = "xmlns='jabber:x:data'";

/** Each says the same in JSON and in XML. */
const PAIRS: readonly (readonly [string, object, string])[] = [
  [
    'a message with its texts',
    { kind: 'message', type: 'chat', body: 'Madam!', subject: 'Balcony', lang: 'en' },
    "<message type='chat' xml:lang='en'><body>Madam!</body><subject>Balcony</subject></message>",
  ],
  [
    'a thread',
    { kind: 'message', thread: { id: 't1', parent: 't0' } },
    "<message><thread parent='t0'>t1</thread></message>",
  ],
  [
    'a chat state',
    { kind: 'message', state: 'composing' },
    "<message><composing xmlns='http://jabber.org/protocol/chatstates'/></message>",
  ],
  [
    'a correction of a reply that can be marked',
    {
      kind: 'message',
      replace: 'a1',
      reply: { id: 'b1', to: 'romeo@montague.example' },
      markable: true,
    },
    "<message><replace xmlns='urn:xmpp:message-correct:0' id='a1'/><reply xmlns='urn:xmpp:reply:0' id='b1' to='romeo@montague.example'/><markable xmlns='urn:xmpp:chat-markers:0'/></message>",
  ],
  [
    'reactions',
    { kind: 'message', reactions: { id: 'a1', reactions: ['🌹', '🗡'] } },
    "<message><reactions xmlns='urn:xmpp:reactions:0' id='a1'><reaction>🌹</reaction><reaction>🗡</reaction></reactions></message>",
  ],
  [
    'ids, a delay and a nick',
    {
      kind: 'message',
      delay: '2026-01-31T12:00:00Z',
      nick: 'Puck',
      stanza_ids: [{ by: 'rooms.example.org', id: 's1' }],
      occupant_id: 'o1',
    },
    "<message><delay xmlns='urn:xmpp:delay' stamp='2026-01-31T12:00:00Z'/><nick xmlns='http://jabber.org/protocol/nick'>Puck</nick><stanza-id xmlns='urn:xmpp:sid:0' by='rooms.example.org' id='s1'/><occupant-id xmlns='urn:xmpp:occupant-id:0' id='o1'/></message>",
  ],
  [
    'an invitation',
    {
      kind: 'message',
      invite: { jid: 'orchard@rooms.example.org', reason: 'Come', continue: true },
    },
    "<message><x xmlns='jabber:x:conference' jid='orchard@rooms.example.org' reason='Come' continue='1'/></message>",
  ],
  [
    'JSON in a message',
    { kind: 'message', payload: { datatype: 'urn:x:vial', data: { drops: [1, 2] } } },
    "<message><payload xmlns='urn:xmpp:json-msg:0' datatype='urn:x:vial'>{\"drops\":[1,2]}</payload></message>",
  ],
  [
    'a forwarded message',
    { kind: 'message', forwarded: { message: { body: 'Ay me!', from: 'juliet@capulet.example' } } },
    "<message><forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' from='juliet@capulet.example'><body>Ay me!</body></message></forwarded></message>",
  ],
  [
    'formatted text',
    { kind: 'message', html: '<body><p>O <em>Romeo</em></p></body>' },
    "<message><html xmlns='http://jabber.org/protocol/xhtml-im'><body xmlns='http://www.w3.org/1999/xhtml'><p>O <em>Romeo</em></p></body></html></message>",
  ],
  [
    'presence with its details',
    { kind: 'presence', type: 'available', show: 'away', status: 'in Mantua', priority: 3 },
    '<presence><show>away</show><status>in Mantua</status><priority>3</priority></presence>',
  ],
  [
    'joining a room without its history',
    { kind: 'presence', type: 'available', muc: { history: { maxstanzas: 0 } } },
    "<presence><x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x></presence>",
  ],
  [
    'a ping',
    { kind: 'iq', type: 'get', ping: true },
    "<iq type='get'><ping xmlns='urn:xmpp:ping'/></iq>",
  ],
  [
    'a version',
    { kind: 'iq', type: 'result', version: { name: 'Mercutio', version: '1' } },
    "<iq type='result'><query xmlns='jabber:iq:version'><name>Mercutio</name><version>1</version></query></iq>",
  ],
  [
    'a question for features at a node',
    { kind: 'iq', type: 'get', disco: 'urn:x:node' },
    "<iq type='get'><query xmlns='http://jabber.org/protocol/disco#info' node='urn:x:node'/></iq>",
  ],
  [
    'features',
    {
      kind: 'iq',
      type: 'result',
      disco: {
        identities: [{ category: 'component', type: 'generic', name: 'Friar' }],
        features: ['urn:xmpp:ping'],
      },
    },
    "<iq type='result'><query xmlns='http://jabber.org/protocol/disco#info'><identity category='component' type='generic' name='Friar'/><feature var='urn:xmpp:ping'/></query></iq>",
  ],
  [
    'several items',
    { kind: 'iq', type: 'result', items: [{ jid: 'a.example' }, { jid: 'b.example', name: 'B' }] },
    "<iq type='result'><query xmlns='http://jabber.org/protocol/disco#items'><item jid='a.example'/><item jid='b.example' name='B'/></query></iq>",
  ],
  [
    'a step of a command with its form',
    {
      kind: 'iq',
      type: 'set',
      command: {
        node: 'potion',
        sessionid: 's1',
        action: 'next',
        form: { type: 'submit', fields: [{ var: 'hours', value: '42' }] },
      },
    },
    `<iq type='set'><command xmlns='http://jabber.org/protocol/commands' action='next' node='potion' sessionid='s1'><x ${DATA} type='submit'><field var='hours'><value>42</value></field></x></command></iq>`,
  ],
  [
    'a form with choices',
    {
      kind: 'message',
      dataform: {
        type: 'form',
        title: 'Vial',
        fields: [
          {
            var: 'size',
            type: 'list-single',
            required: true,
            value: 's',
            options: [{ label: 'small', value: 's' }],
          },
        ],
      },
    },
    `<message><x ${DATA} type='form'><title>Vial</title><field var='size' type='list-single'><required/><value>s</value><option label='small'><value>s</value></option></field></x></message>`,
  ],
  [
    'a blocklist',
    { kind: 'iq', type: 'result', blocklist: [{ jid: 'tybalt@capulet.example' }] },
    "<iq type='result'><blocklist xmlns='urn:xmpp:blocking'><item jid='tybalt@capulet.example'/></blocklist></iq>",
  ],
  [
    'an error',
    {
      kind: 'message',
      type: 'error',
      to: 'romeo@montague.example',
      error: { type: 'cancel', condition: 'gone', text: 'Banished' },
    },
    "<message type='error' to='romeo@montague.example'><error type='cancel'><gone xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/><text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>Banished</text></error></message>",
  ],
];

describe('the JSON of mod_rest', () => {
  test.each(PAIRS)('%s is read', (_what, json, text) => {
    expect(toModRest(xml(text))).toEqual(json);
  });

  test.each(PAIRS)('%s is written', (_what, json, text) => {
    expect(fromModRest(json)).toEqual(xml(text));
  });
});

describe('what JSON leaves out', () => {
  test.each([
    [{ body: 'Hi' }, '<message><body>Hi</body></message>'],
    [{ type: 'chat' }, "<message type='chat'/>"],
    [{ show: 'dnd' }, '<presence><show>dnd</show></presence>'],
    [{ type: 'subscribed' }, "<presence type='subscribed'/>"],
    [{ ping: true }, "<iq type='get'><ping xmlns='urn:xmpp:ping'/></iq>"],
    [
      { command: 'uptime' },
      "<iq type='set'><command xmlns='http://jabber.org/protocol/commands' node='uptime'/></iq>",
    ],
    [
      { kind: 'presence', join: true },
      "<presence><x xmlns='http://jabber.org/protocol/muc'/></presence>",
    ],
    [
      { archive: { with: 'juliet@capulet.example', max: '5' } },
      `<iq type='set'><query xmlns='urn:xmpp:mam:2'><x ${DATA} type='submit'><field type='hidden' var='FORM_TYPE'><value>urn:xmpp:mam:2</value></field><field var='with'><value>juliet@capulet.example</value></field></x><set xmlns='http://jabber.org/protocol/rsm'><max>5</max></set></query></iq>`,
    ],
    [{ body: 'Hi', unknown: { to: 'nobody' } }, '<message><body>Hi</body></message>'],
  ])('is filled in for %j', (json, text) => {
    expect(fromModRest(json)).toEqual(xml(text));
  });

  test.each([
    [{}],
    [[]],
    ['Hi'],
    [null],
    [{ kind: 'sonnet' }],
    [{ body: {} }],
    [{ stanza_ids: 'a' }],
  ])('%j is no stanza', (json) => {
    expect(() => fromModRest(json)).toThrow(expect.objectContaining({ code: 'malformed-body' }));
  });

  test('what has no key is not shown', () => {
    const stanza = xml("<message id='a1'><body>Hi</body><vial xmlns='urn:x'/></message>");
    expect(toModRest(stanza)).toEqual({ kind: 'message', id: 'a1', body: 'Hi' });
  });

  test('names that every object has are no keys', () => {
    const json = JSON.parse('{"body":"Hi","toString":"x","constructor":"y"}') as object;
    expect(fromModRest(json)).toEqual(xml('<message><body>Hi</body></message>'));
  });
});
