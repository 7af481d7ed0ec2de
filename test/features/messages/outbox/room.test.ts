import { describe, expect, it } from 'vitest';
import { outboxRoom } from '../../../../src/features/messages/outbox/room.ts';

const MEBI = 1024 * 1024;

function room(stanzas: number, bytes: number, storeBytes?: number) {
  return outboxRoom({
    depth: { last: () => stanzas, bytes: () => bytes, took: () => undefined },
    maxStanzas: 1_000,
    maxBytes: 64 * MEBI,
    storeBytes: () => storeBytes,
  }).refusal();
}

describe('the room in the outbox', () => {
  it('is there below both bounds', () => {
    expect(room(999, 64 * MEBI - 1)).toBeUndefined();
  });

  it.each([
    ['so many stanzas wait', [1_000, 0], '1000 stanzas wait for the XMPP server already.'],
    ['they take so much', [1, 64 * MEBI], '64.0 MiB wait for the XMPP server already.'],
    ['they take their share of the store', [1, 30 * MEBI, 100 * MEBI], '30.0 MiB wait'],
  ] as const)('is not there when %s', (_title, [stanzas, bytes, store], detail) => {
    expect(room(stanzas, bytes, store)).toMatchObject({
      code: 'outbox-full',
      facts: { retryAfter: 5 },
      message: expect.stringContaining(detail) as string,
    });
  });

  it('is there for a mebibyte in however small a store', () => {
    expect(room(1, MEBI - 1, 2 * MEBI)).toBeUndefined();
  });
});
