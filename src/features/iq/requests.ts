import { BridgeError } from '../../core/errors.ts';
import { isRetry, type KeyedRequest } from '../../core/idempotency.ts';
import { IN_TIME, type Arrival } from '../../core/feature.ts';
import { bare } from '../../core/jid/jid.ts';
import { isDebug, type Logger } from '../../observe/logger.ts';
import type { XmlElement } from '../../core/element.ts';
import type { ErrorAnswer } from '../../stanza/stanza-error.ts';
import type { Change, Store } from '../../store/store.ts';
import {
  createOpenIqBudget,
  type OpenIqBounds,
  type OpenIqBudget,
  type OverBudget,
} from './budget.ts';
import {
  DEADLINES,
  encodeDeadline,
  GRACE_MS,
  REQUESTS,
  type OpenRequest,
  type ReadRequest,
  type StoredRequest,
} from './open-request.ts';
import { createRequestEnds, type QueueReply, type RequestEnds } from './request-ends.ts';
import type { AskedOf } from './responders/live-readers.ts';

export interface RequestsDeps {
  readonly store: Store;
  readonly replica: string;
  /** How long the work may take to answer. */
  readonly answerWithinMs: number;
  readonly bounds: OpenIqBounds;
  readonly now: () => number;
  readonly logger: Logger;
  /** Whether somebody can answer; where nobody can, the asker is told at once. */
  readonly canAnswer: (asked: AskedOf) => 'yes' | 'no' | 'unknown';
  /** The event `iq.received`: its id and the change that appends it. */
  readonly event: (
    iq: XmlElement,
    arrival: Arrival,
  ) => { readonly id: string; readonly change: Change };
  /** Answers at once with an error, which is not stored. */
  readonly refuse: (iq: XmlElement, error: ErrorAnswer) => Promise<void>;
  readonly queueReply: QueueReply;
}

/** Each request is answered exactly once: by the first responder to claim it, or with `service-unavailable`. */
export interface Requests {
  /** False where what was to be stored with it had changed: then nothing is. */
  receive(iq: XmlElement, arrival?: Arrival, read?: ReadRequest): Promise<boolean>;
  /** The request, for a check of rights before it is answered. */
  readonly find: (eventId: string) => Promise<StoredRequest | undefined>;
  /**
   * Stores the answer, which is sent as soon as a replica has a link; a retry of the answer that it got does nothing. Throws
   * `not-found` when the request was answered otherwise or it is too late, and `idempotency-key-reused` for another answer
   * under the same key. `also` is stored with it.
   */
  answer(request: StoredRequest, reply: XmlElement, said?: Said): Promise<void>;
  /** What this replica received and nobody has answered yet. */
  open(): { readonly count: number; readonly bytes: number };
  /** Requests that were refused because a bound was reached. */
  refused(): Readonly<Record<OverBudget, number>>;
  close(): void;
}

export interface Said {
  readonly keyed?: KeyedRequest | undefined;
  readonly also?: readonly Change[];
}

/** When it is looked again whether somebody can answer, where that was not known. */
const LOOK_AGAIN_MS = 2_000;
const NOBODY: ErrorAnswer = { condition: 'service-unavailable' };
const TOO_MANY: ErrorAnswer = { condition: 'resource-constraint', type: 'wait' };

/** What is kept in memory of an open request: never the request itself. */
interface Reference {
  readonly position: string;
  readonly remote: string;
  readonly bytes: number;
  readonly timers: NodeJS.Timeout[];
}

/** On this channel the replica that received a request is told that another one took the answer. */
const channelOf = (replica: string) => `iq-answered:${replica}`;

export function createRequests(deps: RequestsDeps): Requests {
  return new ReceivedRequests(deps);
}

/** A request that is about to be stored. */
interface Arriving {
  readonly id: string;
  readonly iq: XmlElement;
  readonly change: Change;
  readonly asked: AskedOf;
  readonly deadline: number;
  readonly answerable: 'yes' | 'no' | 'unknown';
  readonly read: ReadRequest | undefined;
}

class ReceivedRequests implements Requests {
  readonly find: (eventId: string) => Promise<StoredRequest | undefined>;
  readonly #deps: RequestsDeps;
  readonly #budget: OpenIqBudget;
  readonly #ends: RequestEnds;
  readonly #references = new Map<string, Reference>();
  readonly #refused = { perRemote: 0, total: 0 };
  readonly #answeredElsewhere: { end(): void };

  constructor(deps: RequestsDeps) {
    this.#deps = deps;
    this.#budget = createOpenIqBudget(deps.bounds);
    this.#ends = createRequestEnds({ ...deps, space: REQUESTS });
    this.find = this.#ends.find;
    this.#answeredElsewhere = deps.store.subscribe(channelOf(deps.replica), (id) => this.#end(id));
  }

  async receive(iq: XmlElement, arrival = IN_TIME, read?: ReadRequest): Promise<boolean> {
    const arriving = this.#arriving(iq, arrival, read);
    if (arriving.answerable === 'no') {
      await this.#deps.store.commit([arriving.change], { untilKnown: true, takesIn: true });
      await this.#tell(iq, arrival, NOBODY);
      return true;
    }
    const { remote } = arriving.asked;
    const { deadline } = arriving;
    const otherwise = read?.otherwise;
    const request: OpenRequest = { iq, deadline, owner: this.#deps.replica, otherwise };
    const value = JSON.stringify(request);
    const over = this.#budget.take(remote, value.length);
    if (over !== undefined) {
      this.#refused[over] += 1;
      await this.#tell(iq, arrival, TOO_MANY);
      return true;
    }
    let isKept = false;
    try {
      isKept = await this.#keep(arriving, value);
      return isKept;
    } finally {
      if (!isKept) this.#budget.free(remote, value.length);
    }
  }

  async answer(
    request: StoredRequest,
    reply: XmlElement,
    { keyed, also = [] }: Said = {},
  ): Promise<void> {
    if (isRetry(request.answer, keyed)) return;
    const { id, version, iq, deadline, owner, otherwise } = request;
    const { store, now, queueReply } = this.#deps;
    if (version > 1) throw answered();
    // What is too late is left to be refused.
    if (deadline < now()) throw tooLate();
    const value = JSON.stringify({ iq, deadline, owner, answer: keyed, otherwise });
    const taken = { do: 'replace', space: REQUESTS, id, value, version } as const;
    const position = this.#references.get(id)?.position;
    const removed = position === undefined ? [] : [removal(position)];
    const queued = { stanza: reply, keepUntil: deadline + GRACE_MS };
    const result = await queueReply(queued, (append) =>
      store.commit([taken, append, ...removed, ...also]),
    );
    if (!result.ok) throw answered();
    const wasHere = this.#forget(id) !== undefined;
    if (!wasHere) void store.publish(channelOf(owner), id).catch(() => undefined);
  }

  open(): { readonly count: number; readonly bytes: number } {
    return this.#budget.open();
  }

  refused(): Readonly<Record<OverBudget, number>> {
    return this.#refused;
  }

  close(): void {
    this.#answeredElsewhere.end();
    this.#ends.close();
    // Their deadlines are in the store: another replica ends them.
    for (const id of this.#references.keys()) this.#forget(id);
  }

  #arriving(iq: XmlElement, arrival: Arrival, read: ReadRequest | undefined): Arriving {
    const { from = '', to = '' } = iq.attributes;
    const asked = { identity: bare(to), remote: bare(from) };
    const deadline = this.#deps.now() + (read?.answerWithinMs ?? this.#deps.answerWithinMs);
    // An identity that offers something says by that that somebody answers.
    const answerable = read === undefined ? this.#deps.canAnswer(asked) : 'yes';
    const event = read?.event ?? this.#deps.event(iq, arrival);
    return { ...event, iq, asked, deadline, answerable, read };
  }

  /** Nothing that came late is answered at once. */
  async #tell(iq: XmlElement, { late }: Arrival, error: ErrorAnswer): Promise<void> {
    if (late !== true) await this.#deps.refuse(iq, error);
  }

  async #keep(arriving: Arriving, value: string): Promise<boolean> {
    const { id, iq, change, asked, read } = arriving;
    const { store, logger } = this.#deps;
    // Opened before the event is seen, so that a reader can answer at once.
    const stored = await store.commit(
      [
        { do: 'create', space: REQUESTS, id, value },
        change,
        { do: 'append', log: DEADLINES, value: encodeDeadline(arriving) },
        ...(read?.also ?? []),
      ],
      { untilKnown: true, takesIn: true },
    );
    if (!stored.ok) return false;
    const position = stored.positions[1] ?? '';
    const timers = this.#timersFor(arriving);
    this.#references.set(id, { position, remote: asked.remote, bytes: value.length, timers });
    if (isDebug(logger)) {
      const fields = { event: id, iq: iq.attributes['id'] };
      logger.debug(fields, 'a request of a user waits for its answer');
    }
    return true;
  }

  #timersFor({ id, asked, deadline, answerable }: Arriving): NodeJS.Timeout[] {
    const due = setTimeout(() => this.#end(id), deadline - this.#deps.now());
    if (answerable !== 'unknown') return [due];
    const look = () => {
      if (this.#deps.canAnswer(asked) === 'no') this.#end(id);
    };
    return [due, setTimeout(look, LOOK_AGAIN_MS)];
  }

  #end(id: string): void {
    const reference = this.#forget(id);
    if (reference === undefined) return;
    // What fails now is found by its deadline later.
    this.#ends.end(id, reference.position).catch((error: unknown) => {
      this.#deps.logger.debug({ event: id, reason: String(error) }, 'an IQ is ended later');
    });
  }

  #forget(id: string): Reference | undefined {
    const reference = this.#references.get(id);
    if (reference === undefined) return undefined;
    this.#references.delete(id);
    for (const timer of reference.timers) clearTimeout(timer);
    this.#budget.free(reference.remote, reference.bytes);
    return reference;
  }
}

function removal(position: string): Change {
  return { do: 'remove', log: DEADLINES, position };
}

function answered(): BridgeError {
  return new BridgeError('not-found', 'This IQ was answered already.');
}

function tooLate(): BridgeError {
  return new BridgeError(
    'not-found',
    'It is too late to answer this IQ: its deadline has passed, and it was refused.',
  );
}
