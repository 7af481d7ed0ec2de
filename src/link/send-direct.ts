import type { Logger } from '../observe/logger.ts';
import type { XmlElement } from '../core/element.ts';
import { passGate, type GateRules } from '../stanza/gate/gate.ts';
import type { Relay } from './relay.ts';

export interface SendDirectDeps {
  readonly relay: Pick<Relay, 'send'>;
  readonly gate: GateRules;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
  readonly logger: Logger;
}

const RETRY_MS = 100;
/** As long as another replica takes to have the link. */
const GIVE_UP_MS = 5_000;

/** Sends a stanza that the bridge itself made. */
export type SendDirect = (stanza: XmlElement) => Promise<void>;

/**
 * Sends receipts and answers as soon as some replica has a link: what arrived while a link was handed over is answered
 * over the next one. Not stored: it is given up after a while.
 */
export function createSendDirect(deps: SendDirectDeps): SendDirect {
  const { relay, monotonic, sleep, logger } = deps;
  return async (stanza) => {
    const xml = passGate(stanza, deps.gate);
    const deadline = monotonic() + GIVE_UP_MS;
    while (!(await relay.send(xml).catch(() => false))) {
      if (monotonic() > deadline) {
        const fields = { kind: stanza.name, stanza: stanza.attributes['id'] };
        logger.warn(fields, 'an answer of the bridge itself found no link');
        return;
      }
      await sleep(RETRY_MS);
    }
  };
}
