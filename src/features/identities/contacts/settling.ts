/** Contacts that were asked for their presence: once they had the time to answer, what is known of them is complete. */

export interface Settling {
  /** `ms`: how long they have. */
  readonly expect: (key: string, ms: number) => void;
  readonly clear: () => void;
  readonly close: () => void;
}

const TICK_MS = 200;
/** Settled at the same time; the rest waits for its turn. */
const AT_ONCE = 100;

export function createSettling(deps: {
  readonly monotonic: () => number;
  readonly settle: (key: string) => Promise<void>;
}): Settling {
  const due = new Map<string, number>();
  let isBusy = false;
  const tick = async () => {
    if (isBusy) return;
    isBusy = true;
    const now = deps.monotonic();
    const ready = [...due].filter(([, at]) => at <= now).slice(0, AT_ONCE);
    for (const [key] of ready) due.delete(key);
    await Promise.all(
      ready.map(([key]) =>
        // The store is away: later.
        deps.settle(key).catch(() => due.set(key, deps.monotonic())),
      ),
    );
    isBusy = false;
  };
  const timer = setInterval(() => void tick(), TICK_MS);
  return {
    expect: (key, ms) => void due.set(key, deps.monotonic() + ms),
    clear: () => {
      due.clear();
    },
    close: () => {
      clearInterval(timer);
    },
  };
}
