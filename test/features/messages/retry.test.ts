/** Messages that are sent again under a chosen `id`, an `Idempotency-Key`, or both. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SCOPES, type Caller } from '../../../src/core/caller.ts';
import { derivedId } from '../../../src/core/idempotency.ts';
import { ledgerSpace } from '../../../src/features/messages/ledger/ledger.ts';
import { createOutbox } from '../../../src/features/messages/outbox/outbox.ts';
import { createOutgoing, type Outgoing } from '../../../src/features/messages/outgoing.ts';
import { partitionLog } from '../../../src/features/messages/outbox/partition.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import type { Store } from '../../../src/store/store.ts';

const NURSE: Caller = { keyId: 'nurse', identities: ['*'], scopes: new Set(SCOPES) };
const FRIAR: Caller = { ...NURSE, keyId: 'friar' };
const HI = { to: 'juliet@example.org', from: 'bot', body: 'Hi' };
const REUSED = { code: 'idempotency-key-reused' };
const NIGHT = { idempotencyKey: 'night' };

let store: Store;
let outgoing: Outgoing;

beforeEach(() => {
  store = createMemoryStore({ now: () => 1_000 });
  const domain = 'bridge.example.org';
  let made = 0;
  outgoing = createOutgoing({
    outbox: createOutbox({
      store,
      ledger: ledgerSpace(60_000),
      appending: (_, commit) => commit('outbox:0'),
      domain,
      now: () => 1_000,
      room: { refusal: () => undefined, took: () => undefined },
      logger: { debug() {}, info() {}, warn() {}, error() {} },
    }),
    ask: () => Promise.reject(new Error('nothing is asked')),
    gate: { domain, maxBytes: 10_000, maxDepth: 32, maxElements: 1_000 },
    ttlMs: 60_000,
    newId: () => `made-${++made}`,
  });
});
afterEach(() => store.close());

const queued = async () => (await store.read(partitionLog(0), '0-0', 10)).entries.length;

it('a retry gets the first answer, whatever the order of its keys', async () => {
  const first = await outgoing.message(NURSE, HI, NIGHT);
  const { to, from, body } = HI;
  expect(await outgoing.message(NURSE, { body, from, to }, NIGHT)).toEqual(first);
  expect(await queued()).toBe(1);
});

it('the same key of another caller is another message', async () => {
  await outgoing.message(NURSE, HI, NIGHT);
  await outgoing.message(FRIAR, HI, NIGHT);
  expect(await queued()).toBe(2);
});

it('a key that sent a message sends no presence', async () => {
  await outgoing.message(NURSE, HI, NIGHT);
  const presence = outgoing.presence(NURSE, { to: HI.to, from: HI.from }, NIGHT);
  await expect(presence).rejects.toMatchObject(REUSED);
});

it('with an id too, the message has that id, and a retry gets the first answer', async () => {
  const first = await outgoing.message(NURSE, { ...HI, id: 'mine' }, NIGHT);
  expect(first.id).toBe('mine');
  expect(await outgoing.message(NURSE, { ...HI, id: 'mine' }, NIGHT)).toEqual(first);
  expect(await queued()).toBe(1);
});

it.each([
  ['another id', { ...HI, id: 'other' }],
  ['another body', { ...HI, id: 'mine', body: 'Ho' }],
  ['no id', HI],
])('a key that was used with an id is refused with %s', async (_what, message) => {
  await outgoing.message(NURSE, { ...HI, id: 'mine' }, NIGHT);
  await expect(outgoing.message(NURSE, message, NIGHT)).rejects.toMatchObject(REUSED);
  expect(await queued()).toBe(1);
});

it('a key that was used without an id is refused with one', async () => {
  await outgoing.message(NURSE, HI, NIGHT);
  const second = outgoing.message(NURSE, { ...HI, id: 'mine' }, NIGHT);
  await expect(second).rejects.toMatchObject(REUSED);
  expect(await outgoing.find(NURSE, 'mine')).toBeUndefined();
});

it('an id of another body is refused by the name of the id', async () => {
  await outgoing.message(NURSE, { ...HI, id: 'mine' }, {});
  const second = outgoing.message(NURSE, { ...HI, id: 'mine', body: 'Ho' }, {});
  await expect(second).rejects.toThrow('This id was used for another request');
});

it('what a key claims beside an id is not a message', async () => {
  await outgoing.message(NURSE, { ...HI, id: 'mine' }, NIGHT);
  const claimed = derivedId({ caller: NURSE, operation: 'send' }, 'night');
  expect(await outgoing.find(NURSE, claimed)).toBeUndefined();
});
