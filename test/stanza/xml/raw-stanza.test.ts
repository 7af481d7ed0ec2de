import { describe, expect, it } from 'vitest';
import { BridgeError } from '../../../src/core/errors.ts';
import { NS_CLIENT } from '../../../src/stanza/namespaces.ts';
import { parseRawStanza } from '../../../src/stanza/xml/raw-stanza.ts';

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
    expect(fault('<message>\n <body>a</bodi>\n</message>')).toBe('2:15: unexpected close tag.');
  });

  it('is refused with an xmlns of its own, and told to leave it out', () => {
    expect(fault("<message xmlns='jabber:client'/>")).toMatch(/leave out the xmlns/);
  });

  it.each<[string, string, RegExp]>([
    ['an XML declaration', "<?xml version='1.0'?><message/>", /leave out the XML declaration/],
    ['a later XML declaration', "<message/><?xml version='1.0'?>", /XML declaration/],
    ['a comment', '<message><!-- a --></message>', /comments/],
    ['a comment behind it', '<message/><!-- a -->', /comments/],
    ['a processing instruction', '<message><?a b?></message>', /processing instructions/],
    ['a DOCTYPE', '<!DOCTYPE a><message/>', /doctype/],
    ['text before it', 'a<message/>', /text outside/],
    ['text behind it', '<message/>a', /text outside/],
    ['a reference behind it', '<message/>&amp;', /text outside/],
    ['CDATA behind it', '<message/><![CDATA[ ]]>', /text outside/],
    ['a byte order mark before it', '\ufeff<message/>', /text outside/],
    ['a second element', '<message/><message/>', /second element/],
    ['the end tag of the stream', '</stream:stream>', /unmatched/],
    ['the end tag of the stream behind it', '<message/></stream:stream>', /unmatched/],
    ['a prefix of the stream', '<stream:error/>', /unbound namespace prefix/],
    ['nothing', ' ', /no element/],
    ['no end tag', '<message><body>a</body>', /unclosed/],
    ['half a tag behind it', '<message/><a', /./],
    ['half a reference behind it', '<message/>&am', /unexpected end/],
    ['half of a surrogate pair', '<message>\ud83d</message>', /disallowed character/],
    ['half of a surrogate pair behind it', '<message/>\ud83d', /disallowed character/],
    ['too many levels', '<x>'.repeat(33) + '</x>'.repeat(33), /levels/],
    ['very many levels', '<x>'.repeat(100_000), /levels/],
    ['too many elements', `<x>${'<y/>'.repeat(512)}</x>`, /elements/],
  ])('is refused with %s', (_, xml, why) => {
    expect(fault(xml)).toMatch(why);
  });
});
