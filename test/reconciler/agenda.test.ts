import { beforeEach, describe, expect, it } from 'vitest';
import { Agenda } from '../../src/reconciler/agenda.ts';
import { newItem, type Item } from '../../src/reconciler/item.ts';
import type { AnyKind } from '../../src/reconciler/kind.ts';
import { FakeClock } from '../xmpp/fake-clock.ts';
import { lampKind } from './lamps.ts';

const kind = lampKind({ ask: () => Promise.resolve() }) as AnyKind;

let clock: FakeClock;
let taken: { readonly key: string; readonly at: number }[];
/** What a turn resolves with. */
let turn: (item: Item) => Promise<boolean>;
const owner = {
  turn(item: Item) {
    taken.push({ key: item.key, at: clock.elapsed() });
    return turn(item);
  },
};
const item = (key: string, order: Partial<Item> = {}) =>
  Object.assign(newItem(kind, key, owner), order);

beforeEach(() => {
  clock = new FakeClock();
  taken = [];
  turn = () => Promise.resolve(true);
});

const open = (options: { rate?: number; concurrency?: number } = {}) =>
  new Agenda({ clock, rate: 100, concurrency: 1_000, ...options });

const settle = () => new Promise(setImmediate);

/** Lets time pass as a real timer would: what a turn leads to happens in between. */
async function pass(ms: number) {
  for (let passed = 0; passed < ms; passed += 5) {
    clock.advance(5);
    await settle();
  }
}

const keys = () => taken.map(({ key }) => key);

describe('the agenda', () => {
  it('gives no more than so many turns in any second', async () => {
    const agenda = open({ rate: 50 });
    for (let index = 0; index < 200; index += 1) agenda.plan(item(String(index)), clock.now());
    await pass(5_000);
    expect(taken).toHaveLength(200);
    const most = taken.map(({ at }) => taken.filter((it) => it.at >= at && it.at < at + 1_000));
    expect(Math.max(...most.map(({ length }) => length))).toBeLessThanOrEqual(51);
  });

  it('reaches its rate', async () => {
    const agenda = open({ rate: 100 });
    for (let index = 0; index < 500; index += 1) agenda.plan(item(String(index)), clock.now());
    await pass(3_000);
    expect(taken.length).toBeGreaterThanOrEqual(300);
    expect(taken.length).toBeLessThanOrEqual(302);
  });

  it('does not count turns in which nothing was asked', async () => {
    turn = () => Promise.resolve(false);
    const agenda = open({ rate: 1 });
    for (let index = 0; index < 100; index += 1) agenda.plan(item(String(index)), clock.now());
    await pass(100);
    expect(taken).toHaveLength(100);
  });

  it('has so many turns under way at once, and goes on when one is over', async () => {
    const over: (() => void)[] = [];
    turn = () => new Promise((resolve) => void over.push(() => resolve(true)));
    const agenda = open({ concurrency: 3 });
    for (const key of ['a', 'b', 'c', 'd']) agenda.plan(item(key), clock.now());
    await pass(1_000);
    expect(keys()).toHaveLength(3);
    over[1]!();
    await pass(100);
    expect(keys()).toHaveLength(4);
  });

  it('takes the hurried first, then those of higher priority, then those due longest', async () => {
    const agenda = open();
    const now = clock.now();
    agenda.plan(item('low', { priority: 1 }), now - 5);
    agenda.plan(item('high', { priority: 9 }), now - 1);
    agenda.plan(item('high and older', { priority: 9 }), now - 2);
    agenda.plan(item('hurried', { hurried: true }), now);
    await pass(100);
    expect(keys()).toEqual(['hurried', 'high and older', 'high', 'low']);
  });

  it.each([
    { title: 'milliseconds', delay: 15 },
    { title: 'minutes', delay: 900_000 },
    { title: 'more than a timer can hold', delay: 2 ** 31 + 5_000 },
  ])('gives a turn that is due in $title then and not before', async ({ delay }) => {
    const agenda = open();
    agenda.plan(item('balcony'), clock.now() + delay);
    await settle();
    clock.advance(delay - 1);
    await settle();
    expect(keys()).toEqual([]);
    clock.advance(2);
    await settle();
    expect(keys()).toEqual(['balcony']);
  });

  it('gives one turn to an item that is planned again, at the later plan', async () => {
    const agenda = open();
    const balcony = item('balcony');
    agenda.plan(balcony, clock.now() + 10);
    agenda.plan(balcony, clock.now() + 50);
    await pass(45);
    expect(keys()).toEqual([]);
    await pass(20);
    expect(keys()).toEqual(['balcony']);
  });

  it('gives no turn to what was dropped', async () => {
    const agenda = open();
    const [now, later] = [item('now'), item('later')];
    agenda.plan(now, clock.now());
    agenda.plan(later, clock.now() + 10);
    agenda.drop(now);
    agenda.drop(later);
    await pass(100);
    expect(keys()).toEqual([]);
  });
});
