import type { Caller } from '../../core/caller.ts';
import type { IqToSend } from '../../contract/schemas.ts';
import { BridgeError } from '../../core/errors.ts';
import { keyedRequest } from '../../core/idempotency.ts';
import { mayUse, resolveAddresses } from '../../core/addresses/identity.ts';
import { composeIq, composeRaw, type Composed } from '../../stanza/compose.ts';
import type { XmlElement } from '../../core/element.ts';
import { parseJid } from '../../core/jid/jid.ts';
import { DROPPED_IQS, type Link } from '../../link/link.ts';
import { checkMaySend } from '../../stanza/may-send.ts';
import type { GateRules } from '../../stanza/gate/gate.ts';
import { stanzaErrorOf } from '../../stanza/stanza-error.ts';
import { harmless } from '../../core/words/harmless.ts';
import { stanzaErrorWords } from '../../core/words/stanza-error-words.ts';
import { amountOf } from '../../stanza/bounds.ts';
import type { Traces } from '../../observe/traces.ts';
import { afterTaking, type Take } from '../access/limits/limits.ts';
import type { Ask, IqCorrelator } from './correlator.ts';
import type { IqIds } from './ids.ts';
import { outcomeAt, type AnswerTooLarge, type IqOutcome, type PendingIq } from './pending.ts';

export interface IqClientDeps {
  readonly correlator: IqCorrelator;
  readonly gate: GateRules;
  readonly now: () => number;
  readonly ids: Pick<IqIds, 'next' | 'seal'>;
  /** Counts a stanza of the caller. */
  readonly take: Take;
  readonly traces: Traces | undefined;
  readonly link: Pick<Link, 'state'>;
}

export interface AskOptions {
  readonly waitMs: number;
  readonly idempotencyKey?: string | undefined;
}

/** A request as its caller sees it. */
export interface AskedRecord {
  readonly id: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Absent while the answer is awaited. */
  readonly outcome?: { readonly answer: XmlElement } | { readonly failure: BridgeError };
}

/** IQ requests from what a caller wrote to the answer it gets: counted, checked, identified, traced. */
export interface IqClient {
  /** The result. Throws `stanza-error` for an answer of type error, `answer-too-large`, `invalid-stanza`, `iq-timeout`, `link-down`, `link-lost`. */
  readonly ask: (caller: Caller, iq: IqToSend, options: AskOptions) => Promise<XmlElement>;
  /** The same for a raw request, which the caller of this counts; its own id, if it has one, is not sent. */
  readonly askRaw: (caller: Caller, iq: XmlElement, options: AskOptions) => Promise<XmlElement>;
  /** As `ask`, for a request that the caller of this counts. */
  readonly askUncounted: (caller: Caller, iq: IqToSend, options: AskOptions) => Promise<XmlElement>;
  readonly askAsync: (caller: Caller, iq: IqToSend, options: AskOptions) => Promise<AskedRecord>;
  readonly find: (caller: Caller, id: string) => Promise<AskedRecord | undefined>;
}

export function createIqClient(deps: IqClientDeps): IqClient {
  const { correlator, gate, now, ids, take } = deps;
  const asked = (caller: Caller, iq: IqToSend, options: AskOptions): Ask => {
    const request = identify(caller, options, iq, ids);
    const { from, to } = resolveAddresses(caller, iq, gate);
    return addressed(request, composeIq(iq, { id: request.id, from, to }, gate));
  };
  return {
    ask: (caller, iq, options) =>
      afterTaking(take, caller, () => askNow(deps, asked(caller, iq, options))),
    // What is refused has to reject, not to throw.
    askUncounted: async (caller, iq, options) => askNow(deps, asked(caller, iq, options)),
    async askRaw(caller, iq, options) {
      const request = identify(caller, options, iq, ids);
      const { from, to } = resolveAddresses(caller, iq.attributes, gate);
      const composed = composeRaw(iq, { id: request.id, from, to }, gate);
      return askNow(deps, addressed(request, composed));
    },
    askAsync: (caller, iq, options) =>
      afterTaking(take, caller, async () =>
        askedRecord(await correlator.begin(asked(caller, iq, options)), now()),
      ),
    async find(caller, id) {
      const pending = await correlator.find(id);
      if (pending?.kept !== true) return undefined;
      if (!mayUse(caller, pending.from, gate.domain)) return undefined;
      return askedRecord(pending, now());
    },
  };
}

async function askNow(deps: IqClientDeps, ask: Ask): Promise<XmlElement> {
  const { correlator, traces, link } = deps;
  const outcome = await (traces === undefined
    ? correlator.ask(ask)
    : traced(traces, correlator, ask));
  if ('failed' in outcome && outcome.failed === 'iq-timeout' && isDropped(link, ask.to)) {
    throw new BridgeError('iq-timeout', `No answer came. ${DROPPED_IQS}`);
  }
  return resultOf(outcome, ask.to);
}

function isDropped(link: Pick<Link, 'state'>, to: string): boolean {
  return link.state().dropsIqs && parseJid(to)?.resource === '';
}

/** A span from the request to its answer, under the span of the call that asked. */
async function traced(traces: Traces, correlator: IqCorrelator, ask: Ask): Promise<IqOutcome> {
  const attributes = { 'bridge.iq.id': ask.id, 'bridge.iq.to': ask.to };
  const span = traces.begin({ name: 'iq', kind: 'client', parent: traces.current(), attributes });
  try {
    const outcome = await correlator.ask(ask);
    span.end({ error: 'failed' in outcome ? outcome.failed : undefined });
    return outcome;
  } catch (error) {
    span.end({ error: String(error) });
    throw error;
  }
}

type Identified = Omit<Ask, 'from' | 'to' | 'xml'>;

function identify(
  caller: Caller,
  { waitMs, idempotencyKey }: AskOptions,
  body: object,
  ids: IqClientDeps['ids'],
): Identified {
  if (idempotencyKey === undefined) return { id: ids.next(), caller, waitMs };
  const { id, fingerprint } = keyedRequest({ caller, operation: 'askIq' }, idempotencyKey, body);
  return { id: ids.seal(id), fingerprint, caller, waitMs };
}

/** COMPAT: written out, as V8 sets each key after a spread in a slow way, and this is on the path of every request. */
function addressed({ id, caller, waitMs, fingerprint }: Identified, composed: Composed): Ask {
  checkMaySend(caller, composed);
  const { from, to, xml } = composed;
  return { id, caller, waitMs, fingerprint, from, to, xml };
}

function askedRecord(pending: PendingIq, now: number): AskedRecord {
  const { id, createdAt, deadline } = pending;
  const outcome = outcomeAt(pending, now);
  const record = { id, createdAt, expiresAt: deadline };
  return outcome === undefined ? record : { ...record, outcome: shown(outcome, pending.to) };
}

function shown(outcome: IqOutcome, to: string) {
  const failure = failureOf(outcome, to);
  return failure === undefined ? { answer: answerOf(outcome) } : { failure };
}

function resultOf(outcome: IqOutcome, to: string): XmlElement {
  const failure = failureOf(outcome, to);
  if (failure !== undefined) throw failure;
  return answerOf(outcome);
}

function answerOf(outcome: IqOutcome): XmlElement {
  if ('failed' in outcome) throw new BridgeError('internal', 'A failed IQ has no answer.');
  return outcome.answer;
}

/** `to`: who was asked. */
function failureOf(outcome: IqOutcome, to: string): BridgeError | undefined {
  if ('failed' in outcome) {
    if (outcome.failed === 'answer-too-large') return tooLarge(outcome);
    if (outcome.failed === 'refused') return new BridgeError('invalid-stanza', outcome.detail);
    return FAILURES[outcome.failed](harmless(to, MAX_ADDRESS));
  }
  if (outcome.answer.attributes['type'] !== 'error') return undefined;
  const stanzaError = stanzaErrorOf(outcome.answer);
  const detail = stanzaErrorWords({ kind: 'iq', to }, stanzaError);
  return new BridgeError('stanza-error', detail, { stanzaError });
}

function tooLarge({ from, excess }: AnswerTooLarge): BridgeError {
  const raise = excess.setting === undefined ? 'raise this bound' : `raise ${excess.setting}`;
  const detail = `The answer of ${from} has over ${amountOf(excess)}; ${raise}, or ask for less at once.`;
  return new BridgeError('answer-too-large', detail);
}

const MAX_ADDRESS = 200;

const FAILURES = {
  'iq-timeout': (to: string) =>
    new BridgeError(
      'iq-timeout',
      `${to} did not answer in time; it may be slow or away. Prefer: wait=N waits longer, at most BRIDGE_MAX_IQ_WAIT.`,
    ),
  'link-lost': (to: string) =>
    new BridgeError(
      'link-lost',
      `The link to the XMPP server was lost; it is not known whether ${to} has the IQ.`,
      { retryAfter: 2 },
    ),
};
