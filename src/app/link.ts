import type { Settings } from '../config/settings.ts';
import type { XmlElement } from '../stanza/element.ts';
import { systemClock } from '../xmpp/clock.ts';
import { DEFAULT_BOUNDS, DEFAULT_TIMINGS, type LinkTimings } from '../xmpp/settings.ts';
import { LinkSupervisor } from '../xmpp/supervisor.ts';
import type { Foundation } from './foundation.ts';
import type { Excess } from '../stanza/bounds.ts';
import { incomingBounds } from './bounds.ts';
import { randomTexts } from './random.ts';

/** What is done with what the link tells; the parts that do it are made after the link. */
export interface LinkEars {
  hear: (stanza: XmlElement) => void;
  /** Whether an iq result or error answers what some replica asked. */
  isAwaited: (answer: XmlElement) => boolean;
  answerTooLarge: (answer: XmlElement, excess: Excess) => void;
  up: () => void;
  down: (reason: string) => void;
  /** A barrier of another replica came back here. */
  strayBarrier: (id: string) => void;
  /** Whether a conflict is somebody else's fault. */
  mayReconnect: () => boolean;
}

const FEATURES = [
  'urn:xmpp:receipts',
  'http://jabber.org/protocol/chatstates',
  'urn:xmpp:chat-markers:0',
  'urn:xmpp:message-correct:0',
];

export function createLink(base: Foundation, ears: LinkEars): LinkSupervisor {
  const { settings, log, startedAt, version, telemetry } = base;
  return new LinkSupervisor({
    settings: {
      service: settings.xmppService,
      domain: settings.xmppDomain,
      // Each attempt asks anew: the secret may come from a file that has changed.
      get secret() {
        return settings.xmppSecret;
      },
      serverHost: settings.xmppServerHost,
      timings: timingsOf(settings.linkMode),
      bounds: {
        ...DEFAULT_BOUNDS,
        ...incomingBounds(settings),
      },
    },
    clock: systemClock,
    log,
    newId: randomTexts('hex'),
    random: Math.random,
    barrierTook: telemetry.barrierTook,
    overBound: telemetry.overBound,
    isAwaited: (answer) => ears.isAwaited(answer),
    selfFacts: () => ({
      domain: settings.xmppDomain,
      name: 'Stanza Bridge',
      version,
      features: FEATURES,
      now: Date.now(),
      startedAt,
    }),
    mayReconnect: () => ears.mayReconnect(),
    strayBarrier: (id) => {
      ears.strayBarrier(id);
    },
    listener: {
      stanza: (stanza) => {
        ears.hear(stanza);
      },
      answerTooLarge: (answer, excess) => {
        ears.answerTooLarge(answer, excess);
      },
      up: () => {
        ears.up();
      },
      down: (reason) => {
        ears.down(reason);
      },
    },
  });
}

const REPEAT_MS = 1_000;

/** A barrier may come back over the link of another replica, and be lost with it. */
function timingsOf(mode: Settings['linkMode']): LinkTimings {
  return mode === 'leader' ? DEFAULT_TIMINGS : { ...DEFAULT_TIMINGS, barrierRepeat: REPEAT_MS };
}
