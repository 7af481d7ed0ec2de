import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../../../src/core/caller.ts';
import { SCOPES } from '../../../../src/core/caller.ts';
import { ledgerSpace } from '../../../../src/features/messages/ledger/ledger.ts';
import type { LedgerRecord } from '../../../../src/features/messages/ledger/record.ts';
import { createOutbox, type Outbox } from '../../../../src/features/messages/outbox/outbox.ts';
import { partitionLog } from '../../../../src/features/messages/outbox/partition.ts';
import { startSender, type Sender } from '../../../../src/features/messages/outbox/sender.ts';
import { createSettlement } from '../../../../src/features/messages/outbox/settlement.ts';
import type { StatusNews } from '../../../../src/features/messages/ledger/status-news.ts';
import { applyFeedback } from '../../../../src/features/messages/ledger/feedback.ts';
import { element } from '../../../../src/core/element.ts';
import { NS_CLIENT } from '../../../../src/stanza/namespaces.ts';
import { createMemoryStore } from '../../../../src/store/memory/store.ts';
import { createFollowers } from '../../../../src/store/followers.ts';
import { comparePositions, type LogEntry, type Store } from '../../../../src/store/store.ts';
import { until } from '../../../support/until.ts';
import { PaperLink } from '../paper-link.ts';

const CALLER: Caller = { keyId: 'bootstrap', identities: ['*'], scopes: new Set(SCOPES) };
const LEDGER = ledgerSpace(60_000);
const LOG = partitionLog(0);
/** Would fail whatever put a line together that nobody reads. */
const QUIET = {
  debug() {
    throw new Error('debug is off');
  },
  info() {},
  warn() {},
  error() {},
};

let store: Store;
let link: PaperLink;
let outbox: Outbox;
let sender: Sender | undefined;
let now = 1_000;

beforeEach(() => {
  now = 1_000;
  told = [];
  store = createMemoryStore({ now: () => now });
  link = new PaperLink();
  outbox = createOutbox({
    store,
    ledger: LEDGER,
    appending: (_, commit) => commit('outbox:0'),
    domain: 'bridge.example.org',
    now: () => now,
    room: { refusal: () => undefined, took: () => undefined },
    logger: QUIET,
  });
});

afterEach(async () => {
  link.drop();
  await sender?.stop();
  sender = undefined;
  await store.close();
});

/** What was told once its commit had happened. */
let told: string[] = [];

const statusEvent = ({ id, status }: LedgerRecord): StatusNews => {
  const value = `${id} ${status}`;
  return { change: { do: 'append', log: 'events', value }, stored: () => void told.push(value) };
};

async function send(holder = 'replica-a'): Promise<void> {
  const grant = await store.acquire('outbox', holder, 60_000);
  const fence = { do: 'fence', lease: 'outbox', holder, epoch: grant?.epoch ?? 0 } as const;
  const sleep = () => new Promise<void>((resolve) => setImmediate(resolve));
  const settlement = createSettlement({
    store,
    ledger: LEDGER,
    log: LOG,
    fence,
    statusEvent,
    now: () => now,
    sleep,
  });
  sender = startSender({
    ...{ store, link, log: LOG, settlement, logger: QUIET, sleep },
    count: () => undefined,
    isHeld: () => true,
    now: () => now,
    monotonic: () => performance.now(),
  });
}

function accept(id: string, over: Partial<Parameters<Outbox['accept']>[0]> = {}) {
  return outbox.accept({
    id,
    caller: CALLER,
    kind: 'message',
    from: 'bridge.example.org',
    to: 'juliet@example.org',
    xml: `<message id='${id}'/>`,
    ttlMs: 10_000,
    ...over,
  });
}

const statusOf = async (id: string) => (await outbox.find(CALLER, id))?.status;
const events = async () =>
  (await store.read('events', '0-0', 100)).entries.map(({ value }) => value);
const waiting = async () => (await store.info(LOG)).length;

describe('the sender', () => {
  it('writes stanzas in the order in which they were accepted', async () => {
    for (let i = 0; i < 50; i += 1) await accept(`m${i}`);
    await send();
    await until(async () => (await waiting()) === 0);
    expect(link.written).toEqual(Array.from({ length: 50 }, (_, i) => `<message id='m${i}'/>`));
  });

  it('marks a message acknowledged when the barrier comes back, and tells it once', async () => {
    await send();
    await accept('m1');
    await until(async () => (await statusOf('m1')) === 'acknowledged');
    expect(await waiting()).toBe(0);
    expect(await events()).toEqual(['m1 acknowledged']);
  });

  it('notes when a message was written, and when the barrier came back', async () => {
    link.answering = false;
    await send();
    await accept('m1');
    now += 5;
    await until(() => link.written.length === 1);
    now += 700;
    link.acknowledge();
    await until(async () => (await statusOf('m1')) === 'acknowledged');
    expect((await outbox.find(CALLER, 'm1'))?.history).toEqual([
      { status: 'queued', at: 1_000 },
      { status: 'sent', at: 1_005 },
      { status: 'acknowledged', at: 1_705 },
    ]);
  });

  it('notes for each message of one barrier when it was written', async () => {
    link.answering = false;
    await send();
    for (const id of ['m1', 'm2', 'm3']) {
      await accept(id);
      await until(() => link.written.includes(`<message id='${id}'/>`));
      now += 100;
    }
    link.answering = true;
    link.acknowledge();
    await until(async () => (await waiting()) === 0);
    const records = await Promise.all(['m1', 'm2', 'm3'].map((id) => outbox.find(CALLER, id)));
    expect(records.map((record) => record?.history.map(({ at }) => at))).toEqual([
      [1_000, 1_000, 1_300],
      [1_100, 1_100, 1_300],
      [1_200, 1_200, 1_300],
    ]);
  });

  it('shows a message as sent where the link has no barrier', async () => {
    link.barrier = () => Promise.resolve(false);
    await send();
    await accept('m1');
    await until(async () => (await waiting()) === 0);
    const record = await outbox.find(CALLER, 'm1');
    expect(record?.history.map(({ status }) => status)).toEqual(['queued', 'sent']);
    now += 10_000;
    expect((await outbox.find(CALLER, 'm1'))?.status).toBe('sent');
  });

  it('finds what a store that failed over put behind the place that was reached', async () => {
    const log: LogEntry[] = [];
    const followers = createFollowers();
    store = {
      ...store,
      follow: (name) =>
        followers.follow(name, (after, limit) => {
          const behind = log.filter(({ position }) => comparePositions(position, after) > 0);
          return Promise.resolve({ entries: behind.slice(0, limit), more: behind.length > limit });
        }),
    };
    const appear = async (id: string, position: string) => {
      await accept(id);
      const { entries } = await store.read(LOG, '0-0', 100);
      log.splice(0, 1, { position, value: entries.at(-1)?.value ?? '' });
    };
    await appear('m1', '7-0');
    await send();
    await until(() => link.written.length === 1);
    await appear('m2', '3-0');
    await until(() => link.written.includes("<message id='m2'/>"));
  });

  it('keeps a message until the barrier comes back', async () => {
    link.answering = false;
    await send();
    await accept('m1');
    await until(() => link.written.length === 1);
    expect(await waiting()).toBe(1);
    expect(await statusOf('m1')).toBe('queued');
    link.acknowledge();
    await until(async () => (await waiting()) === 0);
  });

  it('writes what was not acknowledged again after the link dropped', async () => {
    link.answering = false;
    await send();
    await accept('m1');
    await until(() => link.written.length === 1);
    link.drop();
    link.answering = true;
    link.restore();
    await until(async () => (await statusOf('m1')) === 'acknowledged');
    expect(link.written).toEqual(["<message id='m1'/>", "<message id='m1'/>"]);
  });

  it('takes over what another sender left', async () => {
    link.answering = false;
    await send('replica-a');
    await accept('m1');
    await until(() => link.written.length === 1);
    link.drop();
    await sender?.stop();
    const grant = await store.holder('outbox');
    await store.release('outbox', 'replica-a', grant?.epoch ?? 0);
    link = new PaperLink();
    await send('replica-b');
    await until(async () => (await statusOf('m1')) === 'acknowledged');
    expect(link.written).toHaveLength(1);
  });

  it('does not send again what bounced before the barrier came back', async () => {
    link.answering = false;
    await send();
    await accept('m1');
    await until(() => link.written.length === 1);
    const bounce = element('message', NS_CLIENT, {
      from: 'juliet@example.org',
      to: 'bridge.example.org',
      type: 'error',
    });
    const feedback = { id: 'm1', news: 'bounce', carrier: bounce } as const;
    await applyFeedback({ store, ledger: LEDGER, statusEvent, now: () => now }, feedback);
    link.drop();
    link.answering = true;
    link.restore();
    await until(async () => (await waiting()) === 0);
    expect(link.written).toHaveLength(1);
    expect(await statusOf('m1')).toBe('failed');
    expect(await events()).toEqual(['m1 failed']);
  });

  it('tells once of what a receipt and then the barrier bring', async () => {
    link.answering = false;
    await send();
    await accept('m1');
    await accept('m2');
    await until(() => link.written.length === 2);
    const receipt = element('message', NS_CLIENT, {
      from: 'juliet@example.org',
      to: 'bridge.example.org',
    });
    const feedback = { id: 'm1', news: 'receipt', carrier: receipt } as const;
    await applyFeedback({ store, ledger: LEDGER, statusEvent, now: () => now }, feedback);
    link.answering = true;
    link.acknowledge();
    await until(async () => (await waiting()) === 0);
    expect(told).toEqual(['m1 delivered', 'm2 acknowledged']);
    expect(await events()).toEqual(told);
  });

  it('fails a message whose time to live ended before there was a link', async () => {
    await accept('m1', { ttlMs: 500 });
    now += 500;
    await send();
    await until(async () => (await statusOf('m1')) === 'failed');
    expect(link.written).toEqual([]);
    expect((await outbox.find(CALLER, 'm1'))?.error?.code).toBe('expired');
  });

  it('changes nothing once another replica holds the lease', async () => {
    link.answering = false;
    await send('replica-a');
    await accept('m1');
    await until(() => link.written.length === 1);
    const grant = await store.holder('outbox');
    await store.release('outbox', 'replica-a', grant?.epoch ?? 0);
    await store.acquire('outbox', 'replica-b', 60_000);
    link.acknowledge();
    await sender?.stop();
    expect(await statusOf('m1')).toBe('queued');
    expect(await waiting()).toBe(1);
  });
});

describe('the outbox', () => {
  it('answers a repeat of the same request with the first record', async () => {
    const first = await accept('m1', { fingerprint: 'f' });
    now += 5;
    expect(await accept('m1', { fingerprint: 'f' })).toEqual(first);
    expect(await waiting()).toBe(1);
  });

  it('refuses the same id with another body', async () => {
    await accept('m1', { fingerprint: 'f' });
    await expect(accept('m1', { fingerprint: 'g' })).rejects.toMatchObject({
      code: 'idempotency-key-reused',
    });
  });

  it("refuses another key's id", async () => {
    await accept('m1', { fingerprint: 'f' });
    const other = { ...CALLER, keyId: 'tybalt' };
    await expect(accept('m1', { fingerprint: 'f', caller: other })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('feedback', () => {
  const receipt = (from: string) =>
    element('message', NS_CLIENT, { from, to: 'bridge.example.org' });

  it('is believed from a device of the recipient', async () => {
    await accept('m1');
    const feedback = {
      id: 'm1',
      news: 'receipt',
      carrier: receipt('juliet@example.org/balcony'),
    } as const;
    await applyFeedback({ store, ledger: LEDGER, statusEvent, now: () => now }, feedback);
    expect(await statusOf('m1')).toBe('delivered');
  });

  it('is not believed from anybody else', async () => {
    await accept('m1');
    const feedback = { id: 'm1', news: 'receipt', carrier: receipt('tybalt@example.org') } as const;
    const known = await applyFeedback(
      { store, ledger: LEDGER, statusEvent, now: () => now },
      feedback,
    );
    expect(known).toBe(false);
    expect(await statusOf('m1')).toBe('queued');
  });
});
