import { describe, expect, it } from 'vitest';
import { vcard4, vcardTemp } from '../../../src/features/identities/vcards.ts';
import { writeXml } from '../../../src/stanza/xml/writer.ts';

const NURSE = {
  jid: 'nurse@bridge.example.org',
  avatar: { mediaType: 'image/png', bytes: 4, sha1: 'abc' } as const,
  vcard: { note: 'Anon, good nurse!', org: 'Capulet', tel: '+39 045' },
  ...{ createdAt: 0, updatedAt: 0 },
};

describe('a vCard', () => {
  it('of the old form has the picture and what was declared', () => {
    const text = writeXml(vcardTemp(NURSE, 'AAAA'), '');
    expect(text).toContain('<FN>nurse</FN>');
    expect(text).toContain('<ORG><ORGNAME>Capulet</ORGNAME></ORG>');
    expect(text).toContain('<TEL><NUMBER>+39 045</NUMBER></TEL>');
    expect(text).toContain('<PHOTO><TYPE>image/png</TYPE><BINVAL>AAAA</BINVAL></PHOTO>');
  });

  it('of the new form has the same', () => {
    const text = writeXml(vcard4(NURSE, 'AAAA'), '');
    expect(text).toContain('<fn><text>nurse</text></fn>');
    expect(text).toContain('<note><text>Anon, good nurse!</text></note>');
    expect(text).toContain('<photo><uri>data:image/png;base64,AAAA</uri></photo>');
  });

  it('has no picture where there is none', () => {
    const { avatar: _, ...plain } = NURSE;
    expect(writeXml(vcardTemp(plain, undefined), '')).not.toContain('PHOTO');
  });
});
