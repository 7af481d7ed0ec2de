import { describe, expect, it } from 'vitest';
import { FIRST_WINDOW, MAX_WINDOW, nextWindow, type Window } from '../../src/link/window.ts';

const after = (window: Window, took: number, trips = 1, wasFull = true) =>
  Array.from({ length: trips }).reduce<Window>((it) => nextWindow(it, { took, wasFull }), window);

describe('the window of unacknowledged stanzas', () => {
  it('reaches its maximum within eight fast round trips', () => {
    expect(after(FIRST_WINDOW, 5, 8).size).toBe(MAX_WINDOW);
    expect(after(FIRST_WINDOW, 5, 100).size).toBe(MAX_WINDOW);
  });

  it('grows only when it held something back', () => {
    expect(after(FIRST_WINDOW, 5, 8, false)).toEqual(FIRST_WINDOW);
  });

  it('stays as it is while a barrier takes up to a second', () => {
    expect(after(FIRST_WINDOW, 251)).toEqual(FIRST_WINDOW);
    expect(after(FIRST_WINDOW, 1_000)).toEqual(FIRST_WINDOW);
  });

  it.each([
    [1_001, 512],
    [2_000, 256],
    [4_500, 128],
    [60_000, 16],
  ])('of 1024 is halved for each doubling of a second: after %i ms it is %i', (took, size) => {
    expect(after({ size: 1_024, threshold: MAX_WINDOW }, took).size).toBe(size);
  });

  it('never closes', () => {
    expect(after(FIRST_WINDOW, 60_000, 10).size).toBe(1);
  });

  it('grows by a fixed step where it was halved before', () => {
    const halved = after({ size: 512, threshold: MAX_WINDOW }, 1_500);
    expect(after(halved, 100).size).toBe(288);
    expect(after(halved, 100, 2).size).toBe(320);
    expect(after({ size: 1, threshold: 1 }, 100, 3).size).toBe(4);
  });
});
