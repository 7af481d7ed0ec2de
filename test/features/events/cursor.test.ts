import { describe, expect, test } from 'vitest';
import { decodeCursor, encodeCursor } from '../../../src/features/events/cursor.ts';

describe('a cursor', () => {
  test('comes back as what it was', () => {
    const cursor = { incarnation: '7c0f-11', position: '1732300000000-12' };
    expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
  });

  test('goes into a URL and a header as it is', () => {
    expect(encodeCursor({ incarnation: 'ÿ?/+', position: '1-0' })).toMatch(/^[\w-]+$/);
  });

  const encoded = (text: string) => Buffer.from(text).toString('base64url');

  test.each([
    ...['', '0-0', 'not a cursor', 'AAAA', '%%%', encoded('a b-c')],
    // Negative, out of range and not as a log writes them.
    ...['a -1-0', 'a 1--1', 'a 18446744073709551616-0', 'a 1-9007199254740992'].map(encoded),
    ...['a 01-0', 'a 1-00', 'a 1e3-0', 'a 1.5-0', `a ${'9'.repeat(100)}-0`].map(encoded),
  ])('is not %j', (text) => {
    expect(() => decodeCursor(text)).toThrow(
      expect.objectContaining({
        code: 'invalid-request',
        facts: { errors: [expect.objectContaining({ pointer: '/after' })] },
      }),
    );
  });
});
