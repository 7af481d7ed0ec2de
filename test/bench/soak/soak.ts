/** `npm run bench -- --soak`: mixed work for long, and whether anything grows meanwhile. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { BridgeProcess } from '../../support/bridge-process.ts';
import { redisCommand } from '../../support/redis-command.ts';
import { listens, openField, type Field } from '../field.ts';
import { askPaced, hearPaced, sendPaced, type Paced } from '../paced.ts';
import { residentMiB } from '../processes.ts';
import { percentiles } from '../statistics.ts';
import { growthOf, type Sample } from './growth-of.ts';

const HEARD = 'cast';
/** Parts of the rate. */
const MIX = { send: 0.6, hear: 0.3, ask: 0.1 };
const EVERY_MS = 5_000;

export interface SoakReport {
  readonly minutes: number;
  readonly rate: number;
  readonly samples: readonly Sample[];
  /** Of the second half, as a part of what there was: 0.03 is 3 %. */
  readonly rssGrowth: number;
  readonly redisGrowth: number;
  readonly accounting: Readonly<Record<string, Omit<Paced, 'waits'>>>;
  /** Milliseconds. */
  readonly sendP99: number;
  readonly hearP99: number;
}

export async function soak(minutes: number, rate: number): Promise<SoakReport> {
  const field = await openField();
  const [bridge] = field.bridges;
  if (bridge === undefined) throw new Error('there is no replica');
  const over = new AbortController();
  try {
    await listens(field, bridge, HEARD);
    const samples = sampleUntil(over.signal, field, bridge);
    const pace = (part: number) => ({ rate: rate * part, seconds: minutes * 60 });
    const [send, hear, ask] = await Promise.all([
      sendPaced(field, bridge, pace(MIX.send)),
      hearPaced(field, HEARD, pace(MIX.hear)),
      askPaced(field, bridge, pace(MIX.ask)),
    ]);
    over.abort();
    const all = await samples;
    const half = all.slice(Math.floor(all.length / 2));
    return {
      ...{ minutes, rate, samples: all },
      rssGrowth: growthOf(half, ({ rss }) => rss),
      redisGrowth: growthOf(half, ({ redis }) => redis),
      accounting: { send: accountOf(send), hear: accountOf(hear), ask: accountOf(ask) },
      sendP99: percentiles(send.waits).p99,
      hearP99: percentiles(hear.waits).p99,
    };
  } finally {
    over.abort();
    await field.stop();
  }
}

function accountOf({ done, lost, duplicates, errors, complaint }: Paced): Omit<Paced, 'waits'> {
  return { done, lost, duplicates, errors, ...(complaint !== undefined && { complaint }) };
}

async function sampleUntil(
  over: AbortSignal,
  { redis }: Field,
  bridge: BridgeProcess,
): Promise<Sample[]> {
  const startedAt = performance.now();
  const samples: Sample[] = [];
  while (!over.aborted) {
    const info = await redisCommand(redis.port, 'INFO', 'memory');
    const used = Number(/used_memory:(\d+)/.exec(info)?.[1] ?? Number.NaN);
    const sample = {
      seconds: (performance.now() - startedAt) / 1000,
      rss: residentMiB(bridge.pid()),
      redis: used / 1024 / 1024,
      lag: await lagOf(bridge),
    };
    samples.push(sample);
    if (samples.length % 12 === 1) console.error(`  ${JSON.stringify(sample)}`);
    await sleep(EVERY_MS, undefined, { signal: over }).catch(() => undefined);
  }
  return samples;
}

/** The 99th percentile since it was last asked, ms. */
async function lagOf({ managementUrl }: BridgeProcess): Promise<number> {
  const text = await (await fetch(`${managementUrl}/metrics`)).text();
  return Number(/^nodejs_eventloop_lag_p99_seconds (\S+)/m.exec(text)?.[1]) * 1000;
}

export function soakText(report: SoakReport): string {
  const { minutes, rate, samples, rssGrowth, redisGrowth, accounting } = report;
  const last = samples.at(-1);
  const lags = samples.map(({ lag }) => lag).toSorted((one, other) => one - other);
  const percent = (part: number) => `${(part * 100).toFixed(2)} %`;
  return [
    `${minutes} minutes at ${rate}/s`,
    `  RSS ${last?.rss.toFixed(0)} MiB, in the second half ${percent(rssGrowth)}`,
    `  Redis ${last?.redis.toFixed(0)} MiB, in the second half ${percent(redisGrowth)}`,
    `  event loop p99: median ${lags[Math.floor(lags.length / 2)]?.toFixed(1)} ms, worst ${lags.at(-1)?.toFixed(1)} ms`,
    `  send p99 ${report.sendP99.toFixed(1)} ms, hear p99 ${report.hearP99.toFixed(1)} ms`,
    ...Object.entries(accounting).map(([name, account]) => `  ${name}: ${JSON.stringify(account)}`),
    '',
  ].join('\n');
}
