import { createHash } from 'node:crypto';
import type { Hook } from './hook.ts';
import { same } from './verify/verify.ts';

/** 256 random bits are not guessed, so a fast digest is enough. */
export function secretDigest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Takes the same time for any secret. */
export function isSecretOf(hook: Hook, secret: string, now: number): boolean {
  const digest = secretDigest(secret);
  const { oldSecret } = hook;
  const isNew = same(digest, hook.secret);
  const isOld = same(digest, oldSecret?.digest ?? '') && oldSecret !== undefined;
  return isNew || (isOld && now < oldSecret.until);
}
