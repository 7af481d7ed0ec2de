/** One address of a batch, from its turn to what became of it. */
import type { IqToSend } from '../../contract/schemas.ts';
import type { Caller } from '../../core/caller.ts';
import type { XmlElement } from '../../core/element.ts';
import { BridgeError, type ErrorCode } from '../../core/errors.ts';
import type { Take } from '../access/limits/limits.ts';

export interface AskingDeps {
  /** Not counted. */
  readonly ask: (
    caller: Caller,
    iq: IqToSend,
    options: { readonly waitMs: number; readonly idempotencyKey?: string | undefined },
  ) => Promise<XmlElement>;
  /** What the caller may ask in a second, and in a day. */
  readonly limits: { readonly requests: Take; readonly stanzas: Take };
  readonly now: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface Turn {
  readonly caller: Caller;
  readonly iq: IqToSend;
  readonly idempotencyKey: string | undefined;
  readonly timeoutMs: number;
  /** When the whole batch ends, milliseconds since 1970. */
  readonly endsAt: number;
  /** Nobody waits for it any more. */
  readonly signal: AbortSignal;
  /** Resolves when the link has gone to another replica. */
  readonly moved: () => Promise<'moved'>;
  /** The batch has counted as one request already. */
  readonly isFirst: boolean;
}

export type Outcome =
  | { readonly answer: XmlElement }
  /** `sent`: whether the address may have been asked. */
  | { readonly failure: BridgeError; readonly sent: boolean };

/** A failover takes about three seconds. */
const LINK_PATIENCE_MS = 6_000;
const BUSY_PAUSE_MS = 100;
const LINK_PAUSE_MS = 250;

/** After these, nobody was asked. */
const UNSENT: ReadonlySet<ErrorCode> = new Set([
  ...(['link-down', 'too-many-pending-iqs', 'too-many-requests', 'quota-exceeded'] as const),
  ...(['store-unavailable', 'store-full', 'invalid-request', 'invalid-address'] as const),
  ...(['identity-forbidden', 'recipient-forbidden', 'forbidden'] as const),
  ...(['idempotency-key-reused', 'payload-too-large', 'shutting-down'] as const),
]);

export async function askInTurn(deps: AskingDeps, turn: Turn): Promise<Outcome> {
  try {
    await counted(deps, turn);
    return { answer: await persistently(deps, turn) };
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error;
    return { failure: error, sent: !UNSENT.has(error.code) };
  }
}

/** Over the rate of its key, a batch waits; over the quota it is refused. */
async function counted({ limits, now, sleep }: AskingDeps, turn: Turn): Promise<void> {
  const { caller, endsAt, signal, isFirst } = turn;
  while (!isFirst) {
    try {
      await limits.requests(caller, 1);
      break;
    } catch (error) {
      const waitMs = waitOf(error, 'too-many-requests');
      if (waitMs === undefined || now() + waitMs >= endsAt) throw error;
      await sleep(waitMs, signal);
      signal.throwIfAborted();
    }
  }
  await limits.stanzas(caller, 1);
}

function waitOf(error: unknown, code: ErrorCode): number | undefined {
  if (!(error instanceof BridgeError) || error.code !== code) return undefined;
  return (error.facts.retryAfter ?? 1) * 1_000;
}

/**
 * Asks until there is an answer, or an error that asking again would not mend. What was certainly not sent is sent as soon as
 * it can be, and so is a `get` whose link was lost; whether a `set` arrived is not known then, and it is not sent twice.
 */
async function persistently(deps: AskingDeps, turn: Turn): Promise<XmlElement> {
  const { now, sleep } = deps;
  const { caller, iq, idempotencyKey, signal } = turn;
  const began = now();
  const until = Math.min(began + turn.timeoutMs, turn.endsAt);
  for (let lost = 0; ;) {
    const key = idempotencyKey === undefined ? undefined : `${idempotencyKey} ${lost}`;
    try {
      const waitMs = Math.max(1, until - now());
      const asked = deps.ask(caller, iq, { waitMs, idempotencyKey: key });
      const answer = isRepeatable(iq) ? await Promise.race([asked, turn.moved()]) : await asked;
      if (answer !== 'moved') return answer;
      lost += 1;
    } catch (error) {
      const pauseMs = pauseAfter(error, iq, { now: now(), began, until, endsAt: turn.endsAt });
      if (pauseMs === undefined || signal.aborted) throw error;
      if ((error as BridgeError).code === 'link-lost') lost += 1;
      await sleep(pauseMs, signal);
    }
  }
}

/** RFC 6120 §8.2.3: a `get` changes nothing. */
function isRepeatable({ type = 'get', rpc }: IqToSend): boolean {
  return type === 'get' && rpc === undefined;
}

interface Times {
  readonly now: number;
  readonly began: number;
  readonly until: number;
  readonly endsAt: number;
}

/** Undefined where asking again is wrong, or too late. */
function pauseAfter(
  error: unknown,
  iq: IqToSend,
  { now, began, until, endsAt }: Times,
): number | undefined {
  if (!(error instanceof BridgeError)) return undefined;
  switch (error.code) {
    case 'too-many-pending-iqs':
      // The other requests of its key end; how long that takes says nothing about this address.
      return now + BUSY_PAUSE_MS < endsAt ? BUSY_PAUSE_MS : undefined;
    case 'link-down':
      return now < Math.min(began + LINK_PATIENCE_MS, until) ? LINK_PAUSE_MS : undefined;
    case 'link-lost':
      return isRepeatable(iq) && now + LINK_PAUSE_MS < until ? LINK_PAUSE_MS : undefined;
    default:
      return undefined;
  }
}
