import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { element } from '../../../src/core/element.ts';
import { NS_CLIENT } from '../../../src/stanza/namespaces.ts';
import { writeXml } from '../../../src/stanza/xml/writer.ts';
import { parseXml } from '../../support/xml-tree.ts';
import { SEED, tree } from '../xml-arbitraries.ts';

/** The independent parser loses this one. */
const plain = (tree: object) => !JSON.stringify(tree).includes('__proto__');
const write = (...of: Parameters<typeof element>) => writeXml(element(...of), NS_CLIENT);

describe('the XML writer', () => {
  it('writes no xmlns on a stanza and its own content', () => {
    const body = element('body', NS_CLIENT, {}, ['Good night']);
    expect(write('message', NS_CLIENT, { to: 'juliet@example.org' }, [body])).toBe(
      "<message to='juliet@example.org'><body>Good night</body></message>",
    );
  });

  it('writes an xmlns only where the namespace changes', () => {
    const message = element('message', NS_CLIENT, {}, [element('body', NS_CLIENT)]);
    const forwarded = element('forwarded', 'urn:xmpp:forward:0', {}, [
      element('note', 'urn:xmpp:forward:0'),
      message,
    ]);
    expect(write('message', NS_CLIENT, {}, [forwarded])).toBe(
      "<message><forwarded xmlns='urn:xmpp:forward:0'><note/>" +
        "<message xmlns='jabber:client'><body/></message></forwarded></message>",
    );
  });

  it('writes an empty xmlns for an element in no namespace', () => {
    expect(write('x', 'urn:x', {}, [element('y', '')])).toBe("<x xmlns='urn:x'><y xmlns=''/></x>");
  });

  it('declares a prefix for attributes of another namespace, once for each', () => {
    const attributes = { '{urn:a}one': '1', '{urn:b}two': '2', '{urn:a}three': '3', four: '4' };
    expect(write('x', NS_CLIENT, attributes)).toBe(
      "<x xmlns:ns1='urn:a' ns1:one='1' xmlns:ns2='urn:b' ns2:two='2' ns1:three='3' four='4'/>",
    );
  });

  it('leaves xml:lang as it is', () => {
    expect(write('body', NS_CLIENT, { 'xml:lang': 'it' })).toBe("<body xml:lang='it'/>");
  });

  it('escapes in text what would be markup, end a section or be read as another line break', () => {
    expect(write('body', NS_CLIENT, {}, ['a<b&c]]>d\re\tf\n"\''])).toBe(
      '<body>a&lt;b&amp;c]]&gt;d&#xD;e\tf\n"\'</body>',
    );
  });

  it('escapes in attributes what would end them or be read as a space', () => {
    expect(write('x', NS_CLIENT, { a: '<&\'"\t\n\r>' })).toBe(
      "<x a='&lt;&amp;&apos;\"&#x9;&#xA;&#xD;>'/>",
    );
  });

  it('writes a tree of any depth', () => {
    let deep = element('x', 'urn:x');
    for (let level = 1; level < 100_000; level++) deep = element('x', 'urn:x', {}, [deep]);
    const xml = writeXml(deep, 'urn:x');
    expect(xml).toHaveLength(99_999 * '<x></x>'.length + '<x/>'.length);
  });

  it('writes what an independent parser reads as the same tree', () => {
    fc.assert(
      fc.property(tree.filter(plain), (written) => {
        const { name, namespace, attributes, children } = parseXml(writeXml(written, NS_CLIENT));
        expect({ name, namespace, attributes, children }).toEqual(written);
      }),
      SEED,
    );
  });
});
