/** The composition root: everything is made here, in the order of this list, and stopped in reverse. */
import type { Logger as PinoLogger } from 'pino';
import type { Settings } from '../config/settings.ts';
import type { Feature } from '../core/feature.ts';
import { EXTENSIONS } from '../extensions/table.ts';
import type { Runtime } from '../features/runtime.ts';
import { createInboundChain } from '../inbound/chain.ts';
import { createDiscovery, type Discovery } from '../inbound/discovery.ts';
import { OWN_DISCO, ownReply } from '../inbound/own-replies.ts';
import { holdLink, type LinkHolder } from '../link/holder.ts';
import { linkCollectors } from '../link/open.ts';
import { culpritOf } from '../link/failure.ts';
import type { LinkListener } from '../link/link.ts';
import { openProcessCollectors } from '../observe/process-metrics.ts';
import { reconcilerCollectors } from '../reconciler/metrics.ts';
import { storeCollectors } from '../store/metrics.ts';
import { createFeatures } from './features.ts';
import { startHttp, type HttpAddresses } from './http.ts';
import { logSettings, logStored } from './log-start.ts';
import { createRuntime } from './runtime.ts';
import { createStopList } from './stop-list.ts';

export interface App extends HttpAddresses {
  /** Drains and stops everything. */
  stop(): Promise<void>;
}

const CAPS_NODE = 'https://stanza-bridge.org';

export async function startApp(settings: Settings, logger: PinoLogger): Promise<App> {
  const stops = createStopList(logger);
  const stopping = new AbortController();
  const runtime = await createRuntime(settings, logger, { stops, stopping: stopping.signal });
  const { link, store } = runtime;
  logSettings(runtime);

  const features = createFeatures(runtime);
  for (const { name, start, stop } of features.list as readonly Feature[]) {
    stops.add(name, () => stop?.());
    await start?.();
  }
  const handlers = (features.list as readonly Feature[]).flatMap(({ inbound = [] }) => inbound);
  const inbound = createInboundChain({ ...runtime, handlers });
  stops.add('inbound', inbound.idle);

  const discovery = discoveryOf(runtime, features.list);
  runtime.presenceExtras.add((from) => discovery.caps(from));

  const { startWorker, depth, layout } = features.messages;
  // Before the first attempt to connect: nothing that arrives may find nobody.
  link.attach({
    ...listenerOf(runtime, { list: features.list, discovery }, () => holder),
    ...features.iq.answers,
    stanza: inbound.receive,
  });
  const holder: LinkHolder = holdLink({
    ...runtime,
    mode: settings.linkMode,
    duty: layout,
    startWorker,
    waiting: depth.count,
    allStored: inbound.idle,
  });
  stops.add('link', holder.handOver);
  // Before the link is handed over: nothing is asked over it any more.
  stops.add('reconciler', () => runtime.reconciler.stop());

  const process = openProcessCollectors();
  stops.add('process metrics', process.close);
  const collectors = [
    ...(features.list as readonly Feature[]).flatMap(({ metrics = [] }) => metrics),
    ...linkCollectors(link, holder),
    ...storeCollectors(store),
    ...reconcilerCollectors(runtime.reconciler),
    ...process.collectors,
  ];
  const http = await startHttp(runtime, features, collectors);
  stops.add('http', http.close);
  void logStored(runtime);
  return {
    ...http.addresses,
    stop: async () => {
      stopping.abort();
      await stops.stopAll();
      await http.closeManagement();
      features.status.close();
    },
  };
}

function discoveryOf(runtime: Runtime, list: readonly Feature[]): Discovery {
  return createDiscovery({
    ...runtime,
    name: runtime.software,
    capsNode: CAPS_NODE,
    declared: [
      OWN_DISCO,
      ...EXTENSIONS.map(({ disco = [] }) => ({ features: disco })),
      ...list.flatMap(({ disco }) => disco ?? []),
    ],
  });
}

function listenerOf(
  runtime: Runtime,
  { list, discovery }: { readonly list: readonly Feature[]; readonly discovery: Discovery },
  holder: () => LinkHolder,
): Omit<LinkListener, 'stanza' | 'isAwaited' | 'answerTooLarge'> {
  const facts = { ...runtime, name: runtime.software, discovery };
  return {
    ownReply: (iq) => ownReply(iq, facts),
    mayWrite: () => holder().mayWrite(),
    mayReconnect: () => holder().holdsLink(),
    up() {
      void runtime.registry.post();
      runtime.reconciler.linkUp();
      const epoch = holder().epoch();
      for (const { onLinkUp } of list) onLinkUp?.({ epoch });
    },
    down(reason, loss) {
      void runtime.registry.post();
      void runtime.reconciler.linkDown();
      // A link that is handed over is not lost: what was asked over it is answered over the next.
      if (runtime.stopping.aborted) return;
      const epoch = holder().epoch();
      const culprit = culpritOf(loss);
      for (const { onLinkDown } of list) onLinkDown?.({ epoch, reason, culprit });
    },
  };
}
