/** The way of an incoming stanza: handlers in order, until one claims it. */
import type { XmlElement } from '../core/element.ts';
import { IN_TIME, LATE } from '../core/feature.ts';
import type { Arrival, Inbound, InboundHandler, InboundStage } from '../core/feature.ts';
import { bare } from '../core/jid/jid.ts';
import type { Logger } from '../observe/logger.ts';
import { errorReply } from '../stanza/stanza-error.ts';
import { createUnhandled } from './unhandled.ts';

/**
 * The order of the stages. Within a stage, handlers stand in the order of the features.
 *
 * - `answer`: answers to IQs that the bridge asked; only those that were asked may answer.
 * - `request`: IQ requests of users. After these two stages no handler sees an IQ.
 * - `own`: news of stanzas that the bridge sent, before the event log would take it for something new.
 * - `claim`: whatever belongs to an open operation of a feature, such as the results of an archive query.
 * - `record`: the event log. What was claimed before never becomes an event of its own.
 * - `recorded`: what follows once the event is stored: receipts, news that came along with content.
 */
const ORDER: readonly InboundStage[] = ['answer', 'request', 'own', 'claim', 'record', 'recorded'];

export interface InboundDeps {
  readonly handlers: readonly InboundHandler[];
  readonly link: { pause(): void; resume(): void };
  /** Sends a stanza that the bridge itself made. */
  readonly sendDirect: (stanza: XmlElement) => Promise<void>;
  readonly logger: Logger;
}

export interface InboundChain {
  /** `late`: it was read after this replica had lost the right to send. */
  readonly receive: (stanza: XmlElement, late?: boolean) => void;
  /** Resolves when everything that arrived is handled. */
  readonly idle: () => Promise<void>;
}

export function createInboundChain(deps: InboundDeps): InboundChain {
  const of = (...stages: readonly InboundStage[]) =>
    ORDER.filter((stage) => stages.includes(stage)).flatMap((stage) =>
      deps.handlers.filter((it) => it.stage === stage),
    );
  const [before, record, after] = [
    of('answer', 'request', 'own', 'claim'),
    of('record'),
    of('recorded'),
  ];
  const unhandled = createUnhandled(deps.link);
  const inTurn = createTurns();

  const take = async (stanza: XmlElement, arrival: Arrival): Promise<Inbound> => {
    const begun = inTurn(stanza, run(before, stanza, arrival));
    if ((begun instanceof Promise ? await begun : begun) === 'claimed') return 'claimed';
    return run(record, stanza, arrival);
  };

  const handle = async (stanza: XmlElement, arrival: Arrival) => {
    try {
      if ((await take(stanza, arrival)) === 'claimed') return;
    } catch (error) {
      await refuse(deps, stanza, arrival, error);
      return;
    }
    try {
      await run(after, stanza, arrival);
    } catch (error) {
      // Its sender is not told: the event is stored.
      const fields = { kind: stanza.name, stanza: stanza.attributes['id'], reason: String(error) };
      deps.logger.warn(fields, 'what follows an event was not done');
    }
  };

  return {
    receive(stanza, late = false) {
      void handle(stanza, late ? LATE : IN_TIME).finally(unhandled.add(stanza));
    },
    idle: unhandled.idle,
  };
}

/** Without a turn of the event loop where no handler has anything to wait for. */
function run(
  handlers: readonly InboundHandler[],
  stanza: XmlElement,
  arrival: Arrival,
): Inbound | Promise<Inbound> {
  for (const [index, { handle }] of handlers.entries()) {
    const outcome = handle(stanza, arrival);
    if (outcome === 'claimed') return outcome;
    if (outcome instanceof Promise) {
      const rest = () => run(handlers.slice(index + 1), stanza, arrival);
      return outcome.then((is) => (is === 'claimed' ? is : rest()));
    }
  }
  return 'passed';
}

type Outcome = Inbound | Promise<Inbound>;

/**
 * The event log keeps the order in which it is given events. Where something before it has to wait for the store, the later
 * stanzas of the conversation wait as well, once they have come as far. IQs are no part of it: they are recorded before.
 */
function createTurns(): (stanza: XmlElement, outcome: Outcome) => Outcome {
  const last = new Map<string, Promise<unknown>>();
  return (stanza, outcome) => {
    const isLate = outcome instanceof Promise;
    if ((!isLate && last.size === 0) || stanza.name === 'iq') return outcome;
    const { to = '', from = '' } = stanza.attributes;
    const conversation = `${bare(to)} ${bare(from)}`;
    const ahead = last.get(conversation);
    if (!isLate && ahead === undefined) return outcome;
    const turn = Promise.all([outcome, ahead]).then(([is]) => is);
    const over = turn.catch(() => undefined);
    last.set(conversation, over);
    void over.then(() => {
      if (last.get(conversation) === over) last.delete(conversation);
    });
    return turn;
  };
}

/** What could not be stored is not dropped in silence: its sender learns that it may try again. */
async function refuse(
  deps: InboundDeps,
  stanza: XmlElement,
  { late }: Arrival,
  reason: unknown,
): Promise<void> {
  const fields = { kind: stanza.name, stanza: stanza.attributes['id'], reason: String(reason) };
  deps.logger.error(fields, 'an incoming stanza was not stored');
  if (late) return;
  const reply = errorReply(stanza, { condition: 'resource-constraint', type: 'wait' });
  if (reply !== undefined) await deps.sendDirect(reply).catch(() => undefined);
}
