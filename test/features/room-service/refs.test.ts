import { describe, expect, it } from 'vitest';
import type { BridgeError } from '../../../src/core/errors.ts';
import type { Actor } from '../../../src/features/room-service/actor.ts';
import { stanzaIdOf, type RefDeps } from '../../../src/features/room-service/refs.ts';
import type { LedgerRecord } from '../../../src/features/messages/ledger/record.ts';

const ROOM = 'verona@rooms.example.org';
const EVENT = '01JD8Q4Z7N0V4R6T1B3X5Y7W9K';
const ACTOR: Actor = {
  caller: { keyId: 'k', identities: ['prince'], scopes: new Set() },
  room: ROOM,
  identity: 'prince@bridge.example.org',
  from: 'prince@bridge.example.org/bridge',
};
const RECORD: LedgerRecord = {
  ...{ id: 'm1', keyId: 'k', kind: 'message', from: ACTOR.from, to: ROOM },
  ...{ createdAt: 0, expiresAt: 1, status: 'delivered', history: [], roomStanzaId: 's1' },
};

function deps(record?: LedgerRecord, event: object = {}): RefDeps {
  const data = { from: `${ROOM}/Tybalt`, stanzaIds: [{ id: 's2', by: ROOM }], ...event };
  const stored = {
    ...{ id: EVENT, type: 'message.received', identity: ACTOR.identity },
    data,
  };
  const entries = [{ position: '1-0', value: JSON.stringify(stored) }];
  return {
    domain: 'bridge.example.org',
    find: () => Promise.resolve(record),
    store: { read: () => Promise.resolve({ entries, more: false, lost: false }) },
  };
}

const refusal = (found: Promise<string>) =>
  found.catch((error: unknown) => (error as BridgeError).code);

describe('the message of a room that is meant', () => {
  it('is named by the id that the room gave it', async () => {
    expect(await stanzaIdOf(deps(), ACTOR, { id: 's3', by: ROOM })).toBe('s3');
  });

  it('is found by the id of a message that was sent', async () => {
    expect(await stanzaIdOf(deps(RECORD), ACTOR, 'm1')).toBe('s1');
  });

  it('is found by the id of an event', async () => {
    expect(await stanzaIdOf(deps(), ACTOR, EVENT)).toBe('s2');
  });

  it.each([
    ['is not there', 'not-found', deps(), 'nothing'],
    ['is another room’s', 'invalid-request', deps(), { id: 's3', by: 'mantua@rooms.example.org' }],
    ['was sent elsewhere', 'invalid-request', deps({ ...RECORD, to: 'romeo@example.org' }), 'm1'],
    ['was heard elsewhere', 'invalid-request', deps(undefined, { from: 'a@example.org/b' }), EVENT],
    ['has no id yet', 'conflict', deps(undefined, { stanzaIds: [] }), EVENT],
  ] as const)('is refused where it %s', async (_, code, its, ref) => {
    expect(await refusal(stanzaIdOf(its, ACTOR, ref))).toBe(code);
  });
});
