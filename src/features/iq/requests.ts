import { BridgeError } from '../../core/errors.ts';
import { isRetry, type KeyedRequest } from '../../core/idempotency.ts';
import { isDebug, type Logger } from '../../observe/logger.ts';
import type { XmlElement } from '../../core/element.ts';
import type { Change, Space, Store } from '../../store/store.ts';

/** An IQ request that users sent to an identity and that the bridge does not answer itself. */
interface OpenRequest {
  readonly iq: XmlElement;
  /** Milliseconds since 1970. */
  readonly deadline: number;
  /** The answer, where it came with an `Idempotency-Key`. */
  readonly answer?: KeyedRequest;
}

export interface RequestsDeps {
  readonly store: Store;
  /** How long the work may take to answer. */
  readonly answerWithinMs: number;
  readonly now: () => number;
  readonly logger: Logger;
  /** Whether somebody can answer; where nobody can, the asker is told at once. */
  readonly canAnswer: (iq: XmlElement) => 'yes' | 'no' | 'unknown';
  /** The event `iq.received`: its id and the change that appends it. */
  readonly event: (iq: XmlElement) => { readonly id: string; readonly change: Change };
  /** Sends the answer `service-unavailable`. */
  readonly refuse: (iq: XmlElement) => Promise<void>;
}

/** Each request is answered exactly once: by the first responder to claim it, or with `service-unavailable`. */
export interface Requests {
  receive(iq: XmlElement): Promise<void>;
  /**
   * Gives the request to the one who answers it. False for a retry of the answer that it got.
   * Throws `not-found` when the request is unknown, answered otherwise, or too late, and `idempotency-key-reused` for
   * another answer under the same key.
   */
  claim(eventId: string, answer?: KeyedRequest): Promise<boolean>;
  /** The request as it stands open, for a check of rights before it is claimed. */
  find(eventId: string): Promise<XmlElement | undefined>;
  close(): void;
}

const GRACE_MS = 60_000;
/** When it is looked again whether somebody can answer, where that was not known. */
const LOOK_AGAIN_MS = 2_000;

export function createRequests(deps: RequestsDeps): Requests {
  const space: Space = { name: 'iq-request', ttl: deps.answerWithinMs + GRACE_MS };

  const open = async (id: string) => {
    const stored = await deps.store.get(space, id);
    return stored === undefined ? undefined : (JSON.parse(stored.value) as OpenRequest);
  };

  /** False when somebody else was first. The second version is the mark of a claimed request. */
  const take = async (id: string, request: OpenRequest, answer?: KeyedRequest) => {
    const value = JSON.stringify({ ...request, answer });
    const won = await deps.store.commit([{ do: 'replace', space, id, value, version: 1 }]);
    return won.ok;
  };

  const expiry = createExpiry(deps.logger, async (id, request) => {
    if (await take(id, request)) await deps.refuse(request.iq);
  });

  return {
    async receive(iq) {
      const { id, change } = deps.event(iq);
      const answerable = deps.canAnswer(iq);
      if (answerable === 'no') {
        await deps.store.commit([change], { untilKnown: true });
        await deps.refuse(iq);
        return;
      }
      const request: OpenRequest = { iq, deadline: deps.now() + deps.answerWithinMs };
      const value = JSON.stringify(request);
      // Opened before the event is seen, so that a reader can answer at once.
      await deps.store.commit([{ do: 'create', space, id, value }, change], { untilKnown: true });
      if (isDebug(deps.logger))
        deps.logger.debug(idsOf(id, iq), 'a request of a user waits for its answer');
      expiry.after(deps.answerWithinMs, id, request);
      if (answerable === 'unknown') {
        expiry.after(LOOK_AGAIN_MS, id, request, () => deps.canAnswer(iq) === 'no');
      }
    },
    async claim(eventId, answer) {
      const request = await open(eventId);
      if (request === undefined) throw gone();
      if (isRetry(request.answer, answer)) return false;
      // What is too late is left to be refused.
      if (request.deadline < deps.now()) throw gone();
      if (!(await take(eventId, request, answer))) throw gone();
      return true;
    },
    async find(eventId) {
      return (await open(eventId))?.iq;
    },
    close: expiry.cancelAll,
  };
}

/** Refuses requests some time later, where that is still due then. */
function createExpiry(logger: Logger, refuse: (id: string, request: OpenRequest) => Promise<void>) {
  const timers = new Set<NodeJS.Timeout>();
  return {
    after(ms: number, id: string, request: OpenRequest, isDue = () => true): void {
      const timer = setTimeout(() => {
        timers.delete(timer);
        if (!isDue()) return;
        refuse(id, request).catch((error: unknown) => {
          const fields = { ...idsOf(id, request.iq), reason: String(error) };
          logger.warn(fields, 'an IQ could not be refused');
        });
      }, ms);
      timers.add(timer);
    },
    cancelAll: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

const idsOf = (event: string, iq: XmlElement) => ({ event, iq: iq.attributes['id'] });

function gone(): BridgeError {
  return new BridgeError('not-found', 'No IQ with this id is waiting for an answer.');
}
