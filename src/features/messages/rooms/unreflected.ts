/**
 * Messages that the XMPP server has acknowledged and that their room has not reflected. The reflection, or the refusal, may have
 * been lost with a link, and is never repeated. So after a while the message fails, as one that may have arrived.
 */
import { bare } from '../../../core/jid/jid.ts';
import { LOG_START, type Change, type LogEntry, type Space } from '../../../store/store.ts';
import type { Runtime } from '../../runtime.ts';
import { settledSpace } from '../ledger/ledger.ts';
import type { FailureReason, LedgerRecord } from '../ledger/record.ts';
import { withNews } from '../ledger/record-changes.ts';
import { decodeRecord, encodeRecord } from '../ledger/record-form.ts';
import type { StatusEvent, StatusNews } from '../ledger/status-news.ts';
import type { RoomPlace, RoomPort } from './room-port.ts';

export const UNREFLECTED_LOG = 'unreflected';

/** A room answers within milliseconds, a busy one within seconds. */
const PATIENCE_MS = 30_000;
/** Once the identity has been in the room and caught up for this long, nothing more is expected from the archive. */
const SETTLED_MS = 10_000;
/** How long to wait for an identity that is not in the room. */
const LONGEST_MS = 10 * 60_000;
const TICK_MS = 5_000;
const PAGE = 512;

const NOT_REFLECTED: FailureReason = {
  code: 'not-reflected',
  detail:
    'The XMPP server took it, and the bridge did not hear the room reflect it in time; the answer may have been lost with a ' +
    'link. It may have arrived, and is not sent again.',
  mayHaveArrived: true,
};

/** For the commit that acknowledges them; `undefined` if no room has to reflect any of them. `at`: ms since 1970. */
export function awaitReflections(records: readonly LedgerRecord[], at: number): Change | undefined {
  const ids = records.filter(isAwaited).map(({ id }) => id);
  return ids.length === 0
    ? undefined
    : { do: 'append', log: UNREFLECTED_LOG, value: [at, ...ids].join(' ') };
}

/** Sent to all occupants of a room in which the bridge keeps the sender. */
export function isAwaited({ status, held, to }: LedgerRecord): boolean {
  return status === 'acknowledged' && held === true && to === bare(to);
}

export interface UnreflectedDeps extends Pick<Runtime, 'store' | 'now' | 'monotonic' | 'logger'> {
  readonly ledger: Space;
  readonly statusEvent: StatusEvent;
  readonly doors: RoomPort['doors'];
  /** Ends early when aborted; never rejects. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** What was acknowledged together, and when, ms since 1970. */
export interface Acknowledged {
  readonly position: string;
  readonly at: number;
  readonly ids: readonly string[];
}

export function decodeAcknowledged({ position, value }: LogEntry): Acknowledged {
  const [at, ...ids] = value.split(' ');
  return { position, at: Number(at), ids };
}

interface Found {
  readonly record: LedgerRecord;
  readonly version: number;
}

/** Fails messages whose reflection does not come. Runs on one replica. */
export class Unreflected {
  readonly #deps: UnreflectedDeps;
  /** By room and identity: since when each look found it in the room and caught up. Of the last look only. */
  #inSince = new Map<string, number>();

  constructor(deps: UnreflectedDeps) {
    this.#deps = deps;
  }

  /** Until aborted; never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#deps.sleep(TICK_MS, signal);
      // A store that is away is told of elsewhere.
      await this.look(signal).catch(() => undefined);
    }
  }

  /** Looks once at all messages that should have been reflected by now. Rejects with `store-unavailable`. */
  async look(signal: AbortSignal): Promise<void> {
    const { store, now } = this.#deps;
    const before = this.#inSince;
    this.#inSince = new Map();
    for (let after = LOG_START; !signal.aborted;) {
      const { entries } = await store.read(UNREFLECTED_LOG, after, PAGE);
      const all = entries.map(decodeAcknowledged);
      const due = all.filter(({ at }) => at + PATIENCE_MS <= now());
      await this.#lookAt(due, before);
      after = entries.at(-1)?.position ?? after;
      if (due.length < PAGE) return;
    }
  }

  async #lookAt(due: readonly Acknowledged[], before: ReadonlyMap<string, number>): Promise<void> {
    const { store, ledger } = this.#deps;
    if (due.length === 0) return;
    const stored = await store.getMany(
      ledger,
      due.flatMap(({ ids }) => ids),
    );
    const waiting = new Map<string, Found>();
    for (const found of stored) {
      const record = found && decodeRecord(found.value);
      if (found === undefined || record === undefined || !isAwaited(record)) continue;
      waiting.set(record.id, { record, version: found.version });
    }
    const lost = await this.#lost(due, waiting, before);
    for (const { position, ids } of due) {
      const rest = ids.flatMap((id) => waiting.get(id) ?? []);
      const gone = rest.filter((found) => lost.has(found));
      const isDone = gone.length === rest.length;
      if (isDone || gone.length > 0) await this.#fail(gone, isDone ? position : undefined);
    }
  }

  /** Those whose reflection is not expected any more. */
  async #lost(
    due: readonly Acknowledged[],
    waiting: ReadonlyMap<string, Found>,
    before: ReadonlyMap<string, number>,
  ): Promise<ReadonlySet<Found>> {
    const { doors, now, monotonic } = this.#deps;
    const places = new Map<string, RoomPlace>();
    for (const { record } of waiting.values()) places.set(nameOf(record), placeOf(record));
    const found = places.size === 0 ? [] : await doors([...places.values()]);
    const isOver = new Map<string, boolean>();
    for (const [index, name] of [...places.keys()].entries()) {
      const door = found[index];
      const since = this.#inSince.get(name) ?? before.get(name) ?? monotonic();
      const isIn = door?.is === 'open' && door.isBehind !== true;
      if (isIn) this.#inSince.set(name, since);
      isOver.set(name, door?.is === 'over' || (isIn && monotonic() - since >= SETTLED_MS));
    }
    const lost = new Set<Found>();
    for (const { at, ids } of due) {
      for (const id of ids) {
        const one = waiting.get(id);
        if (one === undefined) continue;
        if (isOver.get(nameOf(one.record)) === true || now() - at >= LONGEST_MS) lost.add(one);
      }
    }
    return lost;
  }

  /** `position`: the entry that is done with. If one of the records has changed meanwhile, the next look decides again. */
  async #fail(lost: readonly Found[], position: string | undefined): Promise<void> {
    const { store, now, logger } = this.#deps;
    const failed = lost.map((found) => this.#failed(found, now()));
    const result = await store.commit([
      ...failed.flatMap(({ changes }) => changes),
      ...(position === undefined
        ? []
        : [{ do: 'remove', log: UNREFLECTED_LOG, position } as const]),
    ]);
    if (!result.ok) return;
    for (const { told } of failed) told?.stored();
    const [one] = lost;
    if (one === undefined) return;
    const fields = { count: lost.length, message: one.record.id, room: one.record.to };
    logger.warn(fields, 'a room did not reflect messages in time');
  }

  #failed({ record, version }: Found, at: number) {
    const { ledger, statusEvent } = this.#deps;
    const next = withNews(record, ['unreflected'], at, NOT_REFLECTED) ?? record;
    const told: StatusNews | undefined = statusEvent(next);
    const { id } = record;
    const space = settledSpace(ledger, id);
    const replace = { do: 'replace', space, id, value: encodeRecord(next), version } as const;
    const changes: readonly Change[] = told === undefined ? [replace] : [replace, told.change];
    return { changes, told };
  }
}

function placeOf({ from, to }: LedgerRecord): RoomPlace {
  return { identity: bare(from), room: to };
}

function nameOf({ from, to }: LedgerRecord): string {
  return `${to} ${bare(from)}`;
}
