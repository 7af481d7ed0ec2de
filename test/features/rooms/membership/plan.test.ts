import { describe, expect, it } from 'vitest';
import { askFor } from '../../../../src/features/rooms/membership/asking.ts';
import {
  IDLE_MS,
  isSettled,
  planMembership,
  SUBJECT_MS,
  type MembershipSituation,
} from '../../../../src/features/rooms/membership/plan.ts';
import { writeXml } from '../../../../src/stanza/xml/writer.ts';
import { NS_CLIENT } from '../../../../src/stanza/namespaces.ts';
import { JOINED, NOW, ROOM, WISH } from './from-rooms.ts';

const KEY = `${ROOM} alerts@bridge.example.org`;

function situation(change: Partial<MembershipSituation> = {}): MembershipSituation {
  return {
    ...{ key: KEY, wanted: WISH, seen: JOINED, asOf: NOW, fresh: true, attempts: 0, now: NOW },
    ...change,
  };
}

function said(change: Partial<MembershipSituation> = {}): string {
  const options = { newId: () => '1', history: () => ({ maxStanzas: 0 }) };
  const { say } = askFor(situation(change), options);
  if (say === 'nothing') return say;
  return say
    .map((it) => writeXml(it, NS_CLIENT))
    .join('')
    .replaceAll("'", '"');
}

describe('when something is said to a room', () => {
  it('joins what was never seen', () => {
    expect(planMembership(situation({ seen: undefined }))).toEqual({ do: 'ask' });
    expect(said({ seen: undefined })).toContain('<history maxstanzas="0"/>');
  });

  it('asks on a new link whether it is still in the room, and does not join', () => {
    expect(planMembership(situation({ fresh: false }))).toEqual({ do: 'ask' });
    expect(said({ fresh: false })).toContain('urn:xmpp:ping');
    expect(said({ fresh: false })).not.toContain('<presence');
  });

  it('asks an idle room every 15 minutes', () => {
    expect(planMembership(situation())).toEqual({ do: 'nothing', checkAt: NOW + IDLE_MS });
    expect(planMembership(situation({ now: NOW + IDLE_MS }))).toEqual({ do: 'ask' });
  });

  it('says nothing to a room after an end', () => {
    for (const state of ['destroyed', 'banned', 'kicked', 'missing'] as const) {
      const seen = { ...JOINED, state };
      expect(planMembership(situation({ seen, fresh: false }))).toEqual({ do: 'nothing' });
      expect(planMembership(situation({ seen, wanted: undefined }))).toEqual({ do: 'forget' });
    }
  });

  it('takes it for joined where no subject comes', () => {
    const seen = { ...JOINED, state: 'joining' as const, enteredAt: NOW };
    expect(planMembership(situation({ seen }))).toEqual({
      do: 'nothing',
      checkAt: NOW + SUBJECT_MS,
    });
    expect(said({ seen, now: NOW + SUBJECT_MS })).toBe('nothing');
  });

  it('configures and discards at once a room that it made', () => {
    for (const state of ['configuring', 'discarding'] as const) {
      const seen = { ...JOINED, state, enteredAt: NOW, retryAt: NOW };
      expect(planMembership(situation({ seen }))).toEqual({ do: 'ask', at: NOW });
    }
  });

  it('tells a change of nickname and presence without joining again', () => {
    const wanted = { ...WISH, nick: 'nurse', presence: { status: 'Anon!' } };
    expect(planMembership(situation({ wanted }))).toEqual({ do: 'ask', at: NOW });
    expect(said({ wanted })).toContain(`to="${ROOM}/nurse"`);
    expect(said({ wanted })).toContain('<status>Anon!</status>');
    expect(said({ wanted })).not.toContain('http://jabber.org/protocol/muc"');
    expect(isSettled(situation({ wanted }))).toBe(false);
  });

  it('leaves, and asks whether it is out', () => {
    expect(planMembership(situation({ wanted: undefined }))).toEqual({ do: 'ask' });
    expect(said({ wanted: undefined })).toMatch(/type="unavailable".*urn:xmpp:ping/s);
  });

  it('configures a room with what is wanted, or with nothing where that was refused', () => {
    const wanted = { ...WISH, config: { roomname: 'Balcony', persistentroom: true } };
    const seen = { ...JOINED, state: 'configuring' as const };
    expect(said({ wanted, seen })).toContain('<field var="muc#roomconfig_persistentroom">');
    const plain = said({ wanted, seen: { ...seen, plain: true } });
    expect(plain).toContain('<x xmlns="jabber:x:data" type="submit"/>');
  });
});
