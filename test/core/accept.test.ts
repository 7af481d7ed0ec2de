import { describe, expect, it } from 'vitest';
import { chooseType } from '../../src/core/accept.ts';

const OFFERED = ['application/json', 'application/xmpp+xml'] as const;

describe('the representation', () => {
  it.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['application/*', 'application/json'],
    ['application/xmpp+xml', 'application/xmpp+xml'],
    ['Application/XMPP+XML', 'application/xmpp+xml'],
    ['application/xmpp+xml, application/json', 'application/json'],
    ['application/json;q=0.5, application/xmpp+xml', 'application/xmpp+xml'],
    ['application/json;q=0, */*', 'application/xmpp+xml'],
    ['text/html, */*;q=0.1', 'application/json'],
    ['application/xmpp+xml; charset=utf-8', 'application/xmpp+xml'],
  ])('for Accept: %s is %s', (accept, type) => {
    expect(chooseType(accept, OFFERED)).toBe(type);
  });

  it.each(['text/html', 'application/json;q=0', 'nonsense', 'application/json;q=x'])(
    'for Accept: %s is none',
    (accept) => {
      expect(() => chooseType(accept, OFFERED)).toThrow(
        expect.objectContaining({ code: 'not-acceptable' }),
      );
    },
  );
});
