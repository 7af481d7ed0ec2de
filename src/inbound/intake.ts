import type { Log } from '../observe/log.ts';
import type { XmlElement } from '../stanza/element.ts';
import { errorReply } from '../stanza/stanza-error.ts';
import { passAlong, type InboundHandler } from './handler.ts';

export interface IntakeDeps {
  readonly handlers: readonly InboundHandler[];
  readonly link: { pause(): void; resume(): void };
  /** Sends a stanza of the bridge's own making. */
  readonly say: (stanza: XmlElement) => Promise<void>;
  readonly logger: Log;
}

export interface Intake {
  readonly take: (stanza: XmlElement) => void;
  /** Resolves when everything that came in is stored. */
  idle(): Promise<void>;
}

/** Stanzas that came in and are not yet stored: above it the socket is not read. */
const MAX_UNSTORED = 1_000;

export function createIntake(deps: IntakeDeps): Intake {
  let unstored = 0;
  let onIdle: (() => void)[] = [];
  return {
    take(stanza) {
      unstored += 1;
      if (unstored === MAX_UNSTORED) deps.link.pause();
      passAlong(deps.handlers, stanza)
        .catch((error: unknown) => refuse(deps, stanza, error))
        .finally(() => {
          unstored -= 1;
          if (unstored === MAX_UNSTORED / 2) deps.link.resume();
          if (unstored === 0) for (const resolve of onIdle.splice(0)) resolve();
        });
    },
    idle: () =>
      unstored === 0
        ? Promise.resolve()
        : new Promise((resolve) => (onIdle = [...onIdle, resolve])),
  };
}

/** What could not be stored is not dropped in silence: its sender learns that it may try again. */
async function refuse(deps: IntakeDeps, stanza: XmlElement, reason: unknown): Promise<void> {
  const fields = { kind: stanza.name, stanza: stanza.attributes['id'], reason: String(reason) };
  deps.logger.error(fields, 'a stanza was not taken in');
  const reply = errorReply(stanza, { condition: 'resource-constraint', type: 'wait' });
  if (reply !== undefined) await deps.say(reply).catch(() => undefined);
}
