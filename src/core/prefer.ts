/** The preferences of RFC 7240 that the bridge follows. */
export interface Preferences {
  readonly waitMs: number;
  readonly respondAsync: boolean;
  /** For `Preference-Applied`; empty when none was asked for. */
  readonly applied: string;
}

const DEFAULT_WAIT_MS = 10_000;

/** A `wait` over the bound is taken as the bound; what is not understood is ignored (RFC 7240 §2). */
export function readPrefer(header: string | undefined, maxWaitMs: number): Preferences {
  if (header === undefined) return { waitMs: DEFAULT_WAIT_MS, respondAsync: false, applied: '' };
  const tokens = header.split(',').map((token) => token.trim().toLowerCase());
  const respondAsync = tokens.some((token) => /^respond-async(?:\s*;.*)?$/.test(token));
  const seconds = firstWait(tokens);
  const waitMs = seconds === undefined ? DEFAULT_WAIT_MS : bounded(seconds, maxWaitMs);
  const applied = [
    ...(respondAsync ? ['respond-async'] : []),
    ...(seconds === undefined ? [] : [`wait=${waitMs / 1000}`]),
  ];
  return { waitMs, respondAsync, applied: applied.join(', ') };
}

function firstWait(tokens: readonly string[]): number | undefined {
  for (const token of tokens) {
    const [, digits] = /^wait\s*=\s*"?(\d{1,9})"?(?:\s*;.*)?$/.exec(token) ?? [];
    if (digits !== undefined) return Number(digits);
  }
  return undefined;
}

function bounded(seconds: number, maxWaitMs: number): number {
  return Math.min(Math.max(seconds, 1) * 1000, maxWaitMs);
}
