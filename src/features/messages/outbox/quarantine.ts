import type { LinkFailure, LinkLoss } from '../../../link/failure.ts';
import { blamesStanza } from '../../../link/failure.ts';
import type { SizeLimit } from '../../../link/size-limit.ts';
import { comparePositions, LOG_START, type Space, type Store } from '../../../store/store.ts';
import type { FailureReason } from '../ledger/record.ts';
import type { Waiting } from './queue-entry.ts';
import type { Settlement } from './settlement.ts';

export interface QuarantineDeps {
  readonly store: Pick<Store, 'get'>;
  /** The partition's log. */
  readonly log: string;
  readonly settlement: Pick<Settlement, 'note'>;
}

/** What one sender leaves to the next, by the name of the log. At most a few hundred bytes for each partition. */
const SUSPECTS: Space = { name: 'outbox-suspects', ttl: 'forever' };

interface Suspects {
  /** All entries up to here leave alone. */
  readonly upTo: string;
  readonly strikes?: Strikes;
}

/** Against the entry that was alone on its way when a link ended. */
interface Strikes {
  readonly position: string;
  /** Ends with a stream error that blames a stanza, and other ends. */
  readonly errors: number;
  readonly losses: number;
  /** What the server said, or how else it ended. */
  readonly condition?: string;
  readonly detail: string;
}

const MAX_ERRORS = 2;
/** Servers are restarted and networks fail: that is no sign of a bad stanza unless it happens again and again. */
const MAX_LOSSES = 5;
/** Losses in a row, without an acknowledgement in between, from which on what was on its way is suspect. */
const BARREN_LOSSES = 2;

/** What one session on a link came to. */
export interface SessionEnd {
  /** Whether something of this log was on its way. */
  readonly wasSending: boolean;
  readonly acknowledgedAny: boolean;
  readonly loss: LinkLoss | undefined;
}

/**
 * Finds the stanza because of which the server ends the stream: what was on its way then leaves one by one. Kept in the
 * store, so that a successor does not begin from the start.
 */
export class Quarantine {
  readonly #deps: QuarantineDeps;
  #suspects: Suspects = NONE;
  #lastWritten = LOG_START;
  /** The entry that is alone on its way. */
  #alone: Waiting | undefined;
  #barren = 0;

  constructor(deps: QuarantineDeps) {
    this.#deps = deps;
  }

  /** Learns what earlier senders knew. Throws `store-unavailable`. */
  async load(): Promise<void> {
    const stored = await this.#deps.store.get(SUSPECTS, this.#deps.log);
    this.#suspects = stored === undefined ? NONE : (JSON.parse(stored.value) as Suspects);
  }

  isSuspect({ position }: Waiting): boolean {
    return comparePositions(position, this.#suspects.upTo) <= 0;
  }

  /** Why an entry is not written again; undefined when it may be. */
  verdict({ position }: Waiting): FailureReason | undefined {
    const { strikes } = this.#suspects;
    if (strikes?.position !== position) return undefined;
    if (strikes.errors < MAX_ERRORS && strikes.losses < MAX_LOSSES) return undefined;
    return reasonOf(strikes);
  }

  wrote({ position }: Waiting): void {
    // What waited for a room is written after what stands behind it.
    if (comparePositions(position, this.#lastWritten) > 0) this.#lastWritten = position;
  }

  /** It leaves alone; `undefined` when it has arrived. */
  isAlone(entry: Waiting | undefined): void {
    this.#alone = entry;
  }

  /** Nothing is left of the suspects. False: the lease is lost. Throws `store-unavailable`. */
  async clear(): Promise<boolean> {
    if (this.#suspects === NONE) return true;
    return this.#keep(NONE);
  }

  /** False: the lease is lost. Throws `store-unavailable`; then nothing has changed. */
  async sessionEnded(end: SessionEnd): Promise<boolean> {
    const alone = this.#alone;
    this.#alone = undefined;
    const { loss, acknowledgedAny } = end;
    if (acknowledgedAny) this.#barren = 0;
    if (loss === undefined || !end.wasSending || !mayBlame(loss)) return true;
    if (alone !== undefined) return isFoundWith(alone, loss) ? this.#strike(alone, loss) : true;
    if (!acknowledgedAny) this.#barren += 1;
    if (!blamesStanza(loss.failure) && this.#barren < BARREN_LOSSES) return true;
    return this.#keep({ ...this.#suspects, upTo: this.#lastWritten });
  }

  #strike({ position }: Waiting, { failure }: LinkLoss): Promise<boolean> {
    const known = this.#suspects.strikes;
    const { errors, losses } = known?.position === position ? known : { errors: 0, losses: 0 };
    const { condition } = failure.streamError ?? {};
    const isError = blamesStanza(failure);
    const strikes: Strikes = {
      position,
      errors: errors + (isError ? 1 : 0),
      losses: losses + (isError ? 0 : 1),
      detail: failure.text,
      ...(condition !== undefined && { condition }),
    };
    return this.#keep({ ...this.#suspects, strikes });
  }

  async #keep(suspects: Suspects): Promise<boolean> {
    this.#suspects = suspects;
    return this.#deps.settlement.note(SUSPECTS, JSON.stringify(suspects));
  }
}

const NONE: Suspects = { upTo: LOG_START };

/** Whether the way in which a link ended may have to do with what was on its way. */
function mayBlame({ failure, onItsWay }: LinkLoss): boolean {
  return onItsWay.proven && (blamesStanza(failure) || isUnexplained(failure));
}

/** A server that shuts down says so; a conflict and our own end are no news about a stanza. */
function isUnexplained({ kind, streamError }: LinkFailure): boolean {
  if (kind === 'stream-error') return true;
  return streamError === undefined && (kind === 'lost' || kind === 'dead' || kind === 'malformed');
}

function isFoundWith({ xml }: Waiting, { onItsWay: { stanzas } }: LinkLoss): boolean {
  return stanzas.length === 1 && stanzas[0] === xml;
}

function reasonOf({ condition, detail, errors }: Strikes): FailureReason {
  const because = condition === undefined ? {} : { condition };
  if (errors >= MAX_ERRORS) {
    const text = `Whenever it was sent alone, ${detail}. It is not sent again.`;
    return { code: 'stream-error', detail: text, ...because };
  }
  const text = `The link ended ${MAX_LOSSES} times while only this stanza was on its way (${detail}). It is not sent again.`;
  return { code: 'stream-error', detail: text, ...because, mayHaveArrived: true };
}

/** Why the server would not take a stanza of this size, as it showed with one that was not larger. */
export function overServerLimit(
  { xml }: Waiting,
  limit: SizeLimit | undefined,
): FailureReason | undefined {
  if (limit === undefined) return undefined;
  const size = Buffer.byteLength(xml);
  const { bytes, condition } = limit;
  return size < bytes
    ? undefined
    : { code: 'stream-error', condition, detail: sizeDetail(size, limit) };
}

function sizeDetail(size: number, { bytes, condition }: SizeLimit): string {
  return (
    `The stanza has ${size} bytes, and the XMPP server ended the stream (${condition}) because of one with ${bytes} ` +
    'bytes: its limit on the size of stanzas of components is lower than BRIDGE_MAX_STANZA_OUT. Raise the limit of the ' +
    'server (ejabberd: max_stanza_size, Prosody: component_stanza_size_limit) or lower the setting. It is not sent again.'
  );
}
