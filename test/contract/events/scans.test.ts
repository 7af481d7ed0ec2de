import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BridgeError } from '../../../src/core/errors.ts';
import { createEvents, type EventQuery } from '../../../src/features/events/events.ts';
import { eventChange } from '../../../src/features/events/recorder.ts';
import { createScans, type Charge, type Scans } from '../../../src/features/events/scans.ts';
import { EventTail } from '../../../src/features/events/tail.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import type { Store } from '../../../src/store/store.ts';
import { BOOTSTRAP, DOMAIN, messageEvent } from '../../support/webhook-stage.ts';

const ROMEO = 'romeo@montague.example';
const JULIET = 'juliet@capulet.example';

let store: Store;
let tail: EventTail;
let scans: Scans;

beforeEach(() => {
  store = createMemoryStore({ now: Date.now });
  tail = new EventTail(store, { events: 64, characters: 1_000_000 });
  scans = createScans();
});
afterEach(() => tail.close());

async function hear(count: number, remote = ROMEO): Promise<void> {
  const changes = Array.from({ length: count }, (_, n) =>
    eventChange(messageEvent(remote, String(n))),
  );
  await store.commit(changes);
}

function list(query: Partial<EventQuery> = {}) {
  const monotonic = () => performance.now();
  const events = createEvents({ tail, scans, domain: DOMAIN, monotonic });
  const { signal } = new AbortController();
  const all = { limit: 100, waitMs: 0, xml: false, signal, remotes: [JULIET], ...query };
  return events.list(BOOTSTRAP, all);
}

const usedUp: Charge = () => {
  throw new BridgeError('too-many-requests', 'Too fast.', { retryAfter: 1 });
};

describe('a reader with much to look through', () => {
  test('is given a cursor to go on from after a bounded part of the log', async () => {
    await hear(12_000);
    await hear(1, JULIET);
    const first = await list();
    expect(first).toMatchObject({ items: [], next: first.cursor });
    expect(scans.total()).toBe(5_100);
    const second = await list({ after: first.cursor });
    expect(second).toMatchObject({ items: [], next: second.cursor });
    const third = await list({ after: second.cursor });
    expect(third.items).toHaveLength(1);
    expect(third).not.toHaveProperty('next');
  });

  test('is given one too when it reads back', async () => {
    await hear(1, JULIET);
    await hear(12_000);
    const read = async (after = 'now') => list({ order: 'desc', after });
    const first = await read();
    expect(first).toMatchObject({ items: [], next: first.cursor });
    expect(scans.total()).toBe(5_100);
    const second = await read(first.next);
    expect(second).toMatchObject({ items: [], next: second.cursor });
    const third = await read(second.next);
    expect(third.items).toHaveLength(1);
    expect(third).not.toHaveProperty('next');
  });

  test('goes on by itself while it waits', async () => {
    await hear(12_000);
    await hear(1, JULIET);
    const page = await list({ waitMs: 30_000 });
    expect(page.items).toHaveLength(1);
    expect(page).not.toHaveProperty('next');
  });

  test('looks at fewer events the more patterns it has', async () => {
    await hear(12_000);
    await list({ remotes: Array.from({ length: 100 }, (_, n) => `*a*a*a*${n}`) });
    expect(scans.total()).toBe(510);
  });

  test('pays for each hundred events as for a request, and not for the first two', async () => {
    let charged = 0;
    scans = createScans((_caller, count) => {
      charged += count;
      return undefined;
    });
    await hear(100);
    await list();
    expect(charged).toBe(0);
    await hear(850);
    await list();
    expect(charged).toBe(8);
  });

  test('is given what it found when its key has used up its rate', async () => {
    scans = createScans(usedUp);
    await hear(1, JULIET);
    await hear(500);
    const page = await list();
    expect(page.items).toHaveLength(1);
    expect(page.next).toBe(page.cursor);
    expect(scans.total()).toBe(200);
  });

  test('lets the event loop turn between two pages', async () => {
    await hear(5_000);
    let turns = 0;
    let isOver = false;
    const count = () => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    await list();
    isOver = true;
    expect(turns).toBeGreaterThanOrEqual(24);
  });
});

describe('a page of a reader that gets everything', () => {
  test('is as full as it asked for, and says whether there is more', async () => {
    await hear(1_000);
    const first = await list({ remotes: ['*'], limit: 700 });
    expect(first.items).toHaveLength(700);
    expect(first.next).toBe(first.cursor);
    const second = await list({ remotes: ['*'], limit: 700, after: first.cursor });
    expect(second.items).toHaveLength(300);
    expect(second).not.toHaveProperty('next');
  });

  test('ends early when its events are large', async () => {
    await store.commit(
      Array.from({ length: 20 }, () => eventChange(messageEvent(ROMEO, 'x'.repeat(200_000)))),
    );
    const page = await list({ remotes: ['*'] });
    expect(page.items).toHaveLength(3);
    expect(page.next).toBe(page.cursor);
  });
});
