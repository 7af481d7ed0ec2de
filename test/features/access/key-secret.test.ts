import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { digestOf, formatSecret, SECRET_BYTES } from '../../../src/features/access/key-secret.ts';

describe('the value of a key', () => {
  it('has 256 bits and a prefix that scanners know', () => {
    expect(SECRET_BYTES * 8).toBe(256);
    expect(formatSecret(new Uint8Array(SECRET_BYTES))).toMatch(/^sbk_[A-Za-z0-9_-]{43}$/);
  });

  it('is kept as its SHA-256', () => {
    const sha256 = createHash('sha256').update('sbk_balcony').digest('base64url');
    expect(digestOf('sbk_balcony')).toBe(sha256);
  });
});
