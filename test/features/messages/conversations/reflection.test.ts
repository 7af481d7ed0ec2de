import { beforeEach, describe, expect, it } from 'vitest';
import {
  ledgerSpace,
  roomKey,
  STANZA_IDS,
} from '../../../../src/features/messages/ledger/ledger.ts';
import type { LedgerRecord } from '../../../../src/features/messages/ledger/record.ts';
import {
  decodeRecord,
  encodeRecord,
} from '../../../../src/features/messages/ledger/record-form.ts';
import {
  originInBridge,
  originInRoom,
  originOfPrivate,
} from '../../../../src/features/messages/conversations/reflection.ts';
import { createMemoryStore } from '../../../../src/store/memory/store.ts';
import type { Store } from '../../../../src/store/store.ts';
import { readTree } from '../../../stanza/read-tree.ts';

const ROOM = 'ops@rooms.example.org';
const ALERTS = 'alerts@bridge.example.org';
const NURSE = 'nurse@bridge.example.org';
const ledger = ledgerSpace(60_000);

let store: Store;
let told: LedgerRecord[];

beforeEach(async () => {
  store = createMemoryStore({ now: () => 0 });
  told = [];
  await put({});
});

async function put(fields: Partial<LedgerRecord>): Promise<void> {
  const record: LedgerRecord = {
    ...{ id: 'm1', keyId: 'k', kind: 'message', from: ALERTS, to: ROOM },
    ...{ createdAt: 0, expiresAt: 1, status: 'acknowledged', history: [] },
    ...fields,
  };
  await store.commit([{ do: 'put', space: ledger, id: record.id, value: encodeRecord(record) }]);
}

const deps = () => ({
  store,
  ledger,
  now: () => 5,
  statusEvent: (record: LedgerRecord) => {
    told.push(record);
    return undefined;
  },
});
const message = (from: string, to: string, id = 'm1', more = '') =>
  readTree(
    `<message type='groupchat' from='${from}' to='${to}' id='${id}'><body>x</body>${more}</message>`,
  );
const inRoom = (nick: string, to: string, id?: string, more?: string) =>
  originInRoom(deps(), message(`${ROOM}/${nick}`, to, id, more));
const record = async () => decodeRecord((await store.get(ledger, 'm1'))?.value ?? '');

describe('a message of a room', () => {
  it('settles the record of who sent it, with the id that the room gave', async () => {
    const given = `<stanza-id xmlns='urn:xmpp:sid:0' id='r1' by='${ROOM}'/>`;
    expect(await inRoom('alerts', ALERTS, 'm1', given)).toEqual({ from: 'own' });
    expect(await record()).toMatchObject({
      status: 'delivered',
      roomStanzaId: 'r1',
      occupant: `${ROOM}/alerts`,
    });
    expect(told).toHaveLength(1);
  });

  it('is no news the second time', async () => {
    await inRoom('alerts', ALERTS);
    expect(await inRoom('alerts', NURSE)).toEqual({ from: 'self', isAnswer: false });
    expect(told).toHaveLength(1);
  });

  it('takes no id that is said to be by somebody else', async () => {
    await inRoom(
      'alerts',
      ALERTS,
      'm1',
      `<stanza-id xmlns='urn:xmpp:sid:0' id='r1' by='evil.example'/>`,
    );
    expect(await record()).not.toHaveProperty('roomStanzaId');
  });

  it('tells whether another identity answered with it', async () => {
    await put({ answer: true });
    expect(await inRoom('alerts', NURSE)).toEqual({ from: 'self', isAnswer: true });
  });

  it('is foreign when another occupant uses the id after us', async () => {
    await inRoom('alerts', ALERTS);
    expect(await inRoom('tybalt', ALERTS)).toEqual({ from: 'foreign' });
  });

  it.each([
    ['with an unknown id', {}, 'other'],
    ['with the id of a message to another room', { to: 'pub@rooms.example.org' }, 'm1'],
    ['with the id of a presence', { kind: 'presence' as const }, 'm1'],
  ])('is foreign %s', async (_what, fields, id) => {
    await put(fields);
    expect(await inRoom('alerts', ALERTS, id)).toEqual({ from: 'foreign' });
  });

  it('is known by its origin id when the room changed its id', async () => {
    const originId = `<origin-id xmlns='urn:xmpp:sid:0' id='m1'/>`;
    expect(await inRoom('alerts', ALERTS, 'changed', originId)).toEqual({ from: 'own' });
  });

  it('is known by the id of its raw stanza, to other identities too', async () => {
    const id = roomKey(ROOM, 'mine');
    await store.commit([{ do: 'put', space: STANZA_IDS, id, value: 'm1' }]);
    expect(await inRoom('alerts', NURSE, 'mine')).toEqual({ from: 'self', isAnswer: false });
  });
});

describe('a message of another identity', () => {
  it('is an answer when its record says so', async () => {
    await put({ to: NURSE, answer: true });
    const heard = message(ALERTS, NURSE);
    expect(await originInBridge(deps(), heard)).toEqual({ from: 'self', isAnswer: true });
  });

  it('is no answer without a record', async () => {
    const heard = message(ALERTS, NURSE, 'unknown');
    expect(await originInBridge(deps(), heard)).toEqual({ from: 'self', isAnswer: false });
  });
});

describe('a private message in a room', () => {
  it('is ours when the ledger knows it', async () => {
    await put({ to: `${ROOM}/nurse` });
    const heard = message(`${ROOM}/alerts`, NURSE);
    expect(await originOfPrivate(deps(), heard)).toEqual({ from: 'self', isAnswer: false });
    const foreign = message(`${ROOM}/juliet`, NURSE, 'other');
    expect(await originOfPrivate(deps(), foreign)).toEqual({ from: 'foreign' });
  });
});
