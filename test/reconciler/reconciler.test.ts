import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../src/store/memory/store.ts';
import type { Store } from '../../src/store/store.ts';
import { until } from '../support/until.ts';
import { FakeClock } from '../link/fake-clock.ts';
import { LampReplica, type LampOptions } from './lamp-stage.ts';
import { CHECK_MS, type LampRequest } from './lamps.ts';

const ON = { on: true };
const FAILING = 'crypt';
const MAX_MS = 2_000_000;

let store: Store;
let clock: FakeClock;
const opened: LampReplica[] = [];

beforeEach(() => {
  store = createMemoryStore({ now: Date.now });
  clock = new FakeClock();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ reconciler }) => reconciler.stop()));
});

function open(options: LampOptions = {}): LampReplica {
  const replica = new LampReplica(store, { clock, random: () => 0.5, ...options });
  opened.push(replica);
  return replica;
}

/** One whose requests for `FAILING` are dealt with by `fail`. */
function openFailing(fail: (request: LampRequest) => Promise<void>, options: LampOptions = {}) {
  const replica: LampReplica = open({
    ...options,
    ask: (request) => (request.key === FAILING ? fail(request) : replica.obey(request)),
  });
  return replica;
}

const timesAsked = (replica: LampReplica, key = FAILING) =>
  replica.asked().filter((it) => it === key).length;

const problemOf = async (replica: LampReplica) => (await replica.lamps.get(FAILING))?.problem;

/** Moves the clock in steps until the condition holds; resolves with how far it went, ms. */
async function advanceUntil(condition: () => boolean | Promise<boolean>, step = 100) {
  const from = clock.elapsed();
  await until(
    async () => {
      if (await condition()) return true;
      if (clock.elapsed() - from > MAX_MS) throw new Error(`not within ${MAX_MS} ms`);
      clock.advance(step);
      // Whatever that led to happens first, or time would run ahead of it.
      for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
      return false;
    },
    { interval: 0 },
  );
  return clock.elapsed() - from;
}

describe('an item whose request fails', () => {
  const refuse = () => Promise.reject(new Error('The crypt is locked.'));

  it('holds up no other', async () => {
    const replica = openFailing(refuse);
    replica.reconciler.linkUp();
    await replica.lamps.want(FAILING, ON);
    for (const key of ['balcony', 'orchard', 'cell']) await replica.lamps.want(key, ON);
    await replica.settled('balcony', 'orchard', 'cell');
    expect(await replica.lamps.get(FAILING)).toMatchObject({ settled: false });
  });

  it('shows the error as its problem', async () => {
    const replica = openFailing(refuse);
    replica.reconciler.linkUp();
    await replica.lamps.want(FAILING, ON);
    const problem = await until(() => problemOf(replica));
    expect(problem).toEqual({ detail: 'The crypt is locked.', at: clock.now(), attempts: 1 });
  });

  it('is asked for again after longer and longer pauses', async () => {
    const replica = openFailing(refuse);
    replica.reconciler.linkUp();
    await replica.lamps.want(FAILING, ON);
    await until(() => timesAsked(replica) === 1);
    const pauses: number[] = [];
    for (let times = 2; times <= 5; times += 1) {
      pauses.push(await advanceUntil(() => timesAsked(replica) === times));
    }
    const expected = [1_500, 3_000, 6_000, 12_000];
    expect(pauses.map((pause, index) => Math.abs(pause - expected[index]!) <= 300)).toEqual(
      expected.map(() => true),
    );
  });

  it('is counted until a request succeeds, and shows no problem after that', async () => {
    let isLocked = true;
    const replica: LampReplica = openFailing((request) =>
      isLocked ? refuse() : replica.obey(request),
    );
    replica.reconciler.linkUp();
    await replica.lamps.want(FAILING, ON);
    await until(() => problemOf(replica));
    expect(replica.reconciler.readings()).toMatchObject({
      items: [{ kind: 'lamp', state: 'failed', count: 1 }],
      asks: [{ kind: 'lamp', count: 1 }],
      failures: [{ kind: 'lamp', count: 1 }],
    });
    isLocked = false;
    await advanceUntil(async () => (await replica.lamps.get(FAILING))?.settled === true);
    expect(await problemOf(replica)).toBeUndefined();
    await until(() => replica.reconciler.readings().items[0]?.state === 'settled');
  });

  it('is asked for at once when something else is wanted of it', async () => {
    const replica = openFailing(refuse);
    replica.reconciler.linkUp();
    await replica.lamps.want(FAILING, ON);
    await until(() => problemOf(replica));
    await replica.lamps.want(FAILING, { on: false });
    await until(() => timesAsked(replica) === 2);
  });

  it('does not wait for its back-off when somebody waits for it, but for a second', async () => {
    const replica = openFailing(refuse);
    replica.reconciler.linkUp();
    await replica.lamps.want(FAILING, ON);
    await until(() => timesAsked(replica) === 1);
    for (let times = 2; times <= 6; times += 1) {
      await advanceUntil(() => timesAsked(replica) === times);
    }
    await replica.lamps.hurry(FAILING);
    const pause = await advanceUntil(() => timesAsked(replica) === 7);
    expect(pause).toBeGreaterThanOrEqual(900);
    expect(pause).toBeLessThan(3_000);
  });
});

describe('an item whose request hangs', () => {
  it('is given up after a while, and asked for again', async () => {
    const replica = openFailing(() => new Promise(() => undefined), { askMs: 10_000 });
    replica.reconciler.linkUp();
    await replica.lamps.want(FAILING, ON);
    await until(() => timesAsked(replica) === 1);
    await advanceUntil(() => timesAsked(replica) === 2);
    expect(replica.requests[0]!.signal.aborted).toBe(true);
    expect(await until(() => problemOf(replica))).toMatchObject({
      detail: 'The request was not sent within 10000 ms.',
    });
  });

  it('holds up no other, though all that may be under way hang', async () => {
    const replica: LampReplica = open({
      concurrency: 2,
      askMs: 10_000,
      ask: (request) =>
        request.key.startsWith(FAILING) ? new Promise(() => undefined) : replica.obey(request),
      priority: ({ key }) => (key.startsWith(FAILING) ? 1 : 0),
    });
    for (const key of [`${FAILING} 1`, `${FAILING} 2`, 'balcony'])
      await replica.lamps.want(key, ON);
    replica.reconciler.linkUp();
    const isSettled = async () => (await replica.lamps.get('balcony'))?.settled === true;
    expect(await advanceUntil(isSettled)).toBeLessThan(11_000);
  });
});

describe('an item', () => {
  it('shows a problem when the other side does not answer', async () => {
    const replica = openFailing(() => Promise.resolve());
    replica.reconciler.linkUp();
    await replica.lamps.want(FAILING, ON);
    await advanceUntil(async () => (await problemOf(replica)) !== undefined);
    expect(await problemOf(replica)).toMatchObject({
      detail: 'The XMPP side has not answered.',
      attempts: 2,
    });
  });

  it('that cannot be planned shows why, and holds up no other', async () => {
    const replica = open();
    const broken = replica.reconciler.register<string, string>({
      name: 'broken',
      limit: 10,
      plan: () => {
        throw new Error('A defect.');
      },
      ask: () => Promise.resolve(),
    });
    replica.reconciler.linkUp();
    await broken.want('balcony', 'anything');
    await replica.lamps.want('balcony', ON);
    await replica.settled('balcony');
    const problem = await until(async () => (await broken.get('balcony'))?.problem);
    expect(problem.detail).toBe('A defect.');
  });

  it('is checked when it is due, and no earlier', async () => {
    const replica = open();
    replica.reconciler.linkUp();
    await replica.lamps.want('balcony', ON);
    await replica.settled('balcony');
    await until(() => replica.reconciler.readings().items[0]?.state === 'settled');
    const pause = await advanceUntil(() => replica.requests.length === 2, 5_000);
    expect(pause).toBeGreaterThanOrEqual(CHECK_MS);
  });

  it('is not asked for again when the same is wanted of it', async () => {
    const replica = open();
    replica.reconciler.linkUp();
    await replica.lamps.want('balcony', ON);
    await replica.settled('balcony');
    await replica.lamps.want('balcony', ON);
    await replica.lamps.want('orchard', ON);
    await replica.settled('orchard');
    expect(replica.asked()).toEqual(['balcony', 'orchard']);
  });

  it('begins anew when what was seen is discarded', async () => {
    const replica = open();
    replica.reconciler.linkUp();
    await replica.lamps.want('balcony', ON);
    await replica.settled('balcony');
    await replica.lamps.want('balcony', ON, { discardSeen: true });
    await until(() => replica.requests.length === 2);
    await replica.settled('balcony');
    expect(replica.requests[1]).toMatchObject({ seen: undefined, fresh: false, attempts: 0 });
  });
});

describe('after a new link', () => {
  const PLACES = ['balcony', 'cell', 'orchard', 'street', 'tomb'];

  it('everything is confirmed, in order of priority', async () => {
    const priority = ({ key }: { key: string }) => PLACES.indexOf(key);
    const replica = open({ priority, rate: 10 });
    replica.reconciler.linkUp();
    for (const place of PLACES) await replica.lamps.want(place, ON);
    await advanceUntil(() => replica.requests.length === PLACES.length);
    await replica.settled(...PLACES);
    await replica.reconciler.linkDown();
    replica.requests.length = 0;
    // Loaded before any request can be made.
    replica.reconciler.linkUp();
    await until(() => replica.reconciler.readings().items.length > 0);
    await advanceUntil(() => replica.requests.length === PLACES.length);
    expect(replica.asked().slice(1)).toEqual([...PLACES].reverse().slice(1));
    expect(replica.requests.every(({ fresh, seen }) => !fresh && seen?.on)).toBe(true);
  });

  it('an item that somebody waits for goes before all others', async () => {
    const replica = open({ rate: 1 });
    for (const place of PLACES) await replica.lamps.want(place, ON);
    replica.reconciler.linkUp();
    await until(() => replica.requests.length === 1);
    const last = PLACES.filter((place) => place !== replica.asked()[0]).at(-1)!;
    await replica.lamps.hurry(last);
    await replica.lamps.want('the proof that notices were read', ON);
    const count = () => replica.reconciler.readings().items.reduce((sum, it) => sum + it.count, 0);
    await until(() => count() === PLACES.length + 1);
    await advanceUntil(() => replica.requests.length === 2);
    expect(replica.asked()[1]).toBe(last);
  });

  it('the epoch has grown', async () => {
    const replica = open();
    replica.reconciler.linkUp();
    await replica.lamps.want('balcony', ON);
    await replica.settled('balcony');
    await replica.reconciler.linkDown();
    replica.reconciler.linkUp();
    await until(() => replica.requests.length === 2);
    const [first, second] = replica.requests.map(({ epoch }) => epoch);
    expect(second).toBeGreaterThan(first!);
  });
});

describe('without a link', () => {
  it('nothing is asked, and what was seen counts as stale', async () => {
    const replica = open();
    replica.reconciler.linkUp();
    await replica.lamps.want('balcony', ON);
    await replica.settled('balcony');
    await replica.reconciler.linkDown();
    await replica.lamps.want('orchard', ON);
    expect(await replica.lamps.get('balcony')).toMatchObject({
      seen: ON,
      fresh: false,
      settled: false,
    });
    replica.reconciler.linkUp();
    await replica.settled('balcony', 'orchard');
    expect(replica.asked().sort()).toEqual(['balcony', 'balcony', 'orchard']);
  });

  it('a request that was under way is aborted', async () => {
    const replica = openFailing(() => new Promise(() => undefined));
    replica.reconciler.linkUp();
    await replica.lamps.want(FAILING, ON);
    await until(() => timesAsked(replica) === 1);
    await replica.reconciler.linkDown();
    expect(replica.requests[0]!.signal.aborted).toBe(true);
  });
});
