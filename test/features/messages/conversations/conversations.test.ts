import { beforeEach, describe, expect, it } from 'vitest';
import {
  createConversations,
  type Conversations,
} from '../../../../src/features/messages/conversations/conversations.ts';
import {
  createLoopGuard,
  type LoopGuard,
} from '../../../../src/features/messages/conversations/loop-guard.ts';
import type { Origin } from '../../../../src/features/messages/conversations/reflection.ts';
import type { XmlElement } from '../../../../src/core/element.ts';
import { childText } from '../../../../src/stanza/element-helpers.ts';
import { NS_CLIENT } from '../../../../src/stanza/namespaces.ts';
import { createMemoryStore } from '../../../../src/store/memory/store.ts';
import { LOG_START, type Store } from '../../../../src/store/store.ts';
import { readTree } from '../../../stanza/read-tree.ts';

const DOMAIN = 'bridge.example.org';
const ROOM = 'ops@rooms.example.org';
const BOT = `bot@${DOMAIN}`;

let store: Store;
let guard: LoopGuard;
let now: number;
let origins: Map<string, Origin>;
let duplicates: number;
let conversations: Conversations;

beforeEach(() => {
  now = 1_000_000;
  store = createMemoryStore({ now: () => now });
  guard = createLoopGuard({ store, domain: DOMAIN, windowMs: 1_000, now: () => now });
  origins = new Map();
  duplicates = 0;
  conversations = createConversations({
    store,
    guard,
    domain: DOMAIN,
    keepMs: 60_000,
    originOf: (_way, message) =>
      Promise.resolve(origins.get(textOf(message)) ?? { from: 'foreign' }),
    event: (stanza, marks) => ({
      change: {
        do: 'append',
        log: 'events',
        value: JSON.stringify({ text: textOf(stanza), ...marks }),
      },
      stored: () => undefined,
    }),
    otherEvent: () => {
      throw new Error('There are no rooms here.');
    },
    hearRoom: () => Promise.resolve(undefined),
    retrying: (work) => work(),
    duplicate: () => (duplicates += 1),
  });
});

const textOf = (stanza: XmlElement) => childText(stanza, 'body', NS_CLIENT) ?? stanza.name;
const inRoom = (body: string, more = '', id = body) =>
  readTree(
    `<message type='groupchat' from='${ROOM}/juliet' to='${BOT}' id='${id}'><body>${body}</body>${more}</message>`,
  );
const given = (id: string) => `<stanza-id xmlns='urn:xmpp:sid:0' id='${id}' by='${ROOM}'/>`;
const DELAY = `<delay xmlns='urn:xmpp:delay' from='${ROOM}' stamp='2026-01-31T12:00:00Z'/>`;

async function recorded(): Promise<unknown[]> {
  const { entries } = await store.read('events', LOG_START, 1_000);
  return entries.map(({ value }) => JSON.parse(value) as unknown);
}
const toRoom = { from: BOT, to: ROOM };

describe('a message of a room', () => {
  it('is recorded as it is', async () => {
    expect(await conversations.hear(inRoom('Ay me'))).toBe(false);
    expect(await recorded()).toEqual([{ text: 'Ay me' }]);
  });

  it('is claimed when the same identity sent it', async () => {
    origins.set('ours', { from: 'own' });
    expect(await conversations.hear(inRoom('ours'))).toBe(true);
    expect(await recorded()).toEqual([]);
  });

  it('is marked when another identity sent it', async () => {
    origins.set('nurse', { from: 'self', isAnswer: false });
    await conversations.hear(inRoom('nurse'));
    expect(await recorded()).toEqual([{ text: 'nurse', self: true }]);
  });

  it('is recorded once, and history marked', async () => {
    await conversations.hear(inRoom('live', given('a')));
    expect(await conversations.hear(inRoom('live', given('a') + DELAY))).toBe(true);
    await conversations.hear(inRoom('missed', given('b') + DELAY));
    await Promise.all([1, 2].map(() => conversations.hear(inRoom('twice', given('c') + DELAY))));
    expect(await recorded()).toEqual([
      { text: 'live' },
      { text: 'missed', history: true },
      { text: 'twice', history: true },
    ]);
    expect(duplicates).toBe(2);
  });

  it('is recorded again where a client used an id twice and the room gives none', async () => {
    await conversations.hear(inRoom('ok', '', '1'));
    await Promise.all([
      conversations.hear(inRoom('ok', '', '1')),
      conversations.hear(inRoom('ok', '', '1')),
    ]);
    await conversations.hear(inRoom('ok', DELAY, '1'));
    expect(await recorded()).toHaveLength(3);
  });

  it('keeps its place among many that come at once, and what is no message waits its turn', async () => {
    const many = Array.from({ length: 200 }, (_, index) => inRoom(`line ${index}`));
    const heard = many.map((stanza) => conversations.hear(stanza));
    const presence = readTree(`<presence from='${ROOM}/juliet' to='${BOT}' type='unavailable'/>`);
    expect(conversations.concern(presence)).toBe(true);
    await Promise.all([...heard, conversations.hear(presence)]);
    await new Promise(setImmediate);
    expect(conversations.concern(presence)).toBe(false);
    const texts = (await recorded()).map((event) => (event as { text: string }).text);
    expect(texts).toEqual([...many.map(textOf), 'presence']);
  });
});

describe('the loop guard', () => {
  const judge = async () => {
    const { isAnswer, changes } = await guard.judge(toRoom);
    await store.commit(changes);
    return isAnswer;
  };

  it('lets one message answer each foreign one, then refuses to answer an answer', async () => {
    origins.set('answer', { from: 'self', isAnswer: true });
    await conversations.hear(inRoom('one'));
    await conversations.hear(inRoom('two'));
    await conversations.hear(inRoom('answer'));
    expect(await judge()).toBe(true);
    expect(await judge()).toBe(true);
    await expect(judge()).rejects.toMatchObject({ code: 'loop-detected' });
    now += 1_001;
    expect(await judge()).toBe(false);
  });

  it('knows nothing of chat states', async () => {
    const state = `<active xmlns='http://jabber.org/protocol/chatstates'/>`;
    await conversations.hear(
      readTree(`<message type='groupchat' from='${ROOM}/juliet' to='${BOT}'>${state}</message>`),
    );
    expect(await judge()).toBe(false);
  });

  it('leaves replies of webhooks alone', async () => {
    origins.set('answer', { from: 'self', isAnswer: true });
    await conversations.hear(inRoom('answer'));
    expect(await guard.judge({ ...toRoom, isReply: true })).toEqual({
      isAnswer: true,
      changes: [],
    });
  });

  it.each([
    ['a room', ROOM, `type='groupchat'`, true],
    ['another identity', `nurse@${DOMAIN}`, `type='chat'`, true],
    ['a user', 'juliet@example.org', `type='chat'`, false],
  ])('concerns what goes to %s: %#', (_what, to, type, expected) => {
    const message = readTree(`<message to='${to}' ${type}><body>Hi</body></message>`);
    expect(guard.concerns(to, message)).toBe(expected);
  });

  it('concerns nothing when it is off', () => {
    const off = createLoopGuard({ store, domain: DOMAIN, windowMs: 0, now: () => now });
    expect(off.concerns(ROOM, inRoom('Hi'))).toBe(false);
  });
});
