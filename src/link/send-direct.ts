import { BridgeError } from '../core/errors.ts';
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
    const fields = { kind: stanza.name, stanza: stanza.attributes['id'] };
    for (;;) {
      const sent = await relay.send(xml).catch(isTooLarge);
      if (sent === true) return;
      if (sent === 'too-large') {
        logger.warn(fields, 'an answer of the bridge itself is too large for the XMPP server');
        return;
      }
      if (monotonic() > deadline) {
        logger.warn(fields, 'an answer of the bridge itself found no link');
        return;
      }
      await sleep(RETRY_MS);
    }
  };
}

function isTooLarge(error: unknown): 'too-large' | false {
  return error instanceof BridgeError && error.code === 'payload-too-large' && 'too-large';
}
