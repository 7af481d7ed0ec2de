import { describe, expect, it } from 'vitest';
import { iqToJson, iqToXml } from '../../src/stanza/json/iq.ts';
import { messageToJson, messageToXml } from '../../src/stanza/json/message.ts';
import { presenceToJson, presenceToXml } from '../../src/stanza/json/presence.ts';
import { EXTENSIONS } from '../../src/extensions/table.ts';
import { readTree } from '../stanza/read-tree.ts';
import { IQ_EXAMPLES, MESSAGE_EXAMPLES, PRESENCE_EXAMPLES } from './messages/examples.ts';

const KINDS = [
  { kind: 'message', examples: MESSAGE_EXAMPLES, toJson: messageToJson, toXml: messageToXml },
  { kind: 'presence', examples: PRESENCE_EXAMPLES, toJson: presenceToJson, toXml: presenceToXml },
  { kind: 'iq', examples: IQ_EXAMPLES, toJson: iqToJson, toXml: iqToXml },
];

describe.each(KINDS)('extensions of $kind', ({ kind, examples, toJson, toXml }) => {
  it.each(examples)('reads $key from $xml', ({ key, xml, value }) => {
    expect(toJson(readTree(`<${kind} type='error'>${xml}</${kind}>`))).toEqual({
      type: 'error',
      [key]: value,
    });
  });

  it.each(examples)('writes $key as $xml', ({ key, xml, value }) => {
    const { element } = toXml({ type: 'error', [key]: value });
    expect(element).toEqual(readTree(`<${kind} type='error'>${xml}</${kind}>`));
  });
});

/** Known elements with something that their key has no place for. */
const HALF_KNOWN = [
  "<request xmlns='urn:xmpp:receipts' reason='impatience'/>",
  "<received xmlns='urn:xmpp:receipts'/>",
  "<active xmlns='http://jabber.org/protocol/chatstates'>text</active>",
  "<displayed xmlns='urn:xmpp:chat-markers:0'/>",
  "<markable xmlns='urn:xmpp:chat-markers:0' id='m1'/>",
  "<replace xmlns='urn:xmpp:message-correct:0'/>",
  "<x xmlns='jabber:x:oob'><desc>No URL</desc></x>",
  "<x xmlns='jabber:x:oob'><desc>First</desc><url>https://a.example</url></x>",
  "<x xmlns='jabber:x:oob'><url xml:lang='en'>https://a.example</url></x>",
  "<delay xmlns='urn:xmpp:delay' from='capulet.example'/>",
  "<origin-id xmlns='urn:xmpp:sid:0'/>",
  "<stanza-id xmlns='urn:xmpp:sid:0' id='5f3dbc5e'/>",
  "<store xmlns='urn:xmpp:hints' for='ever'/>",
  "<nick xmlns='http://jabber.org/protocol/nick'><b xmlns='urn:x'/>Ishmael</nick>",
  "<reply xmlns='urn:xmpp:reply:0' to='juliet@capulet.example'/>",
  "<reactions xmlns='urn:xmpp:reactions:0' id='m1'><reaction>👋</reaction><other/></reactions>",
  "<retract xmlns='urn:xmpp:message-retract:1' id='m1'><reason>Moderated</reason></retract>",
  "<x xmlns='jabber:x:data'/>",
  '<thread>e0ffe42b<b/></thread>',
];

describe('an element that its key does not say completely', () => {
  it.each(HALF_KNOWN)('goes to extensions as it is: %s', (xml) => {
    const stanza = readTree(`<message>${xml}</message>`);
    expect(messageToJson(stanza)).toEqual({ extensions: stanza.children });
  });

  it.each([
    '<priority>+5</priority>',
    '<priority>128</priority>',
    '<priority>high</priority>',
    '<priority/>',
    '<show>busy</show>',
    "<query xmlns='jabber:iq:last' seconds='0903'/>",
    "<query xmlns='jabber:iq:last' seconds='99999999999999999999'/>",
    "<x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='-1'/></x>",
  ])('goes to extensions of presence as it is: %s', (xml) => {
    const stanza = readTree(`<presence>${xml}</presence>`);
    expect(presenceToJson(stanza)).toEqual({ extensions: stanza.children });
  });
});

describe('a rich element that is not written as expected', () => {
  it('is read as well as can be, and kept in raw', () => {
    const stanza = readTree(
      `<presence><x xmlns='http://jabber.org/protocol/muc#user'><status code='201'/>
        <item affiliation='owner' role='moderator'/><status code='110'/><hat xmlns='urn:x'/></x></presence>`,
    );
    const json = presenceToJson(stanza);
    expect(json.mucUser).toEqual({
      items: [{ affiliation: 'owner', role: 'moderator' }],
      statuses: [201, 110],
      raw: stanza.children[0],
    });
    expect(presenceToXml(json).element).toEqual(stanza);
  });

  it('has no value where the schema allows none', () => {
    const stanza = readTree(
      `<presence><x xmlns='http://jabber.org/protocol/muc#user'><item affiliation='emperor' role='none'/>
        <status code='1000'/><status/></x></presence>`,
    );
    expect(presenceToJson(stanza).mucUser).toEqual({
      items: [{ role: 'none' }],
      raw: stanza.children[0],
    });
  });

  it('keeps its order when identities and features alternate', () => {
    const stanza = readTree(
      `<iq type='result'><query xmlns='http://jabber.org/protocol/disco#info'>
        <identity category='account' type='registered'/><feature var='urn:xmpp:mam:2'/>
        <identity category='pubsub' type='pep'/><feature/></query></iq>`,
    );
    const json = iqToJson(stanza);
    expect(json.discoInfo?.identities).toHaveLength(2);
    expect(json.discoInfo?.features).toEqual(['urn:xmpp:mam:2']);
    expect(iqToXml(json).element).toEqual(stanza);
  });

  it('keeps what a form has beside the fields', () => {
    const stanza = readTree(
      `<message><x xmlns='jabber:x:data' type='form'><field var='age' type='text-single'>
        <validate xmlns='http://jabber.org/protocol/xdata-validate' datatype='xs:integer'/></field></x></message>`,
    );
    const json = messageToJson(stanza);
    expect(json.form?.fields).toEqual([{ var: 'age', type: 'text-single' }]);
    expect(messageToXml(json).element).toEqual(stanza);
  });

  it('keeps what result set management adds to items', () => {
    const stanza = readTree(
      `<iq type='result'><query xmlns='http://jabber.org/protocol/disco#items'><item jid='a.example'/>
        <set xmlns='http://jabber.org/protocol/rsm'><count>1</count></set></query></iq>`,
    );
    const json = iqToJson(stanza);
    expect(json.discoItems?.items).toEqual([{ jid: 'a.example' }]);
    expect(iqToXml(json).element).toEqual(stanza);
  });

  it('is written from raw alone, also when a caller left namespaces out', () => {
    const { element } = iqToXml({
      type: 'get',
      to: 'example.org',
      discoInfo: {
        features: ['urn:x'],
        raw: { name: 'query', namespace: 'urn:y', children: [{ name: 'inner' }] },
      },
    });
    expect(element.children).toEqual(
      readTree("<iq><query xmlns='urn:y'><inner/></query></iq>").children,
    );
  });
});

describe('the table', () => {
  it('has an example of every key', () => {
    const shown = KINDS.flatMap(({ examples }) => examples.map(({ key }) => key));
    expect(new Set(shown)).toEqual(
      new Set([...EXTENSIONS.map(({ key }) => key), 'thread', 'error', 'show', 'priority']),
    );
  });

  it('reads an element under one key only', () => {
    const claims = EXTENSIONS.flatMap(({ elements, kinds }) =>
      elements.flatMap(({ name, namespace }) =>
        kinds.map((kind) => `${kind} ${namespace} ${name}`),
      ),
    );
    expect(new Set(claims).size).toBe(claims.length);
  });
});
