import { isDebug, type Log } from '../../observe/log.ts';
import type { Store } from '../../store/store.ts';
import type { Link } from '../../link/link.ts';
import { createFlight, type Flight } from './flight.ts';
import { decodeEntry, type Waiting } from './queue-entry.ts';
import type { Settlement } from './settlement.ts';

export interface SenderDeps {
  readonly store: Store;
  readonly link: Link;
  /** The partition's log. */
  readonly log: string;
  readonly settlement: Settlement;
  readonly now: () => number;
  readonly logger: Log;
  /** Ends early when aborted; never rejects. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Drains one partition into the link, in order, for as long as the lease is held. */
export interface Sender {
  /** Takes nothing more, and resolves when what was written is settled or its link is lost. */
  stop(): Promise<void>;
  /** Stanzas written and not yet acknowledged. */
  inFlight(): number;
}

const PAGE = 512;
/** A page is written in slices of this many characters; between them the socket may ask for a pause. */
const SLICE_CHARS = 256 * 1024;
const MAX_IN_FLIGHT = 4096;
const IDLE_WAIT_MS = 1000;
const RETRY_MS = 100;
/**
 * Under load a page is read this often at most: what comes meanwhile shares one read, one write and one barrier.
 * What comes alone, or by few, does not wait.
 */
const PACE_MS = 2;
const LOAD = 4;

export function startSender(deps: SenderDeps): Sender {
  const stopping = new AbortController();
  let flight: Flight | undefined;

  /** One session on one link. What it wrote is settled or given up before the next one writes again. */
  async function session(): Promise<void> {
    const lost = new AbortController();
    flight = createFlight({
      link: deps.link,
      settlement: deps.settlement,
      linkLost: () => {
        lost.abort();
      },
      leaseLost: () => {
        stopping.abort();
      },
    });
    const signal = AbortSignal.any([stopping.signal, lost.signal]);
    await drain(deps, flight, signal).catch((error: unknown) => {
      deps.logger.warn({ outbox: deps.log, reason: String(error) }, 'the sender starts over');
    });
    await flight.landed();
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (isOnline(deps.link)) await session();
      await deps.sleep(RETRY_MS, stopping.signal);
    }
  }

  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
    inFlight: () => flight?.size() ?? 0,
  };
}

/**
 * Everything still in the log is unacknowledged, so it goes (again), oldest first. Ends when aborted, or by throwing
 * `link-lost`, `link-down` or `store-unavailable`.
 */
async function drain(deps: SenderDeps, flight: Flight, signal: AbortSignal): Promise<void> {
  const follower = deps.store.follow(deps.log);
  let recovering = true;
  try {
    while (!signal.aborted && isOnline(deps.link)) {
      const page = (await follower.next(PAGE, IDLE_WAIT_MS, signal)).map(decodeEntry);
      const sendable = await deps.settlement.sendable(page, deps.now(), recovering);
      await write(deps, flight, sendable, signal);
      if (page.length === PAGE) continue;
      recovering = page.length === 0 && flight.size() === 0;
      // A store that failed over may give out positions again that it gave out before.
      if (recovering) follower.rewind();
      else if (page.length >= LOAD) await deps.sleep(PACE_MS, signal);
    }
  } finally {
    follower.end();
  }
}

async function write(
  { link, log: outbox, logger }: SenderDeps,
  flight: Flight,
  waiting: readonly Waiting[],
  signal: AbortSignal,
): Promise<void> {
  for (const slice of slices(waiting)) {
    await flight.below(MAX_IN_FLIGHT);
    await link.drained();
    const stanzas = slice.map(({ xml }) => xml);
    // What was written before must go first: nothing of this page may overtake it on the next link.
    if (signal.aborted) return;
    // Refused: the bound was reached in between, or the link is down, which `drained` throws.
    while (!link.send(stanzas)) await link.drained();
    flight.took(slice);
    if (isDebug(logger)) {
      for (const { record } of slice) {
        logger.debug({ message: record.id, outbox }, 'a stanza was written to the link');
      }
    }
  }
}

function* slices(waiting: readonly Waiting[]): Generator<Waiting[]> {
  let slice: Waiting[] = [];
  let chars = 0;
  for (const entry of waiting) {
    slice.push(entry);
    chars += entry.xml.length;
    if (chars >= SLICE_CHARS) {
      yield slice;
      slice = [];
      chars = 0;
    }
  }
  if (slice.length > 0) yield slice;
}

function isOnline(link: Link): boolean {
  return link.state().state === 'online';
}
