import { BridgeError } from '../../core/errors.ts';
import { isRetry, type KeyedRequest } from '../../core/idempotency.ts';
import { IN_TIME, type Arrival } from '../../core/feature.ts';
import { bare } from '../../core/jid/jid.ts';
import { isDebug, type Logger } from '../../observe/logger.ts';
import type { XmlElement } from '../../core/element.ts';
import type { ErrorAnswer } from '../../stanza/stanza-error.ts';
import type { Change, Store } from '../../store/store.ts';
import { createOpenIqBudget, type OpenIqBounds, type OverBudget } from './budget.ts';
import {
  DEADLINES,
  encodeDeadline,
  GRACE_MS,
  requestSpace,
  type OpenRequest,
  type StoredRequest,
} from './open-request.ts';
import { createRequestEnds, type QueueReply } from './request-ends.ts';
import type { AskedOf } from './live-readers.ts';

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
  receive(iq: XmlElement, arrival?: Arrival): Promise<void>;
  /** The request, for a check of rights before it is answered. */
  find(eventId: string): Promise<StoredRequest | undefined>;
  /**
   * Stores the answer, which is sent as soon as a replica has a link; a retry of the answer that it got does nothing. Throws
   * `not-found` when the request was answered otherwise or it is too late, and `idempotency-key-reused` for another answer
   * under the same key.
   */
  answer(request: StoredRequest, reply: XmlElement, keyed?: KeyedRequest): Promise<void>;
  /** What this replica received and nobody has answered yet. */
  open(): { readonly count: number; readonly bytes: number };
  /** Requests that were refused because a bound was reached. */
  refused(): Readonly<Record<OverBudget, number>>;
  close(): void;
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
  const { store, logger } = deps;
  const space = requestSpace(deps.answerWithinMs);
  const budget = createOpenIqBudget(deps.bounds);
  const refused = { perRemote: 0, total: 0 };
  const references = new Map<string, Reference>();
  const ends = createRequestEnds({ ...deps, space });

  const forget = (id: string): Reference | undefined => {
    const reference = references.get(id);
    if (reference === undefined) return undefined;
    references.delete(id);
    for (const timer of reference.timers) clearTimeout(timer);
    budget.free(reference.remote, reference.bytes);
    return reference;
  };
  const end = (id: string) => {
    const reference = forget(id);
    if (reference === undefined) return;
    // What fails now is found by its deadline later.
    ends.end(id, reference.position).catch((error: unknown) => {
      logger.debug({ event: id, reason: String(error) }, 'an IQ is ended later');
    });
  };
  const answeredElsewhere = store.subscribe(channelOf(deps.replica), end);

  const keep = async (iq: XmlElement, opened: ReturnType<typeof open>, value: string) => {
    const { id, asked, deadline, change, answerable } = opened;
    const due = encodeDeadline({ id, deadline });
    // Opened before the event is seen, so that a reader can answer at once.
    const stored = await store.commit([
      { do: 'create', space, id, value },
      change,
      { do: 'append', log: DEADLINES, value: due },
    ]);
    const position = stored.ok ? (stored.positions[1] ?? '') : '';
    const timers = [setTimeout(() => end(id), deadline - deps.now())];
    if (answerable === 'unknown') {
      const look = () => deps.canAnswer(asked) === 'no' && end(id);
      timers.push(setTimeout(look, LOOK_AGAIN_MS));
    }
    references.set(id, { position, remote: asked.remote, bytes: value.length, timers });
    if (!isDebug(logger)) return;
    logger.debug(
      { event: id, iq: iq.attributes['id'] },
      'a request of a user waits for its answer',
    );
  };
  const open = (iq: XmlElement, arrival: Arrival) => {
    const { from = '', to = '' } = iq.attributes;
    const asked = { identity: bare(to), remote: bare(from) };
    const deadline = deps.now() + deps.answerWithinMs;
    return { ...deps.event(iq, arrival), asked, deadline, answerable: deps.canAnswer(asked) };
  };

  return {
    async receive(iq, arrival = IN_TIME) {
      const opened = open(iq, arrival);
      const tell = (error: ErrorAnswer) =>
        arrival.late === true ? Promise.resolve() : deps.refuse(iq, error);
      if (opened.answerable === 'no') {
        await store.commit([opened.change]);
        await tell(NOBODY);
        return;
      }
      const request: OpenRequest = { iq, deadline: opened.deadline, owner: deps.replica };
      const value = JSON.stringify(request);
      const { remote } = opened.asked;
      const over = budget.take(remote, value.length);
      if (over !== undefined) {
        refused[over] += 1;
        await tell(TOO_MANY);
        return;
      }
      await keep(iq, opened, value).catch((error: unknown) => {
        budget.free(remote, value.length);
        throw error;
      });
    },
    find: ends.find,
    async answer(request, reply, keyed) {
      if (isRetry(request.answer, keyed)) return;
      const { id, version, iq, deadline, owner } = request;
      if (version > 1) throw answered();
      // What is too late is left to be refused.
      if (deadline < deps.now()) throw tooLate();
      const value = JSON.stringify({ iq, deadline, owner, answer: keyed });
      const position = references.get(id)?.position;
      const taken = await deps.queueReply(
        { stanza: reply, keepUntil: deadline + GRACE_MS },
        (queued) =>
          store.commit([
            { do: 'replace', space, id, value, version },
            queued,
            ...(position === undefined ? [] : [removal(position)]),
          ]),
      );
      if (!taken.ok) throw answered();
      if (forget(id) === undefined) void store.publish(channelOf(owner), id).catch(() => undefined);
    },
    open: budget.open,
    refused: () => refused,
    close() {
      answeredElsewhere.end();
      ends.close();
      // Their deadlines are in the store: another replica ends them.
      for (const id of references.keys()) forget(id);
    },
  };
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
