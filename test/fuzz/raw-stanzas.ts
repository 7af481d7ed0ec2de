/** Raw stanzas as text: good ones, damaged ones, and such as were never XML. */
import fc from 'fast-check';
import { NS_CLIENT } from '../../src/stanza/namespaces.ts';
import { writeXml } from '../../src/stanza/xml/writer.ts';
import { damage } from '../stanza/damage.ts';
import { stanzaAround, tree } from '../stanza/xml-arbitraries.ts';

/** Addresses by their place; the campaign fills in those of its server. */
const ADDRESSES = [
  'juliet@DOMAIN',
  'nobody@DOMAIN',
  'DOMAIN',
  'bot@COMPONENT',
  'COMPONENT',
  'juliet@DOMAIN/balcony',
  'room@rooms.DOMAIN/nick',
  'x@unknown.invalid',
  '',
  '@',
  'a@b@c',
  'é\u200b@DOMAIN',
  'ＡＬＩＣＥ@DOMAIN',
  'a b@DOMAIN',
  `${'x'.repeat(1100)}@DOMAIN`,
  'DOMAIN.',
  '\u0000',
] as const;

export const address = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...ADDRESSES.slice(0, 5)) },
  { weight: 1, arbitrary: fc.constantFrom(...ADDRESSES) },
);

const KINDS = {
  message: ['chat', 'normal', 'headline', 'groupchat', 'error', ''],
  presence: ['', 'unavailable', 'subscribe', 'subscribed', 'unsubscribe', 'probe', 'error'],
  iq: ['get', 'set', 'result', 'error'],
} as const;

/** Mostly a type of its kind. */
const kind = fc.constantFrom('message' as const, 'presence' as const, 'iq' as const).chain((name) =>
  fc.record({
    name: fc.constant(name),
    type: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom<string>(...KINDS[name]) },
      { weight: 1, arbitrary: fc.constantFrom('odd', 'get', '\n') },
    ),
  }),
);

const written = fc
  .tuple(
    stanzaAround(fc.array(tree, { maxLength: 3 })),
    kind,
    fc.option(damage, { freq: 2, nil: undefined }),
    address,
  )
  .map(([stanza, { name, type }, change, to]) => {
    const attributes = { to, ...(type !== '' && { type }), id: 'fuzz' };
    // A request holds one payload.
    const children = name === 'iq' ? stanza.children.slice(0, 1) : stanza.children;
    const addressed = { ...stanza, name, attributes, children };
    return writeXml(change === undefined ? addressed : change(addressed), NS_CLIENT);
  });

/** A text in which something is cut out, doubled or put in. */
const mangled = fc
  .tuple(
    written,
    fc.nat(),
    fc.nat(20),
    fc.constantFrom(
      '',
      '<',
      '>',
      '&',
      '&#0;',
      '&x;',
      ']]>',
      '\u0000',
      '<!--',
      '<?pi?>',
      '<!DOCTYPE a>',
      "xmlns:a=''",
      '</',
      '"',
      '\ufffe',
      '</message>',
      '<stream:error/>',
      '</stream:stream>',
    ),
  )
  .map(([text, place, length, put]) => {
    const at = place % (text.length + 1);
    return text.slice(0, at) + put + text.slice(at + length);
  });

const nasty = fc.constantFrom(
  '',
  ' ',
  '<',
  '<message',
  '</stream:stream>',
  '<stream:stream>',
  "<!DOCTYPE a [<!ENTITY b 'c'>]><message to='DOMAIN'>&b;</message>",
  `<message to='DOMAIN'>${'<a>'.repeat(5_000)}`,
  `<message to='DOMAIN'>${'<a>'.repeat(40)}${'</a>'.repeat(40)}</message>`,
  `<message to='DOMAIN'><body>${'x'.repeat(70_000)}</body></message>`,
  `<message to='DOMAIN'>${'<a/>'.repeat(600)}</message>`,
  "<message xmlns='jabber:server' to='DOMAIN'/>",
  "<message xmlns:a='urn:x' a:to='DOMAIN' to='DOMAIN'/>",
  '<handshake/>',
  "<iq type='get' to='DOMAIN'/>",
  "<iq type='get' to='DOMAIN'><a xmlns='urn:a'/><b xmlns='urn:b'/></iq>",
);

/** Lone surrogates are no text that can be sent as UTF-8. */
export const rawStanza: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 5, arbitrary: written },
    { weight: 4, arbitrary: mangled },
    { weight: 1, arbitrary: nasty },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  )
  .filter((text) => !/\p{Surrogate}/u.test(text));
