import type { Sources } from '../observe/metrics.ts';
import type { ProcessReadings } from '../observe/process-readings.ts';
import type { Foundation } from './foundation.ts';
import type { LinkHolder } from './link-holder.ts';
import type { Wire } from './wire.ts';
import type { Work } from './work.ts';

export interface ReadingParts {
  readonly wire: Wire;
  readonly work: Work;
  readonly holder: LinkHolder;
  readonly process: ProcessReadings;
}

/** Where each counter and gauge is read. None asks the store: what is shown is known here. */
export function readingsOf(base: Foundation, parts: ReadingParts): Sources {
  const { version, replica, telemetry, store } = base;
  const { problems, events, messages, overBound, duplicates } = telemetry.tallies;
  return {
    info: () => [{ labels: { version, replica }, value: 1 }],
    problems: () => problems.counts().map(([code, value]) => ({ labels: { code }, value })),
    events: () => events.counts().map(([type, value]) => ({ labels: { type }, value })),
    messages: () => messages.counts().map(([status, value]) => ({ labels: { status }, value })),
    overBound: () =>
      overBound.counts().map(([what, value]) => {
        const [kind = '', bound = ''] = what.split(' ');
        return { labels: { kind, bound }, value };
      }),
    duplicates: () => duplicates.counts()[0]?.[1] ?? 0,
    streams: () => parts.work.streams.streams.size(),
    storeWarnings: () => store.warnings().map(({ code }) => ({ labels: { code }, value: 1 })),
    ...linkReadings(parts),
    ...outboxReadings(base, parts),
    ...webhookReadings(base, parts),
    ...processReadings(parts.process),
  };
}

const STATES = ['offline', 'connecting', 'online', 'draining'] as const;
const BARRIERS = ['self', 'server', 'none', 'unproven'] as const;
const FAULTS = ['oversize', 'reply-not-sent', 'listener-failed'] as const;

function linkReadings({ wire: { link }, holder }: ReadingParts) {
  const received = () => Object.entries(link.counts()).filter(([what]) => !isFault(what));
  return {
    linkState: () =>
      STATES.map((state) => ({ labels: { state }, value: link.state().state === state ? 1 : 0 })),
    linkHeld: () => (holder.holdsLink() ? 1 : 0),
    linkEpoch: holder.epoch,
    linkAttempts: () => link.totals().attempts,
    linkLosses: () => link.totals().losses,
    barrierKind: () =>
      BARRIERS.map((kind) => ({ labels: { kind }, value: link.state().barrier === kind ? 1 : 0 })),
    stanzasSent: () => link.totals().sent,
    stanzasReceived: () => received().map(([route, value]) => ({ labels: { route }, value })),
    linkFaults: () =>
      FAULTS.map((fault) => ({ labels: { fault }, value: link.counts()[fault] ?? 0 })),
  };
}

function isFault(what: string): boolean {
  return FAULTS.some((fault) => fault === what);
}

function outboxReadings({ now }: Foundation, { work: { depth, iq }, holder }: ReadingParts) {
  return {
    outboxDepth: depth.last,
    outboxAge: () => secondsSince(depth.oldestAt(), now()),
    outboxInFlight: holder.inFlight,
    pendingIqs: () => iq.asks.waiting(),
    refusedAnswers: () => {
      const { wrongSender, unknown } = iq.asks.counts();
      return [
        { labels: { reason: 'wrong-sender' }, value: wrongSender },
        { labels: { reason: 'unknown' }, value: unknown },
      ];
    },
  };
}

const WEBHOOK_STATES = ['enabled', 'paused', 'disabled'] as const;

function webhookReadings({ now, telemetry }: Foundation, { work }: ReadingParts) {
  const { registry, dispatcher } = work;
  const having = (wanted: string) =>
    [...registry.known().values()].filter(({ state }) => state === wanted).length;
  return {
    webhooks: () => WEBHOOK_STATES.map((state) => ({ labels: { state }, value: having(state) })),
    webhooksFailing: () => dispatcher.undelivered().filter(({ isFailing }) => isFailing).length,
    webhookBacklog: () => dispatcher.undelivered().reduce((sum, { events }) => sum + events, 0),
    webhookLag: () => {
      const times = dispatcher.undelivered().flatMap(({ oldestAt }) => oldestAt ?? []);
      const oldest = times.sort()[0];
      return secondsSince(oldest === undefined ? undefined : Date.parse(oldest), now());
    },
    withheldReplies: () =>
      telemetry.tallies.withheld.counts().map(([reason, value]) => ({ labels: { reason }, value })),
    deadLetters: () => telemetry.tallies.deadLetters.counts()[0]?.[1] ?? 0,
  };
}

function processReadings(process: ProcessReadings) {
  let max = 0;
  return {
    // Read together, as reading begins the next span.
    loopLagP99: () => {
      const lag = process.loopLag();
      max = lag.max;
      return lag.p99;
    },
    loopLagMax: () => max,
    cpu: process.cpuSeconds,
    residentMemory: process.residentBytes,
    heap: process.heapBytes,
    startTime: () => process.startedAtSeconds,
  };
}

function secondsSince(at: number | undefined, now: number): number {
  return at === undefined ? 0 : Math.max(0, now - at) / 1_000;
}
