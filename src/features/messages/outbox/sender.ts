import type { Link } from '../../../link/link.ts';
import { Cancelling, type Verdict } from './cancelling.ts';
import { Expiry } from './expiry.ts';
import type { Wanted } from './find-entry.ts';
import { HeldBack } from './held.ts';
import { load } from './loading.ts';
import { createFlight, type Flight } from './flight.ts';
import { Progress, withHeld } from './progress.ts';
import { Quarantine } from './quarantine.ts';
import { decodeEntry } from './queue-entry.ts';
import type { RoomPort } from '../rooms/room-port.ts';
import { TakenBack } from './taken-back.ts';
import { refuse, write, type Session, type WritingDeps } from './writing.ts';
import type { Runtime } from '../../runtime.ts';

export interface SenderDeps extends WritingDeps, Pick<Runtime, 'store' | 'now' | 'monotonic'> {
  /** Whether nothing may be written yet, because there are older entries in other logs; time limits run. */
  readonly mustWait?: () => boolean;
  /** Whether who speaks in a room is in it. Left out: nobody is kept in rooms. */
  readonly doors?: RoomPort['doors'];
  /** Ends early when aborted; never rejects. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Drains one partition into the link, in order, for as long as the lease is held. */
export interface Sender {
  /** Takes nothing more, and resolves when what was written is settled or its link is lost. */
  stop(): Promise<void>;
  /** Stanzas written and not yet acknowledged. */
  inFlight(): number;
  /** Takes one back that was not written. Undefined: not decided. Rejects with `store-unavailable`. */
  cancel(wanted: Wanted): Promise<Verdict | undefined>;
}

const NO_DOORS: RoomPort['doors'] = () => Promise.resolve([]);
const PAGE = 512;
const IDLE_WAIT_MS = 1000;
const RETRY_MS = 100;
/**
 * Under load a page is read this often at most: what comes meanwhile shares one read, one write and one barrier.
 * What comes alone, or by few, does not wait.
 */
const PACE_MS = 2;
const LOAD = 4;

/** What outlives a session. */
function createParts(deps: SenderDeps, stopping: AbortController) {
  const leaseLost = stopping.abort.bind(stopping);
  const progress = new Progress({ ...deps, isOnline: () => isOnline(deps.link) });
  const held = new HeldBack({ ...deps, doors: deps.doors ?? NO_DOORS });
  const takenBack = new TakenBack();
  const sharing = { ...deps, progress: withHeld(progress, held), takenBack, leaseLost };
  const expiry = new Expiry(sharing);
  const cancelling = new Cancelling({ ...sharing, signal: stopping.signal });
  return {
    progress,
    held,
    takenBack,
    expiry,
    cancelling,
    quarantine: new Quarantine(deps),
    leaseLost,
  };
}

export function startSender(deps: SenderDeps): Sender {
  const stopping = new AbortController();
  const parts = createParts(deps, stopping);
  const { progress, held, takenBack, expiry, cancelling, quarantine, leaseLost } = parts;
  let flight: Flight | undefined;
  const failures = createFailures(deps);

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
      const session = { flight, progress, held, expiry, takenBack, quarantine, leaseLost };
      await drain(deps, session, signal);
      failures.areOver();
    } catch (error) {
      failures.add(error);
    }
    await flight.landed();
    await learnFrom(deps, { flight, quarantine, leaseLost });
    await progress.end();
  }

  async function send(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (isOnline(deps.link) && deps.mustWait?.() !== true) await session();
      await deps.sleep(RETRY_MS, stopping.signal);
    }
  }

  async function run(): Promise<void> {
    await load(deps, [progress, quarantine], stopping.signal);
    cancelling.begin();
    await Promise.all([send(), expiry.run(stopping.signal)]);
  }

  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
    inFlight: () => flight?.size() ?? 0,
    cancel: (wanted) => cancelling.cancel(wanted),
  };
}

/** Logs the first of failures in a row: while the store is away there are ten in a second. */
function createFailures({ log, logger }: SenderDeps) {
  let isTold = false;
  return {
    add(error: unknown): void {
      const level = isTold ? 'debug' : 'warn';
      isTold = true;
      logger[level]({ outbox: log, reason: String(error) }, 'the sender starts over');
    },
    areOver(): void {
      isTold = false;
    },
  };
}

/** What is not stored is learnt again from the next loss. */
async function learnFrom(
  { link }: SenderDeps,
  { flight, quarantine, leaseLost }: Pick<Session, 'flight' | 'quarantine' | 'leaseLost'>,
): Promise<void> {
  const end = {
    wasSending: flight.lostAny(),
    acknowledgedAny: flight.acknowledgedAny(),
    loss: link.lastLoss(),
  };
  if (!(await quarantine.sessionEnded(end).catch(() => true))) leaseLost();
}

/**
 * Everything still in the log is unacknowledged, so it goes (again), oldest first. Ends when aborted, or by throwing
 * `link-lost`, `link-down` or `store-unavailable`.
 */
async function drain(deps: SenderDeps, session: Session, signal: AbortSignal): Promise<void> {
  const { flight, progress, takenBack, held } = session;
  takenBack.reads();
  held.begin();
  const follower = deps.store.follow(deps.log);
  let recovering = true;
  try {
    while (!signal.aborted && isOnline(deps.link)) {
      const waitMs = held.waitMs(IDLE_WAIT_MS);
      const page = (await follower.next(PAGE, waitMs, signal)).map(decodeEntry);
      if (page.length > 0) progress.busy();
      const unsettled = recovering ? await deps.settlement.unsettled(page) : page;
      await write(deps, session, held.sift(unsettled), { signal });
      if (held.size > 0) await writeHeld(deps, session, page.length < PAGE, signal);
      takenBack.pageDone(page.at(-1)?.position);
      if (page.length === PAGE) continue;
      progress.caughtUp();
      if (page.length === 0 && !(await session.quarantine.clear())) session.leaseLost();
      recovering = page.length === 0 && flight.size() === 0 && held.size === 0;
      // A store that failed over may give out positions again that it gave out before.
      if (recovering) follower.rewind();
      else if (page.length >= LOAD) await deps.sleep(PACE_MS, signal);
    }
  } finally {
    follower.end();
    takenBack.readsNoMore();
  }
}

/** How long a room counts as open after the look. An identity that is kicked rejoins after a second at the earliest. */
const DOOR_MS = 500;

/**
 * Writes what may leave now, in order. Entries that waited may have been cancelled, or have expired. Entries that cannot be
 * written soon are put back: their sender may have been kicked and rejoined, and what the room refused meanwhile goes first.
 */
async function writeHeld(
  deps: SenderDeps,
  session: Session,
  caughtUp: boolean,
  signal: AbortSignal,
): Promise<void> {
  const { held } = session;
  const begun = deps.monotonic();
  const { ready, over } = await held.letGo(caughtUp);
  const waited = new Set(ready.filter((entry) => held.hasWaited(entry)));
  const open = waited.size === 0 ? ready : await deps.settlement.unsettled(ready);
  const isOpen = () => deps.monotonic() - begun < DOOR_MS;
  const done = await write(deps, session, open, { signal, isOpen });
  held.putBack(open.slice(done));
  for (const { entry, why } of over) {
    await refuse(deps, session, entry, { code: 'not-in-room', detail: why });
  }
}

function isOnline(link: Link): boolean {
  return link.state().state === 'online';
}
