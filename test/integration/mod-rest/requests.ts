/** Requests that the packaged mod_rest and the bridge are both sent; where their answers differ, how, on purpose. */
export interface Row {
  readonly what: string;
  /** Default POST. */
  readonly method?: string;
  /** Default `/rest`. */
  readonly path?: string;
  readonly type?: string;
  readonly body?: string | object;
  readonly accept?: string;
  readonly timeout?: string;
  /** Default: valid credentials. */
  readonly authorization?: string;
  /** What differs; each is told in docs/coming-from-mod_rest.md by this text. */
  readonly differs?: { readonly told: string; readonly status?: number };
}

const JSON_TYPE = 'application/json';
const XML_TYPE = 'application/xmpp+xml';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const JULIET = 'juliet@example.org';

const xml = (body: string) => ({ type: XML_TYPE, body, accept: XML_TYPE });
const json = (body: object) => ({ type: JSON_TYPE, body, accept: JSON_TYPE });
const get = (path: string, accept = JSON_TYPE) => ({
  method: 'GET',
  path: `/rest/${path}`,
  accept,
});

/** Sent, and answered with 202. */
const SENDS: readonly Row[] = [
  { what: 'a message in JSON', ...json({ kind: 'message', type: 'chat', to: JULIET, body: 'Hi' }) },
  { what: 'a message whose kind is clear', ...json({ to: JULIET, body: 'Hi' }) },
  {
    what: 'a message in XML',
    ...xml(`<message to='${JULIET}' type='chat'><body>Hi</body></message>`),
  },
  { what: 'a message in a form', type: FORM_TYPE, body: `to=${JULIET}&type=chat&body=O+Romeo` },
  {
    what: 'a message in text',
    path: `/rest/message/chat/${JULIET}`,
    type: 'text/plain',
    body: 'Hi',
  },
  { what: 'a message in the path', path: `/rest/message/chat/${JULIET}`, ...json({ body: 'Hi' }) },
  {
    what: 'presence',
    ...json({ kind: 'presence', to: JULIET, show: 'away', status: 'in Mantua' }),
  },
  {
    what: 'presence in the path',
    path: `/rest/presence/unavailable/${JULIET}`,
    ...json({ id: 'p' }),
  },
];

/** Asked of the server, and answered with what it says. */
const QUESTIONS: readonly Row[] = [
  { what: 'a ping in JSON', ...json({ kind: 'iq', id: 'q1', to: 'example.org', ping: true }) },
  {
    what: 'a ping in XML',
    ...xml("<iq type='get' id='q2' to='example.org'><ping xmlns='urn:xmpp:ping'/></iq>"),
  },
  { what: 'a ping by GET', ...get('ping/example.org') },
  { what: 'a ping by GET, as XML', ...get('ping/example.org', XML_TYPE) },
  { what: 'a ping by GET, as a form', ...get('ping/example.org', FORM_TYPE) },
  { what: 'a ping in the path of a POST', path: '/rest/iq/ping/example.org', accept: JSON_TYPE },
  { what: 'the version', ...get('version/example.org') },
  { what: 'the version, as XML', ...get('version/example.org', XML_TYPE) },
  { what: 'the version, as a form', ...get('version/example.org', FORM_TYPE) },
  { what: 'the features', ...get('disco/example.org') },
  { what: 'the features at a node', ...get('disco/example.org?node=urn%3Ax%3Anone') },
  { what: 'the items', ...get('items/example.org') },
  {
    what: 'the items at a node',
    ...get('items/example.org?node=http://jabber.org/protocol/commands'),
  },
  { what: 'the uptime', ...get('lastactivity/example.org') },
  { what: 'the services', ...get('extdisco/example.org') },
  { what: 'somebody who is not there', ...get('version/nobody@example.org') },
  {
    what: 'somebody who is not there, as XML',
    ...xml(
      "<iq type='get' id='q3' to='nobody@example.org'><query xmlns='jabber:iq:version'/></iq>",
    ),
  },
  {
    what: 'a server that is not there',
    ...json({ kind: 'iq', id: 'q4', to: 'verona.invalid', ping: true }),
  },
  {
    what: 'somebody who does not answer',
    ...json({ kind: 'iq', id: 'q5', to: 'silent@peer.example.org', ping: true }),
    timeout: '0.5',
    differs: { told: 'An IQ that nobody answers in time is 504', status: 504 },
  },
];

/** What mod_rest makes of it, without sending it. */
const ECHOES: readonly Row[] = [
  {},
  { type: 'chat', subject: 'Balcony', lang: 'en', thread: { id: 't1', parent: 't0' } },
  { state: 'composing' },
  { replace: 'a1', reply: { id: 'b1', to: 'romeo@montague.example' }, markable: true },
  { reactions: { id: 'a1', reactions: ['🌹', '🗡'] } },
  { oob_url: 'https://verona.example/rose.jpg' },
  { oob: { url: 'https://verona.example/rose.jpg', desc: 'A rose' } },
  { stanza_ids: [{ by: 'rooms.example.org', id: 's1' }], delay: '2026-01-31T12:00:00Z' },
  { invite: { jid: 'orchard@rooms.example.org', reason: 'Come' } },
  { payload: { datatype: 'urn:x:vial', data: { drops: [1, 2] } } },
  { html: '<body><p>O <em>Romeo</em></p></body>' },
  { encryption: 'eu.siacs.conversations.axolotl', fallback: true },
  { reference: { type: 'mention', uri: 'xmpp:romeo@montague.example', begin: 0, end: 5 } },
  {
    dataform: {
      type: 'submit',
      title: 'Vial',
      fields: [{ var: 'hours', type: 'text-single', value: '42' }],
    },
  },
  { nick: 'Puck', displayed: 'a1', unknown: { key: 1 } },
].flatMap((more, index) => {
  const stanza = { kind: 'message', id: `e${index}`, to: JULIET, body: 'Hi', ...more };
  const path = '/rest/echo';
  return [
    {
      what: `an echo as XML: ${Object.keys(more).join(', ')}`,
      ...json(stanza),
      path,
      accept: XML_TYPE,
    },
    { what: `an echo as JSON: ${Object.keys(more).join(', ')}`, ...json(stanza), path },
  ];
});

const MORE_ECHOES: readonly Row[] = [
  {
    kind: 'presence',
    type: 'available',
    show: 'dnd',
    priority: 3,
    idle_since: '2026-01-31T12:00:00Z',
  },
  { kind: 'presence', muc: { history: { maxstanzas: 0 } } },
  { join: true },
  { type: 'subscribe' },
  { version: { name: 'Mercutio', version: '1' } },
  { command: { node: 'uptime' } },
  { archive: { queryid: 'a', page: { max: 3 } } },
  { kind: 'iq', type: 'set', block: [{ jid: 'tybalt@capulet.example' }] },
  { register: { username: 'peter', password: 'x' } },
  { upload_request: { filename: 'a.txt', size: 3 }, kind: 'iq' },
].flatMap((stanza, index) => [
  {
    what: `an echo as XML of ${Object.keys(stanza).join(', ')}`,
    ...json({ id: `m${index}`, to: JULIET, ...stanza }),
    ...{ path: '/rest/echo', accept: XML_TYPE },
  },
]);

const HTML = 'Errors are JSON, unless';

const REFUSALS: readonly Row[] = [
  { what: 'no credentials', ...json({ to: JULIET, body: 'Hi' }), authorization: '' },
  {
    what: 'wrong credentials',
    ...json({ to: JULIET, body: 'Hi' }),
    authorization: 'Basic bnVyc2U6d3Jvbmc=',
  },
  {
    what: 'broken credentials',
    ...json({ to: JULIET, body: 'Hi' }),
    authorization: 'Basic bnVyc2U=',
  },
  {
    what: 'a wrong token',
    ...json({ to: JULIET, body: 'Hi' }),
    authorization: 'Bearer wrong',
    differs: { told: 'A wrong token is "not accepted"', status: 403 },
  },
  { what: 'another scheme', ...json({ to: JULIET, body: 'Hi' }), authorization: 'Digest x' },
  { what: 'no credentials, as XML', ...xml('<message/>'), authorization: '' },
  { what: 'broken JSON', ...json({}), body: '{"body":' },
  { what: 'an empty object', ...json({}) },
  { what: 'an unknown kind', ...json({ kind: 'sonnet', to: JULIET }) },
  { what: 'broken XML', ...xml('<message>') },
  { what: 'another element', ...xml('<sonnet/>'), accept: JSON_TYPE },
  { what: 'another namespace', ...xml("<message xmlns='urn:x'/>"), accept: JSON_TYPE },
  { what: 'another type', type: 'text/html', body: '<p>', accept: JSON_TYPE },
  { what: 'no type', body: 'Hi', accept: JSON_TYPE },
  { what: 'an iq that asks nothing', ...xml(`<iq type='get' to='${JULIET}'/>`), accept: JSON_TYPE },
  {
    what: 'an iq that answers',
    ...xml(`<iq type='result' to='${JULIET}'><ping xmlns='urn:xmpp:ping'/></iq>`),
    accept: JSON_TYPE,
  },
  { what: 'an unknown question', ...get('sonnet/example.org') },
  { what: 'a query that is no query', ...get('ping/example.org?hello') },
  {
    what: 'somebody else as sender',
    ...xml(`<message from='romeo@example.org' to='${JULIET}'/>`),
    accept: JSON_TYPE,
  },
  {
    what: 'a sender that is no address',
    ...xml(`<message from='@' to='${JULIET}'/>`),
    accept: JSON_TYPE,
  },
  {
    what: 'a recipient that is no address',
    ...xml("<message to='@'><body>Hi</body></message>"),
    accept: JSON_TYPE,
  },
  { what: 'too much', ...json({ to: JULIET, body: 'x'.repeat(200 * 1024) }) },
  {
    what: 'broken JSON, to a browser',
    ...{ type: JSON_TYPE, body: '{', accept: 'text/html' },
    differs: { told: HTML, status: 400 },
  },
  {
    what: 'nobody as recipient',
    ...json({ kind: 'message', body: 'Hi' }),
    differs: { told: 'A stanza without `to`', status: 422 },
  },
  {
    what: 'a body that is no text',
    ...json({ to: JULIET, body: { text: 'Hi' } }),
    differs: { told: 'with a value of the wrong type', status: 400 },
  },
  {
    what: 'between their bounds',
    ...json({ to: JULIET, body: 'x'.repeat(150 * 1024) }),
    differs: { told: 'A request may have `BRIDGE_MAX_BODY`', status: 413 },
  },
];

export const ROWS: readonly Row[] = [
  ...SENDS,
  ...QUESTIONS,
  ...ECHOES,
  ...MORE_ECHOES,
  ...REFUSALS,
];
