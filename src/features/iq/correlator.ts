import type { Caller } from '../../core/caller.ts';
import { BridgeError } from '../../core/errors.ts';
import { requireSameRequest } from '../../core/idempotency.ts';
import { isDebug, type Logger } from '../../observe/logger.ts';
import type { Excess } from '../../stanza/bounds.ts';
import type { XmlElement } from '../../core/element.ts';
import type { Store } from '../../store/store.ts';
import {
  acceptAnswer,
  endRequest,
  wakeOwner,
  channelOf,
  type AnswerCounts,
} from './incoming-answers.ts';
import {
  decodePending,
  mayAnswer,
  outcomeAt,
  PENDING_IQS,
  type IqOutcome,
  type PendingIq,
} from './pending.ts';
import { createForgetting, type Forgetting } from './forgetting.ts';
import { createWaiters, type WaiterLimits, type Waiters } from './waiters.ts';

/** A request that passed the gate. */
export interface Ask {
  readonly id: string;
  readonly caller: Caller;
  readonly from: string;
  readonly to: string;
  readonly xml: string;
  readonly waitMs: number;
  /** Digest of the request where an `Idempotency-Key` chose the id: a repeat gets the same outcome. */
  readonly fingerprint?: string | undefined;
}

export interface IqCorrelatorDeps {
  readonly store: Store;
  readonly replica: string;
  readonly limits: WaiterLimits;
  readonly now: () => number;
  readonly logger: Logger;
  readonly sleep: (ms: number) => Promise<void>;
  /** Whether some replica made this id for an IQ that it asked. */
  readonly isOurId: (id: string) => boolean;
  /** Writes to this replica's link, or hands over to the replica that holds one. False: nobody has a link. */
  readonly relay: (xml: string) => Promise<boolean>;
}

/** IQ requests, answered on whichever replica the answer arrives. */
export interface IqCorrelator {
  /** Sends and waits for the end. Throws `link-down`, `too-many-pending-iqs`, `store-unavailable`. */
  ask(ask: Ask): Promise<IqOutcome>;
  /** Sends and returns; `find` tells the outcome. Throws as `ask`. */
  begin(ask: Ask): Promise<PendingIq>;
  find(id: string): Promise<PendingIq | undefined>;
  /** A result or an error came in. */
  answered(stanza: XmlElement): Promise<void>;
  /** One came in that was over a bound: its start tag. */
  answerTooLarge(answer: XmlElement, excess: Excess): Promise<void>;
  /**
   * Whether a result or an error with this start tag is an answer that is waited for. Of what another replica asked only
   * the id is known here: it may have been answered already.
   */
  readonly awaits: (answer: XmlElement) => boolean;
  /** The server ended the stream because of this request, whichever replica asked it. */
  refused(id: string, detail: string): Promise<void>;
  /** Every request of this replica fails at once: its answer would have come over the link that dropped. */
  linkLost(): void;
  readonly waiting: () => number;
  counts(): AnswerCounts;
  close(): void;
}

const REPEAT_POLL_MS = 200;

export function createIqCorrelator(deps: IqCorrelatorDeps): IqCorrelator {
  const waiters = createWaiters(deps.limits);
  const counts = { wrongSender: 0, unknown: 0 };
  const forgetting = createForgetting(deps.store);
  const context = { ...deps, waiters, counts, forgetting };
  const answers = deps.store.subscribe(channelOf(deps.replica), (id) => {
    void wakeOwner(context, id);
  });
  return {
    async ask(ask) {
      const sent = await send(context, ask, ask.fingerprint !== undefined);
      return sent.settled;
    },
    async begin(ask) {
      const { pending } = await send(context, ask, true);
      return pending;
    },
    find: (id) => find(deps.store, id),
    answered: (stanza) => acceptAnswer(context, stanza, { answer: stanza }),
    answerTooLarge: (answer, excess) => {
      const { from = '' } = answer.attributes;
      return acceptAnswer(context, answer, { failed: 'answer-too-large', from, excess });
    },
    awaits: ({ attributes: { id = '', from } }) => {
      const local = waiters.get(id);
      return local === undefined ? deps.isOurId(id) : mayAnswer(local, from);
    },
    refused: (id, detail) => endRequest(context, id, { failed: 'refused', detail }),
    linkLost: () => {
      waiters.settleAll({ failed: 'link-lost' });
    },
    waiting: () => waiters.size(),
    counts: () => counts,
    close: () => {
      waiters.settleAll({ failed: 'link-lost' });
      answers.end();
      forgetting.close();
    },
  };
}

async function find(store: Store, id: string): Promise<PendingIq | undefined> {
  const stored = await store.get(PENDING_IQS, id);
  return stored === undefined ? undefined : decodePending(stored.value);
}

interface Sent {
  readonly pending: PendingIq;
  readonly settled: Promise<IqOutcome>;
}

interface IqCorrelatorContext extends IqCorrelatorDeps {
  readonly waiters: Waiters;
  readonly forgetting: Forgetting;
}

async function send(deps: IqCorrelatorContext, ask: Ask, kept: boolean): Promise<Sent> {
  const now = deps.now();
  const pending = firstPending(ask, deps.replica, now, kept);
  const settled = deps.waiters.add(pending, now);
  try {
    const repeated = await keep(deps, pending);
    if (repeated !== undefined) {
      deps.waiters.settle(pending.id, { failed: 'link-lost' });
      return { pending: repeated, settled: outcomeOfRepeat(deps, repeated) };
    }
    if (!(await deps.relay(ask.xml))) throw linkDown();
    if (isDebug(deps.logger))
      deps.logger.debug({ iq: ask.id, keyId: pending.keyId }, 'an IQ was asked');
  } catch (error) {
    deps.waiters.settle(pending.id, { failed: 'link-lost' });
    void forget(deps, pending.id);
    throw error;
  }
  return { pending, settled: settled.then((outcome) => close(deps, pending, outcome)) };
}

function firstPending(ask: Ask, owner: string, now: number, kept: boolean): PendingIq {
  const { id, caller, from, to, waitMs, fingerprint } = ask;
  const deadline = now + waitMs;
  const base = { id, keyId: caller.keyId, owner, from, to, createdAt: now, deadline, kept };
  return fingerprint === undefined ? base : { ...base, fingerprint };
}

/** Stores the request, unless it is a repeat: then gives the first one. */
async function keep(deps: IqCorrelatorDeps, pending: PendingIq): Promise<PendingIq | undefined> {
  const { id } = pending;
  const value = JSON.stringify(pending);
  const change = { do: 'create', space: PENDING_IQS, id, value } as const;
  const kept = await deps.store.commit([change], { takesIn: true });
  if (kept.ok) return undefined;
  const found = kept.found === undefined ? undefined : decodePending(kept.found.value);
  if (found === undefined) throw new BridgeError('store-unavailable', 'Try again.');
  requireSameRequest(found.fingerprint, pending.fingerprint);
  return found;
}

async function outcomeOfRepeat(deps: IqCorrelatorDeps, first: PendingIq): Promise<IqOutcome> {
  for (;;) {
    const now = await find(deps.store, first.id);
    const outcome = outcomeAt(now ?? first, deps.now());
    if (outcome !== undefined) return outcome;
    await deps.sleep(REPEAT_POLL_MS);
  }
}

/** The end of a request whose replica lives: its record goes, or says how it ended. */
async function close(
  deps: IqCorrelatorContext,
  pending: PendingIq,
  outcome: IqOutcome,
): Promise<IqOutcome> {
  const last = 'failed' in outcome ? await storedAnswer(deps, pending, outcome) : outcome;
  if (isDebug(deps.logger)) {
    const ending = 'failed' in last ? last.failed : 'answered';
    deps.logger.debug({ iq: pending.id, ending }, 'an IQ has ended');
  }
  if (!pending.kept) deps.forgetting.forget(pending.id);
  else if ('failed' in last) void write(deps, { ...pending, outcome: last });
  return last;
}

/** Signals may be lost, records are not: the answer may stand in the store although nobody told us. */
async function storedAnswer(deps: IqCorrelatorDeps, pending: PendingIq, failed: IqOutcome) {
  const stored = await find(deps.store, pending.id).catch(() => undefined);
  return stored?.outcome ?? failed;
}

async function write(deps: IqCorrelatorDeps, pending: PendingIq): Promise<void> {
  const value = JSON.stringify(pending);
  await deps.store
    .commit([{ do: 'replace', space: PENDING_IQS, id: pending.id, value, version: 1 }])
    .catch(() => undefined);
}

/** At once, as a repeat of what was never asked is no repeat. A record that cannot be removed now expires by itself. */
async function forget(deps: IqCorrelatorDeps, id: string): Promise<void> {
  await deps.store.commit([{ do: 'delete', space: PENDING_IQS, id }]).catch(() => undefined);
}

function linkDown(): BridgeError {
  return new BridgeError(
    'link-down',
    'There is no link to the XMPP server at the moment; try again.',
    {
      retryAfter: 2,
    },
  );
}
