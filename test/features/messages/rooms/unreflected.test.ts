import { beforeEach, describe, expect, it } from 'vitest';
import { ledgerSpace } from '../../../../src/features/messages/ledger/ledger.ts';
import type { LedgerRecord } from '../../../../src/features/messages/ledger/record.ts';
import {
  decodeRecord,
  encodeRecord,
} from '../../../../src/features/messages/ledger/record-form.ts';
import type { Door } from '../../../../src/features/messages/rooms/room-port.ts';
import {
  awaitReflections,
  Unreflected,
} from '../../../../src/features/messages/rooms/unreflected.ts';
import { createMemoryStore } from '../../../../src/store/memory/store.ts';
import type { Store } from '../../../../src/store/store.ts';

const SENT: LedgerRecord = {
  ...{ id: 'm1', keyId: 'k', kind: 'message', held: true, xml: '<message/>' },
  ...{ from: 'alerts@bridge.example.org/bridge', to: 'ops@rooms.example.org' },
  ...{ createdAt: 0, expiresAt: 1, ...reached('acknowledged') },
};
function reached(status: LedgerRecord['status']) {
  return { status, history: [{ status, at: 0 }] };
}
const OPEN: Door = { is: 'open', stay: 1 };
const SHUT: Door = { is: 'shut' };
const ledger = ledgerSpace(60 * 60_000);
const { signal } = new AbortController();

let store: Store;
let now: number;
let door: Door;
/** Of rooms that differ. */
let doors: Record<string, Door>;
let told: LedgerRecord[];
let watch: Unreflected;

beforeEach(() => {
  store = createMemoryStore({ now: () => 0 });
  now = 0;
  door = OPEN;
  doors = {};
  told = [];
  watch = new Unreflected({
    ...{ store, ledger, now: () => now, monotonic: () => now },
    doors: (places) => Promise.resolve(places.map(({ room }) => doors[room] ?? door)),
    statusEvent(record) {
      told.push(record);
      return undefined;
    },
    sleep: () => Promise.resolve(),
    logger: { debug() {}, info() {}, warn() {}, error() {} },
  });
});

/** As they are settled. */
async function acknowledge(records: readonly LedgerRecord[]): Promise<void> {
  const change = awaitReflections(records, now);
  await store.commit([
    ...records.map(
      (record) =>
        ({ do: 'put', space: ledger, id: record.id, value: encodeRecord(record) }) as const,
    ),
    ...(change === undefined ? [] : [change]),
  ]);
}
async function put(record: LedgerRecord): Promise<void> {
  await store.commit([{ do: 'put', space: ledger, id: record.id, value: encodeRecord(record) }]);
}
/** Looks each 5 s, up to so many ms after the beginning. */
async function passes(until: number): Promise<void> {
  for (; now <= until; now += 5_000) await watch.look(signal);
}
async function record(id = 'm1'): Promise<LedgerRecord> {
  const stored = await store.get(ledger, id);
  if (stored === undefined) throw new Error(`no record ${id}`);
  return decodeRecord(stored.value);
}
const watched = async () => (await store.info('unreflected')).length;

describe('an acknowledged message that its room does not reflect', () => {
  it('has failed after half a minute, may have arrived, and is told', async () => {
    await acknowledge([SENT]);
    await passes(25_000);
    expect((await record()).status).toBe('acknowledged');
    await passes(45_000);
    expect(await record()).toMatchObject({
      status: 'unconfirmed',
      error: { code: 'not-reflected', mayHaveArrived: true },
    });
    expect(told.map(({ status }) => status)).toEqual(['unconfirmed']);
    expect(await watched()).toBe(0);
  });

  it('is waited for while its sender is not in the room, and reads the archive', async () => {
    door = SHUT;
    await acknowledge([SENT]);
    await passes(120_000);
    door = { ...OPEN, isBehind: true };
    await passes(160_000);
    door = OPEN;
    await passes(165_000);
    expect((await record()).status).toBe('acknowledged');
    await passes(180_000);
    expect((await record()).status).toBe('unconfirmed');
  });

  it('is not waited for where its sender is out for good', async () => {
    door = { is: 'over', why: 'It was banned.' };
    await acknowledge([SENT]);
    await passes(30_000);
    expect((await record()).status).toBe('unconfirmed');
  });

  it('is waited for no longer than ten minutes', async () => {
    door = SHUT;
    await acknowledge([SENT]);
    await passes(595_000);
    expect((await record()).status).toBe('acknowledged');
    await passes(600_000);
    expect((await record()).status).toBe('unconfirmed');
  });

  it('fails alone among those that were acknowledged with it', async () => {
    const others = ['m2', 'm3'].map((id) => ({ ...SENT, id }));
    await acknowledge([SENT, ...others]);
    for (const other of others) await put({ ...other, ...reached('delivered') });
    await passes(45_000);
    expect((await record()).status).toBe('unconfirmed');
    expect((await record('m2')).status).toBe('delivered');
    expect(await watched()).toBe(0);
  });
});

it('a message does not wait for one that was acknowledged with it and whose sender is away', async () => {
  const away = { ...SENT, id: 'm2', to: 'balcony@rooms.example.org' };
  doors = { [away.to]: SHUT };
  await acknowledge([SENT, away]);
  await passes(45_000);
  expect((await record()).status).toBe('unconfirmed');
  expect((await record('m2')).status).toBe('acknowledged');
  doors = {};
  await passes(60_000);
  expect((await record('m2')).status).toBe('unconfirmed');
  expect(told).toHaveLength(2);
  expect(await watched()).toBe(0);
});

describe('nothing is watched', () => {
  it.each<[string, Partial<LedgerRecord>]>([
    ['that is not sent as an occupant the bridge keeps', { held: undefined as never }],
    ['that is private', { to: 'ops@rooms.example.org/nurse' }],
    ['that has no barrier to tell that the server has it', { status: 'sent' }],
  ])('%s', (_, fields) => {
    expect(awaitReflections([{ ...SENT, ...fields }], 0)).toBeUndefined();
  });

  it('that was put back because its sender was not in the room', async () => {
    await acknowledge([SENT]);
    await put({ ...SENT, ...reached('queued'), tries: 1 });
    await passes(45_000);
    expect((await record()).status).toBe('queued');
    expect(await watched()).toBe(0);
  });

  it('any more that the room has told', async () => {
    await acknowledge([SENT]);
    await put({ ...SENT, ...reached('delivered') });
    await passes(45_000);
    expect(told).toEqual([]);
    expect(await watched()).toBe(0);
  });
});

it('the looks go through more than a page', async () => {
  const ids = Array.from({ length: 1_200 }, (_, number) => `m${number}`);
  for (const id of ids) await acknowledge([{ ...SENT, id }]);
  await passes(45_000);
  const left = await Promise.all(ids.map(async (id) => (await record(id)).status));
  expect(new Set(left)).toEqual(new Set(['unconfirmed']));
  expect(await watched()).toBe(0);
});
