/** A small feature for tests: lamps that are wanted on or off, and the side that switches them. */
import type { Decision, Kind, Request, Situation } from '../../src/reconciler/kind.ts';

export interface Lamp {
  readonly on: boolean;
}

export type LampRequest = Request<Lamp, Lamp>;

export interface LampKindOptions {
  readonly name?: string;
  readonly limit?: number;
  readonly checkMs?: number;
  readonly ask: (request: LampRequest) => Promise<void>;
  readonly priority?: (situation: Situation<Lamp, Lamp>) => number;
}

export const CHECK_MS = 900_000;

export function lampKind(options: LampKindOptions): Kind<Lamp, Lamp> {
  const { name = 'lamp', limit = 100_000, checkMs = CHECK_MS, ask, priority } = options;
  const plan = (situation: Situation<Lamp, Lamp>) => planLamp(situation, checkMs);
  return { name, limit, plan, ask, ...(priority && { priority }) };
}

function planLamp(situation: Situation<Lamp, Lamp>, checkMs: number): Decision {
  const { wanted, seen, fresh, asOf, now } = situation;
  if (wanted === undefined) {
    const isOff = seen === undefined || (fresh && !seen.on);
    if (isOff) return { do: 'forget' };
    return fresh ? { do: 'ask', at: asOf } : { do: 'ask' };
  }
  if (!fresh) return { do: 'ask' };
  // The answer to the last request may have been about its state only: the next step follows at once.
  if (seen?.on !== wanted.on) return { do: 'ask', at: asOf };
  return now < asOf + checkMs ? { do: 'nothing', checkAt: asOf + checkMs } : { do: 'ask' };
}

/** What a lamp is to be after a request: off when nobody wants it any more. */
export function wantedOf({ wanted }: LampRequest): Lamp {
  return wanted ?? { on: false };
}
