import { describe, expect, it } from 'vitest';
import { bounceReason, refusalWords } from '../../../../src/features/messages/ledger/reasons.ts';

const JULIET = 'juliet@example.org';
const PHONE = `${JULIET}/phone`;
const stanzaError = { type: 'cancel', condition: 'service-unavailable' } as const;
const words = (to: string, by: string, room?: true) =>
  refusalWords({ kind: 'message', to, ...(room && { room }) }, { by, stanzaError });

describe('an error that came back', () => {
  it('is told of the address that the message was sent to', () => {
    expect(words(JULIET, JULIET)).toMatch(/^juliet@example\.org: the account does not exist/);
    expect(words(PHONE, JULIET)).toMatch(/^juliet@example\.org\/phone: this device is not online/);
    expect(words(JULIET, 'example.org')).toMatch(/^juliet@example\.org: the account/);
  });

  it('is told of the device that refused it, where it was sent to another or to all', () => {
    expect(words(JULIET, PHONE)).toMatch(/^juliet@example\.org\/phone: this device/);
    expect(words(`${JULIET}/desk`, PHONE)).toMatch(/^juliet@example\.org\/phone: this device/);
  });

  it('is told of a room where it was said in one', () => {
    const room = 'balcony@rooms.example.org';
    expect(words(room, room, true)).toMatch(/^balcony@rooms\.example\.org: this is no room/);
    expect(words(`${room}/romeo`, room, true)).toContain('nobody of this nickname');
  });

  it('is kept beside its words', () => {
    expect(bounceReason({ kind: 'message', to: JULIET }, { by: JULIET, stanzaError })).toEqual({
      code: 'stanza-error',
      detail: words(JULIET, JULIET),
      stanzaError,
    });
  });
});
