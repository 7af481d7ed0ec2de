import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { leaseOf, noticesOf, partitionOf } from '../../../src/reconciler/records.ts';
import type { Declared } from '../../../src/reconciler/kind.ts';
import { LOG_START, type Change, type Store } from '../../../src/store/store.ts';
import { until } from '../../support/until.ts';
import { LampReplica, type LampOptions } from '../../reconciler/lamp-stage.ts';
import { lampKind, type Lamp } from '../../reconciler/lamps.ts';
import { fresh, type Stores } from '../store/opened-stores.ts';

const [ON, OFF] = [{ on: true }, { on: false }];
const isSettled = (item: Declared<Lamp, Lamp> | undefined) => item?.settled === true;
const soon = () => AbortSignal.timeout(10_000);

export function reconcilerHoldsTo(stores: Stores): void {
  let name: string;
  let verona: LampReplica;
  let mantua: LampReplica;
  const opened: LampReplica[] = [];

  const open = (store: Store, replica: string, options: LampOptions = {}) => {
    const it = new LampReplica(store, { name, replica, ...options });
    opened.push(it);
    return it;
  };
  beforeEach(() => {
    name = fresh('lamp');
    verona = open(stores().store, 'verona');
    mantua = open(stores().other, 'mantua');
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map(({ reconciler }) => reconciler.stop()));
  });

  const partition = (key: string) =>
    partitionOf(lampKind({ name, ask: () => Promise.resolve() }), key);
  const append = (log: string): Change => ({ do: 'append', log, value: 'event' });
  const lengthOf = async (log: string) => (await stores().store.info(log)).length;

  describe('what is declared', () => {
    it('becomes true, and every replica shows it', async () => {
      verona.reconciler.linkUp();
      await verona.lamps.want('balcony', ON);
      const shown = await mantua.lamps.until('balcony', isSettled, soon());
      expect(shown).toMatchObject({ key: 'balcony', wanted: ON, seen: ON, fresh: true });
      expect(shown?.problem).toBeUndefined();
    });

    it('on a replica without a link is worked on where the link is', async () => {
      verona.reconciler.linkUp();
      await mantua.lamps.want('balcony', ON);
      await mantua.settled('balcony');
      await mantua.lamps.want('balcony', OFF);
      await mantua.lamps.until('balcony', (item) => item?.seen?.on === false, soon());
      expect([verona.asked().length, mantua.asked().length]).toEqual([2, 0]);
    });

    it('while no replica has a link is worked on when one has', async () => {
      await mantua.lamps.want('balcony', ON);
      expect(await mantua.lamps.get('balcony')).toMatchObject({ wanted: ON, settled: false });
      verona.reconciler.linkUp();
      await mantua.settled('balcony');
    });

    it('is undone and forgotten when it is wanted no more', async () => {
      verona.reconciler.linkUp();
      await mantua.lamps.want('balcony', ON);
      await mantua.settled('balcony');
      expect(await mantua.lamps.unwant('balcony')).toBe(true);
      await mantua.lamps.until('balcony', (item) => item === undefined, soon());
      expect(verona.requests.at(-1)).toMatchObject({ wanted: undefined, seen: ON });
      expect(await mantua.lamps.unwant('balcony')).toBe(false);
    });

    it('can be wanted again while it is being undone', async () => {
      await mantua.lamps.want('balcony', ON);
      await mantua.lamps.unwant('balcony');
      await mantua.lamps.want('balcony', ON);
      verona.reconciler.linkUp();
      await mantua.settled('balcony');
      expect(await mantua.lamps.get('balcony')).toMatchObject({ wanted: ON, seen: ON });
    });

    it('is no more than the limit of its kind, whichever replica is asked', async () => {
      const [one, other] = [stores().store, stores().other].map((store, index) =>
        open(store, `padua-${index}`, { name: `${name}-few`, limit: 5 }),
      );
      const wants = Array.from({ length: 12 }, (_, index) =>
        (index % 2 ? one! : other!).lamps.want(`candle ${index}`, ON).then(
          () => 'declared',
          (error: unknown) => (error as { code: string }).code,
        ),
      );
      const outcomes = await Promise.all(wants);
      expect(outcomes.filter((it) => it === 'declared')).toHaveLength(5);
      expect(outcomes.filter((it) => it === 'conflict')).toHaveLength(7);
    });

    it('makes room for others when it is forgotten, but not before', async () => {
      const replica = open(stores().store, 'padua', { name: `${name}-one`, limit: 1 });
      await replica.lamps.want('balcony', ON);
      await replica.lamps.unwant('balcony');
      await expect(replica.lamps.want('orchard', ON)).rejects.toMatchObject({ code: 'conflict' });
      replica.reconciler.linkUp();
      await replica.lamps.until('balcony', (item) => item === undefined, soon());
      await replica.lamps.want('orchard', ON);
      await replica.settled('orchard');
    });

    it('is listed by key, page by page, with a filter', async () => {
      const keys = Array.from({ length: 25 }, (_, index) => `candle ${String(index + 10)}`);
      await Promise.all(keys.map((key, index) => verona.lamps.want(key, { on: index % 5 > 0 })));
      const pages: string[][] = [];
      let after: string | undefined = '';
      while (after !== undefined) {
        const filter = (item: Declared<Lamp, Lamp>) => item.wanted?.on === true;
        const page = await mantua.lamps.list({ filter, after, limit: 8 });
        pages.push(page.items.map(({ key }) => key));
        after = page.next;
      }
      expect(pages.map(({ length }) => length)).toEqual([8, 8, 4]);
      expect(pages.flat()).toEqual(keys.filter((_, index) => index % 5 > 0));
    });

    it('is worked on also where the notice of it was trimmed before it was read', async () => {
      verona.reconciler.linkUp();
      await verona.lamps.want('balcony', ON);
      await verona.settled('balcony');
      const log = noticesOf(partition('balcony'));
      const wanting = mantua.lamps.want('balcony', OFF);
      const trimming = stores().other.trim(log, { before: 0, maxLength: 0 });
      await Promise.all([wanting, trimming]);
      await mantua.lamps.until('balcony', (item) => item?.seen?.on === false, soon());
    });
  });

  describe('what was seen', () => {
    it('is recorded whole with what belongs to it', async () => {
      verona.reconciler.linkUp();
      await verona.lamps.want('balcony', ON);
      await verona.settled('balcony');
      const log = fresh('events');
      const result = await verona.lamps.saw('balcony', OFF, [append(log), append(log)]);
      const { entries } = await stores().store.read(log, LOG_START, 10);
      expect(result).toEqual({ ok: true, positions: entries.map(({ position }) => position) });
      await until(() => verona.requests.length === 2);
      expect(verona.requests[1]).toMatchObject({ seen: OFF, fresh: true });
    });

    it('is not recorded when a condition of what belongs to it fails', async () => {
      verona.reconciler.linkUp();
      await verona.lamps.want('balcony', ON);
      await verona.settled('balcony');
      const space = { name: fresh('space'), ttl: 'forever' } as const;
      const create = { do: 'create', space, id: 'juliet', value: 'x' } as const;
      await stores().store.commit([create]);
      const result = await verona.lamps.saw('balcony', OFF, [append(fresh('log')), create]);
      expect(result).toMatchObject({ ok: false, reason: 'exists', change: 1 });
      expect(await mantua.lamps.get('balcony')).toMatchObject({ seen: ON });
    });

    it('of something that nobody declared is undone and forgotten', async () => {
      verona.reconciler.linkUp();
      await verona.lamps.want('proof', ON);
      await verona.settled('proof');
      await until(() => verona.reconciler.readings().items.length > 0);
      await verona.lamps.saw('stray', ON);
      await mantua.lamps.until('stray', (item) => item === undefined, soon());
      expect(verona.requests.find(({ key }) => key === 'stray')?.wanted).toBeUndefined();
    });

    it('loses nothing when two replicas revise it at once', async () => {
      verona.reconciler.linkUp();
      await verona.lamps.want('balcony', ON);
      await verona.settled('balcony');
      // So that it knows who works on the item.
      await mantua.lamps.get('balcony');
      const log = fresh('events');
      const flips = Array.from({ length: 20 }, (_, index) =>
        (index % 2 ? verona : mantua).lamps.revise('balcony', (present) => ({
          seen: { on: true, count: ((present as { count?: number }).count ?? 0) + 1 } as Lamp,
          changes: [append(log)],
        })),
      );
      await Promise.all(flips);
      expect((await mantua.lamps.get('balcony'))?.seen).toEqual({ on: true, count: 20 });
      expect(await lengthOf(log)).toBe(20);
    });

    it('is left alone by a revision that comes to nothing', async () => {
      await verona.lamps.want('balcony', ON);
      expect(await verona.lamps.revise('balcony', () => undefined)).toBeUndefined();
      expect(await verona.lamps.get('balcony')).toMatchObject({ seen: undefined, asOf: 0 });
    });

    it('on a link that is over is not recorded, but the item is confirmed', async () => {
      verona.reconciler.linkUp();
      await verona.lamps.want('balcony', ON);
      await verona.settled('balcony');
      await mantua.lamps.get('balcony');
      await verona.reconciler.linkDown();
      const padua = open(stores().store, 'padua');
      padua.reconciler.linkUp();
      await padua.settled('balcony');
      const asked = padua.requests.length;
      const log = fresh('events');
      const result = await mantua.lamps.saw('balcony', OFF, [append(log)]);
      expect(result).toMatchObject({ ok: true, positions: [expect.any(String)] });
      await until(() => padua.requests.length > asked);
      expect(padua.requests.at(-1)).toMatchObject({ seen: ON, fresh: false });
      await padua.settled('balcony');
      expect(await lengthOf(log)).toBe(1);
    });
  });

  describe('the next holder of the link', () => {
    it('takes over with a higher epoch and confirms everything', async () => {
      const keys = Array.from({ length: 40 }, (_, index) => `candle ${index}`);
      verona.reconciler.linkUp();
      await Promise.all(keys.map((key) => verona.lamps.want(key, ON)));
      await verona.settled(...keys);
      const first = await verona.lamps.get(keys[0]!);
      const asked = verona.requests.length;
      await verona.reconciler.linkDown();
      mantua.reconciler.linkUp();
      await mantua.settled(...keys);
      expect(mantua.asked().sort()).toEqual([...keys].sort());
      expect(mantua.requests.every(({ seen, fresh }) => seen?.on === true && !fresh)).toBe(true);
      expect((await mantua.lamps.get(keys[0]!))?.epoch).toBeGreaterThan(first!.epoch);
      expect(verona.requests).toHaveLength(asked);
    });

    it('waits until the one before gives way', async () => {
      verona.reconciler.linkUp();
      await verona.lamps.want('balcony', ON);
      await verona.settled('balcony');
      mantua.reconciler.linkUp();
      await verona.lamps.want('balcony', OFF);
      await mantua.lamps.until('balcony', (item) => item?.seen?.on === false, soon());
      expect(mantua.requests).toEqual([]);
      await verona.reconciler.linkDown();
      await until(() => mantua.requests.length > 0);
      await mantua.settled('balcony');
    });

    it('is not disturbed by one whose lease was taken away', async () => {
      verona.reconciler.linkUp();
      await verona.lamps.want('balcony', ON);
      await verona.settled('balcony');
      const lease = leaseOf(partition('balcony'));
      const held = await stores().store.holder(lease);
      await stores().store.release(lease, held!.holder, held!.epoch);
      await stores().store.acquire(lease, 'romeo', 60_000);
      const asked = verona.requests.length;
      await mantua.lamps.want('balcony', OFF);
      await until(() => verona.reconciler.readings().items.every(({ kind }) => kind !== name));
      expect(verona.requests).toHaveLength(asked);
      const { holder, epoch } = (await stores().store.holder(lease))!;
      await stores().store.release(lease, holder, epoch);
    });
  });

  describe('a caller that waits for an item', () => {
    it('gets it as it is when the time is up', async () => {
      await verona.lamps.want('balcony', ON);
      const item = await mantua.lamps.until('balcony', isSettled, AbortSignal.timeout(50));
      expect(item).toMatchObject({ wanted: ON, seen: undefined, settled: false });
    });

    it('is told at once where it is settled already', async () => {
      verona.reconciler.linkUp();
      await verona.lamps.want('balcony', ON);
      await verona.settled('balcony');
      expect(await mantua.lamps.until('balcony', isSettled, soon())).toMatchObject({ seen: ON });
    });

    it('is not woken for good by others', async () => {
      verona.reconciler.linkUp();
      const stop = new AbortController();
      const waiting = mantua.lamps.until('balcony', isSettled, stop.signal);
      for (let index = 0; index < 50; index += 1) await verona.lamps.want(`candle ${index}`, ON);
      await verona.lamps.want('balcony', ON);
      expect(await waiting).toMatchObject({ seen: ON });
      stop.abort();
    });
  });
}
