import { describe, expect, test } from 'vitest';
import {
  oldSecretUntil,
  rotate,
  signersOf,
  type Secrets,
} from '../../../../src/features/webhooks/target/secrets.ts';
import { formatSecret } from '../../../../src/features/webhooks/target/signature.ts';

const [FIRST, SECOND, THIRD] = ['montague', 'capulet', 'escalus'].map((name) =>
  formatSecret(Buffer.from(name)),
) as [string, string, string];

function signedWith(secrets: Secrets, now: number): number {
  return signersOf(secrets)(now).length;
}

describe('a secret that was replaced', () => {
  const replaced = rotate({ secret: FIRST }, SECOND, { now: 1_000, overlapMs: 500 });

  test('signs beside the new one until the overlap ends', () => {
    expect(replaced.secret).toBe(SECOND);
    expect(signedWith(replaced, 1_499)).toBe(2);
    expect(signedWith(replaced, 1_500)).toBe(1);
  });

  test('tells how long', () => {
    expect(oldSecretUntil(replaced, 1_000)).toBe(1_500);
    expect(oldSecretUntil(replaced, 1_500)).toBeUndefined();
  });

  test('goes on to sign when its successor is replaced too', () => {
    const again = rotate(replaced, THIRD, { now: 1_100, overlapMs: 100 });
    expect(signedWith(again, 1_150)).toBe(3);
    expect(signedWith(again, 1_300)).toBe(2);
  });

  test('without an overlap is gone at once', () => {
    expect(signedWith(rotate({ secret: FIRST }, SECOND, { now: 1, overlapMs: 0 }), 1)).toBe(1);
  });

  test('is forgotten when more than three wait for their end', () => {
    let secrets: Secrets = { secret: FIRST };
    for (let n = 0; n < 6; n += 1) secrets = rotate(secrets, SECOND, { now: n, overlapMs: 1_000 });
    expect(signedWith(secrets, 10)).toBe(4);
  });
});
