/** One example of each way to use each key, as the specifications write them. */
export interface Example {
  readonly key: string;
  readonly xml: string;
  readonly value: unknown;
}

const JSON_EXAMPLE: Example = {
  key: 'json',
  xml: '<json xmlns=\'urn:xmpp:json:0\'>[{"lit":true},null,-0.5]</json>',
  value: [{ lit: true }, null, -0.5],
};

export const MESSAGE_EXAMPLES: readonly Example[] = [
  JSON_EXAMPLE,
  {
    key: 'geoloc',
    xml: "<geoloc xmlns='http://jabber.org/protocol/geoloc' xml:lang='en'><lat>45.44</lat><lon>12.33</lon></geoloc>",
    value: { lang: 'en', lat: 45.44, lon: 12.33 },
  },
  { key: 'receipt', xml: "<request xmlns='urn:xmpp:receipts'/>", value: { request: true } },
  {
    key: 'receipt',
    xml: "<received xmlns='urn:xmpp:receipts' id='richard2-4.1.247'/>",
    value: { received: 'richard2-4.1.247' },
  },
  ...['active', 'composing', 'gone', 'inactive', 'paused'].map((state) => ({
    key: 'chatState',
    xml: `<${state} xmlns='http://jabber.org/protocol/chatstates'/>`,
    value: state,
  })),
  {
    key: 'marker',
    xml: "<markable xmlns='urn:xmpp:chat-markers:0'/>",
    value: { markable: true },
  },
  ...['received', 'displayed', 'acknowledged'].map((marker) => ({
    key: 'marker',
    xml: `<${marker} xmlns='urn:xmpp:chat-markers:0' id='message-1'/>`,
    value: { [marker]: 'message-1' },
  })),
  {
    key: 'pubsubEvent',
    xml: "<event xmlns='http://jabber.org/protocol/pubsub#event'><items node='http://jabber.org/protocol/geoloc'><item id='current'><geoloc xmlns='http://jabber.org/protocol/geoloc'><lat>45.44</lat><locality>Verona</locality><lon>10.99</lon></geoloc></item></items></event>",
    value: {
      node: 'http://jabber.org/protocol/geoloc',
      items: [{ id: 'current', geoloc: { lat: 45.44, lon: 10.99, locality: 'Verona' } }],
    },
  },
  {
    key: 'pubsubEvent',
    xml: "<event xmlns='http://jabber.org/protocol/pubsub#event'><items node='urn:xmpp:microblog:0'><retract id='sonnet-18'/></items></event>",
    value: { node: 'urn:xmpp:microblog:0', retracted: ['sonnet-18'] },
  },
  {
    key: 'replace',
    xml: "<replace id='bad1' xmlns='urn:xmpp:message-correct:0'/>",
    value: { id: 'bad1' },
  },
  {
    key: 'oob',
    xml: "<x xmlns='jabber:x:oob'><url>https://upload.example.org/a.jpg</url></x>",
    value: { url: 'https://upload.example.org/a.jpg' },
  },
  {
    key: 'oob',
    xml: "<x xmlns='jabber:x:oob'><url>https://a.example</url><desc>A balcony</desc></x>",
    value: { url: 'https://a.example', desc: 'A balcony' },
  },
  {
    key: 'delay',
    xml: "<delay xmlns='urn:xmpp:delay' from='capulet.example' stamp='2002-09-10T23:08:25Z'>Offline Storage</delay>",
    value: {
      from: 'capulet.example',
      stamp: '2002-09-10T23:08:25Z',
      reason: 'Offline Storage',
    },
  },
  {
    key: 'delay',
    xml: "<delay xmlns='urn:xmpp:delay' stamp='2002-09-10T23:08:25Z'/>",
    value: { stamp: '2002-09-10T23:08:25Z' },
  },
  {
    key: 'originId',
    xml: "<origin-id xmlns='urn:xmpp:sid:0' id='de305d54'/>",
    value: 'de305d54',
  },
  {
    key: 'stanzaIds',
    xml: "<stanza-id xmlns='urn:xmpp:sid:0' id='5f3dbc5e' by='balcony@rooms.example'/>",
    value: [{ id: '5f3dbc5e', by: 'balcony@rooms.example' }],
  },
  ...['no-copy', 'no-permanent-store', 'no-store', 'store'].map((hint) => ({
    key: 'hints',
    xml: `<${hint} xmlns='urn:xmpp:hints'/>`,
    value: [hint],
  })),
  {
    key: 'nick',
    xml: "<nick xmlns='http://jabber.org/protocol/nick'>Ishmael</nick>",
    value: 'Ishmael',
  },
  {
    key: 'reply',
    xml: "<reply to='romeo@montague.example/garden' id='message-id1' xmlns='urn:xmpp:reply:0'/>",
    value: { id: 'message-id1', to: 'romeo@montague.example/garden' },
  },
  { key: 'reply', xml: "<reply id='m1' xmlns='urn:xmpp:reply:0'/>", value: { id: 'm1' } },
  {
    key: 'reactions',
    xml: "<reactions id='744f6e18' xmlns='urn:xmpp:reactions:0'><reaction>👋</reaction><reaction>🐢</reaction></reactions>",
    value: { id: '744f6e18', emojis: ['👋', '🐢'] },
  },
  {
    key: 'reactions',
    xml: "<reactions id='744f6e18' xmlns='urn:xmpp:reactions:0'/>",
    value: { id: '744f6e18', emojis: [] },
  },
  {
    key: 'retract',
    xml: "<retract id='wrong-1' xmlns='urn:xmpp:message-retract:1'/>",
    value: { id: 'wrong-1' },
  },
  {
    key: 'mucUser',
    xml: "<x xmlns='http://jabber.org/protocol/muc#user'><invite to='hecate@shakespeare.example'><reason>Join us</reason><continue thread='e0ffe42b'/></invite></x>",
    value: {
      invites: [
        {
          to: 'hecate@shakespeare.example',
          reason: 'Join us',
          continue: { thread: 'e0ffe42b' },
        },
      ],
    },
  },
  {
    key: 'mucUser',
    xml: "<x xmlns='http://jabber.org/protocol/muc#user'><invite from='crone1@shakespeare.example'/><password>cauldronburn</password></x>",
    value: {
      invites: [{ from: 'crone1@shakespeare.example' }],
      password: 'cauldronburn',
    },
  },
  {
    key: 'mucUser',
    xml: "<x xmlns='http://jabber.org/protocol/muc#user'><decline from='hecate@shakespeare.example'><reason>Sorry</reason></decline></x>",
    value: { decline: { from: 'hecate@shakespeare.example', reason: 'Sorry' } },
  },
  {
    key: 'form',
    xml: `<x xmlns='jabber:x:data' type='form'><title>Bot configuration</title><instructions>Fill out this form</instructions>
      <field type='hidden' var='FORM_TYPE'><value>jabber:bot</value></field>
      <field type='text-single' label='The name of your bot' var='botname'><desc>Any name</desc><required/></field>
      <field type='list-single' var='maxsubs'><value>20</value><option label='10'><value>10</value></option><option><value>20</value></option></field></x>`,
    value: {
      type: 'form',
      title: 'Bot configuration',
      instructions: ['Fill out this form'],
      fields: [
        { var: 'FORM_TYPE', type: 'hidden', values: ['jabber:bot'] },
        {
          var: 'botname',
          type: 'text-single',
          label: 'The name of your bot',
          desc: 'Any name',
          required: true,
        },
        {
          var: 'maxsubs',
          type: 'list-single',
          values: ['20'],
          options: [{ label: '10', value: '10' }, { value: '20' }],
        },
      ],
    },
  },
  {
    key: 'form',
    xml: `<x xmlns='jabber:x:data' type='result'><reported><field var='name' type='text-single'/></reported>
      <item><field var='name'><value>Verona</value></field></item><item><field var='name'><value>Mantua</value></field></item></x>`,
    value: {
      type: 'result',
      reported: [{ var: 'name', type: 'text-single' }],
      items: [[{ var: 'name', values: ['Verona'] }], [{ var: 'name', values: ['Mantua'] }]],
    },
  },
  { key: 'form', xml: "<x xmlns='jabber:x:data' type='cancel'/>", value: { type: 'cancel' } },
  {
    key: 'thread',
    xml: "<thread parent='7edac73a'>e0ffe42b</thread>",
    value: { id: 'e0ffe42b', parent: '7edac73a' },
  },
  {
    key: 'error',
    xml: "<error type='cancel'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>",
    value: { type: 'cancel', condition: 'item-not-found' },
  },
];

export const PRESENCE_EXAMPLES: readonly Example[] = [
  { key: 'show', xml: '<show>dnd</show>', value: 'dnd' },
  { key: 'priority', xml: '<priority>-1</priority>', value: -1 },
  { key: 'priority', xml: '<priority>0</priority>', value: 0 },
  { key: 'priority', xml: '<priority>127</priority>', value: 127 },
  { key: 'priority', xml: '<priority>-128</priority>', value: -128 },
  {
    key: 'lastActivity',
    xml: "<query xmlns='jabber:iq:last' seconds='86511'/>",
    value: { seconds: 86511 },
  },
  { key: 'muc', xml: "<x xmlns='http://jabber.org/protocol/muc'/>", value: {} },
  {
    key: 'muc',
    xml: "<x xmlns='http://jabber.org/protocol/muc'><history maxchars='65000' maxstanzas='20' seconds='180' since='1970-01-01T00:00:00Z'/><password>cauldronburn</password></x>",
    value: {
      history: { maxChars: 65000, maxStanzas: 20, seconds: 180, since: '1970-01-01T00:00:00Z' },
      password: 'cauldronburn',
    },
  },
  {
    key: 'mucUser',
    xml: "<x xmlns='http://jabber.org/protocol/muc#user'><item affiliation='none' role='none' nick='tybalt'><actor nick='Prince'/><reason>Avaunt!</reason></item><status code='307'/><status code='110'/></x>",
    value: {
      items: [
        {
          affiliation: 'none',
          role: 'none',
          nick: 'tybalt',
          actor: { nick: 'Prince' },
          reason: 'Avaunt!',
        },
      ],
      statuses: [307, 110],
    },
  },
  {
    key: 'mucUser',
    xml: "<x xmlns='http://jabber.org/protocol/muc#user'><item affiliation='none' role='none'/><destroy jid='coven@rooms.example'><reason>Macbeth doth come.</reason></destroy></x>",
    value: {
      items: [{ affiliation: 'none', role: 'none' }],
      destroy: { jid: 'coven@rooms.example', reason: 'Macbeth doth come.' },
    },
  },
];

export const IQ_EXAMPLES: readonly Example[] = [
  JSON_EXAMPLE,
  {
    key: 'rpc',
    xml: `<query xmlns='jabber:iq:rpc'><methodCall><methodName>Lamp.dim</methodName>
      <params><param><value><int>3</int></value></param></params></methodCall></query>`,
    value: { method: 'Lamp.dim', params: [{ int: 3 }] },
  },
  {
    key: 'rpc',
    xml: `<query xmlns='jabber:iq:rpc'><methodResponse>
      <params><param><value><boolean>0</boolean></value></param></params></methodResponse></query>`,
    value: { result: { boolean: false } },
  },
  { key: 'ping', xml: "<ping xmlns='urn:xmpp:ping'/>", value: {} },
  { key: 'version', xml: "<query xmlns='jabber:iq:version'/>", value: {} },
  {
    key: 'version',
    xml: "<query xmlns='jabber:iq:version'><name>Exodus</name><version>0.7.0.4</version><os>Windows-XP 5.01.2600</os></query>",
    value: { name: 'Exodus', version: '0.7.0.4', os: 'Windows-XP 5.01.2600' },
  },
  {
    key: 'discoInfo',
    xml: "<query xmlns='http://jabber.org/protocol/disco#info' node='http://a.example#b'/>",
    value: { node: 'http://a.example#b' },
  },
  {
    key: 'discoInfo',
    xml: `<query xmlns='http://jabber.org/protocol/disco#info'>
      <identity category='conference' type='text' name='Rooms' xml:lang='en'/><identity category='directory' type='chatroom'/>
      <feature var='http://jabber.org/protocol/muc'/><feature var='jabber:iq:search'/>
      <x xmlns='jabber:x:data' type='result'><field var='FORM_TYPE' type='hidden'><value>urn:x</value></field></x></query>`,
    value: {
      identities: [
        { category: 'conference', type: 'text', name: 'Rooms', lang: 'en' },
        { category: 'directory', type: 'chatroom' },
      ],
      features: ['http://jabber.org/protocol/muc', 'jabber:iq:search'],
      forms: [
        { type: 'result', fields: [{ var: 'FORM_TYPE', type: 'hidden', values: ['urn:x'] }] },
      ],
    },
  },
  {
    key: 'discoItems',
    xml: "<query xmlns='http://jabber.org/protocol/disco#items' node='music'><item jid='people.shakespeare.example' name='Directory'/><item jid='catalog.shakespeare.example' node='books'/></query>",
    value: {
      node: 'music',
      items: [
        { jid: 'people.shakespeare.example', name: 'Directory' },
        { jid: 'catalog.shakespeare.example', node: 'books' },
      ],
    },
  },
  {
    key: 'lastActivity',
    xml: "<query xmlns='jabber:iq:last' seconds='903'>Heading Home</query>",
    value: { seconds: 903, status: 'Heading Home' },
  },
  {
    key: 'time',
    xml: "<time xmlns='urn:xmpp:time'><tzo>-06:00</tzo><utc>2006-12-19T17:58:35Z</utc></time>",
    value: { tzo: '-06:00', utc: '2006-12-19T17:58:35Z' },
  },
];
