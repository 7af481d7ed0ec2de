import { describe, expect, it } from 'vitest';
import { dueAfter, newItem, stateOf, type Item, backOff } from '../../src/reconciler/item.ts';
import type { AnyKind, Decision } from '../../src/reconciler/kind.ts';
import { lampKind } from './lamps.ts';

const kind = lampKind({ ask: () => Promise.resolve() }) as AnyKind;
const owner = { turn: () => Promise.resolve(false) };
const item = (changes: Partial<Item> = {}): Item => ({
  ...newItem(kind, 'balcony', owner),
  ...changes,
});
const ASKED = { askedAt: 10_000, retryAt: 14_000, attempts: 2 };

describe('the turn of an item', () => {
  it.each<{ title: string; changes: Partial<Item>; decision: Decision; due: number }>([
    {
      title: 'never comes when there is nothing to do',
      changes: {},
      decision: { do: 'nothing' },
      due: Infinity,
    },
    {
      title: 'comes when it is to be checked',
      changes: {},
      decision: { do: 'nothing', checkAt: 7 },
      due: 7,
    },
    { title: 'comes at once the first time', changes: {}, decision: { do: 'ask' }, due: 0 },
    { title: 'waits for the back-off', changes: ASKED, decision: { do: 'ask' }, due: 14_000 },
    {
      title: 'waits for the back-off after news too',
      changes: { ...ASKED, news: true },
      decision: { do: 'ask' },
      due: 14_000,
    },
    {
      title: 'comes for the next step when the last one was answered',
      changes: { ...ASKED, news: true },
      decision: { do: 'ask', at: 9_000 },
      due: 9_000,
    },
    {
      title: 'waits for the back-off when the last step was not answered',
      changes: ASKED,
      decision: { do: 'ask', at: 9_000 },
      due: 14_000,
    },
    {
      title: 'waits for as long as the other side wants',
      changes: ASKED,
      decision: { do: 'ask', at: 60_000 },
      due: 60_000,
    },
    {
      title: 'comes at once when it is to be forgotten',
      changes: ASKED,
      decision: { do: 'forget' },
      due: 12_000,
    },
    {
      title: 'comes early for somebody who waits',
      changes: { ...ASKED, hurried: true },
      decision: { do: 'ask' },
      due: 12_000,
    },
    {
      title: 'comes a second after the last request at the earliest',
      changes: { ...ASKED, askedAt: 11_900, hurried: true },
      decision: { do: 'ask' },
      due: 12_900,
    },
  ])('$title', ({ changes, decision, due }) => {
    expect(dueAfter(item(changes), decision, 12_000)).toBe(due);
  });
});

describe('the state of an item', () => {
  it.each([
    { state: 'due', changes: {} },
    { state: 'asked', changes: { attempts: 1 } },
    { state: 'failed', changes: { attempts: 1, failed: true } },
    { state: 'settled', changes: { settled: true } },
  ])('is $state', ({ state, changes }) => {
    expect(stateOf(item(changes))).toBe(state);
  });
});

describe('the back-off of a request', () => {
  it.each([
    { attempts: 1, shortest: 1_000, longest: 2_000 },
    { attempts: 2, shortest: 2_000, longest: 4_000 },
    { attempts: 5, shortest: 16_000, longest: 32_000 },
    { attempts: 9, shortest: 150_000, longest: 300_000 },
    { attempts: 5_000, shortest: 150_000, longest: 300_000 },
  ])(
    'is between $shortest and $longest ms after $attempts requests',
    ({ attempts, shortest, longest }) => {
      expect(backOff(attempts, 0)).toBe(longest);
      expect(backOff(attempts, 1 - Number.EPSILON)).toBe(shortest);
    },
  );
});
