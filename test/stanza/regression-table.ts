/**
 * What closes the stream of a component on Prosody or ejabberd, is silently dropped there, or was thought to do either:
 * each as a caller would send it. `refused` is a 4xx that harms nobody else; `passes` arrives. The cast is that of the
 * real servers: users on example.org, the bridge on bridge.example.org.
 */
type Outcome = 'refused' | 'passes';

interface Case {
  readonly name: string;
  /** What the gate makes of it. */
  readonly outcome: Outcome;
  /** What comes of it through REST, where something before the gate mends it. */
  readonly overRest?: Outcome;
  /** Of what is refused: where the gate finds the fault. The contract or the rights of the key may refuse earlier. */
  readonly pointer?: string;
}

/** The body of `POST /v1/stanzas`. */
export interface RawCase extends Case {
  readonly kind: 'raw';
  readonly input: string;
}

/** A body of `POST /v1/stanzas` that no text can say. */
interface BytesCase extends Case {
  readonly kind: 'bytes';
  readonly input: Uint8Array;
}

export interface JsonCase extends Case {
  readonly kind: 'json';
  readonly path: '/v1/messages' | '/v1/presence' | '/v1/iq';
  readonly input: Readonly<Record<string, unknown>>;
}

export type RegressionCase = RawCase | BytesCase | JsonCase;

const TO = 'juliet@example.org';

const raw = (name: string, input: string): RawCase => ({
  name,
  kind: 'raw',
  input,
  outcome: 'refused',
  pointer: '',
});
/** A message around what is refused. */
const inMessage = (name: string, content: string) =>
  raw(name, `<message to='${TO}' type='chat'>${content}</message>`);
const inBody = (name: string, text: string) => inMessage(name, `<body>${text}</body>`);
/** Well-formed, so that it is the gate that refuses it. */
const rawAt = (pointer: string, name: string, input: string) => ({ ...raw(name, input), pointer });

function json(
  path: JsonCase['path'],
  pointer: string | undefined,
  name: string,
  input: Readonly<Record<string, unknown>>,
): JsonCase {
  const refused = { name, kind: 'json', path, input, outcome: 'refused' } as const;
  return pointer === undefined ? refused : { ...refused, pointer };
}

const message = (pointer: string | undefined, name: string, input: Record<string, unknown>) =>
  json('/v1/messages', pointer, name, { to: TO, type: 'chat', ...input });
const body = (name: string, text: string) => message('/body', name, { body: text });
const extension = (pointer: string, name: string, element: Record<string, unknown>) =>
  message(`/extensions/0${pointer}`, name, {
    extensions: [{ name: 'x', namespace: 'urn:x', ...element }],
  });
const sentTo = (name: string, to: string) => message('/to', name, { to, body: 'Hi' });
const sentFrom = (name: string, from: string) => message(undefined, name, { from, body: 'Hi' });

function nested(levels: number): Record<string, unknown> {
  let element: Record<string, unknown> = { name: 'x', namespace: 'urn:x' };
  for (let level = 1; level < levels; level++) {
    element = { name: 'x', namespace: 'urn:x', children: [element] };
  }
  return element;
}

const bytes = (name: string, middle: readonly number[]): BytesCase => {
  const encode = (text: string) => Array.from(new TextEncoder().encode(text));
  const around = [`<message to='${TO}'><body>`, '</body></message>'].map(encode);
  const input = Uint8Array.from([...(around[0] ?? []), ...middle, ...(around[1] ?? [])]);
  return { name, kind: 'bytes', input, outcome: 'refused' };
};

const CHARACTERS: readonly RegressionCase[] = [
  ...['\u0000', '\u0001', '\u0008', '\u000b', '\u000c', '\u001f', '\ufffe', '\uffff'].flatMap(
    (character) => {
      const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
      return [
        body(`U+${code} in a text`, `a${character}b`),
        inBody(`U+${code} in raw XML`, `a${character}b`),
        inBody(`U+${code} in raw XML as a reference`, `&#x${code};`),
      ];
    },
  ),
  body('a high surrogate alone', 'a\ud800b'),
  body('a low surrogate alone', 'a\udc00b'),
  body('surrogates in the wrong order', '\ude00\ud83d'),
  inBody('a surrogate as a reference', '&#xD800;'),
  inBody('a reference beyond Unicode', '&#x110000;'),
  bytes('a surrogate in CESU-8', [0xed, 0xa0, 0x80]),
  bytes('the byte FF', [0xff]),
  bytes('an overlong zero', [0xc0, 0x80]),
  bytes('half a character', [0xf0, 0x9f, 0x98]),
  message('/lang', 'U+0001 as the language', { body: 'Hi', lang: '\u0001' }),
  message('/subject', 'U+0001 in the subject', { subject: '\u0001' }),
  extension('/attributes/a', 'U+0001 in an attribute', { attributes: { a: '\u0001' } }),
  extension('/children/0', 'U+0001 in the text of an extension', { children: ['\u0001'] }),
  extension('/name', 'U+0001 in a name', { name: 'x\u0001' }),
  extension('/namespace', 'U+0001 in a namespace', { namespace: 'urn:\u0001' }),
  json('/v1/presence', '/status', 'U+0001 in a status', { to: TO, status: '\u0001' }),
];

const MARKUP: readonly RegressionCase[] = [
  inBody('an unknown entity', '&nbsp;'),
  inBody('a raw &', 'a & b'),
  inBody('a raw <', 'a < b'),
  inBody(']]> in a text', 'a]]>b'),
  raw('a DOCTYPE', `<!DOCTYPE message><message to='${TO}'/>`),
  raw('an entity declaration', `<!DOCTYPE m [<!ENTITY a 'b'>]><message to='${TO}'>&a;</message>`),
  inMessage('a second XML declaration', "<?xml version='1.0'?>"),
  inMessage('an undeclared prefix of an element', '<a:b/>'),
  inMessage('an undeclared prefix of an attribute', "<x xmlns='urn:x' a:b='1'/>"),
  inMessage('another meaning of the prefix xml', "<x xmlns:xml='urn:x'/>"),
  inMessage('a prefix declared as nothing', "<x xmlns:a=''/>"),
  inMessage('a duplicate attribute', "<x xmlns='urn:x' a='1' a='2'/>"),
  inMessage('a mismatched end tag', '<a></b>'),
  inMessage('an element name with a space', '< x/>'),
  inMessage('an element name that begins with a digit', '<1x/>'),
  inMessage('an empty element name', '<>'),
  inMessage('a processing instruction', '<?a b?>'),
  raw('no end tag', `<message to='${TO}'><body>Hi</body>`),
  raw('the end of the stream', '</stream:stream>'),
  raw('the end of the stream behind a message', `<message to='${TO}'/></stream:stream>`),
  raw('a stream error with an undeclared prefix', '<stream:error><conflict/></stream:error>'),
  rawAt(
    '',
    'a stream error',
    "<s:error to='juliet@example.org' xmlns:s='http://etherx.jabber.org/streams'><reset xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></s:error>",
  ),
  raw('a second stanza', `<message to='${TO}'/><message to='${TO}'/>`),
  raw('text and no stanza', 'Hi'),
  raw('nothing', ''),
];

const NAMES: readonly RegressionCase[] = [
  extension('/name', 'a name with a space', { name: 'x y' }),
  extension('/name', 'a name that ends its tag', { name: "x><iq from='evil.example'/><y" }),
  extension('/name', 'a name that begins with a digit', { name: '1x' }),
  extension('/name', 'an empty name', { name: '' }),
  extension('/name', 'a name with a prefix', { name: 'a:x' }),
  extension('/name', 'a name that only the fifth edition of XML has', { name: '\u{10400}' }),
  extension('/attributes/a b', 'an attribute with a space', { attributes: { 'a b': '1' } }),
  extension("/attributes/a='1' b", 'an attribute that ends itself', {
    attributes: { "a='1' b": '2' },
  }),
  extension('/attributes/xmlns', 'an xmlns as an attribute', { attributes: { xmlns: 'urn:y' } }),
  extension('/attributes/xmlns:a', 'a prefix as an attribute', {
    attributes: { 'xmlns:a': 'urn:y' },
  }),
  extension('/attributes/a:b', 'an attribute with a prefix', { attributes: { 'a:b': '1' } }),
  extension('/attributes/{urn:y}1', 'a digit as a name', { attributes: { '{urn:y}1': '1' } }),
  extension('/attributes/{}a', 'an attribute in no namespace', { attributes: { '{}a': '1' } }),
  extension('/namespace', 'an empty namespace', { namespace: '' }),
  extension('/namespace', 'the namespace of streams', {
    namespace: 'http://etherx.jabber.org/streams',
  }),
  extension('/namespace', 'the namespace of xml', {
    namespace: 'http://www.w3.org/XML/1998/namespace',
  }),
  extension('/namespace', 'the namespace of xmlns', { namespace: 'http://www.w3.org/2000/xmlns/' }),
  extension('/children/0/name', 'a bad name further inside', {
    children: [{ name: '1y', namespace: 'urn:x' }],
  }),
];

const ADDRESSES: readonly RegressionCase[] = [
  json('/v1/messages', '/to', 'no recipient', { type: 'chat', body: 'Hi' }),
  sentTo('an empty recipient', ''),
  sentTo('a recipient of @', '@'),
  sentTo('a recipient with two @', 'a@b@c'),
  sentTo('a recipient with a space', 'juliet capulet@example.org'),
  sentTo('a recipient with a long local part', `${'a'.repeat(1024)}@example.org`),
  sentTo('a recipient of a resource only', '/balcony'),
  sentTo('a recipient without a domain', 'juliet@'),
  sentTo('a recipient with a control character', 'juliet\u0001@example.org'),
  sentFrom('a sender in another domain', 'romeo@montague.example'),
  sentFrom('a sender in the domain of the server', 'juliet@example.org'),
  sentFrom('a sender in a domain below ours', 'bot@sub.bridge.example.org'),
  {
    ...sentFrom('a sender in our domain in upper case', 'bot@BRIDGE.example.org'),
    overRest: 'passes',
  },
  sentFrom('an empty sender', ''),
  sentFrom('a sender with an invalid local part', 'a b@bridge.example.org'),
  rawAt('/to', 'a raw message without a recipient', '<message><body>Hi</body></message>'),
];

const KINDS: readonly RegressionCase[] = [
  raw('a stanza in a namespace of its own', `<message xmlns='urn:x' to='${TO}'/>`),
  rawAt('', 'a stanza in another namespace by prefix', `<x:message xmlns:x='urn:x' to='${TO}'/>`),
  rawAt('', 'a handshake', `<handshake to='${TO}'/>`),
  rawAt('', 'another element', `<foo to='${TO}'/>`),
  rawAt('/children/0', 'text directly in a stanza', `<message to='${TO}'>Hi</message>`),
  message('/type', 'a message of an unknown type', { type: 'zzz', body: 'Hi' }),
  json('/v1/presence', '/type', 'presence of an unknown type', { to: TO, type: 'zzz' }),
  json('/v1/iq', '/type', 'an iq of an unknown type', { to: 'example.org', type: 'zzz', ping: {} }),
  json('/v1/iq', undefined, 'an iq without a payload', { to: 'example.org', type: 'get' }),
  json('/v1/iq', undefined, 'an iq with two payloads', {
    to: 'example.org',
    type: 'get',
    extensions: [
      { name: 'ping', namespace: 'urn:xmpp:ping' },
      { name: 'query', namespace: 'jabber:iq:version' },
    ],
  }),
  rawAt(
    '/type',
    'a raw iq without a type',
    "<iq to='example.org' id='a'><ping xmlns='urn:xmpp:ping'/></iq>",
  ),
  rawAt('', 'a raw iq without a payload', "<iq to='example.org' id='a' type='get'/>"),
  rawAt(
    '',
    'a raw iq with two payloads',
    "<iq to='example.org' id='a' type='get'><ping xmlns='urn:xmpp:ping'/><ping xmlns='urn:xmpp:ping'/></iq>",
  ),
  rawAt(
    '',
    'an error without an error',
    `<message to='${TO}' type='error'><body>Hi</body></message>`,
  ),
];

const BOUNDS: readonly RegressionCase[] = [
  message('', 'a body over 64 KiB', { body: 'a'.repeat(66_000) }),
  message('', 'a body over 64 KiB once it is escaped', { body: '&'.repeat(14_000) }),
  message('', 'a body over 64 KiB in UTF-8', { body: '\u20ac'.repeat(22_000) }),
  message(undefined, 'an extension of 32 levels', { extensions: [nested(32)] }),
  message(undefined, 'an extension of 1,000 levels', { extensions: [nested(1000)] }),
  message('', 'an extension of 600 elements', {
    extensions: [{ ...nested(1), children: Array.from({ length: 600 }, () => nested(1)) }],
  }),
  inMessage('a raw stanza of 1,000 levels', '<x>'.repeat(1000) + '</x>'.repeat(1000)),
  inMessage('a raw stanza of 600 elements', '<x/>'.repeat(600)),
];

const EPHEMERAL: readonly RegressionCase[] = [
  body('white space of every kind', 'a\tb\nc\rd\r\ne'),
  body('U+007F, U+0085, U+2028, U+FDD0 and U+1FFFE', '\u007f\u0085\u2028\ufdd0\u{1fffe}'),
  body('an emoji and a text from right to left', '😀 \u05e9\u05dc\u05d5\u05dd'),
  body('markup as text', '<b>a & b</b> ]]> <!-- --> &nbsp;'),
  body('40 KiB', 'a'.repeat(40_960)),
  message(undefined, 'a language', { body: 'Ciao', lang: 'it' }),
  message(undefined, 'an extension with everything in it', {
    extensions: [
      {
        name: 'x',
        namespace: "urn:it's",
        attributes: { a: '<&\'">\t\n\r', '{urn:y}b': '1', 'xml:lang': 'en' },
        children: [' a ', { name: 'y', namespace: '' }, { name: '\u540d\u524d' }],
      },
    ],
  }),
  message(undefined, 'an extension of 31 levels', { extensions: [nested(31)] }),
  message(undefined, 'names that every object has', {
    extensions: [{ name: 'constructor', namespace: 'urn:x', attributes: { toString: '1' } }],
  }),
  message(undefined, 'a recipient in upper case', { to: 'JULIET@Example.ORG', body: 'Hi' }),
  message(undefined, 'a sender whose local part is in upper case', {
    from: 'Bot@bridge.example.org',
    body: 'Hi',
  }),
  inBody('CDATA', '<![CDATA[<a> & ]] >]]>'),
  inBody('references', '&lt;&#x41;&#66;&amp;&#xD;'),
  inMessage('prefixes', "<a:x xmlns:a='urn:a' a:b='1'><a:y/></a:x>"),
  raw('an XML declaration', `<?xml version='1.0'?><message to='${TO}'/>`),
  inMessage('a comment', '<!-- a -->'),
  raw('an xmlns on the stanza', `<message xmlns='jabber:client' to='${TO}'/>`),
  raw('a stanza of servers', `<message xmlns='jabber:server' to='${TO}'/>`),
  raw('white space around a stanza', `\r\n\t<message to='${TO}'>\n <body>Hi</body>\n</message>\n`),
].map((tried) => ({ ...tried, outcome: 'passes' }));

export const REGRESSION_TABLE: readonly RegressionCase[] = [
  ...CHARACTERS,
  ...MARKUP,
  ...NAMES,
  ...ADDRESSES,
  ...KINDS,
  ...BOUNDS,
  ...EPHEMERAL,
];
