import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '../../../src/core/caller.ts';
import { encodeCursor } from '../../../src/features/events/cursor.ts';
import { createEvents, type EventQuery } from '../../../src/features/events/events.ts';
import { EVENT_LOG, recordEvent } from '../../../src/features/events/recorder.ts';
import { trimEvents } from '../../../src/features/events/retention.ts';
import { EventTail } from '../../../src/features/events/tail.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import type { Store } from '../../../src/store/store.ts';
import { BOOTSTRAP, DOMAIN, messageEvent } from '../../support/webhook-stage.ts';

const ROMEO = 'romeo@montague.example';
const ALERTS: Caller = { keyId: 'alerts', identities: ['alerts'], scopes: new Set() };
const ALERTS_ADDRESS = `alerts@${DOMAIN}`;

let now: number;
let store: Store;
let tail: EventTail;

beforeEach(() => {
  now = 1_000;
  store = createMemoryStore({ now: () => now });
  tail = new EventTail(store, { events: 8, characters: 100_000 });
});

afterEach(() => tail.close());

function hear(body: string, identity?: string): Promise<string> {
  return recordEvent(store, messageEvent(ROMEO, body, identity));
}

function list(caller: Caller, query: Partial<EventQuery> = {}) {
  const monotonic = () => performance.now();
  const events = createEvents({ tail, domain: DOMAIN, monotonic });
  const { signal } = new AbortController();
  return events.list(caller, { limit: 100, waitMs: 0, xml: false, signal, ...query });
}

function bodies({ items }: Awaited<ReturnType<typeof list>>): string[] {
  return items.map(({ data }) => (data as { body: string }).body);
}

describe('a page of events', () => {
  test('begins with the oldest that is kept', async () => {
    await hear('1');
    await hear('2');
    expect(bodies(await list(BOOTSTRAP))).toEqual(['1', '2']);
  });

  test('goes on after its cursor, and after the cursor of any event', async () => {
    for (const body of ['1', '2', '3']) await hear(body);
    const first = await list(BOOTSTRAP, { limit: 1 });
    expect(bodies(await list(BOOTSTRAP, { after: first.cursor }))).toEqual(['2', '3']);
    const { items } = await list(BOOTSTRAP);
    expect(bodies(await list(BOOTSTRAP, { after: items[1]!.cursor }))).toEqual(['3']);
  });

  test('begins with the events of a time, and goes on with its cursor', async () => {
    const at = (ms: number) => new Date(ms).toISOString();
    for (const body of ['1', '2', '3', '4']) {
      now += 1_000;
      await hear(body);
    }
    const page = await list(BOOTSTRAP, { since: at(3_000), limit: 2 });
    expect(bodies(page)).toEqual(['2', '3']);
    expect(bodies(await list(BOOTSTRAP, { after: page.next! }))).toEqual(['4']);
    expect(bodies(await list(BOOTSTRAP, { since: '2026-01-31T12:00:00+01:00' }))).toEqual([]);
    expect(bodies(await list(BOOTSTRAP, { since: at(0) }))).toEqual(['1', '2', '3', '4']);
    await store.trim(EVENT_LOG, { before: 3_500, maxLength: 100 });
    expect(bodies(await list(BOOTSTRAP, { since: at(0) }))).toEqual(['3', '4']);
  });

  test('is complete for readers that are far behind, in steps of any size', async () => {
    const all = Array.from({ length: 50 }, (_, n) => String(n));
    for (const body of all) {
      await hear(body);
      await list(BOOTSTRAP, { after: (await list(BOOTSTRAP)).cursor });
    }
    const read: string[] = [];
    for (let page = await list(BOOTSTRAP, { limit: 7 }); page.items.length > 0;) {
      read.push(...bodies(page));
      page = await list(BOOTSTRAP, { limit: 7, after: page.cursor });
    }
    expect(read).toEqual(all);
  });

  test('holds the events of the caller, and its cursor is after those of others', async () => {
    await hear('mine', ALERTS_ADDRESS);
    for (let n = 0; n < 20; n += 1) await hear('of another');
    const page = await list(ALERTS);
    expect(bodies(page)).toEqual(['mine']);
    await hear('mine again', ALERTS_ADDRESS);
    expect(bodies(await list(ALERTS, { after: page.cursor }))).toEqual(['mine again']);
  });

  test('may hold the stanza as XML', async () => {
    await hear('a < b');
    const events = createEvents({ tail, domain: DOMAIN, monotonic: () => 0 });
    const { signal } = new AbortController();
    const page = await events.list(BOOTSTRAP, { limit: 1, waitMs: 0, xml: true, signal });
    expect(page.items[0]?.data).toMatchObject({
      xml: expect.stringContaining('a &lt; b') as string,
    });
  });
});

describe('a reader with wishes', () => {
  test('gets the events that it asked for', async () => {
    await hear('to alerts', ALERTS_ADDRESS);
    await hear('to the bot');
    expect(bodies(await list(BOOTSTRAP, { identities: ['al*'] }))).toEqual(['to alerts']);
    expect(bodies(await list(BOOTSTRAP, { remotes: ['*.example'] }))).toHaveLength(2);
    expect(bodies(await list(BOOTSTRAP, { remotes: ['verona.example'] }))).toEqual([]);
    expect(bodies(await list(BOOTSTRAP, { types: ['message.status'] }))).toEqual([]);
  });

  test('gets no more than its key may see', async () => {
    await hear('to the bot');
    expect(bodies(await list(ALERTS, { identities: ['*'] }))).toEqual([]);
  });

  test('may begin with the oldest event, or with what comes', async () => {
    await hear('1');
    expect(bodies(await list(BOOTSTRAP, { after: 'oldest' }))).toEqual(['1']);
    const { items, cursor } = await list(BOOTSTRAP, { after: 'now' });
    expect(items).toEqual([]);
    await hear('2');
    expect(bodies(await list(BOOTSTRAP, { after: cursor }))).toEqual(['2']);
  });
});

describe('a reader of the newest first', () => {
  const newest = (query: Partial<EventQuery> = {}, caller = BOOTSTRAP) =>
    list(caller, { order: 'desc', ...query });

  test('gets every event once, and is not disturbed by what comes meanwhile', async () => {
    for (let n = 1; n <= 20; n += 1) await hear(String(n));
    const read: string[] = [];
    let page = await newest({ limit: 7 });
    for (;;) {
      read.push(...bodies(page));
      await hear('later');
      if (page.next === undefined) break;
      page = await newest({ limit: 7, after: page.next });
    }
    expect(read).toEqual(Array.from({ length: 20 }, (_, n) => String(20 - n)));
  });

  test('may begin before any event, and follow what comes after the first of a page', async () => {
    for (const body of ['1', '2', '3']) await hear(body);
    const page = await newest();
    expect(bodies(page)).toEqual(['3', '2', '1']);
    expect(page).not.toHaveProperty('next');
    expect(bodies(await newest({ after: page.items[1]!.cursor }))).toEqual(['1']);
    expect(bodies(await newest({ after: 'oldest' }))).toEqual([]);
    await hear('4');
    expect(bodies(await list(BOOTSTRAP, { after: page.items[0]!.cursor }))).toEqual(['4']);
  });

  test('gets what it asked for, and no more than its key may see', async () => {
    await hear('mine', ALERTS_ADDRESS);
    for (let n = 0; n < 20; n += 1) await hear('of another');
    expect(bodies(await newest({}, ALERTS))).toEqual(['mine']);
    expect(bodies(await newest({ identities: ['al*'] }))).toEqual(['mine']);
    expect(bodies(await newest({ types: ['message.status'] }))).toEqual([]);
  });

  test('ends at a time, on further pages too', async () => {
    const since = new Date(3_000).toISOString();
    for (const body of ['1', '2', '3', '4']) {
      now += 1_000;
      await hear(body);
    }
    const page = await newest({ since, limit: 2 });
    expect(bodies(page)).toEqual(['4', '3']);
    const last = await newest({ since, after: page.next! });
    expect(bodies(last)).toEqual(['2']);
    expect(last).not.toHaveProperty('next');
  });

  test('reaches the end of what is kept, and is told when the log is another', async () => {
    for (const body of ['1', '2', '3']) await hear(body);
    const { next } = await newest({ limit: 1 });
    await store.trim(EVENT_LOG, { before: 0, maxLength: 1 });
    expect(await newest({ after: next! })).toMatchObject({ items: [] });
    Object.assign(store, createMemoryStore({ now: () => now }));
    await expect(newest({ after: next! })).rejects.toMatchObject({ code: 'history-lost' });
    expect(bodies(await newest())).toEqual([]);
  });

  test('does not wait, and does not count as one who is there for requests', async () => {
    let readers = 0;
    const reading = () => {
      readers += 1;
      return () => undefined;
    };
    const events = createEvents({ tail, domain: DOMAIN, monotonic: () => 0, reading });
    const query = { limit: 1, waitMs: 1e6, xml: false, order: 'desc' } as const;
    const page = await events.list(BOOTSTRAP, { ...query, signal: new AbortController().signal });
    expect([page.items, readers]).toEqual([[], 0]);
  });
});

describe('a reader that waits', () => {
  test('gets the first event as it comes, and events of others do not end the wait', async () => {
    const waiting = list(ALERTS, { waitMs: 10_000 });
    await hear('of another');
    await hear('mine', ALERTS_ADDRESS);
    expect(bodies(await waiting)).toEqual(['mine']);
  });

  test('gets an empty page when nothing came in time, with a cursor after what it passed over', async () => {
    await hear('of another');
    const page = await list(ALERTS, { waitMs: 5 });
    expect(page.items).toEqual([]);
    expect(page.cursor).toBe((await list(BOOTSTRAP)).cursor);
  });

  test('is let go when its client goes away', async () => {
    const gone = new AbortController();
    const events = createEvents({ tail, domain: DOMAIN, monotonic: () => 0 });
    const query = { limit: 1, waitMs: 1e6, xml: false, signal: gone.signal };
    const waiting = events.list(BOOTSTRAP, query);
    gone.abort();
    expect((await waiting).items).toEqual([]);
  });
});

describe('a reader whose history is gone', () => {
  test('is told when events after its cursor were trimmed', async () => {
    await hear('1');
    const { cursor } = await list(BOOTSTRAP);
    await hear('2');
    await hear('3');
    await store.trim(EVENT_LOG, { before: 0, maxLength: 1 });
    await expect(list(BOOTSTRAP, { after: cursor })).rejects.toMatchObject({
      code: 'history-lost',
    });
    expect(bodies(await list(BOOTSTRAP))).toEqual(['3']);
  });

  test('is told when the store came back empty, also by a replica that read it before', async () => {
    await hear('1');
    const { cursor } = await list(BOOTSTRAP);
    const anew = createMemoryStore({ now: () => now });
    Object.assign(store, anew);
    await expect(list(BOOTSTRAP, { after: cursor })).rejects.toMatchObject({
      code: 'history-lost',
    });
    await hear('after');
    await expect(list(BOOTSTRAP, { after: cursor })).rejects.toMatchObject({
      code: 'history-lost',
    });
    expect(bodies(await list(BOOTSTRAP))).toEqual(['after']);
  });
});

describe('a cursor out of range', () => {
  const beyond = async (position: string) => {
    const { incarnation } = await tail.newest();
    return encodeCursor({ incarnation, position });
  };

  test.each(['9999999999999-0', '9007199254740991-9007199254740991'])(
    'is refused with how to go on when the log cannot have reached it: %s',
    async (position) => {
      await hear('1');
      const after = await beyond(position);
      await expect(list(BOOTSTRAP, { after })).rejects.toMatchObject({
        code: 'invalid-request',
        message: expect.stringContaining('after=oldest') as string,
        facts: { errors: [{ pointer: '/query/after' }] },
      });
      // Also by a replica that has read the log to its end.
      await list(BOOTSTRAP);
      await expect(list(BOOTSTRAP, { after })).rejects.toMatchObject({ code: 'invalid-request' });
    },
  );

  test('is lost history where the log may have reached it before it lost its end', async () => {
    await hear('1');
    now += 60_000;
    const after = await beyond(`${now - 30_000}-0`);
    await expect(list(BOOTSTRAP, { after })).rejects.toMatchObject({
      code: 'history-lost',
      message: expect.stringContaining('after=oldest') as string,
    });
  });
});

describe('retention', () => {
  const retention = { keepMs: 500, maxLength: 100, heldFactor: 2 };

  test('drops what is older than it keeps', async () => {
    await hear('old');
    now += 501;
    await hear('new');
    await trimEvents(store, retention, { now });
    expect(bodies(await list(BOOTSTRAP))).toEqual(['new']);
  });

  test('keeps what a webhook still needs, but not without bound', async () => {
    const heldAt = await hear('done');
    await hear('needed');
    now += 501;
    await trimEvents(store, retention, { now, heldAt });
    expect(bodies(await list(BOOTSTRAP))).toEqual(['needed']);
    now += 500;
    await trimEvents(store, retention, { now, heldAt });
    expect(bodies(await list(BOOTSTRAP))).toEqual([]);
  });
});
