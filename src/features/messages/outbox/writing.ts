/** Writes entries of the outbox to the link. */
import type { Link } from '../../../link/link.ts';
import { isDebug } from '../../../observe/logger.ts';
import type { FailureReason } from '../ledger/record.ts';
import type { Runtime } from '../../runtime.ts';
import type { Expiry } from './expiry.ts';
import type { Flight } from './flight.ts';
import type { HeldBack } from './held.ts';
import type { Progress } from './progress.ts';
import { overServerLimit, type Quarantine } from './quarantine.ts';
import type { Waiting } from './queue-entry.ts';
import type { Settlement } from './settlement.ts';
import { sliceFor } from './slice.ts';
import type { TakenBack } from './taken-back.ts';

const MAX_IN_FLIGHT = 4096;

export interface WritingDeps extends Pick<Runtime, 'logger'> {
  readonly link: Link;
  /** The partition's log. */
  readonly log: string;
  readonly settlement: Settlement;
  /** Counts a stanza that leaves alone, or that the server does not take. */
  readonly count: (what: 'quarantined' | 'refused') => void;
  /** Whether the lease is there at this very moment: a process that was suspended has lost it before it is told. */
  readonly isHeld: () => boolean;
}

/** What belongs to the sending over one link. */
export interface Session {
  readonly flight: Flight;
  readonly progress: Progress;
  readonly held: HeldBack;
  readonly expiry: Expiry;
  readonly takenBack: TakenBack;
  readonly quarantine: Quarantine;
  readonly leaseLost: () => void;
}

/** Writing goes on while `signal` is not aborted and `isOpen` holds. */
interface While {
  readonly signal: AbortSignal;
  /** Checked in the same turn as the write. */
  readonly isOpen?: () => boolean;
}

/** Returns how many of the first entries are done with: written, expired or refused. */
export async function write(
  deps: WritingDeps,
  session: Session,
  waiting: readonly Waiting[],
  { signal, isOpen = () => true }: While,
): Promise<number> {
  let at = 0;
  while (at < waiting.length && !signal.aborted && deps.isHeld() && isOpen()) {
    const entry = waiting[at];
    if (entry === undefined) break;
    if (session.quarantine.isSuspect(entry)) {
      await writeAlone(deps, session, entry);
      at += 1;
    } else {
      at += await writeSome(deps, session, waiting.slice(at), { signal, isOpen });
    }
  }
  return at;
}

/** Writes as many as there is room for, and gives how many these were: those that are not to be written count too. */
async function writeSome(
  deps: WritingDeps,
  session: Session,
  waiting: readonly Waiting[],
  { signal, isOpen }: Required<While>,
): Promise<number> {
  await session.flight.below(MAX_IN_FLIGHT);
  await deps.link.drained();
  if (!isOpen()) return 0;
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
async function writeAlone(deps: WritingDeps, session: Session, entry: Waiting): Promise<void> {
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

export async function refuse(
  { settlement, logger, log: outbox, count }: WritingDeps,
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
  deps: WritingDeps,
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

function tellWritten({ logger, log: outbox }: WritingDeps, sent: readonly Waiting[]): void {
  if (!isDebug(logger)) return;
  for (const { record } of sent) {
    logger.debug({ message: record.id, outbox }, 'a stanza was written to the link');
  }
}
