/** The way of an incoming stanza: handlers in order, until one claims it. */
import type { XmlElement } from '../core/element.ts';
import { IN_TIME, LATE } from '../core/feature.ts';
import type { Arrival, InboundHandler, InboundStage } from '../core/feature.ts';
import type { Logger } from '../observe/logger.ts';
import { errorReply } from '../stanza/stanza-error.ts';

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

/** Stanzas that arrived and are not yet handled: above it the socket is not read. */
const MAX_UNHANDLED = 1_000;

export interface InboundChain {
  /** `late`: it was read after this replica had lost the right to send. */
  readonly receive: (stanza: XmlElement, late?: boolean) => void;
  /** Resolves when everything that arrived is handled. */
  readonly idle: () => Promise<void>;
}

export function createInboundChain(deps: InboundDeps): InboundChain {
  const handlers = ORDER.flatMap((stage) => deps.handlers.filter((it) => it.stage === stage));
  let unhandled = 0;
  let onIdle: (() => void)[] = [];
  return {
    receive(stanza, late = false) {
      const arrival = late ? LATE : IN_TIME;
      unhandled += 1;
      if (unhandled === MAX_UNHANDLED) deps.link.pause();
      run(handlers, stanza, arrival)
        .catch((error: unknown) => refuse(deps, stanza, arrival, error))
        .finally(() => {
          unhandled -= 1;
          if (unhandled === MAX_UNHANDLED / 2) deps.link.resume();
          if (unhandled === 0) for (const resolve of onIdle.splice(0)) resolve();
        });
    },
    idle: () =>
      unhandled === 0
        ? Promise.resolve()
        : new Promise((resolve) => (onIdle = [...onIdle, resolve])),
  };
}

async function run(
  handlers: readonly InboundHandler[],
  stanza: XmlElement,
  arrival: Arrival,
): Promise<void> {
  for (const { handle } of handlers) {
    const outcome = handle(stanza, arrival);
    // Without a turn of the event loop where a handler has nothing to wait for.
    if ((outcome instanceof Promise ? await outcome : outcome) === 'claimed') return;
  }
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
