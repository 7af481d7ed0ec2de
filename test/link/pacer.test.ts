import { beforeEach, describe, expect, it } from 'vitest';
import { Pacer } from '../../src/link/pacer.ts';
import { FakeClock } from './fake-clock.ts';

let clock: FakeClock;
let written: string[];
let pacer: Pacer;
/** What the barriers that were written cover, oldest first. */
let barriers: number[];
let asked: string[];

beforeEach(() => {
  clock = new FakeClock();
  written = [];
  barriers = [];
  asked = [];
  pacer = new Pacer({
    write: (texts) => void written.push(...texts),
    ask(when) {
      asked.push(when);
      if (when === 'now' && barriers.length === 0) launch();
    },
    clock,
  });
});

function launch(): void {
  barriers.push(pacer.reach());
  written.push('|');
  pacer.flow();
}

/** The oldest barrier comes back. */
function acknowledge(took = 5): void {
  pacer.acknowledged(barriers.shift() ?? 0, took);
  pacer.flow();
}

const lines = (count: number, from = 0) => Array.from({ length: count }, (_, i) => `${from + i}`);

describe('the pacer', () => {
  it('writes what fits at once, and asks for a barrier later', () => {
    pacer.add(['a', 'b'], 'direct');
    expect(written).toEqual(['a', 'b']);
    expect(asked).toEqual(['soon']);
  });

  it('writes half of the window before a barrier and half behind it', () => {
    pacer.add(lines(40), 'kept');
    expect(written).toEqual([...lines(8), '|', ...lines(8, 8)]);
    expect(pacer.heldChars).toBe(lines(24, 16).join('').length);
    expect(pacer.room().stanzas).toBe(0);
  });

  it('releases more when a barrier returns, in order', () => {
    pacer.add(lines(100), 'kept');
    for (let round = 0; round < 20; round += 1) acknowledge();
    expect(written.filter((text) => text !== '|')).toEqual(lines(100));
    expect(pacer.window).toBeGreaterThan(64);
  });

  it('holds large stanzas by their size, but never all', () => {
    pacer.add(['x'.repeat(60_000), 'y'.repeat(60_000)], 'kept');
    expect(written.filter((text) => text !== '|')).toHaveLength(1);
    acknowledge();
    expect(written.filter((text) => text !== '|')).toHaveLength(2);
  });

  it('knows what is on its way', () => {
    pacer.add(lines(10), 'kept');
    pacer.add(['d'], 'direct');
    expect(pacer.unacknowledged).toEqual([...lines(10), 'd']);
    expect(pacer.directUnacknowledged).toBe(1);
    acknowledge();
    expect(pacer.unacknowledged).toEqual(['8', '9', 'd']);
  });

  it('writes a stanza alone: nothing is on its way with it', () => {
    pacer.add(['a'], 'kept');
    pacer.add(['alone'], 'alone');
    pacer.add(['b'], 'direct');
    expect(written).toEqual(['a', '|']);
    acknowledge();
    expect(pacer.unacknowledged).toEqual(['alone']);
    acknowledge();
    expect(pacer.unacknowledged).toEqual(['b']);
  });

  it('writes direct stanzas alone while it is careful', () => {
    pacer.careful = true;
    pacer.add(['a', 'b'], 'direct');
    expect(pacer.unacknowledged).toEqual(['a']);
    acknowledge();
    expect(pacer.unacknowledged).toEqual(['b']);
    pacer.careful = false;
    pacer.add(['c', 'd'], 'direct');
    expect(pacer.unacknowledged).toEqual(['b', 'c', 'd']);
  });

  it('holds nothing where there is no barrier', async () => {
    pacer.add(lines(100), 'kept');
    const waiting = pacer.hasRoom();
    pacer.open();
    await waiting;
    expect(written.filter((text) => text !== '|')).toEqual(lines(100));
    expect(pacer.unacknowledged).toEqual([]);
    expect(pacer.window).toBe(0);
  });

  it('starts over after a pause', () => {
    pacer.add(lines(200), 'kept');
    for (let round = 0; round < 20; round += 1) acknowledge();
    launch();
    acknowledge();
    expect(pacer.window).toBeGreaterThan(16);
    clock.advance(5_000);
    pacer.add(lines(100), 'kept');
    expect(pacer.window).toBe(16);
  });

  it('lets those who wait for room go at the end', async () => {
    pacer.add(lines(40), 'kept');
    const waiting = pacer.hasRoom();
    pacer.end();
    await waiting;
  });
});
