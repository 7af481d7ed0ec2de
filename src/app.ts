/** The composition root: everything is made here, in the order of this list, and stopped in reverse. */
import type { Logger } from 'pino';
import { createContract } from './api/contract.ts';
import { readContract } from './api/document.ts';
import { openAccess } from './app/access.ts';
import { layFoundation, type Foundation } from './app/foundation.ts';
import { startHttp, type HttpAddresses } from './app/http.ts';
import { beginHearing } from './app/listening.ts';
import { watchReadiness } from './app/readiness.ts';
import { readingsOf } from './app/readings.ts';
import { reportStatus } from './app/status.ts';
import { createStopList } from './app/stop-list.ts';
import { openTraces } from './app/open-traces.ts';
import { createTelemetry } from './app/telemetry.ts';
import { openWire, type Wire } from './app/wire.ts';
import { openWork, type Work } from './app/work.ts';
import type { Settings } from './config/settings.ts';
import { createEvents } from './events/events.ts';
import { readProcess } from './observe/process-readings.ts';
import { openStore } from './store/open.ts';

export interface App extends HttpAddresses {
  /** Drains and stops everything. */
  stop(): Promise<void>;
}

export async function startApp(settings: Settings, log: Logger): Promise<App> {
  const stops = createStopList(log);
  let stopping = false;
  const isStopping = () => stopping;
  const contract = createContract(readContract());

  const { redisUrl, xmppDomain: domain } = settings;
  const telemetry = createTelemetry();
  const traces = await openTraces(settings);
  stops.add('traces', () => traces?.close());
  const measure = telemetry.store;
  const store = await openStore({ redisUrl, domain, now: Date.now, log, measure });
  stops.add('store', () => store.close());
  const base = layFoundation(settings, log, { store, telemetry, traces });

  const access = await openAccess(base, stops);
  const wire = openWire(base, stops);
  const work = openWork(base, { access, wire, contract, stops });
  const holder = beginHearing(base, { wire, work, stops, isStopping });
  const process = readProcess();
  stops.add('process readings', process.close);
  const readings = readingsOf(base, { wire, work, holder, process });
  const { board, link } = wire;
  const readiness = watchReadiness({
    ...base,
    board,
    link: () => link.state(),
    stopping: isStopping,
  });
  const http = await startHttp(base, {
    ...ports(base, wire, work),
    contract,
    measures: telemetry.http,
    traces,
    expose: () => telemetry.metrics.expose(readings),
    keys: access.keys,
    countRequests: access.limits.requests,
    authenticate: access.admit,
    onKeyEnd: (listener) => {
      access.directory.onEnd(listener);
    },
    readiness: readiness.checks,
  });
  stops.add('http', http.close);
  stops.add('held refusals', access.release);

  return {
    ...http.addresses,
    stop: async () => {
      stopping = true;
      await stops.stopAll();
      await http.closeManagement();
      readiness.close();
    },
  };
}

/** What the HTTP edge needs of the work. */
function ports(base: Foundation, wire: Wire, work: Work) {
  const { settings, monotonic } = base;
  const { iq, outgoing, iqReaders, streams, webhooks, depth } = work;
  const componentDomain = settings.xmppDomain;
  const status = {
    ...base,
    componentDomain,
    link: () => wire.link.state(),
    asks: iq.asks,
    outbox: depth,
  };
  return {
    outgoing,
    asking: { ...iq.asking, answer: iq.answer },
    events: createEvents({
      tail: wire.tail,
      ...base.home,
      monotonic,
      reading: iqReaders.reading,
    }),
    ...streams,
    ...webhooks,
    status: { report: () => reportStatus(status) },
  };
}
