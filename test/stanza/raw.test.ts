import { describe, expect, it } from 'vitest';
import { BridgeError } from '../../src/errors.ts';
import { NS_CLIENT } from '../../src/stanza/namespaces.ts';
import { parseRawStanza } from '../../src/stanza/raw.ts';

const BOUNDS = { maxDepth: 32, maxElements: 512 };
const parse = (xml: string) => parseRawStanza(xml, BOUNDS);

/** Where and why a text is refused. */
function fault(xml: string): string {
  try {
    parse(xml);
    return 'none';
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error;
    expect(error).toMatchObject({ code: 'invalid-stanza', facts: { errors: [{ pointer: '' }] } });
    return error.facts.errors?.[0]?.detail ?? '';
  }
}

describe('a raw stanza', () => {
  it('is read into the namespace of stanzas', () => {
    const xml = `\n <message to="juliet@example.org"><body>A &amp; <![CDATA[<B>]]></body></message>\r\n`;
    expect(parse(xml)).toEqual({
      name: 'message',
      namespace: NS_CLIENT,
      attributes: { to: 'juliet@example.org' },
      children: [{ name: 'body', namespace: NS_CLIENT, attributes: {}, children: ['A & <B>'] }],
    });
  });

  it('may declare prefixes', () => {
    const xml = "<message xmlns:a='urn:a'><a:x a:y='1'/></message>";
    expect(parse(xml).children).toEqual([
      { name: 'x', namespace: 'urn:a', attributes: { '{urn:a}y': '1' }, children: [] },
    ]);
  });

  it('is refused with line and column', () => {
    expect(fault('<message>\n <body>a</bodi>\n</message>')).toBe(
      'line 2, column 9: </bodi> does not close <body> of line 2, column 2; write </body>.',
    );
  });

  it.each([
    ['the namespace of clients', "<message xmlns='jabber:client'><body/></message>"],
    ['the namespace of components', "<message xmlns='jabber:component:accept'><body/></message>"],
    ['the namespace of servers', "<message xmlns='jabber:server'><body/></message>"],
    ['a prefix for its namespace', "<c:message xmlns:c='jabber:client'><c:body/></c:message>"],
    ['an XML declaration', "<?xml version='1.0'?><message><body/></message>"],
    ['a declared encoding', '<?xml version="1.0" encoding="UTF-8"?>\n<message><body/></message>'],
    ['a comment', '<message><!-- a --><body/></message>'],
    ['comments around it', '<!-- a -->\n<message><body/></message> <!-- b -->'],
    ['a byte order mark', '\ufeff<message><body/></message>'],
    ['blanks around it', '\r\n\t <message> <body/>\n</message>\n'],
  ])('may come with %s', (_what, xml) => {
    const { name, namespace, children } = parse(xml);
    expect({ name, namespace, children: children.filter((it) => typeof it !== 'string') }).toEqual({
      name: 'message',
      namespace: NS_CLIENT,
      children: [{ name: 'body', namespace: NS_CLIENT, attributes: {}, children: [] }],
    });
  });

  it('keeps text on both sides of a comment together', () => {
    expect(parse('<message><body>A<!-- & -->B</body></message>').children).toMatchObject([
      { children: ['AB'] },
    ]);
  });

  it('keeps elements of other namespaces as they are', () => {
    const xml = "<message><db xmlns='jabber:server'/></message>";
    expect(parse(xml).children).toMatchObject([{ name: 'db', namespace: 'jabber:server' }]);
  });

  it.each<[string, string, RegExp]>([
    [
      'another namespace',
      "<message xmlns='jabber:clients'/>",
      /not "jabber:clients"; leave out the xmlns/,
    ],
    ['another encoding', "<?xml version='1.0' encoding='UTF-16'?><message/>", /UTF-8/],
    ['JSON', '{"to":"juliet@example.org"}', /looks like JSON/],
    ['a later XML declaration', "<message/><?xml version='1.0'?>", /XML declaration/],
    ['a comment that is not closed', '<message><!-- a --', /-->/],
    ['a comment with two hyphens', '<message><!-- a -- b --></message>', /holds --/],
    ['a processing instruction', '<message><?a b?></message>', /processing instructions/],
    ['a DOCTYPE', '<!DOCTYPE a><message/>', /DOCTYPE/],
    ['a DOCTYPE inside', '<message><!DOCTYPE a [<!ENTITY b "c">]></message>', /./],
    ['a DOCTYPE behind a declaration', "<?xml version='1.0'?><!DOCTYPE a><message/>", /DOCTYPE/],
    ['text before it', 'a<message/>', /text outside/],
    ['text behind it', '<message/>a', /text outside/],
    ['a reference behind it', '<message/>&amp;', /text outside/],
    ['CDATA behind it', '<message/><![CDATA[ ]]>', /text outside/],
    ['a second element', '<message/><message/>', /second element/],
    ['the end tag of the stream', '</stream:stream>', /closes nothing/],
    ['the end tag of the stream behind it', '<message/></stream:stream>', /closes nothing/],
    ['a prefix of the stream', '<stream:error/>', /prefix stream is not declared/],
    ['nothing', ' ', /no element/],
    ['no end tag', '<message><body>a</body>', /<message> is not closed/],
    ['half a tag behind it', '<message/><a', /./],
    ['half a reference behind it', '<message/>&am', /unescaped &/],
    ['half of a surrogate pair', '<message>\ud83d</message>', /disallowed character/],
    ['half of a surrogate pair behind it', '<message/>\ud83d', /disallowed character/],
    ['too many levels', '<x>'.repeat(33) + '</x>'.repeat(33), /levels/],
    ['very many levels', '<x>'.repeat(100_000), /levels/],
    ['too many elements', `<x>${'<y/>'.repeat(512)}</x>`, /elements/],
  ])('is refused with %s', (_, xml, why) => {
    expect(fault(xml)).toMatch(why);
  });
});
