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

  test.each(['', '0-0', 'not a cursor', 'AAAA', '%%%', Buffer.from('a b-c').toString('base64url')])(
    'is not %j',
    (text) => {
      expect(() => decodeCursor(text)).toThrow(
        expect.objectContaining({
          code: 'invalid-request',
          facts: { errors: [expect.objectContaining({ pointer: '/after' })] },
        }),
      );
    },
  );
});
