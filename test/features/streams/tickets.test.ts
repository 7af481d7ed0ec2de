import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../../src/core/caller.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import { createTickets, type Tickets } from '../../../src/features/streams/tickets.ts';

const NURSE: Caller = { keyId: 'nurse', identities: ['nurse'], scopes: new Set(['events:read']) };

let now: number;
let keys: Map<string, Caller>;
let tickets: Tickets;
beforeEach(() => {
  now = 1_000;
  keys = new Map([['nurse', NURSE]]);
  const store = createMemoryStore({ now: () => now });
  const random = () => randomBytes(32);
  tickets = createTickets({
    store,
    nameOf: ({ keyId }) => keyId,
    callerOf: (id) => keys.get(id),
    random,
    now: () => now,
  });
});

describe('a ticket', () => {
  it('stands for the key that made it', async () => {
    const { ticket, expiresAt } = await tickets.issue(NURSE);
    expect(expiresAt).toBe(31_000);
    expect(await tickets.take(ticket)).toEqual(NURSE);
  });

  it('is good once, also for two that come at once', async () => {
    const { ticket } = await tickets.issue(NURSE);
    const taken = await Promise.all([tickets.take(ticket), tickets.take(ticket)]);
    expect(taken.filter((caller) => caller !== undefined)).toHaveLength(1);
    expect(await tickets.take(ticket)).toBeUndefined();
  });

  it('is good for thirty seconds', async () => {
    const { ticket } = await tickets.issue(NURSE);
    now += 30_001;
    expect(await tickets.take(ticket)).toBeUndefined();
  });

  it('is worth nothing when its key was revoked', async () => {
    const { ticket } = await tickets.issue(NURSE);
    keys.clear();
    expect(await tickets.take(ticket)).toBeUndefined();
  });

  it('cannot be guessed from another', async () => {
    const [one, other] = [await tickets.issue(NURSE), await tickets.issue(NURSE)];
    expect(one.ticket).toMatch(/^sbt_[\w-]{43}$/);
    expect(one.ticket).not.toBe(other.ticket);
    expect(await tickets.take('sbt_')).toBeUndefined();
  });
});
