import { describe, expect, it } from 'vitest';
import { sameElement } from '../../src/stanza/same-element.ts';
import { readTree } from './read-tree.ts';

const same = (one: string, other: string) => sameElement(readTree(one), readTree(other));

describe('sameElement', () => {
  it('does not mind the order of attributes', () => {
    expect(same("<a b='1' c='2'/>", "<a c='2' b='1'/>")).toBe(true);
  });

  it.each([
    ['name', '<a/>', '<b/>'],
    ['namespace', '<a/>', "<a xmlns='urn:x'/>"],
    ['attribute value', "<a b='1'/>", "<a b='2'/>"],
    ['attribute name', "<a b='1'/>", "<a c='1'/>"],
    ['surplus attribute', '<a/>', "<a c='1'/>"],
    ['attribute named as a part of every object', "<a b='1'/>", "<a constructor='1'/>"],
    ['text', '<a>b</a>', '<a>c</a>'],
    ['surplus child', '<a><b/></a>', '<a><b/><b/></a>'],
    ['order of children', '<a><b/><c/></a>', '<a><c/><b/></a>'],
    ['text instead of an element', '<a>b</a>', '<a><b/></a>'],
    ['deep inside', "<a><b><c d='1'/></b></a>", "<a><b><c d='2'/></b></a>"],
  ])('sees a different %s', (_, one, other) => {
    expect(same(one, other)).toBe(false);
    expect(same(other, one)).toBe(false);
  });
});
