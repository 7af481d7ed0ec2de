import { isDebug } from '../../../observe/logger.ts';
import type { Link } from '../../../link/link.ts';
import { Cancelling, type Verdict } from './cancelling.ts';
import { Expiry } from './expiry.ts';
import type { Wanted } from './find-entry.ts';
import { HeldBack, withHeld } from './held.ts';
import { load } from './loading.ts';
import { sliceFor } from './slice.ts';
import { createFlight, type Flight } from './flight.ts';
import { Progress } from './progress.ts';
import { overServerLimit, Quarantine } from './quarantine.ts';
import { decodeEntry, type Waiting } from './queue-entry.ts';
import type { FailureReason } from '../ledger/record.ts';
import type { RoomPort } from '../rooms/room-port.ts';
import type { Settlement } from './settlement.ts';
import { TakenBack } from './taken-back.ts';
import type { Runtime } from '../../runtime.ts';

export interface SenderDeps extends Pick<
  Runtime,
  'store' | 'link' | 'now' | 'monotonic' | 'logger'
> {
  /** The partition's log. */
  readonly log: string;
  readonly settlement: Settlement;
  /** Counts a stanza that leaves alone, or that the server does not take. */
  readonly count: (what: 'quarantined' | 'refused') => void;
  /** Whether the lease is there at this very moment: a process that was suspended has lost it before it is told. */
  readonly isHeld: () => boolean;
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
const MAX_IN_FLIGHT = 4096;
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

/** The parts of a session. */
interface Session {
  readonly flight: Flight;
  readonly progress: Progress;
  readonly held: HeldBack;
  readonly expiry: Expiry;
  readonly takenBack: TakenBack;
  readonly quarantine: Quarantine;
  readonly leaseLost: () => void;
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
      await write(deps, session, held.sift(unsettled), signal);
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

/** What may leave by now, in order. What has waited may have been cancelled, or have expired. */
async function writeHeld(
  deps: SenderDeps,
  session: Session,
  caughtUp: boolean,
  signal: AbortSignal,
): Promise<void> {
  const { held } = session;
  const { ready, over } = await held.letGo(caughtUp);
  const waited = new Set(ready.filter((entry) => held.hasWaited(entry)));
  const open = waited.size === 0 ? ready : await deps.settlement.unsettled(ready);
  await write(deps, session, open, signal);
  for (const { entry, why } of over) {
    await refuse(deps, session, entry, { code: 'not-in-room', detail: why });
  }
}

async function write(
  deps: SenderDeps,
  session: Session,
  waiting: readonly Waiting[],
  signal: AbortSignal,
): Promise<void> {
  let at = 0;
  while (at < waiting.length && !signal.aborted && deps.isHeld()) {
    const entry = waiting[at];
    if (entry === undefined) return;
    if (session.quarantine.isSuspect(entry)) {
      await writeAlone(deps, session, entry);
      at += 1;
    } else {
      const count = await writeSome(deps, session, waiting.slice(at), signal);
      at += count;
    }
  }
}

/** Writes as many as there is room for, and gives how many these were: those that are not to be written count too. */
async function writeSome(
  deps: SenderDeps,
  session: Session,
  waiting: readonly Waiting[],
  signal: AbortSignal,
): Promise<number> {
  await session.flight.below(MAX_IN_FLIGHT);
  await deps.link.drained();
  const slice = sliceFor(waiting, deps.link.room());
  const limit = deps.link.sizeLimit();
  const fitting = limit ? slice.filter((entry) => !overServerLimit(entry, limit)) : slice;
  const inTime = writeInTime(deps, session, fitting, signal);
  // Refused: another sender took the room in between, or the link is down, which `drained` throws.
  if (inTime === undefined) return 0;
  // Nothing was written, or nothing of this page may overtake on the next link what was: its end is not decided here.
  if (signal.aborted || !deps.isHeld()) return 0;
  if (inTime.length === slice.length) return slice.length;
  const written = new Set(inTime);
  await session.expiry.expire(fitting.filter((entry) => !written.has(entry)));
  for (const entry of slice) {
    const refusal = overServerLimit(entry, limit);
    if (refusal !== undefined) await refuse(deps, session, entry, refusal);
  }
  return slice.length;
}

/**
 * One that may be why the last link ended. It leaves on a stream of which a barrier has come back, and nothing else is on
 * its way with it, so that it is clear why this link ends if it does.
 */
async function writeAlone(deps: SenderDeps, session: Session, entry: Waiting): Promise<void> {
  const { quarantine, expiry, flight, progress } = session;
  const { link } = deps;
  const refusal = quarantine.verdict(entry) ?? overServerLimit(entry, link.sizeLimit());
  if (refusal !== undefined) {
    await refuse(deps, session, entry, refusal);
    return;
  }
  if (!flight.acknowledgedAny()) await link.barrier();
  if (expiry.inTime([entry]).length === 0) {
    await expiry.expire([entry]);
    return;
  }
  deps.count('quarantined');
  quarantine.isAlone(entry);
  progress.wrote(entry.position);
  const arrived = link.sendAlone(entry.xml);
  flight.took([entry]);
  await arrived;
  quarantine.isAlone(undefined);
}

async function refuse(
  { settlement, logger, log: outbox, count }: SenderDeps,
  session: Session,
  entry: Waiting,
  reason: FailureReason,
): Promise<void> {
  const { id: message } = entry.record;
  logger.warn({ message, outbox, reason: reason.detail }, 'the XMPP server does not take a stanza');
  count('refused');
  if (!(await settlement.refuse(entry, reason))) session.leaseLost();
}

/**
 * Writes those of a slice whose time to live has not ended, and gives them; undefined where the link took none. All in
 * one turn: what is not in time is never written, and what is written is known to be.
 */
function writeInTime(
  deps: SenderDeps,
  { flight, progress, expiry, quarantine }: Session,
  slice: readonly Waiting[],
  signal: AbortSignal,
): readonly Waiting[] | undefined {
  if (signal.aborted || !deps.isHeld()) return [];
  const inTime = expiry.inTime(slice);
  const last = inTime.at(-1);
  if (last === undefined) return inTime;
  if (
    !deps.link.send(
      inTime.map(({ xml }) => xml),
      'kept',
    )
  )
    return undefined;
  flight.took(inTime);
  quarantine.wrote(last);
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

function isOnline(link: Link): boolean {
  return link.state().state === 'online';
}
