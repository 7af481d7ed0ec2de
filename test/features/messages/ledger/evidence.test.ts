import { describe, expect, it } from 'vitest';
import { element } from '../../../../src/core/element.ts';
import { newsOf } from '../../../../src/features/messages/ledger/evidence.ts';
import type { Feedback } from '../../../../src/features/messages/ledger/evidence.ts';
import type { LedgerRecord } from '../../../../src/features/messages/ledger/record.ts';

const BOT = 'bot@bridge.example.org';
const JULIET = 'juliet@example.org';
const PHONE = `${JULIET}/phone`;
const ROOM = 'balcony@rooms.example.org';

const sent = (over: Partial<LedgerRecord>): LedgerRecord => ({
  ...{ id: 'm1', keyId: 'k1', kind: 'message', from: BOT, to: JULIET },
  ...{ createdAt: 0, expiresAt: 1, status: 'acknowledged', history: [] },
  ...over,
});

interface Said {
  readonly from: string;
  readonly to?: string;
  readonly name?: string;
  readonly condition?: 'service-unavailable' | 'remote-server-timeout';
}

function said(news: Feedback['news'], { from, to = BOT, name = 'message', condition }: Said) {
  const carrier = element(name, 'jabber:client', { from, to });
  const stanzaError = { type: 'cancel', condition: condition ?? 'service-unavailable' } as const;
  return { id: 'm1', news, carrier, ...(news === 'bounce' && { stanzaError }) } satisfies Feedback;
}

describe('an error', () => {
  it.each([
    ['of the bare JID', {}, { from: JULIET }, 'bounce'],
    ['of the server of the account', {}, { from: 'example.org' }, 'bounce'],
    ['of the full JID that was asked', { to: PHONE }, { from: PHONE }, 'bounce'],
    ['of one device', {}, { from: PHONE }, 'refusal'],
    ['of another device', { to: PHONE }, { from: `${JULIET}/desk` }, 'refusal'],
    [
      'of a server that waited in vain',
      {},
      { from: JULIET, condition: 'remote-server-timeout' },
      'refusal',
    ],
    ['to another identity', {}, { from: JULIET, to: 'nurse@bridge.example.org' }, undefined],
    ['to the bridge itself', {}, { from: JULIET, to: 'bridge.example.org' }, undefined],
    ['of somebody else', {}, { from: 'romeo@example.org' }, undefined],
    [
      'of somebody else with such a resource',
      {},
      { from: `romeo@example.org/${JULIET}` },
      undefined,
    ],
    ['of another domain', {}, { from: 'org' }, undefined],
    ['of a domain below', {}, { from: 'juliet@example.org.evil' }, undefined],
    ['in a presence', {}, { from: JULIET, name: 'presence' }, undefined],
    ['of the room', { to: ROOM, room: true }, { from: ROOM }, 'bounce'],
    [
      'of the service of the room',
      { to: ROOM, room: true },
      { from: 'rooms.example.org' },
      'bounce',
    ],
    ['of an occupant', { to: ROOM, room: true }, { from: `${ROOM}/romeo` }, undefined],
    [
      'of the occupant who was asked',
      { to: `${ROOM}/romeo`, room: true },
      { from: `${ROOM}/romeo` },
      'bounce',
    ],
    [
      'of another occupant',
      { to: `${ROOM}/romeo`, room: true },
      { from: `${ROOM}/paris` },
      undefined,
    ],
    [
      'of another occupant than the one who was joined',
      { to: `${ROOM}/bot`, kind: 'presence' },
      { from: `${ROOM}/paris`, name: 'presence' },
      undefined,
    ],
  ] satisfies [string, Partial<LedgerRecord>, Said, string | undefined][])(
    '%s',
    (_, over, who, news) => {
      expect(newsOf(sent(over), said('bounce', who))).toBe(news);
    },
  );
});

describe('a receipt', () => {
  it.each([
    ['of a device', {}, { from: PHONE }, 'receipt'],
    [
      'of another device than the one that was asked',
      { to: `${JULIET}/desk` },
      { from: PHONE },
      'receipt',
    ],
    ['of the bare JID', {}, { from: JULIET }, 'receipt'],
    ['of somebody else', {}, { from: 'romeo@example.org/orchard' }, undefined],
    ['for a presence', { kind: 'presence' }, { from: PHONE }, undefined],
    [
      'of an occupant, for what was said to all',
      { to: ROOM, room: true },
      { from: `${ROOM}/romeo` },
      undefined,
    ],
    [
      'of the occupant who was asked',
      { to: `${ROOM}/romeo`, room: true },
      { from: `${ROOM}/romeo` },
      'receipt',
    ],
    [
      'of another occupant',
      { to: `${ROOM}/romeo`, room: true },
      { from: `${ROOM}/paris` },
      undefined,
    ],
  ] satisfies [string, Partial<LedgerRecord>, Said, string | undefined][])(
    '%s',
    (_, over, who, news) => {
      expect(newsOf(sent(over), said('receipt', who))).toBe(news);
    },
  );
});
