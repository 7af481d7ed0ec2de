/** Pictures as callers write them: what they are follows from their bytes, not from what is said of them. */
import { hash } from 'node:crypto';
import type { Identity } from '../../contract/schemas.ts';
import { BridgeError } from '../../core/errors.ts';
import { present } from '../../core/present.ts';

type AvatarFacts = NonNullable<Identity['avatar']>;

export interface Avatar extends AvatarFacts {
  /** The bytes, in Base64 without line breaks. */
  readonly data: string;
}

export const MAX_AVATAR_BYTES = 64 * 1024;

/** Base64 alone, or a `data:` URI (RFC 2397). Throws `invalid-request` at `/avatar/data`. */
export function readAvatar(text: string): Avatar {
  const encoded = text.replace(/^data:[^,]*;base64,/i, '').replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) {
    throw bad('This is not Base64, alone or as a data: URI with ";base64,".');
  }
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length > MAX_AVATAR_BYTES) {
    throw bad(`It has ${bytes.length} bytes; send a picture of ${MAX_AVATAR_BYTES} at most.`);
  }
  const picture = pictureOf(bytes);
  if (picture === undefined) throw bad('This is no PNG, JPEG, GIF or WebP picture.');
  return {
    ...picture,
    bytes: bytes.length,
    sha1: hash('sha1', bytes, 'hex'),
    data: bytes.toString('base64'),
  };
}

type Picture = Pick<AvatarFacts, 'mediaType' | 'width' | 'height'>;

function pictureOf(bytes: Buffer): Picture | undefined {
  if (startsWith(bytes, '89504e470d0a1a0a')) return sized('image/png', bytes, pngSize);
  if (startsWith(bytes, '474946383761') || startsWith(bytes, '474946383961')) {
    return sized('image/gif', bytes, (it) => [it.readUInt16LE(6), it.readUInt16LE(8)]);
  }
  if (startsWith(bytes, 'ffd8ff')) return sized('image/jpeg', bytes, jpegSize);
  const isWebp = startsWith(bytes, '52494646') && bytes.toString('latin1', 8, 12) === 'WEBP';
  return isWebp ? { mediaType: 'image/webp' } : undefined;
}

function startsWith(bytes: Buffer, hex: string): boolean {
  return bytes.subarray(0, hex.length / 2).equals(Buffer.from(hex, 'hex'));
}

type Size = readonly [width: number, height: number];

/** A picture that ends too early has no size. */
function sized(
  mediaType: AvatarFacts['mediaType'],
  bytes: Buffer,
  read: (bytes: Buffer) => Size | undefined,
): Picture {
  try {
    const [width, height] = read(bytes) ?? [];
    return present<Picture>({ mediaType, width, height });
  } catch {
    return { mediaType };
  }
}

function pngSize(bytes: Buffer): Size {
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

/** The first frame header (ITU T.81 §B.2.2); segments before it are skipped by their lengths. */
function jpegSize(bytes: Buffer): Size | undefined {
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

function bad(detail: string): BridgeError {
  return new BridgeError('invalid-request', detail, {
    errors: [{ pointer: '/avatar/data', detail }],
  });
}
