/** How much may be written ahead of the last acknowledgement, as a pure step from one round trip to the next. */

export interface Window {
  /** Stanzas. */
  readonly size: number;
  /** Up to here it doubles, from here on it grows by a fixed step. */
  readonly threshold: number;
}

export const MAX_WINDOW = 4_096;
/** Characters that may be on their way for each stanza of the window. */
export const CHARS_PER_STANZA = 512;

export const FIRST_WINDOW: Window = { size: 16, threshold: MAX_WINDOW };

/** Milliseconds. Below, the window may grow; above, it shrinks. */
const FAST_MS = 250;
const SLOW_MS = 1_000;
/** A step is this part of the window at which growth became slow. */
const STEP_PART = 8;

export interface RoundTrip {
  /** From the barrier to its return, ms. */
  readonly took: number;
  /** Whether the window held stanzas back meanwhile: otherwise a short trip says nothing about it. */
  readonly wasFull: boolean;
}

export function nextWindow(window: Window, { took, wasFull }: RoundTrip): Window {
  if (took > SLOW_MS) return shrunk(window, took);
  if (took > FAST_MS || !wasFull) return window;
  const { size, threshold } = window;
  const step = Math.max(1, Math.floor(threshold / STEP_PART));
  const grown = size < threshold ? Math.min(2 * size, threshold) : size + step;
  return { size: Math.min(grown, MAX_WINDOW), threshold };
}

/** Halved after one second, and again whenever that time has doubled. */
function shrunk({ size }: Window, took: number): Window {
  const halvings = 1 + Math.floor(Math.log2(took / SLOW_MS));
  const smaller = Math.max(1, Math.floor(size / 2 ** halvings));
  return { size: smaller, threshold: smaller };
}
