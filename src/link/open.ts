import { setTimeout as sleep } from 'node:timers/promises';
import type { Collector } from '../core/metric.ts';
import { collectors } from '../core/metric.ts';
import type { Logger } from '../observe/logger.ts';
import type { Metrics } from '../observe/metrics.ts';
import { BOUNDS } from '../stanza/bounds.ts';
import type { GateRules } from '../stanza/gate/gate.ts';
import type { Store } from '../store/store.ts';
import { systemClock } from './clock.ts';
import { STANZA_KINDS } from './component/refusal.ts';
import { componentDriver } from './component/session.ts';
import type { LinkHolder } from './holder.ts';
import { LINK_METRICS } from './metrics.ts';
import { openLinkRegistry, type LinkRegistry } from './registry.ts';
import { openRelay, type Relay } from './relay.ts';
import { createSendDirect, type SendDirect } from './send-direct.ts';
import type { LinkSettings } from './settings.ts';
import { LinkSupervisor } from './supervisor/supervisor.ts';

export interface OpenLinkDeps {
  readonly settings: LinkSettings;
  /** The name of the software. */
  readonly software: string;
  readonly store: Store;
  readonly replica: string;
  readonly gate: GateRules;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** Hard to guess, and the same characters in any case. */
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic: () => number;
}

/** The link of this replica, and what the links of other replicas can do for it. */
export interface Transports {
  readonly link: LinkSupervisor;
  readonly registry: LinkRegistry;
  readonly relay: Relay;
  readonly sendDirect: SendDirect;
  close(): void;
}

export function openLink(deps: OpenLinkDeps): Transports {
  const { settings, store, metrics, logger } = deps;
  const observe = metrics.histogram(LINK_METRICS.barrier);
  const driver = componentDriver({
    settings,
    name: deps.software,
    clock: systemClock,
    logger,
    newId: deps.newId,
    barrierTook: (ms) => {
      observe({}, ms / 1_000);
    },
    strayBarrier: (id) => {
      // A signal that is lost costs time: the barrier is sent again.
      store.publish(BARRIERS, id).catch(() => undefined);
    },
  });
  const link = new LinkSupervisor({
    driver,
    clock: systemClock,
    logger,
    random: Math.random,
    timings: settings.timings,
    maxUnsent: settings.bounds.mostUnsent,
  });
  // A server that spreads stanzas over several links may return a barrier over another one than it left by.
  const barriers = store.subscribe(BARRIERS, (id) => {
    link.barrierReturned(id);
  });
  const registry = openLinkRegistry({ ...deps, link });
  const relay = openRelay({ ...deps, link, registry });
  return {
    link,
    registry,
    relay,
    sendDirect: createSendDirect({ ...deps, relay, sleep }),
    close() {
      barriers.end();
      relay.close();
      registry.close();
    },
  };
}

const BARRIERS = 'barrier';

const STATES = ['offline', 'connecting', 'online', 'draining'] as const;
const BARRIER_KINDS = ['self', 'server', 'none', 'unproven'] as const;
/** Shown from the start, so that a first one is seen as a rise. */
const OVER_BOUNDS = STANZA_KINDS.flatMap((kind) => BOUNDS.map((bound) => ({ kind, bound })));
const FAULTS: readonly string[] = ['oversize', 'reply-not-sent', 'listener-failed'];

export function linkCollectors(link: LinkSupervisor, holder: LinkHolder): readonly Collector[] {
  const received = () =>
    Object.entries(link.tallies.counts()).filter(([what]) => !FAULTS.includes(what));
  return collectors(LINK_METRICS, {
    linkState: () =>
      STATES.map((state) => ({ labels: { state }, value: link.state().state === state ? 1 : 0 })),
    linkHeld: () => (holder.holdsLink() ? 1 : 0),
    linkEpoch: holder.epoch,
    linkAttempts: () => link.tallies.totals().attempts,
    linkLosses: () => link.tallies.totals().losses,
    barrierKind: () =>
      BARRIER_KINDS.map((kind) => ({
        labels: { kind },
        value: link.state().barrier === kind ? 1 : 0,
      })),
    dropsIqs: () => (link.state().dropsIqs ? 1 : 0),
    window: () => link.window(),
    sizeLimit: () => link.sizeLimit()?.bytes ?? 0,
    stanzasSent: () => link.tallies.totals().sent,
    stanzasReceived: () => received().map(([route, value]) => ({ labels: { route }, value })),
    overBound: () =>
      OVER_BOUNDS.map(({ kind, bound }) => ({
        labels: { kind, bound },
        value: link.tallies.overBounds()[`${kind} ${bound}`] ?? 0,
      })),
    linkFaults: () =>
      FAULTS.map((fault) => ({ labels: { fault }, value: link.tallies.counts()[fault] ?? 0 })),
  });
}
