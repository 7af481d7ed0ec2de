import { isDebug } from '../../../observe/logger.ts';
import type { Link } from '../../../link/link.ts';
import { Expiry } from './expiry.ts';
import { createFlight, type Flight } from './flight.ts';
import { Progress } from './progress.ts';
import { decodeEntry, type Waiting } from './queue-entry.ts';
import type { Settlement } from './settlement.ts';
import type { Runtime } from '../../runtime.ts';

export interface SenderDeps extends Pick<
  Runtime,
  'store' | 'link' | 'now' | 'monotonic' | 'logger'
> {
  /** The partition's log. */
  readonly log: string;
  readonly settlement: Settlement;
  /** Whether the lease is there at this very moment: a process that was suspended has lost it before it is told. */
  readonly isHeld: () => boolean;
  /** Whether nothing may be written yet, because there are older entries in other logs; time limits run. */
  readonly mustWait?: () => boolean;
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
  const leaseLost = () => {
    stopping.abort();
  };
  const progress = new Progress({ ...deps, isOnline: () => isOnline(deps.link) });
  const expiry = new Expiry({ ...deps, progress, leaseLost });
  let flight: Flight | undefined;

  /** One session on one link. What it wrote is settled or given up before the next one writes again. */
  async function session(): Promise<void> {
    const lost = new AbortController();
    flight = createFlight({
      ...deps,
      leaseLost,
      linkLost: () => {
        progress.linkLost();
        lost.abort();
      },
    });
    const signal = AbortSignal.any([stopping.signal, lost.signal]);
    try {
      if (!(await progress.begin(flight))) leaseLost();
      await drain(deps, { flight, progress, expiry }, signal);
    } catch (error) {
      deps.logger.warn({ outbox: deps.log, reason: String(error) }, 'the sender starts over');
    }
    await flight.landed();
    await progress.end();
  }

  async function send(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (isOnline(deps.link) && deps.mustWait?.() !== true) await session();
      await deps.sleep(RETRY_MS, stopping.signal);
    }
  }

  async function run(): Promise<void> {
    await load(deps, progress, stopping.signal);
    await Promise.all([send(), expiry.run(stopping.signal)]);
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

async function load(deps: SenderDeps, progress: Progress, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await progress.load();
      return;
    } catch {
      await deps.sleep(RETRY_MS, signal);
    }
  }
}

/** The parts of a session. */
interface Session {
  readonly flight: Flight;
  readonly progress: Progress;
  readonly expiry: Expiry;
}

/**
 * Everything still in the log is unacknowledged, so it goes (again), oldest first. Ends when aborted, or by throwing
 * `link-lost`, `link-down` or `store-unavailable`.
 */
async function drain(deps: SenderDeps, session: Session, signal: AbortSignal): Promise<void> {
  const { flight, progress } = session;
  const follower = deps.store.follow(deps.log);
  let recovering = true;
  try {
    while (!signal.aborted && isOnline(deps.link)) {
      const page = (await follower.next(PAGE, IDLE_WAIT_MS, signal)).map(decodeEntry);
      if (page.length > 0) progress.busy();
      const unsettled = recovering ? await deps.settlement.unsettled(page) : page;
      await write(deps, session, unsettled, signal);
      if (page.length === PAGE) continue;
      progress.caughtUp();
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
  deps: SenderDeps,
  session: Session,
  waiting: readonly Waiting[],
  signal: AbortSignal,
): Promise<void> {
  for (const slice of slices(waiting)) {
    await session.flight.below(MAX_IN_FLIGHT);
    await deps.link.drained();
    let inTime = writeInTime(deps, session, slice, signal);
    while (inTime === undefined) {
      // Refused: the bound was reached in between, or the link is down, which `drained` throws.
      await deps.link.drained();
      inTime = writeInTime(deps, session, slice, signal);
    }
    // What was written before must go first: nothing of this page may overtake it on the next link.
    if (signal.aborted || !deps.isHeld()) return;
    if (inTime.length === slice.length) continue;
    const written = new Set(inTime);
    await session.expiry.expire(slice.filter((entry) => !written.has(entry)));
  }
}

/**
 * Writes those of a slice whose time to live has not ended, and gives them; undefined where the link took none. All in
 * one turn: what is not in time is never written, and what is written is known to be.
 */
function writeInTime(
  deps: SenderDeps,
  { flight, progress, expiry }: Session,
  slice: readonly Waiting[],
  signal: AbortSignal,
): readonly Waiting[] | undefined {
  if (signal.aborted || !deps.isHeld()) return [];
  const inTime = expiry.inTime(slice);
  const last = inTime.at(-1);
  if (last === undefined) return inTime;
  if (!deps.link.send(inTime.map(({ xml }) => xml))) return undefined;
  flight.took(inTime);
  progress.wrote(last.position);
  tellWritten(deps, inTime);
  return inTime;
}

function tellWritten({ logger, log: outbox }: SenderDeps, sent: readonly Waiting[]): void {
  if (!isDebug(logger)) return;
  for (const { record } of sent) {
    logger.debug({ message: record.id, outbox }, 'a stanza was written to the link');
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
