/** A connection of the doctor itself: what it sends over it, and what comes back. */
import { randomBytes } from 'node:crypto';
import type { Settings } from '../../../config/settings.ts';
import type { XmlElement } from '../../../core/element.ts';
import { systemClock } from '../../../link/clock.ts';
import { componentDriver } from '../../../link/component/session.ts';
import type { LinkSession, SessionListener } from '../../../link/driver.ts';
import type { LinkFailure } from '../../../link/failure.ts';
import { DEFAULT_BOUNDS, DEFAULT_TIMINGS } from '../../../link/settings.ts';
import { tlsOf } from '../../../link/tls/files.ts';
import type { Logger } from '../../../observe/logger.ts';
import { passGate } from '../../../stanza/gate/gate.ts';

/** Every server takes stanzas of this size, in bytes (RFC 6120 §13.12). */
export const ALWAYS_TAKEN = 10_000;
/** How long an answer is waited for, ms. */
const PATIENCE_MS = 5_000;

export interface Connection {
  readonly session: LinkSession;
  /** Why it ended, once it has. */
  readonly failure: LinkFailure | undefined;
  send(stanza: XmlElement): void;
  /** The next stanza that is wanted; undefined when none came in time, or the connection ended. */
  hears(wants: (stanza: XmlElement) => boolean, ms?: number): Promise<XmlElement | undefined>;
}

/** The connection, or the failure to connect. */
export type Connected = Connection | LinkFailure;

/** Hard to guess, and the same characters in any case. */
export const newId = () => randomBytes(16).toString('hex');

/** The connection once it is accepted, or why it is not. */
export function connect(
  settings: Settings,
  logger: Logger,
  readFile: (path: string) => string,
): Promise<Connected> {
  return new Promise((resolve) => {
    const waiting = new Set<Waiting>();
    let failure: LinkFailure | undefined;
    const session = driverOf(settings, logger, readFile).open(
      {
        ...NO_LISTENER,
        online: () => resolve(connection),
        stanza: (stanza) => give(stanza, waiting),
        ended: (why) => {
          failure = why;
          for (const { done } of waiting) done(undefined);
          resolve(why);
        },
      },
      { barrierExpected: false, careful: false },
    );
    const connection: Connection = {
      session,
      get failure() {
        return failure;
      },
      send: (stanza) => session.send([asText(stanza, settings)], 'direct'),
      hears: (wants, ms = PATIENCE_MS) =>
        failure === undefined ? next(wants, ms, waiting) : Promise.resolve(undefined),
    };
  });
}

/** What the doctor sends is small, but for the largest that callers may send. */
const BOUNDS = { maxDepth: 8, maxElements: 64 };

export function asText(stanza: XmlElement, { maxStanzaOut, xmppDomain: domain }: Settings): string {
  return passGate(stanza, { ...BOUNDS, maxBytes: Math.max(maxStanzaOut, ALWAYS_TAKEN), domain });
}

interface Waiting {
  readonly wants: (stanza: XmlElement) => boolean;
  readonly done: (stanza: XmlElement | undefined) => void;
}

function next(wants: Waiting['wants'], ms: number, waiting: Set<Waiting>) {
  return new Promise<XmlElement | undefined>((resolve) => {
    const one: Waiting = {
      wants,
      done: (stanza) => {
        clearTimeout(timer);
        waiting.delete(one);
        resolve(stanza);
      },
    };
    const timer = setTimeout(() => one.done(undefined), ms);
    waiting.add(one);
  });
}

function give(stanza: XmlElement, waiting: ReadonlySet<Waiting>): void {
  for (const { wants, done } of waiting) if (wants(stanza)) done(stanza);
}

function driverOf(settings: Settings, logger: Logger, readFile: (path: string) => string) {
  const { xmppService: service, xmppDomain: domain, xmppSecret: secret } = settings;
  return componentDriver({
    name: 'stanza-bridge doctor',
    settings: {
      ...{ service, domain, secret, serverHost: settings.xmppServerHost },
      ...{ tls: tlsOf(settings, readFile), timings: TIMINGS, bounds: DEFAULT_BOUNDS },
    },
    clock: systemClock,
    logger,
    newId,
  });
}

/** A barrier may go to the second connection of the doctor, and be lost with it. */
const TIMINGS = { ...DEFAULT_TIMINGS, barrierRepeat: 500 };

const NO_LISTENER: Omit<SessionListener, 'online' | 'stanza' | 'ended'> = {
  mayWrite: () => true,
  ownReply: () => undefined,
  isAwaited: () => false,
  answerTooLarge: () => undefined,
  overBound: () => undefined,
  count: () => undefined,
};
