import { beforeEach, describe, expect, it } from 'vitest';
import { SCOPES, type Caller } from '../../../src/core/caller.ts';
import { Identities } from '../../../src/features/identities/identities.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import type { Store } from '../../../src/store/store.ts';

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const DOMAIN = 'bridge.example.org';
const NURSE = `nurse@${DOMAIN}`;
const CALLER: Caller = { keyId: 'k', identities: ['nurse', 'bot-*'], scopes: new Set(SCOPES) };

let store: Store;
let now: number;
let identities: Identities;

beforeEach(() => {
  store = createMemoryStore({ now: () => now });
  now = 1_000;
  identities = new Identities({
    store,
    defaults: {
      domain: DOMAIN,
      contacts: { accept: 'ask', domains: ['example.org'], subscribeBack: true },
    },
    limit: 2,
    count: () => counted,
    forgotten: () => Promise.resolve(),
    now: () => now,
  });
});
let counted = 0;

describe('an identity', () => {
  it('that is declared has the defaults for the rest', async () => {
    expect(await identities.put(NURSE, { name: 'Angelica' })).toEqual({
      id: 'nurse',
      jid: NURSE,
      name: 'Angelica',
      kind: 'bot',
      presence: {},
      contacts: { accept: 'ask', domains: ['example.org'], subscribeBack: true },
      invites: 'event',
      noReply: false,
      features: [],
      createdAt: '1970-01-01T00:00:01.000Z',
      updatedAt: '1970-01-01T00:00:01.000Z',
    });
  });

  it('that is declared again is replaced whole, and keeps the time of its first declaration', async () => {
    await identities.put(NURSE, { name: 'Angelica', avatar: { data: PNG } });
    now = 2_000;
    const changed = await identities.put(NURSE, { kind: 'person' });
    expect(changed).not.toHaveProperty('name');
    expect(changed).not.toHaveProperty('avatar');
    expect(changed).toMatchObject({
      createdAt: '1970-01-01T00:00:01.000Z',
      updatedAt: '1970-01-01T00:00:02.000Z',
    });
  });

  it('that is declared alike is not changed at all', async () => {
    const body = { name: 'Angelica', avatar: { data: PNG } };
    const first = await identities.put(NURSE, body);
    now = 2_000;
    expect(await identities.put(NURSE, body)).toEqual(first);
  });

  it('is changed field by field, and null takes a field away', async () => {
    await identities.put(NURSE, {
      ...{ name: 'Angelica', noReply: true },
      avatar: { data: PNG },
      contacts: { accept: 'none' },
    });
    const changed = await identities.change(NURSE, { noReply: null, contacts: { accept: 'all' } });
    expect(changed).toMatchObject({ name: 'Angelica', noReply: false, avatar: { bytes: 70 } });
    expect(changed?.contacts.accept).toBe('all');
    expect(await identities.change(NURSE, { avatar: null })).not.toHaveProperty('avatar');
  });

  it('that nobody declared is neither read, changed nor deleted', async () => {
    expect(await identities.get(NURSE)).toBeUndefined();
    expect(await identities.change(NURSE, { noReply: true })).toBeUndefined();
    expect(await identities.remove(NURSE)).toBe(false);
  });

  it('is forgotten with its avatar', async () => {
    await identities.put(NURSE, { avatar: { data: PNG } });
    expect(await identities.remove(NURSE)).toBe(true);
    expect(await identities.get(NURSE)).toBeUndefined();
  });

  it('of the bridge itself is a service', async () => {
    expect(await identities.put(DOMAIN, {})).toMatchObject({ id: DOMAIN, kind: 'service' });
  });

  it('is one too many when as many are declared as may be', async () => {
    counted = 2;
    await expect(identities.put(NURSE, {})).rejects.toMatchObject({ code: 'conflict' });
    counted = 0;
  });

  it('takes domains for its contacts, and nothing else', () => {
    expect(() => identities.put(NURSE, { contacts: { domains: ['a@b.example'] } })).toThrow(
      expect.objectContaining({ code: 'invalid-request' }),
    );
  });
});

describe('a caller', () => {
  it('names an identity by its local part or its address', () => {
    expect(identities.resolve(CALLER, 'Nurse')).toBe(NURSE);
    expect(identities.resolve(CALLER, `nurse@${DOMAIN}/bridge`)).toBe(NURSE);
  });

  it('has those of its key only', async () => {
    for (const local of ['nurse', 'bot-1', 'friar']) await identities.put(`${local}@${DOMAIN}`, {});
    expect((await identities.list(CALLER, { limit: 9 })).items.map(({ id }) => id)).toEqual([
      ...['bot-1', 'nurse'],
    ]);
    expect(() => identities.resolve(CALLER, 'friar')).toThrow(
      expect.objectContaining({ code: 'identity-forbidden' }),
    );
  });

  it('reads them page by page', async () => {
    for (const local of ['nurse', 'bot-1', 'bot-2']) await identities.put(`${local}@${DOMAIN}`, {});
    const first = await identities.list(CALLER, { limit: 2 });
    expect(first.items).toHaveLength(2);
    const rest = await identities.list(CALLER, { limit: 2, after: first.next ?? '' });
    expect(rest.items.map(({ id }) => id)).toEqual(['nurse']);
    expect(rest).not.toHaveProperty('next');
  });
});
