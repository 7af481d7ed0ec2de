/** Bounds of one stanza, and how they are named to those who meet them. */
export interface StanzaBounds {
  /** Where a stanza is read it is counted in characters (UTF-16 units), which are never more than its bytes. */
  readonly maxBytes: number;
  /** Levels; the stanza itself is the first. */
  readonly maxDepth: number;
  /** The stanza itself is the first. */
  readonly maxElements: number;
  /** Where the bounds come from. */
  readonly settings?: BoundSettings | undefined;
}

export const BOUNDS = ['bytes', 'depth', 'elements'] as const;

export type Bound = (typeof BOUNDS)[number];

/** The setting that each bound comes from. */
export type BoundSettings = Readonly<Record<Bound, string>>;

/** The bound that a stanza is over, and its value. */
export interface Excess {
  readonly bound: Bound;
  readonly limit: number;
  /** The setting that raises it. */
  readonly setting?: string | undefined;
}

export function excessOf(bounds: StanzaBounds, bound: Bound): Excess {
  const { maxBytes, maxDepth, maxElements, settings } = bounds;
  const limit = { bytes: maxBytes, depth: maxDepth, elements: maxElements }[bound];
  return settings === undefined ? { bound, limit } : { bound, limit, setting: settings[bound] };
}

/** `2000 elements`, `64 levels`. */
export function amountOf({ bound, limit }: Excess): string {
  return `${limit} ${bound === 'depth' ? 'levels' : bound}`;
}
