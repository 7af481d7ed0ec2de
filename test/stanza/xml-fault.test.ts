import { describe, expect, it } from 'vitest';
import { findXmlFault, placeIn } from '../../src/stanza/xml-fault.ts';

const said = (xml: string) => {
  const fault = findXmlFault(xml);
  return fault && `${placeIn(xml, fault.at)}: ${fault.detail}`;
};

describe('what is wrong with XML', () => {
  it.each([
    ['<message><body>Fish & chips</body></message>', 'line 1, column 21: unescaped &; write &amp;'],
    ['<message>\n<body>\nA&B</body></message>', 'line 3, column 2: unescaped &; write &amp;'],
    ['<a b="x?y=1&z=2"/>', 'line 1, column 12: unescaped &; write &amp;'],
    ['<a>a &amp b</a>', 'line 1, column 6: &amp has no semicolon; write &amp;'],
    ['<a>&nbsp;</a>', 'line 1, column 4: &nbsp; is no entity of XML'],
    ['<a>&copy;</a>', 'line 1, column 4: &copy; is no entity of XML'],
    ['<a>&#38;&#x26;&</a>', 'line 1, column 15: unescaped &'],
    ['<a>1 < 2</a>', 'line 1, column 6: unescaped <; write &lt;'],
    ['<a>I <3 you</a>', 'line 1, column 6: unescaped <; write &lt;'],
    [
      '<a>if b <c then</a>',
      'line 1, column 9: the > of <c> is missing; if this is text, write &lt;',
    ],
    ['<a b="1<2"/>', 'line 1, column 8: unescaped < in the value of the attribute b'],
    [
      '<a><b>x</a>',
      'line 1, column 8: </a> stands here, but <b> of line 1, column 4 is not closed',
    ],
    [
      '<a><b>x</B></a>',
      'line 1, column 8: </B> does not close <b> of line 1, column 4; write </b>',
    ],
    ['<a>\n <b>x\n', 'line 2, column 2: <b> is not closed; write </b>'],
    ['<a/></a>', 'line 1, column 5: </a> closes nothing'],
    ['<a b=1/>', 'line 1, column 6: the value of the attribute b stands without quotes'],
    ['<a b/>', 'line 1, column 4: the attribute b has no value'],
    ['<a b "1"/>', 'line 1, column 4: = is missing behind the attribute b'],
    ['<a b="1/>', 'line 1, column 6: the value of the attribute b is not closed'],
    ['<a b="1"c="2"/>', 'line 1, column 9: a space is missing between two attributes'],
    [
      "<a b='O'Reilly'/>",
      'line 1, column 9: a space is missing between two attributes, or a quote',
    ],
    ['<a b="1" b="2"/>', 'line 1, column 10: the attribute b stands here for the second time'],
    ['<a\n<b/></a>', 'line 1, column 1: the > of <a> is missing'],
    ['<a><b', 'line 1, column 4: the > of <b> is missing'],
    ['<a></a', 'line 1, column 7: the > of </a> is missing'],
    ['<a><x:b/></a>', 'line 1, column 5: the prefix x is not declared; add xmlns:x='],
    ['<a x:b="1"/>', 'line 1, column 4: the prefix x is not declared'],
    ['<a><b xmlns:x="urn:x"/><x:c/></a>', 'line 1, column 25: the prefix x is not declared'],
    ['<a><![CDATA[ x</a>', 'line 1, column 4: a CDATA section is not closed'],
    ['<a><!-- x</a>', 'line 1, column 4: a comment is not closed'],
  ])('%s', (xml, start) => {
    expect(said(xml)?.slice(0, start.length)).toBe(start);
  });

  it.each([
    '<a/>',
    '<a b="\'" c=\'"\'>&lt;&#60;<![CDATA[<&]]><!-- & < --><x:b xmlns:x="urn:x" x:c="1" xml:lang="en"/></a >',
  ])('is nothing for %s', (xml) => {
    expect(findXmlFault(xml)).toBeUndefined();
  });

  it('is found soon, however deep it goes', () => {
    const begun = performance.now();
    for (const piece of ["<a xmlns:a='b'>", '<a ', '<a b="', '&', '</a>', '<!--']) {
      findXmlFault(piece.repeat(20_000));
    }
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
