/** The real link of the bridge without the rest of it: what it hears, what it logs, and what it says went wrong. */
import { randomBytes } from 'node:crypto';
import type { Excess } from '../../src/stanza/bounds.ts';
import type { XmlElement } from '../../src/core/element.ts';
import { systemClock } from '../../src/link/clock.ts';
import { DEFAULT_BOUNDS, DEFAULT_TIMINGS } from '../../src/link/settings.ts';
import type { LinkBounds, LinkSettings, LinkTimings } from '../../src/link/settings.ts';
import { createDiscovery } from '../../src/inbound/discovery.ts';
import { OWN_DISCO, ownReply, type OwnFacts } from '../../src/inbound/own-replies.ts';
import { componentDriver } from '../../src/link/component/session.ts';
import type { LinkDriver } from '../../src/link/driver.ts';
import { LinkSupervisor } from '../../src/link/supervisor/supervisor.ts';
import { ArrivalList } from './inbox.ts';
import { until } from './until.ts';

/** A tenth of the real ones where waiting for them is all that a test would do. */
export const SHORT_TIMINGS: LinkTimings = {
  ...DEFAULT_TIMINGS,
  attempt: 1_000,
  idle: 900,
  answer: 500,
  tick: 50,
  barrier: 500,
  barrierRetry: 3_000,
  closing: 200,
};

export interface LinkOptions {
  service: string;
  /** With `xmpps:`. */
  tls?: LinkSettings['tls'];
  domain?: string;
  secret?: string;
  serverHost?: string;
  timings?: Partial<LinkTimings>;
  bounds?: Partial<LinkBounds>;
  mayReconnect?: () => boolean;
  strayBarrier?: (id: string) => void;
  /** Called for each stanza before it is recorded. */
  onStanza?: (stanza: XmlElement) => void;
  isAwaited?: (answer: XmlElement) => boolean;
}

export interface LogLine {
  level: 'debug' | 'info' | 'warn' | 'error';
  fields: object;
  message: string;
}

export interface TooLarge {
  readonly answer: XmlElement;
  readonly excess: Excess;
}

export interface SupervisedLink {
  readonly link: LinkSupervisor;
  readonly stanzas: ArrivalList<XmlElement>;
  readonly tooLarge: ArrivalList<TooLarge>;
  /** Kind and bound of each stanza that was refused. */
  readonly overBounds: readonly string[];
  /** `up`, or the reason of a `down`. */
  readonly changes: string[];
  readonly lines: LogLine[];
  readonly online: () => Promise<void>;
  /** Waits for a `lastError` that fits. */
  readonly failsWith: (pattern: RegExp) => Promise<void>;
  readonly stop: () => void;
}

const OWN_FACTS: OwnFacts = {
  name: 'Stanza Bridge',
  version: '0.0.0',
  discovery: createDiscovery({
    domain: 'bridge.example.org',
    name: 'Stanza Bridge',
    capsNode: 'https://bridge.example.org',
    declared: [OWN_DISCO],
  }),
  startedAt: Date.now(),
  now: Date.now,
};

export function superviseLink(options: LinkOptions): SupervisedLink {
  const stanzas = new ArrivalList<XmlElement>('the link');
  const tooLarge = new ArrivalList<TooLarge>('the link');
  const overBounds: string[] = [];
  const changes: string[] = [];
  const lines: LogLine[] = [];
  const line = (level: LogLine['level']) => (fields: object, message: string) =>
    void lines.push({ level, fields, message });
  const settings = settingsOf(options);
  const logger = {
    debug: line('debug'),
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
  };
  const component = componentDriver({
    settings,
    name: 'Stanza Bridge',
    clock: systemClock,
    newId: () => randomBytes(16).toString('hex'),
    strayBarrier: (id) => options.strayBarrier?.(id),
    logger,
  });
  const driver: LinkDriver = {
    open: (listener, barrierExpected) =>
      component.open(
        { ...listener, overBound: (kind, bound) => overBounds.push(`${kind} ${bound}`) },
        barrierExpected,
      ),
  };
  const link = new LinkSupervisor({
    driver,
    clock: systemClock,
    random: () => 0.5,
    timings: settings.timings,
    maxUnsent: settings.bounds.mostUnsent,
    logger,
  });
  link.attach({
    mayReconnect: options.mayReconnect ?? (() => true),
    mayWrite: () => true,
    isAwaited: options.isAwaited ?? (() => false),
    answerTooLarge(answer, excess) {
      tooLarge.add({ answer, excess });
    },
    ownReply: (iq) => ownReply(iq, OWN_FACTS),
    stanza(stanza) {
      options.onStanza?.(stanza);
      stanzas.add(stanza);
    },
    up: () => void changes.push('up'),
    down: (reason) => void changes.push(reason),
  });
  const state = () => JSON.stringify(link.state());
  link.start();
  return {
    link,
    stanzas,
    tooLarge,
    overBounds,
    changes,
    lines,
    online: async () => {
      await until(() => link.state().state === 'online', { interval: 5, message: state });
    },
    failsWith: async (pattern) => {
      await until(() => pattern.test(link.state().lastError ?? ''), {
        interval: 5,
        message: state,
      });
    },
    stop: () => link.stop(),
  };
}

function settingsOf(options: LinkOptions): LinkSettings {
  return {
    service: options.service,
    tls: options.tls,
    domain: options.domain ?? 'bridge.example.org',
    secret: options.secret ?? 's3cret',
    serverHost: options.serverHost ?? 'example.org',
    timings: { ...DEFAULT_TIMINGS, ...options.timings },
    bounds: { ...DEFAULT_BOUNDS, ...options.bounds },
  };
}
