import { describe, expect, it } from 'vitest';
import { readAvatar } from '../../../src/features/identities/avatar.ts';

/** One pixel. */
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const base64 = (...bytes: readonly number[]) => Buffer.from(bytes).toString('base64');

describe('an avatar', () => {
  it('is read from Base64 and from a data: URI alike', () => {
    const plain = readAvatar(PNG);
    expect(plain).toMatchObject({ mediaType: 'image/png', bytes: 70, width: 1, height: 1 });
    expect(readAvatar(`data:image/png;base64,${PNG}`)).toEqual(plain);
  });

  it('is what its bytes say, whatever its URI says', () => {
    expect(readAvatar(`data:image/jpeg;base64,${PNG}`).mediaType).toBe('image/png');
  });

  it('has the size of the first frame of a JPEG', () => {
    const jpeg = [
      0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc0, 0, 11, 8, 0, 48, 0, 64, 1, 0, 0, 0,
    ];
    expect(readAvatar(base64(...jpeg))).toMatchObject({
      ...{ mediaType: 'image/jpeg', width: 64, height: 48 },
    });
  });

  it.each([
    ['no Base64', 'O Romeo, Romeo'],
    ['no picture', Buffer.from('wherefore art thou').toString('base64')],
    ['too large', Buffer.alloc(65_537, PNG, 'base64').toString('base64')],
  ])('is refused where it is %s, with its place', (_what, text) => {
    expect(() => readAvatar(text)).toThrow(
      expect.objectContaining({
        code: 'invalid-request',
        facts: { errors: [expect.objectContaining({ pointer: '/avatar/data' })] },
      }),
    );
  });

  it('that ends early has no size', () => {
    expect(readAvatar(base64(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))).not.toHaveProperty(
      'width',
    );
  });
});
