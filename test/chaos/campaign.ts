/** One run on one server: traffic, faults, rest, and the books of all that happened. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../support/until.ts';
import { faultsOfKeys } from '../support/key-census.ts';
import { readKeys } from '../support/redis-keys.ts';
import { keyFamilies } from '../../scripts/key-families.ts';
import type { Books } from './books.ts';
import { readLedger, readLog, readStatus } from './collect.ts';
import { createFaults, type Moods } from './faults.ts';
import type { Run } from './judge/judge.ts';
import { watchMemory } from './memory.ts';
import { scheduleOf, type ServerName } from './schedule.ts';
import { openStage, type RunLog, type Stage } from './stage.ts';
import { startAskers } from './traffic/askers.ts';
import { openChaosCaller, type ChaosCaller } from './traffic/caller.ts';
import { heardIn, startConsumer, startStream, startWebhook } from './traffic/readers.ts';
import type { ChaosReader } from './traffic/readers.ts';
import { startSenders, type Senders } from './traffic/senders.ts';
import { startUsers, type Users } from './traffic/users.ts';

export interface CampaignOptions {
  readonly server: ServerName;
  readonly seed: number;
  readonly minutes: number;
  readonly rate: number;
}

const REST_MS = 90_000;
/** The bridge answers an IQ of a user itself after ten seconds. */
const IQ_MS = 25_000;
/** Nothing new for so long is rest. */
const STILL_MS = 5_000;

interface Players {
  readonly caller: ChaosCaller;
  readonly users: Users;
  readonly senders: Senders;
  readonly readers: readonly ChaosReader[];
}

export async function runCampaign(options: CampaignOptions, log: RunLog): Promise<Run> {
  const stage = await openStage(options.server, log);
  const endings: (() => unknown)[] = [() => stage.close()];
  try {
    return await play(stage, options, endings);
  } finally {
    for (const end of endings.reverse()) await end();
  }
}

async function play(
  stage: Stage,
  { server, seed, minutes, rate }: CampaignOptions,
  endings: (() => unknown)[],
): Promise<Run> {
  const moods: Moods = { big: false, receiverDown: false };
  const caller = openChaosCaller(stage);
  const memory = watchMemory(stage);
  const stalls = monitorEventLoopDelay({ resolution: 20 });
  stalls.enable();
  await until(() => stage.leader(), { timeout: 20_000, message: 'a leader' });
  const users = await startUsers({ stage, moods, rate });
  endings.push(
    () => caller.close(),
    () => {
      memory.stop();
      users.close();
    },
  );
  const deps = { stage, caller, moods };
  const readers = [await startWebhook(deps), startStream(deps), startConsumer(deps)];
  const senders = startSenders({ ...deps, rate });
  const stopAskers = startAskers(stage, caller);

  const faults = createFaults(stage, moods);
  const from = Date.now();
  for (const { at, fault } of scheduleOf(seed, minutes, server)) {
    await sleep(from + at - Date.now());
    void faults.perform(fault);
  }
  await sleep(from + minutes * 60_000 - Date.now());
  stage.note('nothing more is done to anybody');
  await faults.healed();
  await Promise.all([senders.stop(), stopAskers()]);
  users.silence();

  const players = { caller, users, senders, readers };
  const restless = await rest(stage, players);
  const { books, end } = await closeBooks(stage, players);
  for (const reader of readers) await reader.stop();
  const keys = await readKeys(stage.redis.url);
  return {
    books,
    calls: caller.calls,
    health: {
      memory: memory.samples,
      logs: stage.replicas.map(({ bridge }) => bridge.logs()),
      deaths: stage.deaths,
      ...end,
      restless,
      keys: keys.length,
      longestStallMs: stalls.max / 1e6,
      keyFaults: faultsOfKeys(keys, await keyFamilies(), stage.server.componentDomain),
    },
  };
}

/** Waits until nothing moves any more; resolves with what did not come to rest. */
async function rest(stage: Stage, { caller, users, readers }: Players): Promise<string[]> {
  const restless: string[] = [];
  const reach = async (what: string, condition: () => boolean | Promise<boolean>) => {
    await until(condition, { timeout: REST_MS, interval: 250 }).catch(() => restless.push(what));
  };
  await reach('no replica leads', async () => (await stage.leader()) !== undefined);
  const isEmpty = async () => (await readStatus(caller)).outbox.depth === 0;
  await reach('the outbox does not become empty', isEmpty);
  // Some were lost where nobody can help it; the judge looks at the others.
  const areAnswered = () => users.asked.every(({ id }) => users.answers.has(id));
  await until(areAnswered, { timeout: IQ_MS }).catch(() => undefined);
  let [seen, since] = ['', Date.now()];
  await reach('something moves still', () => {
    const now = [users.arrivals, ...readers.map(({ heard }) => heard)].map((list) => list.length);
    if (now.join() !== seen) [seen, since] = [now.join(), Date.now()];
    return Date.now() - since > STILL_MS;
  });
  return restless;
}

async function closeBooks(stage: Stage, { caller, users, senders, readers }: Players) {
  const events = await readLog(caller);
  const records = await readLedger(caller, senders.accepted);
  const { outbox, pendingIqs } = await readStatus(caller);
  const books: Books = {
    disturbances: stage.disturbances,
    handedOver: stage.handedOver,
    outgoing: {
      accepted: senders.accepted,
      records,
      arrivals: users.arrivals,
      receipts: users.receiptsGiven,
    },
    incoming: {
      spoken: users.spoken,
      refused: users.refused,
      receipts: users.receiptsGot,
      log: events.map(heardIn).filter((one) => one !== undefined),
      events,
    },
    readers,
    iqs: {
      asked: users.asked,
      answers: users.answers,
      logged: new Set(
        events.flatMap((event) => (event.type === 'iq.received' ? [event.data.id ?? ''] : [])),
      ),
    },
    linkLosses: events.flatMap(({ type, at, data }) =>
      type === 'link.down' ? [{ at: Date.parse(at), reason: JSON.stringify(data) }] : [],
    ),
  };
  return { books, end: { outboxDepth: outbox.depth, pendingIqs } };
}
